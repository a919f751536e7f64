"""A result names its rule version and as-of, and stays; what it stands on may change, and then it says so."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError

from jingkai.engines.quantity import Quantity
from jingkai.kernel.facts.models import Fact
from jingkai.kernel.facts.recording import correct
from jingkai.kernel.flows.services import move
from jingkai.kernel.parties.tests.people import a_unit
from jingkai.kernel.parties.tests.sql import insert
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.actor import SYSTEM
from jingkai.kernel.records.doctor import examine
from jingkai.kernel.records.models import Basis, Batch
from jingkai.kernel.records.sequence import latest
from jingkai.kernel.records.withdrawal import withdraw
from jingkai.kernel.rounds.computing import same_again
from jingkai.kernel.rounds.figures import nano_text
from jingkai.kernel.rounds.models import (
    Adjustment,
    Announcement,
    Criterion,
    Entrant,
    Grading,
    Report,
    Result,
    Round,
    Score,
)
from jingkai.kernel.rounds.queries import announced, find_round, results, rounds
from jingkai.kernel.rounds.services import EntrantDraft, adjust, announce, close, grade
from jingkai.kernel.rules.access import reader_for
from tests.proof import proves

from .samples import (
    DAY,
    FRIDAY,
    MONDAY,
    REPORTED,
    Hall,
    a_hall,
    a_round,
    at,
    entrant,
    graded,
    ship_rules,
    somebody,
    told,
)
from .test_scores_are_computed_rated_or_reported import INVESTED, figure

pytestmark = pytest.mark.django_db

SCHEME: dict[str, Any] = {
    "tree": {
        "id": "得分",
        "of": [
            {"id": "投资", "weight": "60", "method": {"completion": {"target": "50"}}},
            {"id": "市考", "weight": "40", "method": "given"},
        ],
    }
}
CRITERIA: dict[str, Any] = {"投资": {"source": "computed", "fact": INVESTED}, "市考": REPORTED}


def code_of(attempt: Callable[[], object]) -> str:
    with pytest.raises(Problem) as refused:
        attempt()
    return refused.value.code


def a_year(hall: Hall, caliber: str = "认定", key: str = "test", **more: Any) -> tuple[Round, Fact, Fact]:
    """Two streets with what was invested in each and what the city gave them."""
    ship_rules(SCHEME, CRITERIA, key, **more)
    units = (hall.zone.east, hall.zone.west)
    round = a_round(hall, [EntrantDraft(unit) for unit in units], rule=f"round.{key}")
    facts = [
        figure(hall, unit, value, caliber) for unit, value in ((hall.zone.east, "40"), (hall.zone.west, "45"))
    ]
    told(hall, round, "市考", {"东城街道": "36", "西城街道": "30"})
    return round, facts[0], facts[1]


def found(grading: Grading) -> dict[str, str]:
    return {one.entrant.name: nano_text(one.result.points) for one in results(None, grading)}


def corrected(fact: Fact, value: str) -> Fact:
    quantity = Quantity.exactly(value, "亿元", text=value)
    return correct(SYSTEM, fact.pk, quantity, reason="退库", source="统计局来函", at=at("2024-10-08"))


@proves("A2.1.4", "INV.4")
def test_a_grading_names_its_rule_version_and_as_of_and_comes_out_the_same_again() -> None:
    hall = a_hall()
    round, east, _ = a_year(hall)
    before = latest()
    grading = graded(hall, round)
    assert found(grading) == {"东城街道": "84", "西城街道": "84"}
    assert grading.scheme == round.scheme
    assert grading.as_of == before + 1  # closing came between
    row = Result.objects.filter(grading=grading).first()
    assert row is not None
    assert (row.scheme, row.as_of) == (round.scheme, grading.as_of)
    announce(hall.principal, round, at=FRIDAY)
    corrected(east, "30")
    told(hall, round, "市考", {"西城街道": "20"}, reason="市里更正")
    assert same_again(Grading.objects.get())


@proves("A2.1.4", "INV.8")
def test_what_fell_since_does_not_change_the_result_but_flags_it() -> None:
    hall = a_hall()
    round, east, west = a_year(hall)
    grading = graded(hall, round)
    announce(hall.principal, round, at=FRIDAY)
    assert [one.doubts for one in results(None, grading)] == [(), ()]
    newer = corrected(east, "30")
    told(hall, round, "市考", {"西城街道": "20"}, reason="市里更正")
    listed = {one.entrant.name: one for one in results(None, grading)}
    assert found(grading) == {"东城街道": "84", "西城街道": "84"}
    assert [(one.ref, one.by, one.reason) for one in listed["东城街道"].doubts] == [
        (str(east), str(newer), "退库")
    ]
    first, last = Report.objects.filter(entrant__name="西城街道").order_by("pk")
    assert [(one.ref, one.by) for one in listed["西城街道"].doubts] == [(str(first), str(last))]
    # After publication a batch is not withdrawn: its facts are superseded.
    assert code_of(lambda: withdraw(SYSTEM, west.batch, at=FRIDAY, reason="x")) == "records.batch-published"
    assert Basis.objects.filter(ref=grading.ref, stands_on=west.batch).count() == 1


@proves("A2.1.4")
def test_what_changed_before_it_is_announced_is_graded_again() -> None:
    hall = a_hall()
    round, east, west = a_year(hall)
    graded(hall, round)
    corrected(east, "30")
    withdraw(SYSTEM, west.batch, at=FRIDAY, reason="误报")
    with pytest.raises(Problem) as refused:
        announce(hall.principal, round, at=at("2024-10-09"))
    assert refused.value.code == "rounds.stale"
    assert refused.value.values["what"] == "、".join(
        sorted([str(east), str(west), "fact:" + str(Fact.objects.latest("pk").pk)])
    )
    figure(hall, hall.zone.west, "45", "认定")
    second = grade(hall.office, round, at=at("2024-10-09"))
    assert (second.turn, found(second)) == (2, {"东城街道": "72", "西城街道": "84"})
    assert found(Grading.objects.get(turn=1)) == {"东城街道": "84", "西城街道": "84"}
    announce(hall.principal, round, at=at("2024-10-09"))
    assert announced(round) == second


@proves("A2.1.4")
def test_once_announced_nothing_is_graded_adjusted_or_announced_any_more() -> None:
    hall = a_hall()
    round, *_ = a_year(hall)
    grading = graded(hall, round)
    announce(hall.principal, round, at=FRIDAY)
    east = entrant(round, "东城街道")
    assert code_of(lambda: grade(hall.office, round, at=FRIDAY)) == "flows.no-such-move"
    assert code_of(lambda: adjust(hall.principal, east, 1, reason="x", at=FRIDAY)) == "rounds.announced"
    assert code_of(lambda: announce(hall.principal, round, at=FRIDAY)) == "flows.no-such-move"
    row = Adjustment(
        entrant=east, points=1, reason="x", person=hall.zone.head, body=hall.zone.zone, at=FRIDAY, day=DAY
    )
    assert code_of(lambda: insert(row)) == "rounds.announced"
    again = Grading(round=round, turn=2, scheme=round.scheme, as_of=1, digest="x", at=FRIDAY)
    assert code_of(lambda: insert(again)) == "rounds.announced"
    twice = Announcement(round=round, grading=grading, at=FRIDAY, day=DAY)
    assert code_of(lambda: insert(twice)) == "rounds.announced"


@proves("A2.1.4")
def test_a_result_without_its_rule_version_and_as_of_is_refused_by_the_database() -> None:
    hall = a_hall()
    round, *_ = a_year(hall)
    other = a_round(hall, [EntrantDraft(hall.zone.east, name="另一个")], key="other")
    grading = graded(hall, round)
    east = entrant(round, "东城街道")
    for more, code in (
        ({"scheme": round.rule}, "rounds.unpinned"),
        ({"as_of": latest() + 9}, "rounds.unpinned"),
        ({"as_of": 0}, "rounds.unpinned"),
        ({"turn": 4}, "rounds.changed-meanwhile"),
        ({"turn": 1}, "rounds.changed-meanwhile"),
    ):
        wanted = {"round": round, "turn": 2, "scheme": round.scheme, "as_of": 1, "digest": "x", "at": FRIDAY}
        graded_by_hand = Grading(**(wanted | more))
        assert code_of(lambda row=graded_by_hand: insert(row)) == code  # type: ignore[misc]
    second = insert(Grading(round=round, turn=2, scheme=round.scheme, as_of=1, digest="x", at=FRIDAY))
    one: dict[str, Any] = {"grading_id": second, "entrant": east, "scheme": round.scheme, "as_of": 1}
    for more in ({"scheme": None}, {"as_of": None}):
        with pytest.raises(IntegrityError):
            insert(Result(**(one | more)))
    for more, code in (
        ({"scheme": round.rule}, "rounds.unpinned"),
        ({"as_of": 2}, "rounds.unpinned"),
        ({"entrant": entrant(other, "另一个")}, "rounds.unpinned"),
        ({}, "rounds.frozen"),
        ({"grading_id": grading.pk, "as_of": grading.as_of}, "rounds.frozen"),
    ):
        attempt = Result(**(one | more))
        assert code_of(lambda attempt=attempt: insert(attempt)) == code  # type: ignore[misc]
    result = Result.objects.filter(grading=grading).first()
    assert code_of(lambda: insert(Score(result=result, node="加分", points=1))) == "rounds.frozen"


def test_a_round_is_graded_when_its_ballots_are_closed_and_announced_when_it_is_graded() -> None:
    hall = a_hall()
    round, *_ = a_year(hall)
    assert code_of(lambda: grade(hall.office, round, at=FRIDAY)) == "rounds.still-open"
    early = Grading(round=round, turn=1, scheme=round.scheme, as_of=1, digest="x", at=FRIDAY)
    assert code_of(lambda: insert(early)) == "rounds.still-open"
    assert code_of(lambda: announce(hall.principal, round, at=FRIDAY)) == "rounds.not-graded"
    close(hall.office, round, at=FRIDAY)
    first = grade(hall.office, round, at=FRIDAY)
    grade(hall.office, round, at=FRIDAY)
    assert code_of(lambda: announce(hall.office, round, at=FRIDAY)) == "flows.verifier-is-doer"
    earlier = Announcement(round=round, grading=first, at=FRIDAY, day=DAY)
    assert code_of(lambda: insert(earlier)) == "rounds.not-graded"


@proves("A2.1.4")
def test_an_adjustment_stands_beside_the_original_with_its_reason() -> None:
    hall = a_hall()
    round, *_ = a_year(hall)
    east = entrant(round, "东城街道")
    early = Adjustment(
        entrant=east, points=1, reason="x", person=hall.zone.head, body=hall.zone.zone, at=MONDAY, day=DAY
    )
    assert code_of(lambda: insert(early)) == "rounds.not-graded"
    assert code_of(lambda: adjust(hall.principal, east, 1, reason="x", at=MONDAY)) == "rounds.not-graded"
    first = graded(hall, round)
    assert code_of(lambda: adjust(hall.principal, east, 1, reason=" ", at=FRIDAY)) == "rounds.reason-missing"
    assert code_of(lambda: adjust(hall.office, east, 1, reason="x", at=FRIDAY)) == "parties.not-allowed"
    adjust(hall.principal, east, "1.5", reason="承办国家级现场会", at=FRIDAY)
    adjust(hall.principal, east, "-0.25", reason="迟报一次", at=FRIDAY)
    assert code_of(lambda: announce(hall.principal, round, at=FRIDAY)) == "rounds.stale"
    by_sql = Announcement(round=round, grading=first, at=FRIDAY, day=DAY)
    assert code_of(lambda: insert(by_sql)) == "rounds.stale"
    second = grade(hall.office, round, at=FRIDAY)
    rows = {one.entrant.name: one.result for one in results(None, second)}
    assert [nano_text(one) for one in (rows["东城街道"].original, rows["东城街道"].points)] == ["84", "85.25"]
    assert [nano_text(one) for one in (rows["西城街道"].original, rows["西城街道"].points)] == ["84", "84"]
    assert [one.place for one in (rows["东城街道"], rows["西城街道"])] == [1, 2]
    nodes = Score.objects.filter(result=rows["东城街道"]).order_by("pk")
    assert [(one.node, nano_text(one.points)) for one in nodes] == [
        ("调整后得分", "85.25"), ("得分", "84"), ("调整", "1.25"), ("投资", "48"), ("市考", "36"),
    ]  # fmt: skip
    assert found(first) == {"东城街道": "84", "西城街道": "84"}
    announce(hall.principal, round, at=FRIDAY)
    assert same_again(first)
    assert same_again(second)


def test_doctor_finds_a_round_whose_state_says_more_than_its_rows() -> None:
    hall = a_hall()
    round, *_ = a_year(hall)
    close(hall.office, round, at=FRIDAY)
    assert not [one for one in examine() if one.code.startswith("rounds.")]
    # Past the services of this room.
    for actor, name in ((hall.office, "grade"), (hall.principal, "announce"), (hall.office, "archive")):
        move(actor, round.case, name, at=FRIDAY)
    found = [one for one in examine() if one.code == "rounds.not-graded"]
    assert [(one.place, one.level) for one in found] == [(round.ref, "fault")] * 3


def test_nobody_adjusts_what_is_of_his_own_unit() -> None:
    hall = a_hall()
    ship_rules(SCHEME, CRITERIA)
    round = a_round(hall, [EntrantDraft(hall.zone.zone, name="本级"), EntrantDraft(hall.zone.east)])
    for unit, value in ((hall.zone.zone, "40"), (hall.zone.east, "45")):
        figure(hall, unit, value, "认定")
    told(hall, round, "市考", {"本级": "36", "东城街道": "30"})
    graded(hall, round)
    own = entrant(round, "本级")
    assert code_of(lambda: adjust(hall.principal, own, 1, reason="x", at=FRIDAY)) == "rounds.own-unit"
    row = Adjustment(
        entrant=own, points=1, reason="x", person=hall.zone.head, body=hall.zone.zone, at=FRIDAY, day=DAY
    )
    assert code_of(lambda: insert(row)) == "rounds.own-unit"


def test_who_is_judged_sees_its_own_result_once_it_is_announced() -> None:
    hall = a_hall()
    round, *_ = a_year(hall)
    grading = graded(hall, round)
    # The last one reads scores of the whole zone, and neither runs nor approves rounds.
    people = (hall.zone.easterner, hall.zone.westerner, hall.assessor, hall.zone.head, hall.zone.clerk)

    def seen() -> list[list[str]]:
        readers = [reader_for(one.pk, on=DAY) for one in people]
        return [[one.entrant.name for one in results(reader, grading)] for reader in readers]

    def own() -> list[set[str]]:
        readers = [reader_for(one.pk, on=DAY) for one in people]
        return [{one.entrant.name for one in Report.objects.visible_to(reader)} for reader in readers]

    def gradings() -> list[int]:
        return [Grading.objects.visible_to(reader_for(one.pk, on=DAY)).count() for one in people]

    both = ["东城街道", "西城街道"]
    assert seen() == [[], [], both, both, []]
    assert own() == [set(), set(), set(both), set(both), set()]
    assert gradings() == [0, 0, 1, 1, 0]
    assert rounds(reader_for(hall.zone.easterner.pk, on=DAY)) == []
    announce(hall.principal, round, at=FRIDAY)
    assert seen() == [["东城街道"], ["西城街道"], both, both, both]
    assert own() == [{"东城街道"}, {"西城街道"}, *[set(both)] * 3]
    assert gradings() == [1] * 5
    assert find_round(reader_for(hall.assessor.pk, on=DAY), str(round.pk)) == round
    assert rounds(None, period="2024") == [round]
    assert rounds(reader_for(hall.zone.easterner.pk, on=DAY)) == [round]
    outsider = somebody(hall.zone, "别的街道", a_unit("别的街道", hall.zone.zone, "street"), "street")
    assert rounds(reader_for(outsider.pk, on=DAY)) == []
    for number in (str(round.pk), "99999", "无"):
        assert code_of(lambda n=number: find_round(reader_for(outsider.pk, on=DAY), n)) == "rounds.not-found"  # type: ignore[misc]


def test_a_cohort_does_not_grow_once_the_round_is_open() -> None:
    hall = a_hall()
    round, *_ = a_year(hall)
    late = Entrant(round=round, place=3, name="后来", unit=hall.zone.office)
    assert code_of(lambda: insert(late)) == "rounds.cohort-fixed"
    assert (
        code_of(lambda: insert(Criterion(round=round, name="加分", source="reported")))
        == "rounds.cohort-fixed"
    )
    assert Batch.objects.filter(pk=round.batch_id).count() == 1
