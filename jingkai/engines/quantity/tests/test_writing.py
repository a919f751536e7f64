"""What is written reads back; an export keeps the qualifier in its own column and the text as typed."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jingkai.engines.quantity import Problem, Quantity, Row, from_row, read_number, same_amount, to_row, write
from jingkai.engines.quantity.tests.strategies import quantities
from tests.proof import proves

Q = Quantity


@pytest.mark.parametrize(
    ("quantity", "marks", "words", "en"),
    [
        (Q.exactly("1.20", "亿元"), "1.20亿元", "1.20亿元", "120 million yuan"),
        (Q.at_least(230, "人"), "≥230人", "230人以上", "≥230 people"),
        (Q.more_than(10, "亿元"), ">10亿元", "超过10亿元", ">1000 million yuan"),
        (Q.less_than(100, "人"), "<100人", "不足100人", "<100 people"),
        (Q.at_most("8.0", "%"), "≤8.0%", "不超过8.0%", "≤8.0%"),
        (Q.approximately(200, "万套"), "≈200万套", "约200万套", "≈2 million sets"),
        (Q.exactly("8.73", "万㎡", text="8.73"), "8.73万㎡", "8.73万㎡", "87300 m²"),
        (Q.between(5, 8, "家"), "5~8家", "5至8家", "5~8 firms"),
        (Q.unknown("家"), "未填报", "未填报", "not reported"),
        (Q.exactly(3500, "万元"), "3500万元", "3500万元", "35 million yuan"),
        (Q.exactly("0.5", "万元"), "0.5万元", "0.5万元", "5000 yuan"),
        (Q.exactly(0, "万元"), "0万元", "0万元", "0 yuan"),
        (Q.exactly("699.3", "万元/亩"), "699.3万元/亩", "699.3万元/亩", "6993000 yuan/mu"),
    ],
)
def test_it_is_written_with_marks_in_words_and_in_english(
    quantity: Quantity, marks: str, words: str, en: str
) -> None:
    assert (write(quantity), write(quantity, style="words")) == (marks, words)
    assert write(quantity, style="en") == en


def test_thousands_are_grouped_on_request() -> None:
    assert write(Q.exactly("1330.50", "亿元"), grouped=True) == "1,330.50亿元"
    assert write(Q.exactly(-1234567), grouped=True) == "-1,234,567"
    assert write(Q.exactly("-0.5"), grouped=True) == "-0.5"


def test_an_interval_with_an_end_left_out_shows_it() -> None:
    half_open = Quantity(Q.exactly(5).lo, Q.exactly(8).lo, lo_open=True)
    assert write(half_open) == "(5~8]"
    assert from_row(to_row(half_open)) == half_open


@proves("K3.1.9")
def test_export_keeps_qualifier_unit_and_text_as_typed_each_in_its_column() -> None:
    read = read_number("5000余家")
    assert read is not None
    row = to_row(read)
    assert row == Row(value="5000", qualifier="≥", unit="家", text="5000余家")
    back = from_row(row)
    assert back == read
    assert back.text == "5000余家"


@proves("K3.1.9")
@given(quantities("万元"), st.text(max_size=20))
def test_importing_an_own_export_changes_nothing(quantity: Quantity, text: str) -> None:
    typed = Quantity(*quantity.interval, quantity.about, quantity.unit, text)
    file = io.StringIO()
    writer = csv.DictWriter(file, ["value", "qualifier", "unit", "text"])
    writer.writerow(to_row(typed))
    file.seek(0)
    value, qualifier, unit, note = next(csv.reader(file))
    back = from_row(Row(value=value, qualifier=qualifier, unit=unit, text=note))
    assert back == typed
    assert back.text == note


@given(quantities("家"), st.sampled_from(["marks", "words"]), st.booleans())
def test_what_is_written_reads_back(quantity: Quantity, style: str, grouped: bool) -> None:
    if not quantity.known or (quantity.qualifier.endswith("~") and (quantity.lo_open or quantity.hi_open)):
        return  # nothing to read, or an end that only a row tells
    written = write(quantity, style=style, grouped=grouped)  # type: ignore[arg-type]
    read = read_number(written)
    assert read is not None, written
    assert same_amount(read, quantity)


def test_an_empty_cell_without_a_mark_is_unknown_and_not_zero() -> None:
    assert from_row(Row(value="", qualifier="", unit="家", text="")) == Q.unknown("家")


@pytest.mark.parametrize(
    ("value", "qualifier"),
    [("x", ""), ("5", "~"), ("5~", "~"), ("5", "!"), ("5", "?"), ("", "≥"), ("", "≈?")],
)
def test_a_row_that_was_changed_by_hand_is_refused(value: str, qualifier: str) -> None:
    with pytest.raises(Problem) as refused:
        from_row(Row(value=value, qualifier=qualifier, unit="家", text=""))
    assert refused.value.code == "quantity.row-unreadable"


def test_a_row_with_a_foreign_unit_is_refused() -> None:
    with pytest.raises(Problem) as refused:
        from_row(Row(value="5", qualifier="", unit="斛", text=""))
    assert refused.value.code == "quantity.unit-unknown"
