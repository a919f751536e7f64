"""No float comes in, nothing is too large to be a figure, and no decimal is lost."""

from decimal import Decimal

import pytest

from jingkai.engines.quantity import Problem, Quantity, exact, round_half_up
from tests.proof import proves


@proves("K3.1.1")
@pytest.mark.parametrize(
    "value", [0.1, True, None, "0x10", "1e5", "NaN", "Infinity", "", "1_000", "--1", Decimal("NaN")]
)
def test_what_is_not_an_exact_decimal_is_refused(value: object) -> None:
    with pytest.raises(Problem) as refused:
        exact(value)  # type: ignore[arg-type]
    assert refused.value.code == "quantity.not-exact"


def test_floats_are_refused_by_every_door() -> None:
    for attempt in (
        lambda: Quantity.exactly(0.1),  # type: ignore[arg-type]
        lambda: Quantity.exactly(1) + 0.1,  # type: ignore[operator]
        lambda: 0.1 * Quantity.exactly(1),  # type: ignore[operator]
        lambda: Quantity(0.1, None),  # type: ignore[arg-type]
        lambda: Quantity(None, Decimal("Infinity")),
    ):
        with pytest.raises(Problem) as refused:
            attempt()
        assert refused.value.code == "quantity.not-exact"


@pytest.mark.parametrize(
    "value", [10**41, Decimal("1E+31"), "9" * 61, Decimal("1E-41"), Decimal("1E+999999")]
)
def test_what_no_zone_counts_is_refused(value: int | str | Decimal) -> None:
    with pytest.raises(Problem) as refused:
        exact(value)
    assert refused.value.code == "quantity.out-of-range"


def test_products_of_products_are_stopped_before_they_hang_the_machine() -> None:
    large = Quantity.exactly(10**30)
    for _ in range(3):
        large = large * large
    with pytest.raises(Problem) as refused:
        large * large
    assert refused.value.code == "quantity.out-of-range"


def test_decimals_as_typed_are_kept() -> None:
    assert str(Quantity.exactly("8.0", "%")) == "8.0%"
    assert str(Quantity.exactly("1.20", "亿元").to("万元")) == "12000万元"
    assert exact(Decimal("0E+50")) == 0
    assert str(Quantity.exactly(Decimal("0E-3"))) == "0.000"


def test_no_value_is_kept_with_an_exponent() -> None:
    for quantity in (
        Quantity.exactly(Decimal("1E+3")),
        Quantity.exactly("1.2", "亿元").to("元"),
        round_half_up(Quantity.exactly(1250), -2),
        Quantity.exactly(0, "亿元").to("元"),
        Quantity.exactly(60000) / 200,
    ):
        assert "E" not in str(quantity.value)


def test_forty_digits_are_added_exactly() -> None:
    large = Quantity.exactly("1234567890123456789012345678.000000001")
    assert (large + Quantity.exactly("0.000000001")).value == Decimal(
        "1234567890123456789012345678.000000002"
    )
    assert (-large).value == Decimal("-1234567890123456789012345678.000000001")
    assert abs(-large) == large
