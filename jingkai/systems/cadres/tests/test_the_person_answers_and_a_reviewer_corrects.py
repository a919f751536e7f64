"""An entry is answered in its term, by a cause that timestamps show, and corrected beside the original."""

from collections.abc import Callable
from datetime import date

import pytest

from jingkai.kernel.flows.models import Move
from jingkai.kernel.flows.services import move, open_case
from jingkai.kernel.flows.state import state_of
from jingkai.kernel.matters.models import Matter
from jingkai.kernel.matters.tests.samples import a_matter, at, report
from jingkai.kernel.messages.models import Notice
from jingkai.kernel.parties.tests.sql import insert
from jingkai.kernel.problems import Problem
from jingkai.systems.cadres.record import Record
from jingkai.systems.cadres.stories.people import Cadres, cadres
from jingkai.systems.supervision.api import (
    Correction,
    Entry,
    Listing,
    Reply,
    answer_until,
    correct_listing,
    enter_listing,
    move_listing,
    reply,
)
from tests.proof import proves

pytestmark = pytest.mark.django_db


def code_of(attempt: Callable[[], object]) -> str:
    with pytest.raises(Problem) as refused:
        attempt()
    return refused.value.code


def proposed(town: Cadres, matter: Matter, effect: str = "超期 12 天") -> Listing:
    """By the clerk on 20 February."""
    said = Entry("negative", town.secretary, town.zone.east, matter.ref, matter.title, effect, matter.ref)
    return enter_listing(town.clerk, town.zone.zone, said, at=at("2024-02-20"))


def listed(town: Cadres, title: str = "施工许可", day: str = "2024-02-13") -> Listing:
    """Twelve days late, and in the negative list since 21 February."""
    row = proposed(town, town.matter(title, day))
    move_listing(town.head, row, "list", at=at("2024-02-21"))
    return row


@proves("A3.2.1")
def test_answers_are_taken_until_the_end_of_the_term_that_the_rule_sets() -> None:
    town = cadres()
    row = proposed(town, town.matter("施工许可", "2024-02-13"))
    assert answer_until(row) is None  # nobody has decided yet
    assert reply(town.himself, row, "还没有定的时候", at=at("2024-02-20", "12:00")).pk
    move_listing(town.head, row, "list", at=at("2024-02-21"))
    until = answer_until(row)
    assert until is not None
    assert until.day == date(2024, 3, 22)
    assert reply(town.himself, row, "最后一天", at=at("2024-03-22", "23:59")).pk
    with pytest.raises(Problem) as late:
        reply(town.himself, row, "过了期限", at=at("2024-03-23", "00:00"))
    assert late.value.code == "supervision.reply-late"
    assert "2024-03-22" in late.value.zh
    assert "第九十五条" in late.value.zh


@proves("A3.2.1")
def test_a_cause_is_a_late_matter_of_another_unit_that_concerns_the_person() -> None:
    town = cadres()
    row = listed(town)
    late = town.matter("规划许可", "2024-02-10", town.bureau, town.hand)
    own = town.matter("本单位另一件", "2024-02-09")
    in_time = town.matter("按期的许可", "2024-01-30", town.bureau, town.hand)
    elsewhere = a_matter(town.zone, "与本项目无关", town.bureau, due=date(2024, 2, 1))
    report(town.zone, elsewhere, town.hand, "2024-02-12")
    for wrong in (own.ref, in_time.ref, elsewhere.ref, "matter:999-2024-1", "fact:1", row.event):
        assert (
            code_of(lambda wrong=wrong: reply(town.himself, row, "说明", cause=wrong, at=at("2024-02-26")))  # type: ignore[misc]
            == "supervision.cause-unknown"
        ), wrong
    assert not Reply.objects.exists()
    assert reply(town.himself, row, "说明", cause=late.ref, at=at("2024-02-26")).cause == late.ref
    # Whose project it is no more reads nothing of it either.
    with pytest.raises(Problem) as by_sql:
        insert(Reply(listing=row, person=town.secretary, at=at("2024-02-26"), says="说明", cause="fact:1"))
    assert by_sql.value.code == "supervision.cause-unknown"


@proves("A3.2.1")
def test_a_correction_leaves_fewer_days_and_the_entry_as_it_was() -> None:
    town = cadres()
    row = listed(town)
    said = reply(town.himself, row, "请核减", at=at("2024-02-26"))

    def correct(**more: object) -> Correction:
        whole: dict[str, object] = {"days": 3, "reason": "核减", "reply": said, "at": at("2024-02-28")} | more
        return correct_listing(town.head, row, **whole)  # type: ignore[arg-type]

    for wrong, code in (
        ({"days": 12}, "supervision.correction-not-fewer"),
        ({"days": 13}, "supervision.correction-not-fewer"),
        ({"days": 0}, "supervision.correction-empty"),
        ({"days": -3}, "supervision.correction-empty"),
        ({"days": None, "effect": " "}, "supervision.correction-empty"),
        ({"reason": " "}, "flows.needs-missing"),
        ({"reply": None}, "supervision.answered-meanwhile"),
    ):
        assert code_of(lambda wrong=wrong: correct(**wrong)) == code, wrong  # type: ignore[misc]
    bare = code_of(lambda: move_listing(town.head, row, "amend", note="核减", at=at("2024-02-28")))
    assert bare == "supervision.correction-empty"
    assert not Correction.objects.exists()
    for own in (town.clerk, town.himself):
        refused = code_of(
            lambda own=own: correct_listing(own, row, days=3, reason="x", reply=said, at=at("2024-02-28"))  # type: ignore[misc]
        )
        assert refused in {"flows.verifier-is-doer", "parties.not-allowed"}
    correct()
    correct(days=2, reason="再核减一天", at=at("2024-02-29"))
    stored = Listing.objects.get(pk=row.pk)
    assert (stored.days, stored.effect, state_of(stored.case)) == (12, "超期 12 天", "listed")
    (one,) = Record(town.secretary, at("2024-03-01")).standing("negative")
    assert (one.days, [fixed.days for fixed in one.corrections]) == (2, [3, 2])
    told = Notice.objects.filter(ref=row.ref, title="负面清单：更正").order_by("pk")
    assert "12 → 3 天" in told[0].text


@proves("A3.2.1")
def test_an_answer_that_came_meanwhile_is_read_before_anything_is_decided() -> None:
    town = cadres()
    row = listed(town)
    first = reply(town.himself, row, "请核减", at=at("2024-02-26"))
    second = reply(town.himself, row, "补充材料", at=at("2024-02-27"))
    early = code_of(
        lambda: correct_listing(town.head, row, days=3, reason="x", reply=first, at=at("2024-02-28"))
    )
    assert early == "supervision.answered-meanwhile"
    assert correct_listing(town.head, row, days=3, reason="x", reply=second, at=at("2024-02-28")).pk


@proves("A3.2.1")
def test_the_database_keeps_whose_move_how_many_days_and_which_answer() -> None:
    town = cadres()
    row, other = listed(town), listed(town, "另一件", "2024-02-09")
    said = reply(town.himself, row, "请核减", at=at("2024-02-26"))
    of_other = reply(town.himself, other, "另一件的说明", at=at("2024-02-26"))
    amend = move(town.head, row.case, "amend", note="没有更正的动作", at=at("2024-02-28"))
    of_the_other = move(town.head, other.case, "amend", note="没有更正的动作", at=at("2024-02-28"))
    opening = Move.objects.get(case=row.case, n=1)
    whole = {"listing": row, "move": amend, "reply": said, "days": 3, "effect": ""}
    for changed, code in (
        ({"move": opening}, "supervision.correction-mismatch"),
        ({"move": of_the_other}, "supervision.correction-mismatch"),
        ({"days": 12}, "supervision.correction-not-fewer"),
        ({"days": 0}, "supervision.correction-empty"),
        ({"days": None}, "supervision.correction-empty"),
        ({"reply": None}, "supervision.answered-meanwhile"),
        ({"reply": of_other}, "supervision.answered-meanwhile"),
    ):
        assert code_of(lambda changed=changed: insert(Correction(**(whole | changed)))) == code, changed  # type: ignore[misc]
    insert(Correction(**whole))
    assert code_of(lambda: insert(Correction(**whole))) == "records.row-exists"
    case = open_case(
        town.clerk, "flow.negative", ref="listing:test", holder=town.zone.east, at=at("2024-02-28")
    )
    third = {
        "case": case, "zone": row.zone, "person": row.person, "unit": row.unit, "event": "matter:1",
        "happened": "事", "proof": "fact:1", "effect": "成效",
    }  # fmt: skip
    for side, days in (("positive", 3), ("negative", 0)):
        refused = code_of(lambda side=side, days=days: insert(Listing(**third, side=side, days=days)))  # type: ignore[misc]
        assert refused == "supervision.listing-incomplete"


def test_an_entry_without_days_is_corrected_in_words() -> None:
    town = cadres()
    late = town.matter("施工许可", "2024-02-13")
    said = Entry(
        "negative", town.secretary, town.zone.east, f"subject:{town.project.pk}", "项目停滞", "未按期开工", late.ref
    )  # fmt: skip
    row = enter_listing(town.clerk, town.zone.zone, said, at=at("2024-02-20"))
    assert row.days is None
    move_listing(town.head, row, "list", at=at("2024-02-21"))
    fewer = code_of(lambda: correct_listing(town.head, row, days=3, reason="x", at=at("2024-02-28")))
    assert fewer == "supervision.correction-not-fewer"
    fixed = correct_listing(
        town.head, row, effect="部分地块未按期开工", reason="核对现场", at=at("2024-02-28")
    )
    assert (fixed.days, fixed.effect) == (None, "部分地块未按期开工")
