"""Rounding says what it did: parts that sum to 99.99, a footing error of 0.01, unrounded differences."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jingkai.engines.quantity import (
    Problem,
    Quantity,
    footing,
    printed_difference,
    printed_parts,
    round_half_up,
)
from jingkai.engines.quantity.tests.strategies import picked
from tests.proof import proves

Q = Quantity


@proves("K3.1.6")
def test_parts_that_sum_to_99_99_say_so() -> None:
    third = Q.exactly("33.3333", "%")
    report = printed_parts([third, third, Q.exactly("33.3334", "%")], 2)
    assert report.zh == "印出的各部分相加为 99.99，与 100.00 相差 0.01，属四舍五入"
    assert (
        report.en
        == "The printed parts add up to 99.99; the total is 100.00, a difference of 0.01, from rounding"
    )
    assert not report.foots
    assert report.within_rounding is True
    assert report.allowed == Decimal("0.015")


@proves("K3.1.6")
def test_parts_that_foot_say_nothing() -> None:
    report = footing([Q.exactly("472.63", "亿元"), Q.exactly("414.81", "亿元")], Q.exactly("887.44", "亿元"))
    assert report.foots
    assert report.zh == report.en == ""


@proves("K3.1.6")
def test_a_gap_too_large_for_rounding_asks_to_be_checked() -> None:
    report = footing([Q.exactly("827.14"), Q.exactly("45.00")], Q.exactly("887.44"))
    assert report.gap == Q.exactly("15.30")
    assert report.within_rounding is False
    assert "请核对" in report.zh
    assert "please check" in report.en


def test_parts_in_another_unit_are_brought_to_that_of_the_total() -> None:
    assert footing([Q.exactly(5000, "万元"), Q.exactly("0.5", "亿元")], Q.exactly(1, "亿元")).foots


def test_a_sum_with_a_bound_cannot_be_checked() -> None:
    report = footing([Q.at_least(5), Q.exactly(3)], Q.exactly(8))
    assert report.within_rounding is None
    assert "不是确数" in report.zh
    assert "cannot be checked" in report.en


def test_nothing_does_not_foot() -> None:
    with pytest.raises(Problem) as refused:
        footing([], Q.exactly(8))
    assert refused.value.code == "quantity.nothing-to-add"


@proves("K3.1.6")
def test_a_difference_is_taken_before_rounding_and_the_printed_one_is_shown_beside_it() -> None:
    """st-E5, the October control: 629.0 of 647.4 on 10 of 12 months."""
    progress = (Q.exactly("629.0", "亿元") / Q.exactly("647.4", "亿元")).to("%")
    schedule = (Q.exactly(10) / Q.exactly(12)).to("%")
    assert round_half_up(progress, 2) == Q.exactly("97.16", "%")
    assert round_half_up(schedule, 2) == Q.exactly("83.33", "%")
    report = printed_difference(progress, schedule, 2)
    assert report.rounded == Q.exactly("13.82", "百分点")
    assert report.of_printed == Q.exactly("13.83", "百分点")
    assert not report.foots
    assert printed_difference(Q.exactly("97.160", "%"), Q.exactly("83.33", "%"), 2).foots


@pytest.mark.parametrize(
    ("quantity", "decimals", "expected"),
    [
        (Q.exactly("2.345"), 2, Q.exactly("2.35")),
        (Q.exactly("-2.345"), 2, Q.exactly("-2.35")),
        (Q.exactly("-0.001"), 2, Q.exactly("0.00")),
        (Q.exactly(1250), -2, Q.exactly(1300)),
        (Q.approximately("2.345"), 2, Q.approximately("2.35")),
        (Q.at_most("8.04", "%"), 1, Q.at_most("8.1", "%")),
        (Q.at_most("8.0", "%"), 1, Q.at_most("8.0", "%")),
        (Q.at_least("8.06"), 1, Q.at_least("8.0")),
        (Q.more_than("8.06"), 1, Q.more_than("8.0")),
        (Q.between("1.26", "1.31"), 1, Q.between("1.2", "1.4")),
        (Q.unknown("家"), 2, Q.unknown("家")),
    ],
)
def test_values_round_half_up_and_bounds_outward(
    quantity: Quantity, decimals: int, expected: Quantity
) -> None:
    assert round_half_up(quantity, decimals) == expected
    assert not str(round_half_up(quantity, decimals)).startswith("-0.0")


@pytest.mark.parametrize(("value", "decimals"), [("1", 31), ("1", -21), ("1" * 31, 30)])
def test_absurd_places_are_refused(value: str, decimals: int) -> None:
    with pytest.raises(Problem) as refused:
        round_half_up(Q.exactly(value), decimals)
    assert refused.value.code == "quantity.out-of-range"


@given(picked(), st.integers(0, 3))
def test_a_rounded_bound_is_still_true(pair: tuple[Quantity, Quantity], decimals: int) -> None:
    quantity, value = pair
    if quantity.value is None:
        assert value.lo is not None
        assert round_half_up(quantity, decimals).contains(value.lo)


@given(st.lists(st.integers(-(10**7), 10**7), min_size=1, max_size=12))
def test_rounding_alone_never_breaks_the_allowed_bound(thousandths: list[int]) -> None:
    values = [Decimal(number).scaleb(-3) for number in thousandths]
    report = printed_parts([Q.exactly(value) for value in values], 2)
    assert report.within_rounding is True
    cent = Decimal("0.01")
    parts = sum(value.quantize(cent, ROUND_HALF_UP) for value in values)
    assert report.gap.value == sum(values).quantize(cent, ROUND_HALF_UP) - parts
