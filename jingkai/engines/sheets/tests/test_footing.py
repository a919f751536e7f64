"""Totals against their parts: found by words, indent, formula and arithmetic; exact to the printed digits."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jingkai.engines.sheets import Reading
from jingkai.engines.sheets.tests.making import N, Shown, fact_at, read
from tests.proof import proves

TITLE: list[Shown] = ["云溪区2024年1-3月税收收入情况表"]
UNIT: list[Shown] = [None, "单位:万元"]
HEAD: list[Shown] = ["镇街", "1-3月累计"]


def table(*rows: list[Shown]) -> Reading:
    return read([TITLE, UNIT, HEAD, *rows])


def told(reading: Reading) -> list[tuple[str, tuple[str, ...]]]:
    """The warnings about sums: severity and cells."""
    return [(notice.severity, notice.cells) for notice in reading.warnings if notice.kind == "footing"]


@proves("K3.4.20")
def test_a_total_that_comes_out_is_not_spoken_of() -> None:
    reading = table(["甲镇", 100], ["乙镇", 250], ["丙镇", 75], ["合计", 425])
    assert not told(reading)
    assert not reading.questions
    assert not any(fact.held for fact in reading.facts)


@proves("K3.4.20", "K3.4.17")
def test_a_difference_within_half_a_last_digit_of_each_part_is_shown_and_not_rounded_away() -> None:
    parts = ["0.61", "0.33", "0.07"]  # 1.01 against 1.02: three parts and a total may be off by 0.005 each
    reading = table(
        *([f"{name}镇", N(part)] for name, part in zip("甲乙丙", parts, strict=True)), ["合计", N("1.02")]
    )
    ((severity, cells),) = told(reading)
    assert severity == "info"
    assert cells == ("B7", "B4", "B5", "B6")
    (notice,) = [notice for notice in reading.warnings if notice.kind == "footing"]
    assert "0.01" in notice.text
    assert not any(fact.held for fact in reading.facts)


@proves("K3.4.20", "K3.4.25")
def test_a_difference_beyond_it_is_an_error_and_the_figures_wait() -> None:
    parts = ["0.61", "0.33", "0.07"]
    reading = table(
        *([f"{name}镇", N(part)] for name, part in zip("甲乙丙", parts, strict=True)), ["合计", N("1.04")]
    )
    assert [severity for severity, _ in told(reading)] == ["error"]
    (question,) = reading.questions
    assert question.kind == "check"
    assert "B7" in question.cells
    assert fact_at(reading, "B7").held


@proves("K3.4.20")
@pytest.mark.parametrize(
    ("total", "within"), [("10.04", True), ("10.05", False), ("9.94", True), ("9.93", False)]
)
def test_the_tolerance_is_half_a_last_digit_of_each_part_and_of_the_total(total: str, within: bool) -> None:
    """Nine parts of 1.11 make 9.99; with the total ten roundings of 0.005 at most: 0.05 and not 0.06."""
    rows: list[list[Shown]] = [[f"{name}镇", N("1.11")] for name in "甲乙丙丁戊己庚辛壬"]
    ((severity, _),) = told(table(*rows, ["合计", N(total)]))
    assert severity == ("info" if within else "error")


@proves("K3.4.4")
@pytest.mark.parametrize(("total", "broken"), [(500, False), (620, True)])
def test_memo_items_are_no_parts_of_the_total(total: int, broken: bool) -> None:
    """620 is what a sum over all rows, 其中 included, would give."""
    reading = read(
        [TITLE, UNIT, ["科目", "1-3月累计", "上年同期"],
         ["税收收入", 300, 280], ["其中:增值税", 120, 100], ["非税收入", 200, 170], ["合计", total, 450]],
    )  # fmt: skip
    assert told(reading) == ([("error", ("B7", "B4", "B6"))] if broken else [])


@proves("K3.4.4", "K3.4.17")
def test_a_sum_that_no_word_and_no_indent_names_is_found_by_arithmetic_without_the_memo_items() -> None:
    rows: list[list[Shown]] = [
        ["财政收入", 2500, 580, 470], ["税收收入", 1900, 380, 350], ["其中:增值税", 800, 150, 140],
        ["非税收入", 600, 120, 120],
    ]  # fmt: skip
    reading = read([TITLE, UNIT, ["指标", "年度计划", "1-3月累计", "上年同期"], *rows])
    assert told(reading) == [("error", ("C4", "C5", "C7"))]


@proves("K3.4.4")
@pytest.mark.parametrize(("industry", "broken"), [(380, False), (390, True)])
def test_indented_rows_are_parts_of_the_row_above_them(industry: int, broken: bool) -> None:
    """No word says so: the indent does, and that the sums come out in the other columns."""
    reading = read(
        [TITLE, UNIT, ["指标", "年度计划", "1-3月累计", "上年同期"],
         ["第一产业", 410, 100, 90], ["第二产业", 2100, 500, 470],
         ["\u3000\u3000工业", 1600, industry, 350], ["\u3000\u3000建筑业", 500, 120, 120]],
    )  # fmt: skip
    errors = [cells for severity, cells in told(reading) if severity == "error"]
    assert errors == ([("C5", "C6", "C7")] if broken else [])
    assert fact_at(reading, "C6").indicator == "第二产业/工业"


def subtotalled(*grand: int) -> Reading:
    """Two groups with their 小计, and a 总计 for each column."""
    groups = [["甲镇", 100], ["乙镇", 200], ["小计", 300], ["丙园区", 400], ["丁园区", 500], ["小计", 900]]
    rows: list[list[Shown]] = [[name, *[number] * len(grand)] for name, number in groups]
    head: list[Shown] = ["镇街", "1-3月累计", "上年同期"]
    return read([TITLE, UNIT, head[: 1 + len(grand)], *rows, ["总计", *grand]])


@proves("K3.4.4", "K3.4.20")
def test_subtotals_add_up_to_the_grand_total() -> None:
    assert not told(subtotalled(1200, 1200))
    assert [cells[0] for _, cells in told(subtotalled(1200, 1210))] == ["C10"]


def test_a_wrong_grand_total_is_noticed_in_a_table_of_one_column_too() -> None:
    assert told(subtotalled(1210))
    assert told(table(["税收收入", 300], ["其中:增值税", 120], ["非税收入", 200], ["合计", 620]))


@proves("K3.4.20")
def test_a_blank_part_is_unknown_and_breaks_no_total() -> None:
    reading = table(["甲镇", 100], ["乙镇", "—"], ["丙镇", 75], ["合计", 425])
    assert not told(reading)
    assert not reading.questions


@proves("K3.4.6")
def test_a_total_above_a_continued_table_counts_both_parts() -> None:
    rows: list[list[Shown]] = [
        ["全区合计", 1000], ["甲镇", 100], ["乙镇", 250], ["丙镇", 75], [], ["续表"], HEAD, ["丁镇", 300],
        ["戊镇", 275],
    ]  # fmt: skip
    reading = table(*rows)
    assert [fact.cell for fact in reading.facts] == ["B4", "B5", "B6", "B7", "B11", "B12"]
    assert not told(reading)
    rows[-1] = ["戊镇", 295]
    assert [severity for severity, _ in told(table(*rows))] == ["error"]


@proves("K3.4.17", "K3.4.20")
@given(
    st.lists(st.integers(10**3, 10**7), min_size=3, max_size=8),
    st.integers(1, 3),
    st.integers(0, 7),
)
def test_rounded_parts_never_raise_an_alarm_and_a_changed_total_always_does(
    units: list[int], digits: int, place: int
) -> None:
    """Parts rounded from exact numbers always foot within the tolerance; off by more than it never passes."""
    exact = [Decimal(unit) / 7 for unit in units]
    step = Decimal(1).scaleb(-digits)
    shown = [number.quantize(step) for number in exact]
    total = sum(exact, Decimal(0)).quantize(step)
    names = "甲乙丙丁戊己庚辛"
    rows: list[list[Shown]] = [
        [f"{name}镇", N(f"{number:f}", f"0.{'0' * digits}")]
        for name, number in zip(names, shown, strict=False)
    ]
    fine = table(*rows, ["合计", N(f"{total:f}", f"0.{'0' * digits}")])
    assert not any(severity == "error" for severity, _ in told(fine))
    slack = step * (len(shown) + 1) / 2 + abs(total - sum(shown, Decimal(0)))
    wrong = total + slack + step * (1 + place)
    broken = table(*rows, ["合计", N(f"{wrong:f}", f"0.{'0' * digits}")])
    assert any(severity == "error" for severity, _ in told(broken))


@pytest.mark.parametrize("word", ["合计", "总计", "全区合计"])
def test_a_total_may_stand_above_its_parts(word: str) -> None:
    assert not told(table([word, 425], ["甲镇", 100], ["乙镇", 250], ["丙镇", 75]))
    assert told(table([word, 435], ["甲镇", 100], ["乙镇", 250], ["丙镇", 75]))
