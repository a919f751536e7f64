"""Deciding by intervals: true, false, or no answer; and the order that puts the unknown last."""

from decimal import Decimal

import pytest
from hypothesis import given

from jingkai.engines.quantity import Problem, Quantity, compare, ranked
from jingkai.engines.quantity.tests.strategies import picked, quantities
from tests.proof import proves

Q = Quantity


@proves("K3.1.8")
@pytest.mark.parametrize(
    ("left", "operator", "right", "answer"),
    [
        (Q.exactly(5), ">=", Q.exactly(5), True),
        (Q.exactly(5), ">", Q.exactly(5), False),
        (Q.at_least(200), ">=", Q.exactly(100), True),
        (Q.at_least(200), ">=", Q.exactly(300), None),
        (Q.at_least(200), "<", Q.exactly(200), False),
        (Q.at_least(200), "<=", Q.exactly(200), None),
        (Q.more_than(200), "<=", Q.exactly(200), False),
        (Q.less_than(100), ">=", Q.exactly(100), False),
        (Q.less_than(100), "<", Q.exactly(100), True),
        (Q.at_most(100), "<", Q.exactly(100), None),
        (Q.between(5, 8), "<", Q.exactly(9), True),
        (Q.between(5, 8), "<", Q.exactly(8), None),
        (Q.between(5, 8), "==", Q.exactly(9), False),
        (Q.between(5, 8), "≠", Q.exactly(9), True),
        (Q.between(5, 8), "==", Q.exactly(6), None),
        (Q.exactly(5), "=", Q.exactly("5.0"), True),
        (Q.exactly(5), "!=", Q.exactly(5), False),
        (Q.unknown(), ">=", Q.exactly(0), None),
        (Q.unknown(), "==", Q.unknown(), None),
        (Q.exactly(1, "亿元"), "=", Q.exactly(10000, "万元"), True),
        (Q.exactly(15, "亩"), "≤", Q.exactly(1, "公顷"), True),
        (Q.exactly("699.3", "万元/亩"), "≥", Q.exactly(500, "万元/亩"), True),
        (Q.exactly("0.205"), "=", Q.exactly("20.5", "%"), True),
    ],
)
def test_an_interval_decides_only_if_all_its_values_agree(
    left: Quantity, operator: str, right: Quantity, answer: bool | None
) -> None:
    assert compare(left, operator, right) is answer  # type: ignore[arg-type]


def test_figures_of_different_kinds_are_not_compared() -> None:
    with pytest.raises(Problem) as refused:
        compare(Q.exactly(5, "家"), ">", Q.exactly(5, "人"))
    assert refused.value.code == "quantity.units-differ"


@proves("K3.1.8")
def test_unknown_is_last_in_either_direction_and_never_zero() -> None:
    unknown, zero, below, above = (
        Q.unknown("家"),
        Q.exactly(0, "家"),
        Q.exactly(-1, "家"),
        Q.at_least(5, "家"),
    )
    assert ranked([unknown, above, zero, below], lambda q: q) == [below, zero, above, unknown]
    assert ranked([unknown, below, zero, above], lambda q: q, descending=True) == [
        above,
        zero,
        below,
        unknown,
    ]
    assert unknown != zero
    assert unknown.value is None


def test_equal_figures_and_unknown_ones_keep_the_order_they_came_in() -> None:
    rows = [
        ("b", Q.unknown("家")),
        ("d", Q.exactly(1, "家")),
        ("a", Q.unknown("家")),
        ("c", Q.exactly(1, "家")),
    ]
    for descending in (False, True):
        assert [name for name, _ in ranked(rows, lambda row: row[1], descending=descending)] == list("dcba")


def test_at_one_value_a_bound_below_comes_before_and_a_bound_above_after_it() -> None:
    marks = [Q.more_than(5), Q.at_least(5), Q.approximately(5), Q.exactly(5), Q.at_most(5), Q.less_than(5)]
    assert [q.qualifier for q in ranked(marks, lambda q: q)] == ["<", "≤", "", "≈", "≥", ">"]
    assert ranked([Q.exactly(1, "亿元"), Q.exactly(9999, "万元")], lambda q: q)[0] == Q.exactly(9999, "万元")


def test_figures_of_different_kinds_have_no_order() -> None:
    with pytest.raises(Problem) as refused:
        ranked([Q.exactly(1, "家"), Q.unknown("人")], lambda q: q)
    assert refused.value.code == "quantity.units-differ"


@proves("K3.1.8")
@given(picked(), picked())
def test_an_answer_is_true_of_every_possible_value(
    left: tuple[Quantity, Quantity], right: tuple[Quantity, Quantity]
) -> None:
    (a, x), (b, y) = left, right
    assert x.lo is not None
    assert y.lo is not None
    exactly = {">=": x.lo >= y.lo, ">": x.lo > y.lo, "<": x.lo < y.lo, "<=": x.lo <= y.lo, "==": x.lo == y.lo}
    for operator, truth in exactly.items():
        assert compare(a, operator, b) in (None, truth)  # type: ignore[arg-type]


@given(quantities())
def test_a_spread_only_makes_a_rough_value_wider(quantity: Quantity) -> None:
    threshold = Q.exactly(1000)
    without, with_spread = (
        compare(quantity, ">", threshold),
        compare(quantity, ">", threshold, spread=Decimal(0)),
    )
    assert without == with_spread if not quantity.about else without is None
