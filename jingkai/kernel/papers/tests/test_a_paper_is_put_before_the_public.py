from datetime import date
from typing import Any

import pytest

from jingkai.kernel.flows.models import Case
from jingkai.kernel.flows.services import move, open_case
from jingkai.kernel.flows.state import current_dues, state_of
from jingkai.kernel.messages.queries import inbox
from jingkai.kernel.papers.models import Issue, Objection, Paper, Publication
from jingkai.kernel.papers.queries import objections, publication_of
from jingkai.kernel.papers.services import (
    decide_objection,
    issue_paper,
    object_to,
    publish_paper,
    review_paper,
)
from jingkai.kernel.parties.models import Scope
from jingkai.kernel.parties.tests.people import a_person
from jingkai.kernel.parties.tests.sql import insert
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.doctor import examine
from jingkai.kernel.rules.access import reader_for
from jingkai.kernel.rules.tests.samples import hold
from tests.proof import proves

from .samples import MONDAY, Press, a_paper, a_press, a_reviewed, an_issued, at

pytestmark = pytest.mark.django_db

SLOTS: dict[str, Any] = {"subject": "拟奖补企业名单", "points": ["甲公司、乙公司。"], "contact": "督查室"}


def a_public(press: Press, key: str = "public") -> Publication:
    """Issued on Monday 8 January 2024, and put before the public."""
    issue = an_issued(press, key, template="paper.publicity", slots=SLOTS, to=())
    return publish_paper(press.clerk, issue.paper, at=MONDAY)


@proves("W4.1.1")
def test_it_is_shown_for_the_working_days_of_the_rule() -> None:
    publication = a_public(a_press())
    # Five working days from Monday 8 January 2024, not counting that day.
    assert (publication.first_day, publication.last_day, publication.until) == (
        date(2024, 1, 8),
        date(2024, 1, 15),
        date(2024, 1, 15),
    )


def test_only_what_is_issued_from_such_a_template_is_published_and_once() -> None:
    press = a_press()
    for paper, code in (
        (an_issued(press, "notice").paper, "papers.not-public"),
        (a_paper(press, "draft", template="paper.publicity", slots=SLOTS, to=()), "papers.not-issued"),
        (a_public(press).paper, "papers.published"),
    ):
        with pytest.raises(Problem) as refused:
            publish_paper(press.clerk, paper, at=MONDAY)
        assert refused.value.code == code
    with pytest.raises(Problem) as other:
        publish_paper(press.zone.actor(press.zone.easterner), Paper.objects.latest("pk"), at=MONDAY)
    assert other.value.code == "parties.not-allowed"


def test_a_publication_has_its_days_in_order() -> None:
    paper = an_issued(a_press(), template="paper.publicity", slots=SLOTS, to=()).paper
    with pytest.raises(Problem) as refused:
        insert(
            Publication(
                paper=paper, first_day=date(2024, 1, 8), last_day=date(2024, 1, 7), until=date(2024, 1, 9)
            )
        )
    assert refused.value.code == "papers.publication-days"


@proves("W4.1.1")
def test_all_staff_and_the_public_see_it() -> None:
    press = a_press()
    citizen, _ = a_person("群众")
    hold(citizen, "outside", press.zone.zone, Scope.SUBTREE)
    issue = an_issued(press, template="paper.publicity", slots=SLOTS, to=())
    people = (press.zone.westerner, citizen)
    readers = [reader_for(one.pk, on=MONDAY.date()) for one in people]
    assert [publication_of(one, issue.paper) for one in readers] == [None, None]
    publication = publish_paper(press.clerk, issue.paper, at=MONDAY)
    for reader in readers:
        assert publication_of(reader, issue.paper) == publication
        assert Issue.objects.visible_to(reader).get() == issue


@proves("W4.1.1")
def test_an_objection_is_made_in_time_and_says_what_is_wrong() -> None:
    press = a_press()
    publication = a_public(press)
    west = press.zone.actor(press.zone.westerner)
    with pytest.raises(Problem) as empty:
        object_to(west, publication, " ", at=MONDAY)
    assert empty.value.code == "papers.objection-empty"
    object_to(west, publication, "乙公司已停产。", at=at("2024-01-15", "23:59"))
    with pytest.raises(Problem) as late:
        object_to(west, publication, "又及", at=at("2024-01-16", "00:00"))
    assert late.value.code == "papers.objection-too-late"
    assert Objection.objects.get().says == "乙公司已停产。"


def test_a_late_or_empty_objection_is_refused_by_the_database() -> None:
    press = a_press()
    publication = a_public(press)
    for says, day, code in (
        ("x", date(2024, 1, 16), "papers.objection-too-late"),
        ("", date(2024, 1, 9), "papers.objection-empty"),
    ):
        case: Case = open_case(
            press.zone.actor(press.zone.westerner),
            "flow.objection",
            ref="x",
            holder=press.zone.office,
            at=MONDAY,
        )
        with pytest.raises(Problem) as refused:
            insert(Objection(case=case, publication=publication, says=says, day=day))
        assert refused.value.code == code


@proves("W4.1.1", "INV.2")
def test_another_body_decides_and_whoever_objected_is_answered() -> None:
    press = a_press()
    objection = object_to(
        press.zone.actor(press.zone.westerner), a_public(press), "乙公司已停产。", at=MONDAY
    )
    assert current_dues(objection.case)["answer"].day == date(2024, 1, 29)
    for who, code in (
        (press.clerk, "papers.decider-wrote-it"),
        (press.reviewer, "papers.decider-wrote-it"),
        (press.zone.actor(press.zone.westerner), "flows.verifier-is-doer"),
    ):
        with pytest.raises(Problem) as refused:
            decide_objection(who, objection, sustained=False, answer="不成立", at=at("2024-01-09"))
        assert refused.value.code == code
    decide_objection(
        press.head, objection, sustained=True, answer="情况属实，另行公示。", at=at("2024-01-09")
    )
    assert state_of(objection.case) == "sustained"
    (notice,) = inbox(reader_for(press.zone.westerner.pk, on=date(2024, 1, 9)))
    assert notice.text == "情况属实，另行公示。"


@proves("W4.1.1")
def test_the_unit_that_published_does_not_see_who_objected() -> None:
    press = a_press()
    publication = a_public(press)
    objection = object_to(press.zone.actor(press.zone.westerner), publication, "乙公司已停产。", at=MONDAY)
    seen = {
        person.name: objections(reader_for(person.pk, on=MONDAY.date()), publication)
        for person in (press.zone.clerk, press.colleague, press.zone.head)
    }
    assert seen == {"督查员": [], "审签员": [], "主任": [objection]}
    clerk = reader_for(press.zone.clerk.pk, on=MONDAY.date())
    assert not Case.objects.visible_to(clerk).filter(pk=objection.case_id).exists()


def test_doctor_finds_who_decided_on_what_he_reviewed() -> None:
    press = a_press()
    paper = a_paper(press, template="paper.publicity", slots=SLOTS, to=())
    review_paper(press.head, paper, at=MONDAY)
    issue_paper(press.clerk, paper, at=MONDAY)
    publication = publish_paper(press.clerk, paper, at=MONDAY)
    objection = object_to(press.zone.actor(press.zone.westerner), publication, "x", at=MONDAY)
    with pytest.raises(Problem) as refused:
        decide_objection(press.head, objection, sustained=False, answer="不成立", at=MONDAY)
    assert refused.value.code == "papers.decider-wrote-it"
    move(press.head, objection.case, "dismiss", at=MONDAY, note="不成立")
    assert [one.place for one in examine() if one.code == "papers.decider-wrote-it"] == [str(objection)]


def test_a_reviewed_one_is_issued_before_it_is_published() -> None:
    press = a_press()
    paper = a_reviewed(press, template="paper.publicity", slots=SLOTS, to=())
    with pytest.raises(Problem) as refused:
        publish_paper(press.clerk, paper, at=MONDAY)
    assert refused.value.code == "papers.not-issued"
