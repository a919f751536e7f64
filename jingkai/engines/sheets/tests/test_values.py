"""A cell's number in every way it is written."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jingkai.engines.sheets.tests.making import N, cell
from jingkai.engines.sheets.values import Value, read_value
from tests.proof import proves


def value(text: str) -> Value | None:
    return read_value(cell(0, 0, text))


@proves("K3.4.7")
@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("73795", "73795"),
        (" 73,795 ", "73795"),
        ("1,330.5", "1330.5"),
        ("１９．５", "19.5"),
        ("－１２．３", "-12.3"),
        ("−4.4", "-4.4"),
        ("+11.3", "11.3"),
        ("'28152.11", "28152.11"),
        ("(12.5)", "-12.5"),
        ("（1,250）", "-1250"),
        (".5", "0.5"),
        ("0", "0"),
        ("214①", "214"),
    ],
)
def test_a_number_written_as_text_is_a_number(text: str, number: str) -> None:
    read = value(text)
    assert read is not None
    assert read.exact == Decimal(number)


@proves("K3.4.8")
@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("▲8.62", "8.62"),
        ("▼2.8", "-2.8"),
        ("↑3", "3"),
        ("↓3.1%", "-3.1"),
        ("▼-2.8", "2.8"),
        ("▽ 0.5", "-0.5"),
    ],
)
def test_an_arrow_is_a_sign(text: str, number: str) -> None:
    read = value(text)
    assert read is not None
    assert read.exact == Decimal(number)


@proves("K3.4.8")
def test_a_percentage_a_ratio_and_points_are_told_apart() -> None:
    typed, stored, bare = value("12.3%"), read_value(cell(0, 0, N("0.123", "0.0%"))), value("0.123")
    points = value("1.2个百分点")
    assert typed is not None
    assert typed.percent
    assert typed.exact == Decimal("12.3")
    assert typed.scale == 1
    assert stored is not None
    assert stored.percent
    assert stored.exact == Decimal("12.3")
    assert stored.scale == 100
    assert bare is not None
    assert not bare.percent
    assert bare.exact == Decimal("0.123")
    assert points is not None
    assert points.points
    assert not points.percent
    assert points.exact == Decimal("1.2")


@proves("K3.4.7")
@pytest.mark.parametrize("text", ["—", "－－", "-", "…", "……", "/", "无", "×", "未公布", "N/A", "**"])
def test_a_mark_for_no_figure_is_no_figure_and_never_zero(text: str) -> None:
    read = value(text)
    assert read is not None
    assert read.missing
    assert read.exact is None


def test_no_change_is_said_and_is_not_a_missing_figure() -> None:
    read = value("持平")
    assert read is not None
    assert read.unchanged
    assert not read.missing


@proves("K3.4.26")
@pytest.mark.parametrize(
    ("text", "low", "high"), [("3560-3570", "3560", "3570"), ("8.1—8.6", "8.1", "8.6"), ("3至5", "3", "5")]
)
def test_a_printed_range_is_an_interval(text: str, low: str, high: str) -> None:
    read = value(text)
    assert read is not None
    assert (read.low, read.high) == (Decimal(low), Decimal(high))
    assert read.is_range
    assert read.exact is None


@pytest.mark.parametrize("text", ["9-3", "拱辰办", "一、收入", "2024年3月", "注:含免抵调", "1.2.3", ""])
def test_words_dates_and_impossible_ranges_are_no_figures(text: str) -> None:
    assert read_value(cell(0, 0, text)) is None


@pytest.mark.parametrize(
    ("text", "low", "high"), [("5000余家", "5000", None), ("不足100", None, "100"), ("超10", "10", None)]
)
def test_a_vague_number_keeps_its_open_end_and_is_not_exact(
    text: str, low: str | None, high: str | None
) -> None:
    read = value(text)
    assert read is not None
    assert read.low == (low and Decimal(low))
    assert read.high == (high and Decimal(high))
    assert read.exact is None
    assert read.qualifier


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=4, allow_nan=False))
def test_a_number_is_read_back_as_it_was_written(number: Decimal) -> None:
    for text in (
        f"{number:f}",
        f"{number:,f}",
        f"{number:f}".translate({i: i + 0xFEE0 for i in range(46, 58)}),
    ):
        read = value(text)
        assert read is not None
        assert read.exact == number
