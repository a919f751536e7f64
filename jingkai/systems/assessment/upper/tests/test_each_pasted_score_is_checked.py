"""What other people's tables hold: each cell says what was read, and nothing that is wrong becomes a score."""

from decimal import Decimal

import pytest

from jingkai.kernel.rounds.models import Report, Round

from ..analysis import analyse
from ..running import open_upper
from ..saying import make_responsible
from .desk import Desk, notes, table
from .samples import H1, JULY, READ

pytestmark = pytest.mark.django_db


@pytest.fixture
def open_desk(desk: Desk) -> Desk:
    there = desk.there
    make_responsible(there.clerk, there.upper, there.responsibilities, at=READ)
    open_upper(there.clerk, there.place, H1, at=JULY)
    desk.at(JULY)
    return desk


def test_a_score_is_a_figure_within_the_full_marks(open_desk: Desk) -> None:
    for text, says in {
        "４．５": "4.5分 · 新",
        "4.5分": "4.5分 · 新",
        "　4.50 ": "4.5分 · 新",
        "较好": "“较好”读不出一个得分",
        "4.5/8": "“4.5/8”读不出一个得分",
        "12": "超过满分 8 分",
        "-1": "得分小于零",
        "56%": "“56%”不是分数",
        "4.5万元": "“4.5万元”不是分数",
        "约4.5": "“约4.5”不是确数，请填上级评定的得分",
        "4.5以上": "“4.5以上”不是确数，请填上级评定的得分",
        "4.1234567": "小数超过六位",
        "3,4": "“3,4”读不出一个得分",
        "=B2*C2": "“=B2*C2”读不出一个得分",
        "#REF!": "“#REF!”读不出一个得分",
        "1e309": "“1e309”读不出一个得分",
        "—": "没有得分，记为未知，不是零",
        "未公布": "没有得分，记为未知，不是零",
        "0": "0分 · 新",
    }.items():
        answer, _ = open_desk.check(f"考核指标\t得分\n亿元以上项目开工\t{text}")
        assert (answer.status_code, notes(answer)["1-1"]) == (200, says), text
    # As long as a page takes: read or refused, and never an error of the program.
    assert open_desk.check(f"考核指标\t得分\n亿元以上项目开工\t{'9' * 400}")[0].status_code == 200


def test_nothing_is_kept_while_a_cell_is_wrong_and_a_blank_is_no_zero(open_desk: Desk) -> None:
    wrong = table({"亿元以上项目开工": "九分", "信访稳定": ""})
    answer = open_desk.enter(wrong)
    assert answer.status_code == 400
    assert "assessment.cells-refused" in answer.content.decode()
    assert Report.objects.count() == 0
    answer = open_desk.enter(table({"信访稳定": ""}))
    assert answer.status_code == 302, answer.content.decode()
    found = analyse(Round.objects.get())
    assert Report.objects.count() == 19
    assert [one.part.node for one in found.missing] == ["信访稳定"]
    assert found.total is None


def test_a_row_is_of_an_indicator_of_the_scheme(open_desk: Desk) -> None:
    for row, place, says in (
        ("绿色发展\t3", "1-0", "方案里没有“绿色发展”这个指标"),
        ("\t3", "1-1", "不知道是哪个指标的得分"),
        ("1.亿元以上项目开工（8分）\t3", "1-1", "3分 · 新"),
        ("（三）省重大项目投资\t3", "1-1", "3分 · 新"),
        ("②省重大项目投资\t3", "1-1", "3分 · 新"),
        ("亿元以上 项目开工\t3", "1-1", "3分 · 新"),
        ("项目建设\t3", "1-1", "小计：有的指标没有得分，未核对"),
    ):
        answer, _ = open_desk.check(f"指标\t得分\n{row}")
        assert notes(answer)[place] == says, row


def test_an_indicator_that_stands_twice_is_refused_in_both_places(open_desk: Desk) -> None:
    answer, form = open_desk.check("指标\t得分\n空气优良天数\t3\n地表水考核断面\t2\n空气优良天数\t4")
    said = notes(answer)
    assert said["1-0"] == said["3-0"] == "同一指标出现 2 次（A2、A4）"
    assert "seen" not in form


def test_a_total_that_its_scores_do_not_make_is_asked_about(open_desk: Desk) -> None:
    answer, _ = open_desk.check(table().replace("\t100\t80", "\t100\t80.5"))
    assert notes(answer)["21-4"] == "各项之和是 80，相差 0.5"
    answer, _ = open_desk.check(table().replace("亿元以上项目开工\t8\t", "亿元以上项目开工\t10\t"))
    assert notes(answer)["1-3"] == "方案的满分是 8，请核对是不是这一版细则"


def test_a_place_is_a_whole_number(open_desk: Desk) -> None:
    for text in ("前三", "0", "1.5", "-2", "第四"):
        answer = open_desk.enter(table(), now=text)
        assert answer.status_code == (302 if text == "第四" else 400), text
    assert analyse(Round.objects.get()).now.value == Decimal(4)


def test_what_somebody_changed_since_it_was_checked_is_looked_at_again(open_desk: Desk) -> None:
    _, form = open_desk.check(table())
    assert open_desk.enter(table({"空气优良天数": "4"}).replace("\t80", "\t")).status_code == 302
    answer = open_desk.ask(
        open_desk.clerk, "/assessment/half-year/scores?half=2024-H1", {**form, "do": "enter"}
    )
    assert "请再看一遍" in answer.content.decode()
    assert Report.objects.count() == 20
