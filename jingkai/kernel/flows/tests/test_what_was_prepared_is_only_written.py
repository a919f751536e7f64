"""What a call needs is read before it: what changed meanwhile is refused when it is written."""

from datetime import date
from pathlib import Path

import pytest

from jingkai.kernel.flows.models import Case, Move
from jingkai.kernel.flows.services import (
    CaseDraft,
    add_doer,
    move,
    open_case,
    prepare_cases,
    prepare_move,
    write_cases,
    write_move,
)
from jingkai.kernel.flows.state import current_dues, state_of
from jingkai.kernel.parties.services import end
from jingkai.kernel.parties.tests.people import AT
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.actor import SYSTEM
from jingkai.kernel.records.doctor import examine
from jingkai.kernel.records.writing import writing
from jingkai.kernel.rules.daybook import DayBook

from .samples import a_case, a_flowing_zone, at

pytestmark = pytest.mark.django_db

FLOW = "flow.test"
FRIDAY = at("2024-01-05")


def test_cases_opened_together_each_have_their_own(tmp_path: Path) -> None:
    zone = a_flowing_zone(tmp_path)
    drafts = [
        CaseDraft(zone.east, (zone.west,), date(2024, 2, 1), note="甲"),
        CaseDraft(zone.west, (), date(2024, 3, 1), note="乙"),
    ]
    ready = prepare_cases(zone.actor(zone.clerk), FLOW, drafts, at=FRIDAY)
    assert Case.objects.count() == 0
    with writing(SYSTEM, act="test", at=FRIDAY) as call:
        first, second = write_cases(call, ready, ["matter:1", "matter:2"])
    assert (first.ref, second.ref) == ("matter:1", "matter:2")
    assert [one.body for one in first.doers.order_by("pk")] == [zone.east, zone.west]
    assert [one.body for one in second.doers.all()] == [zone.west]
    assert [one.moves.get().note for one in (first, second)] == ["甲", "乙"]
    assert [current_dues(one)["finish"].day for one in (first, second)] == [
        date(2024, 2, 1),
        date(2024, 3, 1),
    ]
    # One working day after Friday is Monday.
    assert {current_dues(one)["sign"].day for one in (first, second)} == {date(2024, 1, 8)}
    assert [state_of(one) for one in (first, second)] == ["assigned", "assigned"]
    assert [one for one in examine() if one.level == "fault"] == []


def test_a_move_that_another_was_quicker_to_make_is_refused(tmp_path: Path) -> None:
    zone = a_flowing_zone(tmp_path)
    case = a_case(zone)
    late = prepare_move(zone.actor(zone.easterner), case, "sign", at=at("2024-01-08"))
    move(zone.actor(zone.easterner), case, "sign", at=at("2024-01-08"))
    with pytest.raises(Problem) as refused, writing(SYSTEM, act="test", at=FRIDAY) as call:
        write_move(call, late)
    assert refused.value.code == "flows.moved-meanwhile"
    assert Move.objects.filter(case=case).count() == 2


def test_who_does_it_meanwhile_does_not_verify_what_was_prepared(tmp_path: Path) -> None:
    """The database asks again (INV.2)."""
    zone = a_flowing_zone(tmp_path)
    case = a_case(zone)
    east = zone.actor(zone.easterner)
    move(east, case, "sign", at=at("2024-01-08"))
    move(east, case, "report", at=at("2024-01-20"), evidence="file:1")
    ready = prepare_move(zone.actor(zone.clerk), case, "close", at=at("2024-01-22"))
    add_doer(SYSTEM, case, zone.office, at=at("2024-01-22"))
    with pytest.raises(Problem) as refused, writing(SYSTEM, act="test", at=FRIDAY) as call:
        write_move(call, ready)
    assert refused.value.code == "flows.verifier-is-doer"


def test_a_case_that_a_call_opened_is_moved_in_the_same(tmp_path: Path) -> None:
    zone = a_flowing_zone(tmp_path)
    with writing(SYSTEM, act="test", at=FRIDAY) as call:
        case = open_case(
            SYSTEM, FLOW, ref="matter:1", holder=zone.east, due=date(2024, 2, 1), at=FRIDAY, call=call
        )
        move(zone.actor(zone.easterner), case, "sign", at=at("2024-01-08"), call=call)
    assert list(case.moves.order_by("n").values_list("n", "flow_move__move")) == [(1, "assign"), (2, "sign")]
    assert state_of(case) == "doing"


def test_a_book_of_another_day_is_not_asked(tmp_path: Path) -> None:
    """The post is given up on the 6th: who asked the book of the 5th would still be let in."""
    zone = a_flowing_zone(tmp_path)
    case = a_case(zone)
    end(SYSTEM, zone.posts[zone.easterner.pk], day=date(2024, 1, 6), reason="调离", at=AT)
    with pytest.raises(ValueError, match="2024-01-05"):
        prepare_move(
            zone.actor(zone.easterner), case, "sign", at=at("2024-01-08"), book=DayBook(date(2024, 1, 5))
        )
