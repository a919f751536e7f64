"""Cumulative and single values follow from each other; what was not collected stays unknown."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jingkai.engines.periods import Period, accumulated, increments, single
from jingkai.engines.quantity import Problem, Quantity
from tests.proof import proves

P = Period


def yuan(value: str | int | Decimal) -> Quantity:
    return Quantity.exactly(value, "亿元")


@proves("K3.2.2")
def test_a_month_is_its_cumulative_figure_less_the_one_before() -> None:
    cumulative = {P.ytd(2024, 1): yuan(10), P.ytd(2024, 2): yuan("25.5"), P.ytd(2024, 3): yuan(40)}
    assert single(cumulative, P.month(2024, 1)) == yuan(10)
    assert single(cumulative, P.month(2024, 2)) == yuan("15.5")
    assert single(cumulative, P.month(2024, 3)) == yuan("14.5")


@proves("K3.2.2")
def test_without_a_january_figure_january_and_february_are_one_piece() -> None:
    cumulative = {P.ytd(2024, 2): yuan(25), P.ytd(2024, 3): yuan(40)}
    assert increments(cumulative) == {P.ytd(2024, 2): yuan(25), P.month(2024, 3): yuan(15)}
    assert not single(cumulative, P.month(2024, 1)).known
    assert not single(cumulative, P.month(2024, 2)).known
    assert single(cumulative, P.month(2024, 3)) == yuan(15)


@proves("K3.2.2")
def test_a_gap_in_the_middle_is_unknown_and_its_sum_is_kept() -> None:
    cumulative = {
        P.ytd(2024, 3): yuan(30),
        P.ytd(2024, 4): Quantity.unknown("亿元"),
        P.ytd(2024, 6): yuan(75),
    }
    assert increments(cumulative)[P.months_between(2024, 4, 6)] == yuan(45)
    assert single(cumulative, P.month(2024, 5)) == Quantity.unknown("亿元")


def test_a_new_year_starts_anew() -> None:
    cumulative = {P.ytd(2023, 12): yuan(120), P.ytd(2024, 1): yuan(9)}
    assert single(cumulative, P.month(2024, 1)) == yuan(9)
    assert P.month(2023, 12) not in increments(cumulative)


def test_a_bound_stays_one_side_of_the_truth() -> None:
    cumulative = {P.ytd(2024, 1): yuan(10), P.ytd(2024, 2): Quantity.at_least(25, "亿元")}
    assert single(cumulative, P.month(2024, 2)) == Quantity.at_least(15, "亿元")


def test_a_figure_that_does_not_start_in_january_is_refused() -> None:
    with pytest.raises(Problem) as refused:
        increments({P.month(2024, 2): yuan(1)})
    assert refused.value.code == "periods.not-cumulative"


@proves("K3.2.2")
def test_singles_add_up_only_if_they_cover_the_period() -> None:
    singles = {P.ytd(2024, 2): yuan(25), P.month(2024, 3): yuan(15), P.month(2024, 5): yuan(9)}
    assert accumulated(singles, P.quarter(2024, 1)) == yuan(40)
    assert not accumulated(singles, P.ytd(2024, 5)).known
    assert not accumulated(singles, P.ytd(2024, 4)).known
    assert not accumulated(singles, P.month(2024, 1)).known
    assert accumulated(singles, P.month(2024, 5)) == yuan(9)


def test_overlapping_pieces_are_not_added() -> None:
    with pytest.raises(Problem) as refused:
        accumulated({P.ytd(2024, 2): yuan(25), P.month(2024, 2): yuan(15)}, P.quarter(2024, 1))
    assert refused.value.code == "periods.overlapping"


def test_no_figures_at_all_have_no_unit_to_be_unknown_in() -> None:
    for ask in (lambda: accumulated({}, P.month(2024, 1)), lambda: single({}, P.month(2024, 1))):
        with pytest.raises(Problem) as refused:
            ask()
        assert refused.value.code == "quantity.nothing-to-add"


@proves("K3.2.2")
@given(st.lists(st.decimals(0, 10**6, places=2), min_size=12, max_size=12), st.sets(st.integers(1, 11)))
def test_from_single_to_cumulative_and_back(months: list[Decimal], missing: set[int]) -> None:
    singles = {P.month(2024, number): yuan(value) for number, value in enumerate(months, 1)}
    cumulative = {
        P.ytd(2024, number): accumulated(singles, P.ytd(2024, number))
        for number in range(1, 13)
        if number not in missing
    }
    pieces = increments(cumulative)
    assert accumulated(pieces, P.of_year(2024)) == yuan(sum(months))
    for number in range(1, 13):
        computed = single(cumulative, P.month(2024, number))
        whole = number not in missing and (number == 1 or number - 1 not in missing)
        assert computed == (yuan(months[number - 1]) if whole else Quantity.unknown("亿元"))
