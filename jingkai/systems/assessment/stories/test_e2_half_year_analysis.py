"""st-E2: half-year assessment analysis (eA01-A06), on the pages."""

from decimal import Decimal

import pytest

from jingkai.kernel.matters.models import Matter
from jingkai.kernel.papers.models import Paper
from jingkai.kernel.papers.sheet import last_text
from jingkai.kernel.rounds.computing import same_again
from jingkai.kernel.rounds.models import Grading, Round
from jingkai.kernel.rounds.queries import announced
from jingkai.systems.assessment.models import Note
from jingkai.systems.assessment.upper.analysis import analyse
from jingkai.systems.assessment.upper.tests.desk import GIVEN, HALF_YEAR, ITEM, ITEMS, Desk, fields, table
from jingkai.systems.assessment.upper.tests.samples import (
    AUGUST,
    DEPARTMENTS,
    JULY,
    READ,
    approved,
    round_text,
    scheme_text,
)
from tests.proof import proves

pytestmark = pytest.mark.django_db
NEW = ("综合发展", "新增经营主体", "2")


def make_responsible(desk: Desk) -> None:
    """A responsibility for each field on the page of the indicators."""
    there = desk.there
    page = desk.ask(desk.clerk, f"{ITEMS}&change=responsibilities")
    assert "责任表有 23 处空缺".replace(" ", "") in desk.words(desk.clerk, ITEMS)
    sent: dict[str, object] = {}
    for number, part in enumerate(there.upper.parts):
        if (named := there.responsibilities.get(part.node)) is not None and named.unit and named.leader:
            sent |= {f"unit-{number}": named.unit.pk, f"leader-{number}": named.leader.pk}
    assert page.status_code == 200
    assert desk.ask(desk.clerk, ITEMS, sent).status_code == 302


def tag_all(desk: Desk) -> None:
    """Every indicator: those of the two weak fields are losing points, the others scoring ones, one is hard."""
    sent = {}
    for number, part in enumerate(desk.there.upper.parts):
        if part.is_indicator:
            weak = part.above in ("项目建设", "生态环境")
            sent[f"tag-{number}"] = "hard" if part.node == "省重大项目投资" else "lose" if weak else "score"
    assert desk.ask(desk.clerk, ITEMS, sent).status_code == 302


def interpret(desk: Desk) -> None:
    """Eight departments explain an indicator each."""
    for department, node in DEPARTMENTS.items():
        said = {"department": department, "says": f"{department}：按细则和部门统计口径认定。"}
        assert desk.ask(desk.clerk, ITEM + node, said).status_code == 302


def entered(desk: Desk) -> Round:
    """Responsibilities, tags, notes and the scores of the first half, by the hand of the clerk."""
    desk.at(READ)
    make_responsible(desk)
    tag_all(desk)
    interpret(desk)
    desk.at(JULY)
    assert desk.ask(desk.clerk, HALF_YEAR, {"do": "open"}).status_code == 302
    answer = desk.enter(table(), before="2", now="4", target="1", cohort="16")
    assert answer.status_code == 302, answer.content.decode()
    return Round.objects.get()


def confirmed(desk: Desk) -> Round:
    """Settled by the clerk, confirmed by the party secretary."""
    round = entered(desk)
    assert desk.ask(desk.clerk, HALF_YEAR, {"do": "settle"}).status_code == 302
    seen = fields(desk.ask(desk.secretary, HALF_YEAR))["seen"]
    assert desk.ask(desk.secretary, HALF_YEAR, {"do": "confirm", "seen": seen}).status_code == 302
    return round


@proves("A3.1.2", "A4.1.2")
def test_the_analysis_has_three_parts_with_the_figures_of_the_story(desk: Desk) -> None:
    entered(desk)
    page = desk.words(desk.clerk, HALF_YEAR)
    for words in (
        "总分80.0满分100，得分率80.0%",
        "目前位次第4共16个",
        "位次变动−2较上年末",
        "距目标3位目标位次第1",
        "标注20/20解读8条",
        "一、位次变动较上年末后退2位，距目标位次3位。",
        "项目建设201260.0%8弱项经济发展局分管经济领导",
        "生态环境15960.0%6弱项生态环境局分管生态领导",
        "综合发展655990.8%6优势考核办",
        "二、短板弱项",
        "三、补强措施",
    ):
        assert words in page, words
    # Weak by the rule's line are exactly these two.
    assert page.count("弱项经济发展局") == page.count("弱项生态环境局") == 1
    assert "弱项2" in page


@proves("A3.1.1")
def test_every_indicator_is_tagged_and_eight_notes_stand_at_their_indicators(desk: Desk) -> None:
    entered(desk)
    assert "标注20/20（100.0%）" in desk.words(desk.clerk, ITEMS)
    assert Note.objects.count() == 8
    assert {one.node: one.department for one in Note.objects.all()} == {
        node: department for department, node in DEPARTMENTS.items()
    }
    page = desk.words(desk.there.economist, ITEM + "规上工业增加值")
    assert "工信局：按细则和部门统计口径认定。" in page


def test_who_is_judged_alone_has_no_place_on_the_pages_of_the_round(desk: Desk) -> None:
    """The fourth of sixteen is not the first of one."""
    round = confirmed(desk)
    for page in (f"/rounds/{round.pk}", f"/rounds/{round.pk}/results"):
        read = desk.words(desk.secretary, page)
        assert "不排名" in read
        assert "第1名" not in read


@proves("A3.1.2")
def test_the_secretary_confirms_and_there_is_one_matter_for_each_weak_item(desk: Desk) -> None:
    round = confirmed(desk)
    matters = list(Matter.objects.order_by("pk"))
    assert [
        (one.origin, one.lead_unit and one.lead_unit.name, one.lead_leader and one.lead_leader.name)
        for one in matters
    ] == [
        (f"{round.ref}#项目建设", "经济发展局", "分管经济领导"),
        (f"{round.ref}#生态环境", "生态环境局", "分管生态领导"),
    ]
    assert all(one.case.dues.filter(term="finish").exists() for one in matters)
    page = desk.words(desk.secretary, HALF_YEAR)
    assert "项目建设经济发展局分管经济领导副主任2024-10-18" in page
    # The matter says what it came from, and leads back to the analysis.
    answer = desk.ask(desk.secretary, f"/supervision/matters/{matters[0].pk}")
    assert "考评：项目建设" in answer.content.decode()
    assert "/assessment/half-year?zone=" in answer.content.decode()
    # Pressed again nothing further comes of it.
    assert desk.ask(desk.secretary, HALF_YEAR, {"do": "confirm", "seen": "x"}).status_code == 302
    assert Matter.objects.count() == 2


@proves("A3.1.1", "A3.1.2")
def test_results_stay_on_the_first_version_when_one_indicator_is_added_in_august(desk: Desk) -> None:
    round = confirmed(desk)
    desk.at(AUGUST)
    approved(desk.there, scheme_text("2", "2024-08-15", (NEW,)), AUGUST)
    approved(desk.there, round_text("2", "2024-08-15", (NEW[1],)), AUGUST)
    found = analyse(round)
    assert (found.total, found.upper.scheme.version) == (Decimal(80), "1")
    assert same_again(Grading.objects.get())
    page = desk.words(desk.clerk, HALF_YEAR)
    assert "总分80.0满分100" in page
    assert "现行方案是第2版（2024-08-15起）：新增1项、取消0项、调整0项，满分由100变为102。" in page
    assert "新增：新增经营主体" in page
    # Who answers for the new one is a hole of the second half, not of the first.
    assert "责任表没有空缺" in desk.words(desk.clerk, ITEMS)


@proves("A3.1.2")
def test_it_is_drafted_as_a_paper_whose_figures_name_their_source(desk: Desk) -> None:
    confirmed(desk)
    answer = desk.ask(desk.clerk, HALF_YEAR, {"do": "draft"})
    assert answer.status_code == 302
    page = desk.words(desk.clerk, answer["Location"])
    for words in ("2024年上半年上级考核办考核分析", "一、位次变动", "项目建设", "已立项督办（事项"):
        assert words in page, words
    text = last_text(Paper.objects.get())
    figures = [one for block in text.blocks for row in block.get("rows", []) for cell in row for one in cell]
    assert {one["source"] for one in figures if one.get("ref")} == {"区考核办"}
    # Drafted again it is the same paper.
    assert desk.ask(desk.clerk, HALF_YEAR, {"do": "draft"})["Location"] == answer["Location"]


def test_what_is_not_confirmed_is_read_by_who_runs_or_approves_it_only(desk: Desk) -> None:
    entered(desk)
    deputy, lead = desk.there.deputies["分管经济"].person, desk.there.economist
    for person in (deputy, lead):
        assert "总分80" not in desk.words(person, HALF_YEAR)
    assert desk.ask(lead, GIVEN, {"do": "enter"}).status_code == 404
    desk.ask(desk.clerk, HALF_YEAR, {"do": "settle"})
    seen = fields(desk.ask(desk.secretary, HALF_YEAR))["seen"]
    desk.ask(desk.secretary, HALF_YEAR, {"do": "confirm", "seen": seen})
    assert "总分80.0" in desk.words(deputy, HALF_YEAR)
    assert "总分80.0" not in desk.words(lead, HALF_YEAR)
    assert announced(Round.objects.get()) is not None
