from datetime import date, datetime
from pathlib import Path

import pytest

from jingkai.kernel.flows.services import open_case
from jingkai.kernel.flows.state import state_of
from jingkai.kernel.matters.models import Matter
from jingkai.kernel.matters.services import Draft, hand_over, open_split
from jingkai.kernel.matters.services.numbering import take_numbers
from jingkai.kernel.matters.tests.samples import COMMON, LISTED, REGISTERED, a_matter, at, close, report
from jingkai.kernel.papers.content import text_of
from jingkai.kernel.papers.models import Paper
from jingkai.kernel.papers.services import cancel_paper, issue_paper, review_paper
from jingkai.kernel.papers.sheet import sheet_of
from jingkai.kernel.parties.models import Scope
from jingkai.kernel.parties.services import add_compartment, grant
from jingkai.kernel.parties.tests.people import AT, START, a_person
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.actor import SYSTEM, Actor
from jingkai.kernel.records.writing import writing
from jingkai.kernel.rules.access import reader_for
from jingkai.kernel.rules.services import ship_folder
from jingkai.kernel.rules.tests.samples import hold
from jingkai.systems.supervision.queries import letters_of
from jingkai.systems.supervision.services import (
    Meeting,
    Point,
    draft_assignment,
    draft_supervision,
    draft_urging,
    open_tasks,
)
from jingkai.systems.supervision.stories.office import Office, an_office
from jingkai.systems.supervision.stories.test_s17_lateness_delay_objection import concluded
from tests.proof import proves

pytestmark = pytest.mark.django_db

MONDAY = at("2024-01-08")
# A flow that assigns without saying until when.
ENDLESS = """
kind: flow
key: flow.endless
version: "1"
title: {zh: 长期, en: endless}
valid_from: 2000-01-01
source: 测试
body:
  kind: items
  opening: {move: assign, title: {zh: 交办, en: assign}, target: assigned}
  states:
    assigned: {title: {zh: 已交办, en: assigned}}
    closed: {title: {zh: 已销号, en: closed}, end: closed}
  moves:
    - {move: close, title: {zh: 销号, en: close}, source: [assigned], target: closed, side: verify, by: other}
"""
MINUTES = "会议议定：\n3. 疏通东河，由东城街道牵头，二月底前完成。\n4. 清理西河。"


def a_task(office: Office) -> Matter:
    """What the committee decided on 5 January 2024, due on 1 February."""
    meeting = Meeting("standing", "第一次主任办公会议", at("2024-01-05"), office.zone.zone)
    points = [Point(3, "疏通东河", "东城街道", "西城街道", "分管领导甲", "2024年2月1日")]
    return open_tasks(office.clerk, office.zone.zone, meeting, points, MINUTES, at=MONDAY).tasks.new[0]


def a_reviewer(office: Office) -> Actor:
    person, post = a_person("审签员", office.zone.office)
    assert post is not None
    hold(person, "supervision", office.zone.office)
    return Actor(person.pk, post.pk)


def fields(paper: Paper) -> dict[str, str]:
    """The rows of the letter's table."""
    table = next(one for one in sheet_of(paper).blocks if one.form == "table")
    return {text_of(label): text_of(value) for label, value in table.rows}


def paragraphs(paper: Paper) -> str:
    return "\n".join(text_of(one.runs) for one in sheet_of(paper).blocks if one.form == "paragraph")


@proves("W3.1.2")
def test_an_assignment_says_all_that_the_matter_knows() -> None:
    office = an_office()
    matter = a_task(office)
    paper = draft_assignment(office.clerk, matter, demands=["先清淤。", "后护岸。"], at=MONDAY)
    assert sheet_of(paper).title == "关于疏通东河的交办单"
    assert (sheet_of(paper).addressed, sheet_of(paper).copies) == ("东城街道", "西城街道")
    assert fields(paper) == {
        "事项编号": matter.label,
        "交办事项": "疏通东河",
        "议定内容": "3. 疏通东河，由东城街道牵头，二月底前完成。",
        "牵头单位": "东城街道",
        "配合单位": "西城街道",
        "牵头领导": "分管领导甲",
        "办结期限": "2024年2月1日",
    }
    said = paragraphs(paper)
    assert "根据2024年1月5日第一次主任办公会议第3项" in said
    # One working day to sign for it.
    assert "请于2024年1月9日前（含当日）签收" in said
    assert "1．先清淤。\n2．后护岸。" in said


@proves("W3.1.2")
def test_it_is_a_numbered_paper_that_the_matter_leads_to() -> None:
    office = an_office()
    matter = a_task(office)
    paper = draft_assignment(office.clerk, matter, at=MONDAY)
    review_paper(a_reviewer(office), paper, at=MONDAY)
    issue = issue_paper(office.clerk, paper, at=MONDAY)
    assert issue.number.label == "示例经开区督交〔2024〕1号"
    (letter,) = letters_of(reader_for(office.zone.easterner.pk, on=MONDAY.date()), matter)
    assert (letter.paper, letter.issue) == (paper, issue)
    outsider = office.hands[office.units["财政局"].pk]
    assert letters_of(reader_for(outsider.pk, on=MONDAY.date()), matter) == []


@proves("W3.1.2", "INV.6")
def test_one_occasion_has_one_letter() -> None:
    office = an_office()
    matter = a_task(office)
    first = draft_assignment(office.clerk, matter, at=MONDAY)
    assert draft_assignment(office.clerk, matter, demands=["又及"], at=at("2024-01-09")) == first
    assert draft_urging(office.clerk, matter, at=at("2024-01-30")) == draft_urging(
        office.clerk, matter, at=at("2024-01-31")
    )
    assert Paper.objects.count() == 2
    # Handed over, it is assigned again, to somebody else.
    hand_over(office.clerk, matter, office.zone.west, note="职责调整", at=at("2024-01-12"))
    second = draft_assignment(office.clerk, matter, at=at("2024-01-12"))
    assert second != first
    assert sheet_of(second).addressed == "西城街道"


def test_after_a_letter_that_was_cancelled_the_occasion_may_have_another() -> None:
    office = an_office()
    matter = a_task(office)
    reviewer = a_reviewer(office)
    first = draft_assignment(office.clerk, matter, at=MONDAY)
    review_paper(reviewer, first, at=MONDAY)
    issue_paper(office.clerk, first, at=MONDAY)
    cancel_paper(reviewer, first, reason="单位写错", at=MONDAY)
    second = draft_assignment(office.clerk, matter, at=MONDAY)
    assert (second != first, state_of(second.case)) == (True, "draft")
    assert draft_assignment(office.clerk, matter, at=MONDAY) == second


@proves("W3.1.2")
@pytest.mark.parametrize(
    ("day", "standing", "answer"),
    [
        ("2024-01-30", "将于2024年2月1日到期，还有2天", "2024年2月2日"),
        ("2024-02-01", "将于今日（2024年2月1日）到期", "2024年2月5日"),
        ("2024-02-05", "已于2024年2月1日到期，逾期4天", "2024年2月8日"),
    ],
)
def test_an_urging_letter_says_how_it_stands_and_until_when_to_answer(
    day: str, standing: str, answer: str
) -> None:
    """Three working days; Sunday 4 February 2024 was worked for the Spring Festival."""
    office = an_office()
    paper = draft_urging(office.clerk, a_task(office), at=at(day))
    assert standing in paragraphs(paper)
    assert f"请于{answer}前（含当日）书面反馈" in paragraphs(paper)
    assert fields(paper)["办理状态"] == "已交办"
    assert fields(paper)["超期情况"].startswith("签收超期1次")


@proves("W3.1.2")
def test_before_and_after_the_due_day_are_two_occasions() -> None:
    office = an_office()
    matter = a_task(office)
    before = draft_urging(office.clerk, matter, at=at("2024-02-01", "23:59"))
    after = draft_urging(office.clerk, matter, at=at("2024-02-02", "00:00"))
    assert before != after


@proves("W3.1.2")
def test_a_supervision_letter_is_written_when_the_light_says_behind() -> None:
    office = an_office()
    matter = a_task(office)
    with pytest.raises(Problem) as refused:
        draft_supervision(office.clerk, matter, at=at("2024-01-31"))
    assert refused.value.code == "supervision.not-behind"
    assert "临期" in refused.value.zh
    urging = draft_urging(office.clerk, matter, at=at("2024-02-02"))
    review_paper(a_reviewer(office), urging, at=at("2024-02-02"))
    issue_paper(office.clerk, urging, at=at("2024-02-02"))
    paper = draft_supervision(office.clerk, matter, at=at("2024-02-05"))
    found = fields(paper)
    assert (found["亮灯"], found["已催办"]) == ("逾期", "示例经开区督催〔2024〕1号")
    # Five working days: 6, 7, 8, 9 and, after the Spring Festival, 18 February 2024.
    assert "请于2024年2月18日前（含当日）书面说明滞后原因" in paragraphs(paper)
    assert "复核" not in paragraphs(paper)


@proves("W3.1.2")
def test_with_a_conclusion_it_says_the_right_to_object() -> None:
    office = an_office()
    conclusion = concluded(office)
    matter = a_task(office)
    paper = draft_supervision(office.clerk, matter, conclusion=conclusion, at=at("2024-03-04"))
    said = paragraphs(paper)
    assert f"督查结论：{conclusion.text}" in said
    # Thirty days from 1 March 2024.
    assert "可以在2024年3月31日前（含当日）申请复核" in said
    assert set(paper.about.values_list("ref", flat=True)) == {matter.ref, str(conclusion)}


def refusal(office: Office, matter: Matter, when: datetime = MONDAY) -> str:
    with pytest.raises(Problem) as refused:
        draft_assignment(office.clerk, matter, at=when)
    assert not Paper.objects.exists()
    return refused.value.code


def test_what_has_no_letter_says_why() -> None:
    office = an_office()
    registered = a_matter(office.zone, "甲", flow=REGISTERED, at=MONDAY)
    assert refusal(office, registered) == "supervision.not-assigned"
    split = a_matter(office.zone, "乙", flow=LISTED, at=MONDAY)
    report(office.zone, split, office.zone.easterner)
    close(office.zone, split, office.zone.clerk)
    assert refusal(office, split, at("2024-01-23")) == "supervision.letter-after-end"


def test_a_matter_that_was_split_has_letters_for_its_children_only() -> None:
    office = an_office()
    draft = Draft("应急灯失效", None, origin="list:清单#1", due=date(2024, 2, 1), category="common")
    units = [office.zone.east, office.zone.west]
    parent, child, _ = open_split(
        office.clerk, office.zone.zone, draft, units, flow=LISTED, parent_flow=COMMON, at=MONDAY
    ).new
    assert refusal(office, parent) == "supervision.no-lead"
    assert "“清单”第1项" in paragraphs(draft_assignment(office.clerk, child, at=MONDAY))


def test_a_matter_without_a_due_day_has_no_letter(tmp_path: Path) -> None:
    office = an_office()
    (tmp_path / "flow.yaml").write_text(ENDLESS, encoding="utf-8")
    ship_folder(tmp_path, at=AT)
    assert refusal(office, a_matter(office.zone, flow="flow.endless", at=MONDAY)) == "supervision.no-due"


@proves("INV.7")
def test_who_may_not_see_the_matter_is_answered_as_if_it_were_not_there() -> None:
    office = an_office()
    matter = a_task(office)
    with pytest.raises(Problem) as refused:
        draft_assignment(office.hand(office.units["财政局"]), matter, at=MONDAY)
    assert refused.value.code == "matters.not-found"


def test_the_unit_that_does_it_writes_no_letters_about_it() -> None:
    office = an_office()
    matter = a_task(office)
    for write in (draft_assignment, draft_urging):
        with pytest.raises(Problem) as refused:
            write(office.hand(office.zone.east), matter, at=MONDAY)
        assert refused.value.code == "parties.not-allowed"
    assert not Paper.objects.exists()


def test_nobody_writes_letters_without_a_post() -> None:
    with pytest.raises(Problem) as refused:
        draft_assignment(SYSTEM, a_task(an_office()), at=MONDAY)
    assert refused.value.code == "flows.mover-missing"


@proves("INV.7")
def test_a_letter_about_what_is_in_a_compartment_stays_in_it() -> None:
    office = an_office()
    zone, clerk = office.zone, office.zone.clerk
    sealed = add_compartment(SYSTEM, "petitions", "信访专区", clause="测试", at=AT)
    grant(SYSTEM, clerk, "supervision", scope=Scope.COMPARTMENT, compartment=sealed, since=START, at=AT)
    case = open_case(
        office.clerk,
        "flow.task",
        ref="x",
        holder=zone.east,
        due=date(2024, 2, 1),
        compartment=sealed,
        at=MONDAY,
    )
    with writing(SYSTEM, act="test", at=MONDAY) as call:
        (number,) = take_numbers(zone.zone, 2024, 1)
        row = Matter(
            case=case, zone=zone.zone, year=2024, number=number, title="来信", origin="x", kind="task"
        )
        row.lead_unit = zone.east
        matter = call.add(row)
    paper = draft_assignment(office.clerk, matter, at=MONDAY)
    assert paper.case.compartment == sealed
    seen = {
        person.name: len(letters_of(reader_for(person.pk, on=MONDAY.date()), matter))
        for person in (clerk, zone.head, zone.easterner)
    }
    assert seen == {"督查员": 1, "主任": 0, "东城干部": 0}
