"""Interval arithmetic: what a bound becomes, and that the truth always lies inside the result."""

from decimal import Decimal

import pytest
from hypothesis import assume, given

from jingkai.engines.quantity import Problem, Quantity, per, same_amount, share, total
from jingkai.engines.quantity.tests.strategies import picked, quantities
from tests.proof import proves

Q = Quantity


def holds(result: Quantity, value: Quantity) -> bool:
    assert value.lo is not None
    return result.contains(value.lo)


@proves("K3.1.1")
@pytest.mark.parametrize(
    ("quantity", "mark"),
    [
        (Q.exactly(5), ""),
        (Q.at_least(5), "≥"),
        (Q.more_than(5), ">"),
        (Q.less_than(5), "<"),
        (Q.at_most(5), "≤"),
        (Q.approximately(5), "≈"),
        (Q.between(5, 8), "~"),
        (Q.unknown(), "?"),
    ],
)
def test_each_kind_of_figure_has_its_mark(quantity: Quantity, mark: str) -> None:
    assert quantity.qualifier == mark


@proves("K3.1.1")
@pytest.mark.parametrize(
    ("result", "expected"),
    [
        (Q.at_least(200) + Q.exactly(30), Q.at_least(230)),
        (Q.at_least(200) + Q.more_than(30), Q.more_than(230)),
        (Q.exactly(100) - Q.at_least(30), Q.at_most(70)),
        (Q.exactly(100) - Q.less_than(30), Q.more_than(70)),
        (Q.at_least(5) - Q.at_least(3), Q.unknown()),
        (Q.at_least(5) + Q.at_most(3), Q.unknown()),
        (Q.at_least(5) * Q.exactly(-2), Q.at_most(-10)),
        (Q.between(-2, 3) * Q.between(-5, 4), Q.between(-15, 12)),
        (Q.at_least(0) * Q.more_than(2), Q.at_least(0)),
        (Q.less_than(3) * Q.at_least(2), Q.unknown()),
        (Q.at_least(60000) / Q.exactly(200), Q.at_least(300)),
        (Q.exactly(16) / Q.at_least(200), Q.at_most("0.08")),
        (Q.exactly(-16) / Q.at_least(200), Q.at_least("-0.08")),
        (Q.exactly(0) / Q.at_least(200), Q.exactly(0)),
        (Q.exactly(10) / Q.between(0, 5), Q.at_least(2)),
        (Q.exactly(10) / Q.between(-5, 0), Q.at_most(-2)),
        (Q.exactly(10) / Q.between(-5, 5), Q.unknown()),
        (Q.exactly(10) / Q.exactly(0), Q.unknown()),
        (Q.exactly(10) / Q.unknown(), Q.unknown()),
        (Q.unknown() * Q.exactly(0), Q.unknown()),
        (-Q.more_than(5), Q.less_than(-5)),
        (abs(Q.between(-3, 2)), Q.between(0, 3)),
        (abs(Q.at_most(-2)), Q.at_least(2)),
        (abs(Q.at_most(2)), Q.at_least(0)),
        (10 - Q.exactly(3), Q.exactly(7)),
        (2 * Q.at_least(3), Q.at_least(6)),
        (1 / Q.exactly(4), Q.exactly("0.25")),
        (1 + Q.exactly(4), Q.exactly(5)),
    ],
)
def test_a_bound_becomes_the_bound_that_follows(result: Quantity, expected: Quantity) -> None:
    assert result == expected


def test_an_open_end_stays_open_only_where_it_is_not_reached() -> None:
    from_above_0_to_5 = Q(Decimal(0), Decimal(5), lo_open=True)
    assert from_above_0_to_5 * Q.between(0, 3) == Q.between(0, 15)
    assert from_above_0_to_5 * Q.between(1, 3) == Q(Decimal(0), Decimal(15), lo_open=True)
    open_at_3 = Q(Decimal(-3), Decimal(3), lo_open=True, hi_open=True)
    assert abs(open_at_3) == Q(Decimal(0), Decimal(3), hi_open=True)


def test_a_share_and_a_mean_know_that_a_number_of_things_is_not_negative() -> None:
    fewer_than_100 = Q.less_than(100, "人")
    assert share(Q.exactly(16, "人"), fewer_than_100) == Q.more_than(16, "%")
    assert Q.exactly(16, "人") / fewer_than_100 == Q.unknown()
    assert per(Q.exactly(50, "万元"), fewer_than_100) == Q.more_than("0.5", "万元/人")


def test_a_total_is_unknown_as_soon_as_a_part_is() -> None:
    assert total([Q.exactly(1, "家"), Q.at_least(2, "家")]) == Q.at_least(3, "家")
    assert not total([Q.exactly(1, "家"), Q.unknown("家")]).known
    assert total([], Q.exactly(1, "家").unit) == Q.exactly(0, "家")
    with pytest.raises(Problem) as refused:
        total([])
    assert refused.value.code == "quantity.nothing-to-add"


@pytest.mark.parametrize(("lo", "hi", "opened"), [(5, 3, False), (3, 3, True)])
def test_an_interval_without_a_value_is_refused(lo: int, hi: int, opened: bool) -> None:
    with pytest.raises(Problem) as refused:
        Quantity(Decimal(lo), Decimal(hi), lo_open=opened)
    assert refused.value.code == "quantity.empty-interval"


@proves("K3.1.1")
@given(picked(), picked())
def test_what_is_true_of_the_operands_lies_in_the_result(
    left: tuple[Quantity, Quantity], right: tuple[Quantity, Quantity]
) -> None:
    (a, x), (b, y) = left, right
    assert holds(a + b, x + y)
    assert holds(a - b, x - y)
    assert holds(a * b, x * y)
    assert holds(-a, -x)
    assert holds(abs(a), abs(x))
    assume(y.lo != 0)
    assert holds(a / b, x / y)


@given(quantities(), quantities())
def test_adding_and_multiplying_do_not_mind_the_order(a: Quantity, b: Quantity) -> None:
    assert a + b == b + a
    assert a * b == b * a


@given(quantities("万元"), quantities("亿元"))
def test_adding_across_units_does_not_mind_the_order(a: Quantity, b: Quantity) -> None:
    assert same_amount(a + b, b + a)


@given(quantities(), quantities())
def test_roughness_is_contagious(a: Quantity, b: Quantity) -> None:
    for result in (a + b, a - b, a * b, a / b):
        assert result.about == ((a.about or b.about) and result.known)
