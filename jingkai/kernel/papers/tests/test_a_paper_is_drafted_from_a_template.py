from typing import Any

import pytest
import yaml

from jingkai.kernel.flows.services import open_case
from jingkai.kernel.flows.state import state_of
from jingkai.kernel.papers.content import Figure, text_of
from jingkai.kernel.papers.models import About, Paper, PaperNumber, Recipient, Text
from jingkai.kernel.papers.queries import papers
from jingkai.kernel.papers.services import draft_paper, drop_draft, revise_draft
from jingkai.kernel.papers.sheet import last_text, sheet_of
from jingkai.kernel.parties.services import put_plate
from jingkai.kernel.parties.tests.people import AT, START, a_unit, a_zone
from jingkai.kernel.parties.tests.sql import insert
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.actor import SYSTEM
from jingkai.kernel.rules.document import checked
from jingkai.kernel.rules.services import shipped_files
from jingkai.kernel.rules.yaml_text import read_yaml
from tests.proof import proves

from ..kinds import TemplateBody
from .samples import MONDAY, a_draft, a_paper, a_press, at

pytestmark = pytest.mark.django_db

TEMPLATES = {
    "paper.assignment", "paper.urging", "paper.supervision", "paper.minutes", "paper.notice", "paper.publicity",
    "paper.bulletin", "paper.half-year",
}  # fmt: skip


def refused(**more: Any) -> Problem:
    """With what drafting this is refused; nothing is left behind."""
    with pytest.raises(Problem) as problem:
        a_paper(a_press(), **more)
    assert not Paper.objects.exists()
    return problem.value


def says(paper: Paper) -> list[str]:
    return [text_of(one.runs) for one in sheet_of(paper).blocks]


@proves("W4.1.1")
def test_a_template_is_filled_and_its_result_is_a_draft() -> None:
    press = a_press()
    paper = a_paper(
        press, slots={"subject": "防汛", "reason": "为做好防汛工作", "points": ["一要自查。", "二要整改。"]}
    )
    assert sheet_of(paper).title == "关于防汛的通知"
    assert says(paper) == ["为做好防汛工作", "一要自查。", "二要整改。"]
    assert (state_of(paper.case), paper.case.kind, paper.case.holder) == (
        "draft",
        "papers",
        press.zone.office,
    )
    assert not PaperNumber.objects.exists()


def test_every_shipped_template_loads() -> None:
    found = {
        document["key"]: checked(TemplateBody, document["body"])
        for file in shipped_files()
        if (document := read_yaml(file.read_text("utf-8")))["kind"] == "paper-template"
    }
    assert set(found) == TEMPLATES


@proves("W4.1.1")
def test_required_slots_that_are_empty_are_all_named() -> None:
    problem = refused(slots={"subject": " ", "reason": "缘由"})
    assert problem.code == "papers.slot-missing"
    assert "事由（subject）" in problem.zh
    assert "通知内容（points）" in problem.zh


def test_a_slot_that_the_template_does_not_have_is_refused() -> None:
    problem = refused(slots={"subject": "防汛", "points": ["x"], "weather": "雨"})
    assert problem.code == "papers.slot-unknown"
    assert "weather" in problem.zh


def test_a_block_or_row_whose_slot_is_empty_is_left_out() -> None:
    press = a_press()
    slots = {
        "matter": "疏通东河", "number": "2024-3", "origin": "会议第3项", "lead": "东城街道", "due": MONDAY.date(),
        "executing": "",
    }  # fmt: skip
    paper = a_paper(press, template="paper.assignment", slots=slots)
    table = next(one for one in sheet_of(paper).blocks if one.form == "table")
    assert [text_of(row[0]) for row in table.rows] == ["事项编号", "交办事项", "牵头单位", "办结期限"]
    assert text_of(table.rows[-1][1]) == "2024年1月8日"
    assert not any("签收" in one for one in says(paper))


def test_several_values_stand_in_numbered_paragraphs() -> None:
    press = a_press()
    slots = {"meeting": "主任办公会", "day": "2024年1月8日", "host": "主任", "points": ["清河。", "修路。"]}
    assert says(a_paper(press, template="paper.minutes", slots=slots))[-2:] == ["1．清河。", "2．修路。"]


@proves("W4.1.1")
def test_a_figure_carries_where_it_is_from() -> None:
    press = a_press()
    tax = Figure("税收24.4亿元", "fact:17", source="财政局", caliber="自报")
    paper = a_paper(press, slots={"subject": "税收", "points": ["见下。"], "figures": [tax]})
    (run,) = [one for block in sheet_of(paper).blocks for one in block.runs if one.ref]
    assert (run.text, run.ref, run.source, run.caliber) == ("税收24.4亿元", "fact:17", "财政局", "自报")


@pytest.mark.parametrize(
    "figure",
    ["税收24.4亿元", Figure("24.4亿元", "", "财政局", "自报"), Figure("24.4亿元", "fact:1", "财政局", "")],
)
def test_a_figure_without_source_and_caliber_is_refused(figure: Any) -> None:
    problem = refused(slots={"subject": "税收", "points": ["见下。"], "figures": [figure]})
    assert problem.code == "papers.figure-without-source"


@proves("INV.6")
def test_the_same_key_again_gives_the_paper_that_is_there() -> None:
    press = a_press()
    paper = a_paper(press)
    assert a_paper(press) == paper
    with pytest.raises(Problem) as problem:
        a_paper(press, slots={"subject": "别的", "points": ["x"]})
    assert problem.value.code == "papers.key-taken"
    case = open_case(press.clerk, "flow.paper", ref="x", holder=paper.unit, at=MONDAY)
    with pytest.raises(Problem) as by_sql:
        insert(Paper(case=case, zone=paper.zone, unit=paper.unit, template=paper.template, key=paper.key))
    assert by_sql.value.code == "papers.key-taken"
    with pytest.raises(Problem) as keyless:
        a_paper(press, " ")
    assert keyless.value.code == "papers.key-missing"


def test_it_names_units_of_its_own_zone_by_their_body() -> None:
    press = a_press()
    plate = a_unit("东城街道（挂牌）", press.zone.zone, "street")
    put_plate(SYSTEM, plate, press.zone.east, since=START, at=AT)
    paper = a_paper(press, to=(plate, press.zone.east), copies=(press.zone.west, plate))
    rows = Recipient.objects.filter(text__paper=paper).order_by("pk").values_list("unit__name", "copy")
    assert list(rows) == [("东城街道", False), ("西城街道", True)]
    with pytest.raises(Problem) as elsewhere:
        a_paper(press, "two", to=(a_zone("邻区").east,))
    assert elsewhere.value.code == "papers.unit-elsewhere"


def test_what_is_printed_may_name_addressees_together() -> None:
    press = a_press()
    assert sheet_of(a_paper(press)).addressed == "东城街道"
    assert sheet_of(a_paper(press, "two", addressed="各街道、各部门")).addressed == "各街道、各部门"


def test_it_is_found_by_what_it_is_about() -> None:
    press = a_press()
    paper = a_paper(press, refs=("matter:1-2024-3", "matter:1-2024-3"))
    a_paper(press, "two")
    assert [one.paper for one in papers(None, press.zone.zone, about="matter:1-2024-3")] == [paper]
    assert About.objects.count() == 1


@proves("W4.1.1")
def test_a_revision_is_a_further_version_and_the_first_stays() -> None:
    press = a_press()
    paper = a_paper(press)
    revise_draft(press.reviewer, paper, slots={"points": ["改过的。"]}, at=at("2024-01-09"))
    revise_draft(press.clerk, paper, title="新标题", to=(press.zone.west,), at=at("2024-01-10"))
    rows = Text.objects.filter(paper=paper).order_by("turn")
    assert [(one.turn, one.title, one.writer) for one in rows] == [
        (1, "关于开展防汛检查的通知", press.zone.clerk),
        (2, "关于开展防汛检查的通知", press.colleague),
        (3, "新标题", press.zone.clerk),
    ]
    assert (says(paper), sheet_of(paper).addressed) == (["改过的。"], "西城街道")


def test_a_paragraph_is_rewritten_without_the_template() -> None:
    press = a_press()
    paper = a_paper(press)
    blocks = list(sheet_of(paper).blocks)
    revise_draft(press.clerk, paper, blocks=blocks[:1], at=MONDAY)
    assert says(paper) == ["请各单位自查。"]


def test_two_who_revise_the_same_version_are_told() -> None:
    press = a_press()
    paper = a_paper(press)
    first = last_text(paper)
    for turn in (1, 3):
        with pytest.raises(Problem) as problem:
            insert(Text(paper=paper, turn=turn, title="x", at=MONDAY))
        assert problem.value.code == "papers.revised-meanwhile"
    assert last_text(paper) == first


def test_a_paper_needs_a_title() -> None:
    press = a_press()
    paper = a_paper(press)
    with pytest.raises(Problem) as problem:
        insert(Text(paper=paper, turn=2, title="", at=MONDAY))
    assert problem.value.code == "papers.title-missing"


def test_who_may_not_draft_is_refused() -> None:
    press = a_press()
    with pytest.raises(Problem) as problem:
        draft_paper(press.zone.actor(press.zone.easterner), a_draft(press), at=MONDAY)
    assert problem.value.code == "parties.not-allowed"


def test_a_draft_is_given_up_with_a_reason() -> None:
    press = a_press()
    paper = a_paper(press)
    with pytest.raises(Problem) as problem:
        drop_draft(press.clerk, paper, reason=" ", at=MONDAY)
    assert problem.value.code == "papers.reason-missing"
    drop_draft(press.clerk, paper, reason="已口头通知", at=MONDAY)
    assert state_of(paper.case) == "dropped"
    assert not PaperNumber.objects.exists()


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"number": "第{n}号"}, "year"),
        ({"title": "关于{weather}"}, "weather"),
        ({"blocks": [{"form": "paragraph", "text": "{points}"}]}, "several"),
        ({"blocks": [{"form": "paragraph", "each": "subject", "text": "{item}"}]}, "one value"),
        ({"blocks": [{"form": "table", "text": "x"}]}, "table"),
        ({"answer": "soon"}, "answer"),
        ({"public": {"shown": "a while", "objection": "5 days"}}, "shown"),
    ],
)
def test_a_template_that_can_not_be_filled_does_not_load(change: dict[str, Any], why: str) -> None:
    file = next(one for one in shipped_files() if one.name == "paper.notice.yaml")
    body = yaml.safe_load(file.read_text("utf-8"))["body"]
    with pytest.raises(Problem, match=why) as problem:
        checked(TemplateBody, body | change)
    assert problem.value.code == "rules.invalid"
