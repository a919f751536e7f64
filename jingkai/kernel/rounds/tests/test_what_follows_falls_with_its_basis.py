"""What follows from a result is proposed, approved, and taken back when what it stands on is corrected."""

from collections.abc import Callable

import pytest

from jingkai.kernel.facts.models import Fact
from jingkai.kernel.flows.services import move, open_case
from jingkai.kernel.flows.state import state_of
from jingkai.kernel.parties.tests.sql import insert
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.actor import SYSTEM
from jingkai.kernel.records.models import Basis
from jingkai.kernel.records.withdrawal import withdraw
from jingkai.kernel.rounds.models import Consequence, Recognition, Result, Round
from jingkai.kernel.rounds.queries import to_revoke
from jingkai.kernel.rounds.services import (
    EntrantDraft,
    announce,
    approve,
    award,
    follow_falls,
    grade,
    recognise,
    revoke,
)
from jingkai.kernel.rules.access import reader_for
from tests.proof import proves

from .samples import (
    DAY,
    FRIDAY,
    MONDAY,
    RECOGNISED,
    Hall,
    a_hall,
    a_round,
    at,
    entrant,
    graded,
    ship_rules,
    told,
)
from .test_a_result_is_frozen import CRITERIA, SCHEME, a_year, corrected
from .test_scores_are_computed_rated_or_reported import figure

pytestmark = pytest.mark.django_db

OCTOBER = at("2024-10-09")
TIERS = {"tiers": [{"tier": "优秀", "score": "84"}, {"tier": "一般"}]}
REWARD = {
    "title": {"zh": "奖励", "en": "reward"}, "tier": "优秀", "clause": "办法第十二条", "revoked": "统计法第四十八条",
}  # fmt: skip


def code_of(attempt: Callable[[], object]) -> str:
    with pytest.raises(Problem) as refused:
        attempt()
    return refused.value.code


def a_rewarded_year(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> tuple[Round, list[Consequence]]:
    """Both streets are excellent, and a reward is proposed for each."""
    for key, value in TIERS.items():
        monkeypatch.setitem(SCHEME, key, value)
    round, *_ = a_year(hall, consequences={"reward": REWARD})
    graded(hall, round)
    announce(hall.principal, round, at=FRIDAY)
    return round, list(Consequence.objects.order_by("result__entrant__place"))


@proves("A2.3.1")
def test_a_consequence_stands_on_single_rows_and_lapses_unapproved_when_one_falls(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hall = a_hall()
    _, (east, west) = a_rewarded_year(hall, monkeypatch)
    rows = Basis.objects.filter(ref=east.ref).values_list("row", flat=True)
    assert sorted(row.partition(":")[0] for row in rows) == ["fact", "report", "result"]
    fact = next(row for row in rows if row.startswith("fact:"))
    corrected(the_fact(fact), "30")
    assert code_of(lambda: approve(hall.line, [east, west], at=OCTOBER)) == "rounds.basis-fallen"
    assert {state_of(one.case) for one in (east, west)} == {"proposed"}
    assert follow_falls(SYSTEM, hall.zone.zone, at=OCTOBER) == [east]
    assert (state_of(east.case), state_of(west.case)) == ("lapsed", "proposed")
    approve(hall.line, [west], at=OCTOBER)


@proves("A2.3.1", "A5.1.1")
def test_a_reward_is_flagged_to_be_revoked_with_the_clause_and_taken_back_by_the_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hall = a_hall()
    _, (east, west) = a_rewarded_year(hall, monkeypatch)
    approve(hall.line, [east, west], at=FRIDAY)
    given = award(hall.office, east, "paper:7", at=FRIDAY)
    award(hall.office, west, "paper:8", at=FRIDAY)
    assert to_revoke(None) == []
    assert code_of(lambda: revoke(hall.line, east, reason="x", at=FRIDAY)) == "rounds.basis-stands"
    fact = next(row for row in basis(east) if row.startswith("fact:"))
    newer = corrected(the_fact(fact), "30")
    (found,) = to_revoke(None)
    assert (found.award, found.clause) == (given, "统计法第四十八条")
    assert [(one.ref, one.by, one.reason) for one in found.why] == [(fact, str(newer), "退库")]
    assert follow_falls(SYSTEM, hall.zone.zone, at=OCTOBER) == [east]
    assert follow_falls(SYSTEM, hall.zone.zone, at=OCTOBER) == []
    note = east.case.moves.order_by("-n")[0].note
    assert note == f"统计法第四十八条：所据{fact}已由{newer}更正（退库）"
    assert [one.award for one in to_revoke(None)] == [given]
    for actor, code in ((hall.office, "flows.verifier-is-doer"), (hall.principal, "parties.not-allowed")):
        assert code_of(lambda actor=actor: revoke(actor, east, reason="x", at=OCTOBER)) == code  # type: ignore[misc]
    revoke(hall.line, east, reason="所据入统数据退库", at=OCTOBER)
    assert (state_of(east.case), state_of(west.case)) == ("revoked", "in-effect")
    assert to_revoke(None) == []


@proves("A2.3.1")
def test_a_corrected_score_or_recognition_makes_it_fall_too(monkeypatch: pytest.MonkeyPatch) -> None:
    hall = a_hall()
    for key, value in TIERS.items():
        monkeypatch.setitem(SCHEME, key, value)
    ship_rules(SCHEME, CRITERIA | {"投资": RECOGNISED}, consequences={"reward": REWARD})
    round = a_round(hall, [EntrantDraft(unit) for unit in (hall.zone.east, hall.zone.west, hall.zone.office)])
    reported = figure(hall, hall.zone.west, "50", "自报")
    for name in ("东城街道", "西城街道", "督查室"):
        facts = [reported] if name == "西城街道" else []
        recognise(hall.lead, entrant(round, name), "投资", 50, facts=facts, at=MONDAY)
        told(hall, round, "市考", {name: "30"})
    graded(hall, round)
    announce(hall.principal, round, at=FRIDAY)
    approve(hall.line, list(Consequence.objects.all()), at=FRIDAY)
    recognise(hall.lead, entrant(round, "东城街道"), "投资", 40, reason="重复申报", at=OCTOBER)
    # A recognition falls with a fact that it was made on.
    corrected(reported, "45")
    told(hall, round, "市考", {"督查室": "20"}, reason="市里更正", at=OCTOBER)
    moved = follow_falls(hall.office, hall.zone.zone, at=OCTOBER)
    assert [one.result.entrant.name for one in moved] == ["东城街道", "督查室", "西城街道"]
    assert {state_of(one.case) for one in moved} == {"to-be-revoked"}
    assert Recognition.objects.filter(turn=2).count() == 1


@proves("A2.1.3", "A2.1.4")
def test_a_recognition_whose_fact_fell_before_the_announcement_is_made_anew() -> None:
    hall = a_hall()
    ship_rules({"tree": {"id": "得分", "of": [{"id": "投资", "method": "given"}]}}, {"投资": RECOGNISED})
    round = a_round(hall, [EntrantDraft(hall.zone.east)])
    east, reported = entrant(round, "东城街道"), figure(hall, hall.zone.east, "50", "自报")
    row = recognise(hall.lead, east, "投资", 50, facts=[reported], at=MONDAY)
    graded(hall, round)
    newer = corrected(reported, "45")
    with pytest.raises(Problem) as refused:
        announce(hall.principal, round, at=OCTOBER)
    assert (refused.value.code, refused.value.values["what"]) == ("rounds.stale", str(row))
    recognise(hall.lead, east, "投资", 45, facts=[newer], reason="数据更正", at=OCTOBER)
    grade(hall.office, round, at=OCTOBER)
    announce(hall.principal, round, at=OCTOBER)
    # Nor is the batch of a fact under it withdrawn any more.
    assert code_of(lambda: withdraw(SYSTEM, newer.batch, at=OCTOBER, reason="x")) == "records.batch-published"


@proves("A2.3.1")
def test_what_was_flagged_may_be_upheld_by_the_line(monkeypatch: pytest.MonkeyPatch) -> None:
    hall = a_hall()
    round, (east, _) = a_rewarded_year(hall, monkeypatch)
    approve(hall.line, [east], at=FRIDAY)
    told(hall, round, "市考", {"东城街道": "36.01"}, reason="市里更正")
    follow_falls(SYSTEM, hall.zone.zone, at=OCTOBER)
    move(hall.line, east.case, "uphold", at=OCTOBER, note="更正后等次不变")
    assert follow_falls(SYSTEM, hall.zone.zone, at=OCTOBER) == []
    assert state_of(east.case) == "in-effect"
    # A further fall is looked at anew.
    told(hall, round, "市考", {"东城街道": "20"}, reason="市里再次更正", at=OCTOBER)
    assert follow_falls(SYSTEM, hall.zone.zone, at=OCTOBER) == [east]


def test_nothing_follows_from_what_is_not_announced(monkeypatch: pytest.MonkeyPatch) -> None:
    hall = a_hall()
    a_rewarded_year(hall, monkeypatch)
    other = a_hall("另一经开区")
    round, *_ = a_year(other, key="other")
    graded(other, round)
    result = Result.objects.filter(grading__round=round).first()
    case = open_case(other.office, "flow.consequence", ref="x", holder=round.host, at=FRIDAY)
    row = Consequence(case=case, result=result, key="reward")
    assert code_of(lambda: insert(row)) == "rounds.not-announced"


def test_who_is_of_the_line_sees_what_is_proposed(monkeypatch: pytest.MonkeyPatch) -> None:
    hall = a_hall()
    a_rewarded_year(hall, monkeypatch)
    people = (hall.organiser, hall.assessor, hall.zone.head, hall.zone.easterner, hall.zone.clerk)
    seen = {one.name: Consequence.objects.visible_to(reader_for(one.pk, on=DAY)).count() for one in people}
    assert seen == {"组织员": 2, "考核员": 2, "主任": 2, "东城干部": 0, "督查员": 0}


def basis(row: Consequence) -> list[str]:
    return list(Basis.objects.filter(ref=row.ref).values_list("row", flat=True))


def the_fact(ref: str) -> Fact:
    return Fact.objects.get(pk=int(ref.partition(":")[2]))
