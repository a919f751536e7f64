"""Drafted by one, reviewed by another, numbered, frozen; compiled again until then, corrected after."""

from typing import Any

import pytest

from jingkai.kernel.flows.state import state_of
from jingkai.kernel.papers.content import text_of
from jingkai.kernel.papers.layout import pdf, word
from jingkai.kernel.papers.models import Paper, Text
from jingkai.kernel.papers.services import drop_draft, issue_paper, review_paper
from jingkai.kernel.papers.sheet import last_text, sheet_of
from jingkai.kernel.parties.models import Scope
from jingkai.kernel.parties.tests.people import a_person
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.rules.tests.samples import hold
from jingkai.systems.scheduling.bulletin.prose import Prose
from jingkai.systems.scheduling.bulletin.services import draft_bulletin
from jingkai.systems.scheduling.stories.march import MONTH, REPORTED, March, a_march, at, reported_march, say
from tests.proof import proves

pytestmark = pytest.mark.django_db

DAY = at("2024-03-12")


def draft(march: March, prose: Prose | None = None, actor: Actor | None = None, **more: Any) -> Paper:
    return draft_bulletin(actor or march.clerk, march.zone.zone, MONTH, prose or Prose(), at=DAY, **more)


def says(paper: Paper) -> str:
    return "\n".join(
        text_of(one.runs) + "".join(text_of(cell) for row in one.rows for cell in row)
        for one in sheet_of(paper).blocks
    )


def reviewer(march: March) -> Actor:
    person, post = a_person("审签员", march.zone.office)
    assert post is not None
    hold(person, "supervision", march.zone.office)
    return Actor(person=person.pk, post=post.pk)


def restate(march: March) -> None:
    """The statistics office brings in another figure of the tax."""
    say(march, "税收收入", "31")


@proves("W2.4.2")
def test_it_is_reviewed_by_another_numbered_and_frozen_with_its_as_of() -> None:
    march = reported_march()
    paper = draft(march, Prose(demands="请于3月20日前报送整改方案。"))
    with pytest.raises(Problem) as problem:
        review_paper(march.clerk, paper, at=DAY)
    assert problem.value.code == "papers.reviewer-wrote-it"
    review_paper(reviewer(march), paper, at=DAY)
    issue = issue_paper(march.clerk, paper, at=DAY)
    assert issue.number.label == "滨河经济开发区通报〔2024〕1号"
    before, printed = says(paper), sheet_of(paper)
    restate(march)
    assert says(paper) == before
    assert "六、下一步工作要求\n1．请于3月20日前报送整改方案。" in before
    assert f"本通报数据截至{last_text(paper).slots['known']}。" in before
    assert printed.as_of == issue.as_of
    assert printed.addressed == "各园区、各街道（镇）、各部门、各单位"
    assert word(printed)[:2] == b"PK"
    assert pdf(printed).startswith(b"%PDF")


@proves("W2.4.2")
def test_a_draft_is_compiled_again_when_figures_changed_and_left_alone_when_not() -> None:
    march = reported_march()
    paper = draft(march)
    assert draft(march) == paper
    assert paper.texts.count() == 1
    restate(march)
    assert draft(march) == paper
    assert paper.texts.count() == 2
    assert "税收收入31亿元" in says(paper)


def test_what_was_issued_is_corrected_by_another_paper() -> None:
    march = reported_march()
    paper = draft(march)
    review_paper(reviewer(march), paper, at=DAY)
    issue_paper(march.clerk, paper, at=DAY)
    assert draft(march) == paper
    restate(march)
    again = draft(march)
    assert (again.corrects, state_of(again.case)) == (paper, "draft")


def test_after_a_draft_was_given_up_there_is_another() -> None:
    march = reported_march()
    paper = draft(march)
    drop_draft(march.clerk, paper, reason="重拟", at=DAY)
    assert draft(march) != paper


def test_what_a_colleague_revised_meanwhile_is_not_overwritten() -> None:
    march = reported_march()
    seen = last_text(draft(march)).pk
    draft(march, Prose(opening="各单位："), actor=reviewer(march), seen=seen)
    with pytest.raises(Problem) as problem:
        draft(march, Prose(opening="各部门："), seen=seen)
    assert problem.value.code == "papers.revised-meanwhile"
    assert Text.objects.count() == 2


def test_who_reads_a_part_of_the_zone_drafts_no_bulletin() -> None:
    march = reported_march()
    person, post = a_person("街道经办", march.zone.east)
    assert post is not None
    hold(person, "street", march.zone.east, Scope.UNIT)
    with pytest.raises(Problem) as problem:
        draft(march, actor=Actor(person=person.pk, post=post.pk))
    assert problem.value.code == "bulletin.compiler-sees-part"
    assert not Paper.objects.exists()


def test_of_a_month_without_figures_there_is_none() -> None:
    with pytest.raises(Problem) as problem:
        draft(a_march())
    assert problem.value.code == "bulletin.nothing-to-print"


def test_another_unit_does_not_take_over_the_draft() -> None:
    march = reported_march()
    draft(march)
    restate(march)
    with pytest.raises(Problem) as problem:
        draft(march, actor=march.hand("统计办"))
    assert problem.value.code == "parties.not-allowed"
    assert REPORTED < DAY
