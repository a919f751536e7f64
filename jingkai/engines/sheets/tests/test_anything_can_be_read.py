"""Whatever stands in a workbook, the reader ends, and what it says stands in the cell it names."""

import csv
import io
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jingkai.engines.sheets import Reading, SheetProblem, read_workbook, understand
from jingkai.engines.sheets.tests.making import N, book_of, cell, sheet_of
from jingkai.engines.sheets.values import read_value
from jingkai.engines.sheets.workbook import Range, Sheet, position
from tests.proof import proves

WORDS = (
    "合计", "其中:增值税", "小计", "甲镇", "乙街道", "序号", "镇街", "指标", "单位", "单位:万元、%", "累计",
    "当月", "1-3月", "同比±%", "上年同期", "完成率%", "占比(%)", "全年计划", "增减额", "2024年3月", "续表",
    "注:增长12.7%", "备注", "位次", "△3.1", "▼8.6", "１９．５", "3560-3570", "—", "持平", "近200", "1,330.5",
    "12.3%", "云溪区2024年一季度税收情况表", "\u3000\u3000工业", "一、收入", "(1)", "=1+1", "\n", "。" * 60,
)  # fmt: skip
YEARS = range(1990, 2100)
"""Whole numbers that may be years; see test_a_figure_that_looks_like_a_year_is_still_a_figure."""
NUMBERS = st.decimals(-(10**9), 10**9, places=2, allow_nan=False).map(lambda n: N(f"{n:f}"))
RATIOS = st.decimals(-3, 3, places=4, allow_nan=False).map(lambda n: N(f"{n:f}", "0.0%"))
FORMULAS = st.sampled_from(["SUM(B2:B4)", "B2+C2", "A1", "B2/C2*100", "ROUND(B3,1)", "IF(1,2,3)", "B99"])
COMPUTED = st.builds(lambda f, n: N(n, formula=f), FORMULAS, st.sampled_from(["0", "7", "12.5", None]))
CELLS = st.one_of(
    st.none(), st.sampled_from(WORDS), NUMBERS, RATIOS, COMPUTED, st.sampled_from([2023, 2024, 0, 1])
)
TABLES = st.lists(st.lists(CELLS, min_size=1, max_size=7), min_size=1, max_size=9)
MERGES = st.lists(
    st.tuples(st.integers(0, 8), st.integers(0, 6), st.integers(0, 2), st.integers(0, 3)), max_size=3
)


@proves("K3.4.1")
@settings(max_examples=150, deadline=None)
@given(TABLES, MERGES, st.sampled_from(["云溪区_2024年1-3月.xlsx", "表.xlsx", "2023.xls"]))
def test_any_small_workbook_is_read_and_every_fact_stands_in_its_cell(
    rows: list[list[object]], merges: list[tuple[int, int, int, int]], name: str
) -> None:
    sheet = sheet_of(rows)  # type: ignore[arg-type]
    for top, left, down, across in merges:
        sheet.merges.append(Range(top, left, top + down, left + across))
    reading = understand(book_of(sheet, name=name))
    _says_what_stands_there(reading, sheet)
    reading.to_json()


def _says_what_stands_there(reading: Reading, sheet: Sheet) -> None:
    seen = set()
    for fact in reading.facts:
        assert fact.cell not in seen
        seen.add(fact.cell)
        source = sheet.cells[position(fact.cell)]
        value = read_value(source)
        assert value is not None
        assert not value.missing
        # △ may turn out to mean "down", and a bare ratio to be a percentage; nothing else changes a value.
        allowed = {(value.low, value.high)}
        for sign in (1, -1):
            for factor in (1, 100):
                ends = sorted(sign * factor * end for end in (value.low, value.high) if end is not None)
                if len(ends) == 2:
                    allowed.add((ends[0], ends[1]))
        assert (fact.low, fact.high) in allowed or fact.corrected or value.unchanged
        assert not fact.corrected, "nobody has answered anything"
    for question in reading.questions:
        assert question.text
        assert question.en
        for place in question.cells:
            position(place)


@proves("K3.4.11")
@settings(max_examples=80, deadline=None)
@given(st.lists(st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=8)), max_size=6), max_size=8))
def test_any_csv_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]) -> None:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    path: Path = tmp_path_factory.getbasetemp() / "任意.csv"
    path.write_bytes(out.getvalue().encode("gb18030", "replace"))
    assert _ends(path)


def _ends(path: Path) -> bool:
    """Whether a file is read or refused with a Problem; anything else that it raises goes through."""
    try:
        return read_workbook(path) is not None
    except SheetProblem as refused:
        return refused.code.startswith("sheets.")


@proves("K3.4.17")
@given(
    st.lists(st.integers(100, 10**6).filter(lambda n: n not in YEARS), min_size=2, max_size=6, unique=True),
    st.sampled_from(["万元", "亿元", "户", "吨"]),
)
def test_a_plain_table_is_read_whole_and_without_a_question(numbers: list[int], unit: str) -> None:
    rows = [["云溪区2024年1-3月生产情况表"], [None, f"单位:{unit}"], ["镇街", "1-3月累计"]]
    rows += [[f"{name}镇", number] for name, number in zip("甲乙丙丁戊己", numbers, strict=False)]  # type: ignore[list-item]
    reading = understand(book_of(sheet_of([*rows, ["合计", sum(numbers)]])))  # type: ignore[arg-type]
    values = [fact.value for fact in reading.facts]
    assert values == [*map(Decimal, numbers), Decimal(sum(numbers))]
    assert {(fact.unit, fact.period, fact.cumulative) for fact in reading.facts} == {
        (unit, "2024-01/2024-03", True)
    }
    assert not reading.questions


def test_a_figure_that_looks_like_a_year_is_still_a_figure() -> None:
    rows = [
        ["云溪区2024年1-3月生产情况表"],
        [None, "单位:万元"],
        ["镇街", "1-3月累计"],
        ["甲镇", 1998],
        ["乙镇", 100],
    ]
    reading = understand(book_of(sheet_of(rows)))  # type: ignore[arg-type]
    assert [(fact.holder, fact.value) for fact in reading.facts] == [("甲镇", 1998), ("乙镇", 100)]


def test_a_cell_of_words_alone_gives_no_fact() -> None:
    sheet = Sheet("空")
    sheet.put(cell(0, 0, "云溪区2024年3月税收收入情况表"))
    assert not understand(book_of(sheet)).facts
