"""Exact decimals: the one context all arithmetic of the engines runs in, and the door values come in by."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal, DivisionByZero, InvalidOperation, Overflow
from fractions import Fraction

from jingkai.engines.quantity.problems import problem

# Sixty digits: sums and products of published figures are exact. Only a quotient that does not end is
# rounded, and rounding is monotone, so that an interval still contains what it contained before.
EXACT = Context(prec=60, rounding=ROUND_HALF_EVEN, traps=[DivisionByZero, InvalidOperation, Overflow])

# What comes from outside is kept well inside the precision, so that no text can make a number that hangs us.
MAX_DIGITS = 40
MAX_MAGNITUDE = 30
LARGEST_RESULT = 300  # the exponent a computed value may reach

# Powers of ten within the precision, by their value.
_POWERS = {10**power: power for power in range(EXACT.prec + 1)}

# Text that Decimal() would take although no clerk writes it so ("Infinity", "1_000", "1e9") is refused.
_PLAIN = frozenset("0123456789.+-")


def exact(value: Decimal | int | str) -> Decimal:
    """`value` as a finite Decimal.

    Raises Problem `quantity.not-exact` for a float, a bool, NaN, infinity or text that is no plain decimal,
    and `quantity.out-of-range` beyond 40 digits or 10**30.
    """
    if isinstance(value, bool) or not isinstance(value, Decimal | int | str):
        raise problem("quantity.not-exact", value=value)
    if isinstance(value, int) and abs(value) >= 10**MAX_DIGITS:
        raise problem("quantity.out-of-range", value="int")
    if isinstance(value, str) and not (value and len(value) <= 2 * MAX_DIGITS and set(value) <= _PLAIN):
        raise problem("quantity.not-exact", value=value[:MAX_DIGITS])
    try:
        number = Decimal(value)
    except InvalidOperation:
        raise problem("quantity.not-exact", value=value) from None
    if not number.is_finite():
        raise problem("quantity.not-exact", value=value)
    return _within_range(number)


def _within_range(number: Decimal) -> Decimal:
    exponent = number.as_tuple().exponent
    assert isinstance(exponent, int)  # finite
    if number == 0:
        # Zero may carry any exponent ("0E+999"); only its decimals are of use.
        return Decimal((0, (0,), max(min(exponent, 0), -MAX_DIGITS)))
    too_large = number.adjusted() > MAX_MAGNITUDE or number.adjusted() < -MAX_DIGITS
    if too_large or len(number.as_tuple().digits) > EXACT.prec:
        raise problem("quantity.out-of-range", value=f"{number:.6E}")
    return written_out(number)


def scaled(value: Decimal, factor: Fraction) -> Decimal:
    """`value` x `factor`, exact if the result has an end (万元 to 亿元), else to sixty digits."""
    power = _power_of_ten(factor)
    if power is not None:  # moves the point and nothing else: 1.20亿 is 120000000, not 120000000.00
        return written_out(EXACT.scaleb(value, power))
    product = EXACT.multiply(value, Decimal(factor.numerator))
    return product if factor.denominator == 1 else EXACT.divide(product, Decimal(factor.denominator))


def written_out(value: Decimal) -> Decimal:
    """`value` without a positive exponent, so that whoever prints it by str() gets 50000 and not 5E+4."""
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent > 0 and value.adjusted() < EXACT.prec:
        return value.quantize(Decimal(1), context=EXACT)
    return value


def _power_of_ten(factor: Fraction) -> int | None:
    above, below = factor.numerator, factor.denominator
    if below == 1:
        return _POWERS.get(above)
    power = _POWERS.get(below) if above == 1 else None
    return None if power is None else -power


def plain(value: Decimal) -> str:
    """`value` without exponent, with its own trailing zeros: Decimal('1E+3') is "1000", 8.0 is "8.0"."""
    text = format(value, "f")
    return "0" if text == "-0" else text


def shortest(value: Decimal) -> str:
    """`value` without exponent and without trailing zeros after the point: 8.00 is "8"."""
    text = plain(value)
    return text.rstrip("0").rstrip(".") if "." in text else text
