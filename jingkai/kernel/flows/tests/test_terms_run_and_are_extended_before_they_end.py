from datetime import date
from pathlib import Path

import pytest

from jingkai.kernel.flows.models import Case, Due
from jingkai.kernel.flows.services import ask_extension, decide_extension, move
from jingkai.kernel.flows.state import Standing, current_dues, standings
from jingkai.kernel.parties.tests.people import Zone
from jingkai.kernel.parties.tests.sql import insert
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.sequence import latest
from tests.proof import proves

from .samples import a_case, a_flowing_zone, at

pytestmark = pytest.mark.django_db


def standing(case: Case, term: str, day: str = "2024-01-10") -> Standing:
    return next(one for one in standings(case, at(day)) if one.term == term)


@proves("K2.1.4")
def test_a_working_day_from_friday_is_monday_and_lateness_has_its_kind(tmp_path: Path) -> None:
    """st-S17: assigned Fri 2024-01-05, to be signed by 2024-01-08; signed on 01-09 is sign-late only."""
    zone = a_flowing_zone(tmp_path)
    case = a_case(zone)
    assert {term: due.day for term, due in current_dues(case).items()} == {
        "sign": date(2024, 1, 8),
        "finish": date(2024, 2, 1),
    }
    assert not standing(case, "sign", "2024-01-08").late
    assert standing(case, "sign", "2024-01-09").late
    move(zone.actor(zone.easterner), case, "sign", at=at("2024-01-09"))
    assert (standing(case, "sign").late, standing(case, "finish").late) == (True, False)
    assert standing(case, "sign").met == at("2024-01-09")


def test_the_due_day_lasts_until_midnight_in_shanghai(tmp_path: Path) -> None:
    zone = a_flowing_zone(tmp_path)
    case = a_case(zone)
    due = current_dues(case)["sign"].due
    assert not due.passed(at("2024-01-08", "23:59"))
    assert due.passed(at("2024-01-09", "00:00"))


def asked(zone: Zone, case: Case, wanted: date, day: str = "2024-01-31") -> object:
    due = current_dues(case)["finish"]
    return ask_extension(zone.actor(zone.easterner), due, wanted=wanted, reason="材料未齐", at=at(day))


@proves("K2.1.4")
def test_a_delay_approved_by_another_gives_a_new_date_and_keeps_the_old_one(tmp_path: Path) -> None:
    zone = a_flowing_zone(tmp_path)
    case = a_case(zone)
    extension = asked(zone, case, date(2024, 3, 1))
    before = latest()
    decide_extension(zone.actor(zone.clerk), extension, granted=True, at=at("2024-02-01"))  # type: ignore[arg-type]
    assert current_dues(case)["finish"].day == date(2024, 3, 1)
    assert current_dues(case, before)["finish"].day == date(2024, 2, 1)
    assert list(Due.objects.filter(term="finish").order_by("turn").values_list("turn", "day")) == [
        (1, date(2024, 2, 1)),
        (2, date(2024, 3, 1)),
    ]
    assert standing(case, "finish", "2024-02-20").extended == 1
    assert not standing(case, "finish", "2024-02-20").late


def test_a_delay_asked_after_the_due_date_is_refused(tmp_path: Path) -> None:
    zone = a_flowing_zone(tmp_path)
    case = a_case(zone)
    with pytest.raises(Problem) as refused:
        asked(zone, case, date(2024, 3, 1), "2024-02-02")
    assert refused.value.code == "flows.extension-too-late"


def test_a_delay_is_to_a_later_day_has_a_reason_and_is_asked_once(tmp_path: Path) -> None:
    zone = a_flowing_zone(tmp_path)
    case = a_case(zone)
    with pytest.raises(Problem) as not_later:
        asked(zone, case, date(2024, 2, 1))
    assert not_later.value.code == "flows.extension-not-later"
    due = current_dues(case)["finish"]
    with pytest.raises(Problem) as silent:
        ask_extension(
            zone.actor(zone.easterner), due, wanted=date(2024, 3, 1), reason=" ", at=at("2024-01-20")
        )
    assert silent.value.code == "flows.needs-missing"
    asked(zone, case, date(2024, 3, 1))
    with pytest.raises(Problem) as twice:
        asked(zone, case, date(2024, 4, 1))
    assert twice.value.code == "flows.extension-asked"


@proves("INV.2")
def test_who_does_the_case_does_not_grant_its_delay(tmp_path: Path) -> None:
    zone = a_flowing_zone(tmp_path)
    case = a_case(zone)
    extension = asked(zone, case, date(2024, 3, 1))
    with pytest.raises(Problem) as refused:
        decide_extension(zone.actor(zone.easterner), extension, granted=True, at=at("2024-02-01"))  # type: ignore[arg-type]
    assert refused.value.code == "flows.verifier-is-doer"


def test_a_refused_delay_leaves_the_date_and_says_why(tmp_path: Path) -> None:
    zone = a_flowing_zone(tmp_path)
    case = a_case(zone)
    extension = asked(zone, case, date(2024, 3, 1))
    with pytest.raises(Problem) as silent:
        decide_extension(zone.actor(zone.clerk), extension, granted=False, at=at("2024-02-01"))  # type: ignore[arg-type]
    assert silent.value.code == "flows.needs-missing"
    decide_extension(zone.actor(zone.clerk), extension, granted=False, at=at("2024-02-01"), note="理由不足")  # type: ignore[arg-type]
    assert current_dues(case)["finish"].day == date(2024, 2, 1)


@proves("K2.1.4")
def test_the_database_refuses_a_due_date_that_does_not_follow_the_last(tmp_path: Path) -> None:
    zone = a_flowing_zone(tmp_path)
    case, other = a_case(zone), a_case(zone)
    last, foreign = current_dues(case)["finish"], current_dues(other)["finish"]
    sign = current_dues(case)["sign"]
    when = at("2024-05-01")
    for turn, replaces in ((1, None), (1, last), (2, None), (2, foreign), (2, sign), (3, last), (0, None)):
        with pytest.raises(Problem) as refused:
            insert(Due(case=case, term="finish", turn=turn, replaces=replaces, day=when.date(), instant=when))
        assert refused.value.code == "flows.due-out-of-order", (turn, replaces)
    assert insert(Due(case=case, term="finish", turn=2, replaces=last, day=when.date(), instant=when))
