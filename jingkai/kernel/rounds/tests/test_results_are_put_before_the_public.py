"""公示: by a paper that another reviews; objections are decided by nobody who took part; then results hold."""

from collections.abc import Callable
from typing import Any

import pytest

from jingkai.kernel.flows.services import move
from jingkai.kernel.papers.models import Publication
from jingkai.kernel.papers.services import (
    cancel_paper,
    issue_paper,
    object_to,
    publish_paper,
    review_paper,
)
from jingkai.kernel.papers.sheet import sheet_of
from jingkai.kernel.parties.models import Person, Scope
from jingkai.kernel.parties.tests.sql import insert
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.doctor import examine
from jingkai.kernel.rounds.models import Announcement, Grading, Round
from jingkai.kernel.rounds.queries import announced
from jingkai.kernel.rounds.services import adjust, announce, decide_objection, draft_publicity, grade
from jingkai.kernel.rules.tests.samples import hold
from tests.proof import proves

from .samples import FRIDAY, Hall, a_hall, at, graded, somebody
from .test_a_result_is_frozen import a_year

pytestmark = pytest.mark.django_db

AFTER = at("2024-01-22")


def code_of(attempt: Callable[[], object]) -> str:
    with pytest.raises(Problem) as refused:
        attempt()
    return refused.value.code


def why_of(attempt: Callable[[], object]) -> str:
    with pytest.raises(Problem) as refused:
        attempt()
    assert refused.value.code == "rounds.not-public"
    return str(refused.value.values["why"])


def a_reviewer(hall: Hall) -> Person:
    """Somebody of the office who reviews what the others write."""
    unit = hall.assessor.posts.get().body
    return somebody(hall.zone, "复核员", unit, "assessment")


def publish(hall: Hall, round: Round, reviewer: Person, when: Any = FRIDAY) -> Publication:
    paper = draft_publicity(hall.office, round, contact="考核办 0523-0000000", at=when)
    review_paper(hall.zone.actor(reviewer), paper, at=when)
    issue_paper(hall.office, paper, at=when)
    return publish_paper(hall.office, paper, at=when)


def said(publication: Publication) -> list[str]:
    """The paragraphs of the paper."""
    return ["".join(run.text for run in block.runs) for block in sheet_of(publication.paper).blocks]


def a_public_round() -> tuple[Hall, Round, Person]:
    hall = a_hall()
    round, *_ = a_year(hall, public="paper.publicity")
    graded(hall, round)
    return hall, round, a_reviewer(hall)


def a_deputy(hall: Hall) -> Actor:
    person = somebody(hall.zone, "副主任", hall.zone.zone)
    hold(person, "deputy", hall.zone.zone, Scope.SUBTREE)
    return hall.zone.actor(person)


@proves("A2.1.3")
def test_results_hold_when_they_were_shown_and_nobody_objects() -> None:
    hall, round, reviewer = a_public_round()
    assert why_of(lambda: announce(hall.principal, round, at=FRIDAY)) == "这次评定还没有公示"
    shown = publish(hall, round, reviewer)
    assert said(shown)[:2] == [
        "东城街道，84分，第1名。", "西城街道，84分，第1名。",
    ]  # fmt: skip
    assert why_of(lambda: announce(hall.principal, round, at=at("2024-01-19"))) == "异议期未满"
    grading = Grading.objects.get()
    for publication, when in ((None, AFTER), (shown, at("2024-01-19"))):
        row = Announcement(round=round, grading=grading, publication=publication, at=when, day=when.date())
        assert code_of(lambda row=row: insert(row)) == "rounds.not-public"  # type: ignore[misc]
    assert announce(hall.principal, round, at=AFTER).publication == shown


@proves("A2.1.3", "INV.2")
def test_who_rated_recognised_adjusted_or_graded_does_not_decide_on_an_objection() -> None:
    hall, round, reviewer = a_public_round()
    objection = object_to(
        hall.zone.actor(hall.zone.westerner),
        publish(hall, round, reviewer),
        "市考得分应为 32 分。",
        at=FRIDAY,
    )
    assert why_of(lambda: announce(hall.principal, round, at=AFTER)) == "还有异议没有处理"
    adjusting = a_deputy(hall)
    for actor, code in (
        (hall.office, "rounds.decider-took-part"),
        (hall.zone.actor(reviewer), "papers.decider-wrote-it"),
        (hall.zone.actor(hall.zone.westerner), "flows.verifier-is-doer"),
    ):
        assert (
            code_of(
                lambda actor=actor: decide_objection(actor, objection, sustained=False, answer="x", at=FRIDAY)  # type: ignore[misc]
            )
            == code
        )
    decide_objection(adjusting, objection, sustained=False, answer="经核，原得分无误。", at=FRIDAY)
    assert announce(hall.principal, round, at=AFTER).grading == announced(round)


@proves("A2.1.3")
def test_a_sustained_objection_is_answered_by_a_further_grading_that_is_shown_again() -> None:
    hall, round, reviewer = a_public_round()
    objection = object_to(
        hall.zone.actor(hall.zone.westerner),
        publish(hall, round, reviewer),
        "市考得分应为 32 分。",
        at=FRIDAY,
    )
    decide_objection(a_deputy(hall), objection, sustained=True, answer="情况属实。", at=FRIDAY)
    assert why_of(lambda: announce(hall.principal, round, at=AFTER)).startswith("有异议成立")
    west = round.entrants.get(name="西城街道")
    adjust(hall.principal, west, 2, reason="异议成立，漏计 2 分", at=AFTER)
    second = grade(hall.office, round, at=AFTER)
    assert why_of(lambda: announce(hall.principal, round, at=AFTER)) == "这次评定还没有公示"
    shown = publish(hall, round, reviewer, AFTER)
    assert said(shown)[0] == "西城街道，86分，第1名（原得分84分，已调整）。"
    announce(hall.principal, round, at=at("2024-01-30"))
    assert announced(round) == second


def test_a_cancelled_paper_shows_nothing() -> None:
    hall, round, reviewer = a_public_round()
    paper = publish(hall, round, reviewer).paper
    cancel_paper(hall.zone.actor(reviewer), paper, reason="名称有误", at=FRIDAY)
    assert why_of(lambda: announce(hall.principal, round, at=AFTER)) == "这次评定还没有公示"


def test_only_a_rule_that_says_so_has_its_results_shown_and_only_graded_ones() -> None:
    hall = a_hall()
    round, *_ = a_year(hall)
    assert why_of(lambda: draft_publicity(hall.office, round, contact="x", at=FRIDAY)) == "规则没有写明公示"
    other = a_hall("另一经开区")
    early, *_ = a_year(other, key="public", public="paper.publicity")
    assert (
        code_of(lambda: draft_publicity(other.office, early, contact="x", at=FRIDAY)) == "rounds.not-graded"
    )


def test_doctor_finds_who_decided_on_what_he_had_a_part_in() -> None:
    hall, round, reviewer = a_public_round()
    west = round.entrants.get(name="西城街道")
    adjust(hall.principal, west, 2, reason="补计", at=FRIDAY)
    grade(hall.office, round, at=FRIDAY)
    objection = object_to(
        hall.zone.actor(hall.zone.easterner), publish(hall, round, reviewer), "不应补计。", at=FRIDAY
    )
    assert (
        code_of(lambda: decide_objection(hall.principal, objection, sustained=False, answer="x", at=FRIDAY))
        == "rounds.decider-took-part"
    )
    move(hall.principal, objection.case, "dismiss", at=FRIDAY, note="x")
    assert [one.place for one in examine() if one.code == "rounds.decider-took-part"] == [str(objection)]
