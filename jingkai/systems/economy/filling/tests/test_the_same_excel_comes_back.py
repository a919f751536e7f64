"""The same Excel back: blanks filled from facts, notes at doubts, everything else as it was sent."""

from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import openpyxl
import pytest
from openpyxl.styles import Font

from jingkai.engines.quantity import Quantity
from jingkai.engines.sheets import outline, read_workbook
from jingkai.kernel.parties.services.organisations import add_organisation
from jingkai.kernel.problems import Problem
from jingkai.systems.economy.filling.answers import answers_for
from jingkai.systems.economy.filling.standing import notes_for, standing_of
from jingkai.systems.economy.filling.writing import fill_workbook
from jingkai.systems.economy.stories.people import AT, SINCE, Town, a_town, say
from tests.proof import proves

ON = AT.date()


def form(path: Path, *, ratio: bool = False) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in [
        ["滨河经济开发区2025年1-6月固定资产投资完成情况"],
        ["单位：万元"],
        ["单位名称", "完成投资", "同比增长%"],
        ["财政审计部", None, None],
        ["项目办", 500, "—"],
        ["向阳街道", None, None],
    ]:
        sheet.append(row)
    sheet["A3"].font = Font(bold=True)
    sheet.column_dimensions["A"].width = 33
    sheet.merge_cells("A1:C1")
    if ratio:
        for cell in ("C4", "C5", "C6"):
            sheet[cell].number_format = "0.0%"
    book.save(path)
    return path


@pytest.fixture
def town() -> Town:
    town = a_town()
    add_organisation(town.clerk, "向阳街道", kind="unit", parent=town.zone, since=SINCE, at=AT)
    return town


def fill(town: Town, source: Path, target: Path) -> tuple[object, object]:
    reading, blanks = read_workbook(source), outline(source).blanks
    found = answers_for(blanks, town.zone, ON)
    notes = notes_for(reading, town.zone, ON)
    return fill_workbook(source, target, found, reading, notes, len(blanks)), openpyxl.load_workbook(
        target
    ).active


@pytest.mark.django_db
@proves("K4.5.1", "K4.5.2")
def test_blanks_are_filled_in_the_forms_unit_and_the_layout_stays(town: Town, tmp_path: Path) -> None:
    say(town, "固定资产投资", "1.25", "亿元", "2025-01/2025-06", holder=town.audit)
    say(town, "固定资产投资", "8.5", "%", "2025-01/2025-06", aspect="growth", holder=town.audit)
    done, sheet = fill(town, form(tmp_path / "表.xlsx"), tmp_path / "回.xlsx")
    assert (sheet["B4"].value, sheet["C4"].value) == (12500, 8.5)
    assert (sheet["B5"].value, sheet["B6"].value) == (500, None)
    assert sheet["A3"].font.bold
    assert sheet.column_dimensions["A"].width == 33
    assert str(sheet.merged_cells) == "A1:C1"
    assert done.cells == ["Sheet!B4", "Sheet!C4"]
    assert done.still_blank == 3


@pytest.mark.django_db
def test_a_percentage_format_takes_the_ratio(town: Town, tmp_path: Path) -> None:
    say(town, "固定资产投资", "8.5", "%", "2025-01/2025-06", aspect="growth", holder=town.audit)
    _, sheet = fill(town, form(tmp_path / "表.xlsx", ratio=True), tmp_path / "回.xlsx")
    assert Decimal(str(sheet["C4"].value)) == Decimal("0.085")


@pytest.mark.django_db
@proves("K4.5.1")
def test_what_departments_say_differently_is_noted_and_not_filled(town: Town, tmp_path: Path) -> None:
    say(town, "固定资产投资", "1.25", "亿元", "2025-01/2025-06", holder=town.audit, by=town.audit)
    say(town, "固定资产投资", "1.30", "亿元", "2025-01/2025-06", holder=town.audit, by=town.projects)
    _, sheet = fill(town, form(tmp_path / "表.xlsx"), tmp_path / "回.xlsx")
    assert sheet["B4"].value is None
    assert "不同的数" in sheet["B4"].comment.text


@pytest.mark.django_db
def test_a_cell_that_holds_a_figure_is_never_overwritten(town: Town, tmp_path: Path) -> None:
    say(town, "固定资产投资", "700", "万元", "2025-01/2025-06", holder=town.projects)
    _, sheet = fill(town, form(tmp_path / "表.xlsx"), tmp_path / "回.xlsx")
    assert sheet["B5"].value == 500


@proves("K4.5.2")
def test_a_doubtful_cell_gets_a_comment(tmp_path: Path) -> None:
    source = tmp_path / "表.xlsx"
    book = openpyxl.Workbook()
    for row in [
        ["滨河开发区2025年1-6月税收"],
        ["单位：万元"],
        ["镇街", "税收"],
        ["合计", 700],
        ["东镇", 100],
        ["西镇", 200],
    ]:
        book.active.append(row)
    book.save(source)
    reading = read_workbook(source)
    fill_workbook(source, tmp_path / "回.xlsx", [], reading, {}, 0)
    sheet = openpyxl.load_workbook(tmp_path / "回.xlsx").active
    assert "相加" in sheet["B4"].comment.text or "应为" in sheet["B4"].comment.text


def test_what_would_lose_something_is_refused(tmp_path: Path) -> None:
    source = tmp_path / "图.xlsx"
    book = openpyxl.Workbook()
    book.active.append(["a", 1])
    book.active.add_chart(openpyxl.chart.BarChart(), "D2")
    book.save(source)
    with pytest.raises(Problem) as refused:
        fill_workbook(source, tmp_path / "回.xlsx", [], read_workbook(source), {}, 0)
    assert refused.value.code == "filling.not-fillable"
    assert not (tmp_path / "回.xlsx").exists()


def test_a_deviation_without_an_end_is_noted_to_two_places() -> None:
    behind = Quantity.exactly(Decimal(-50) / Decimal("21.5"), "百分点")
    line = SimpleNamespace(
        light=SimpleNamespace(lamp=SimpleNamespace(zh="偏慢"), rule="schedule-light", version="1"),
        aimed=SimpleNamespace(deviation=behind),
        rank=None,
    )
    assert standing_of(line) == "灯：偏慢(−2.33百分点) [schedule-light 1]"


@pytest.mark.django_db
@proves("K4.5.1")
def test_a_form_with_a_column_of_units_and_no_running_numbers_is_filled(town: Town, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in [
        ["滨河经济开发区2025年6月主要经济指标"],
        ["指标", "计量单位", "1-6月累计", "同比（%）"],
        ["税收收入", "万元", None, None],
        ["固定资产投资", "亿元", None, None],
    ]:
        book.active.append(row)
    book.save(tmp_path / "表.xlsx")
    say(town, "固定资产投资", "12500", "万元", "2025-01/2025-06")
    say(town, "固定资产投资", "8.5", "%", "2025-01/2025-06", aspect="growth")
    _, sheet = fill(town, tmp_path / "表.xlsx", tmp_path / "回.xlsx")
    assert (sheet["C4"].value, sheet["D4"].value) == (1.25, 8.5)
    assert (sheet["C3"].value, sheet["D3"].value) == (None, None)


@pytest.mark.django_db
@proves("K4.5.1")
def test_a_rate_beside_a_level_that_departments_dispute_stays_blank_too(town: Town, tmp_path: Path) -> None:
    say(town, "固定资产投资", "1.25", "亿元", "2025-01/2025-06", holder=town.audit, by=town.audit)
    say(
        town,
        "固定资产投资",
        "1.30",
        "亿元",
        "2025-01/2025-06",
        holder=town.audit,
        by=town.projects,
        caliber="统计",
    )
    say(
        town, "固定资产投资", "8.5", "%", "2025-01/2025-06", aspect="growth", holder=town.audit, by=town.audit
    )
    _, sheet = fill(town, form(tmp_path / "表.xlsx"), tmp_path / "回.xlsx")
    assert (sheet["B4"].value, sheet["C4"].value) == (None, None)
    assert "1.25亿元" in sheet["B4"].comment.text
    assert "1.30亿元" in sheet["C4"].comment.text


def test_a_form_without_a_period_is_asked_for_it_and_filled_after_the_answer(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in [
        ["滨河经济开发区投资完成情况"],
        ["单位：万元"],
        ["单位名称", "完成投资", "同比增长%"],
        ["财政审计部", None, None],
    ]:
        book.active.append(row)
    book.save(tmp_path / "表.xlsx")
    asked = outline(tmp_path / "表.xlsx")
    assert (asked.blanks, asked.unclear) == ([], [("Sheet", "B4"), ("Sheet", "C4")])
    (question,) = asked.questions
    answered = outline(tmp_path / "表.xlsx", answers={question.id: "2025年1-6月"})
    assert [(one.cell, one.period) for one in answered.blanks] == [
        ("B4", "2025-01/2025-06"),
        ("C4", "2025-01/2025-06"),
    ]
