"""Headings, totals, hidden rows, rows without words, and text that would run: told from records, asked at the cell."""

import pytest

from jingkai.engines.sheets.tests.listed import (
    MATTERS,
    answered,
    asked,
    entry,
    matter,
    matters,
    read,
    rows_of,
)
from tests.proof import proves

PROJECTS = ("序号", "项目名称", "建设单位", "总投资(万元)", "进展情况")
ONE = (1, "轴承二期", "甲公司", 52000, "在建")
TWO = (2, "冷链中心", "乙公司", 36000, "在建")


def _grouped(first: str) -> list[tuple[object, ...]]:
    return [(first,), ONE, TWO, ("二、新开工项目(1个)",), (3, "变电站", "丁公司", 12500, "在建"),
            ("合计", None, None, 100500)]  # fmt: skip


@proves("K3.4.15")
def test_headings_and_totals_among_the_projects_are_no_records() -> None:
    reading = read(PROJECTS, *_grouped("一、续建项目(2个)"))  # type: ignore[arg-type]
    assert rows_of(reading) == [4, 5, 7]
    assert reading.questions == []
    assert reading.warnings == []
    assert list(reading.records[0].fields) == list(PROJECTS)


@proves("K6.2.2")
def test_a_heading_that_counts_other_than_what_follows_is_said() -> None:
    reading = read(PROJECTS, *_grouped("一、续建项目(3个)"))  # type: ignore[arg-type]
    assert [(notice.kind, notice.cells) for notice in reading.warnings] == [("row-count", ("A3",))]
    assert rows_of(reading) == [4, 5, 7]


def test_a_group_of_number_and_name_under_the_header_is_no_second_header() -> None:
    header = ("序号", "任务", "牵头单位", "配合单位", "时限")
    rows = [("一", "经济发展"), ("1", "培育企业", "经济发展局", "各镇街", "12月底"),
            ("二", "城市建设"), ("1", "雨污分流", "建设局", "各镇街", "9月底")]  # fmt: skip
    reading = read(header, *rows)
    assert rows_of(reading) == [4, 6]
    assert list(reading.records[0].fields) == list(header)


def test_a_numbered_row_with_nothing_but_a_name_is_not_lost() -> None:
    reading = read(PROJECTS, ONE, TWO, ("2.1", "冷链中心配套路"))
    assert rows_of(reading) == [3, 4, 5]


@proves("K6.2.2")
def test_hidden_records_are_one_question_and_wait() -> None:
    rows = [matter(n, f"事项{n}") for n in range(1, 6)]
    reading = matters(*rows, hidden=[3, 5])
    assert asked(reading) == [("row-hidden", ("B4", "B6"))]
    assert [record.row for record in reading.records if record.held == ("hidden",)] == [4, 6]
    assert rows_of(answered(MATTERS, *rows, hidden=[3, 5], answer="skip")) == [3, 5, 7]
    included = answered(MATTERS, *rows, hidden=[3, 5], answer="include")
    assert [record.held for record in included.records] == [()] * 5


@proves("K6.2.2")
def test_a_row_with_a_unit_and_a_day_but_no_matter_waits_for_its_words() -> None:
    rows = (matter(1, None), matter(2, "乙"))
    reading = matters(*rows)
    assert asked(reading) == [("row-subject", ("B3",))]
    assert reading.records[0].held == ("subject",)
    assert entry(answered(MATTERS, *rows, answer="雨污分流"), 3, "事项").text == "雨污分流"


@proves("K6.2.2")
@pytest.mark.parametrize(
    "text",
    ["=cmd|' /C calc'!A0", "@SUM(1+9)*cmd|' /C calc'!A0", "+cmd|' /C notepad'!A1", "-cmd|' /C calc'!A0",
     '=HYPERLINK("x","点此")', "=1+1"],
)  # fmt: skip
def test_text_that_a_spreadsheet_would_run_stays_text_and_is_asked(text: str) -> None:
    reading = matters(matter(1, text), matter(2, "乙"))
    assert asked(reading) == [("row-command", ("B3",))]
    assert entry(reading, 3, "事项").text == text
    assert entry(reading, 3, "事项").held == ("command",)


@pytest.mark.parametrize(
    "text", ["+86 13800000000", "-5度以下停工预案", "@全体成员学习", "- 雨污分流", "a=b"]
)
def test_signs_at_the_beginning_of_words_are_no_command(text: str) -> None:
    assert matters(matter(1, text), matter(2, "乙")).questions == []
