"""Operations on quantities that the language adds to plain arithmetic: extremes, rounding, growth, hulls."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal, DecimalException
from fractions import Fraction
from typing import Literal

from jingkai.engines import periods
from jingkai.engines.expr.values import Unknown, unknown
from jingkai.engines.quantity import NUMBER, Quantity, Unit, compare

# A result beyond these powers of ten is a mistake in the rule, and would cost memory to write down.
_LARGEST, _SMALLEST = 40, -60
_WIDE = Context(prec=120)


def settled(make: Callable[[], Quantity], otherwise: str = "no-bound") -> Quantity | Unknown:
    """What `make` computes, if it is known and of a size that people use; else why not."""
    try:
        result = make()
    except DecimalException:
        return unknown("too-large")
    if not result.known:
        return unknown(otherwise)
    for end in (result.lo, result.hi):
        if end is not None and end != 0 and not _SMALLEST <= end.adjusted() <= _LARGEST:
            return unknown("too-large")
    return result


def extreme(given: Sequence[Quantity], which: Literal["min", "max"]) -> Quantity:
    """The least or greatest of `given`: one of them if that is certain, else the interval it lies in."""
    operator: Literal["<=", ">="] = "<=" if which == "min" else ">="
    # Only the one that reaches least far can be certain, so that many rows cost one comparison each.
    favourite = min(given, key=lambda one: _reach(one, which))
    if all(compare(favourite, operator, other) for other in given if other is not favourite):
        return favourite
    same = [one.to(given[0].unit) for one in given]
    if which == "max":
        return -_least([-one for one in same])
    return _least(same)


def _reach(given: Quantity, which: Literal["min", "max"]) -> tuple[bool, Fraction]:
    end = given.hi if which == "min" else given.lo
    if end is None:
        return (True, Fraction(0))
    size = Fraction(end) * given.unit.factor
    return (False, size if which == "min" else -size)


def _least(given: Sequence[Quantity]) -> Quantity:
    about = any(one.about for one in given)
    if any(one.lo is None for one in given):
        lo, lo_open = None, False
    else:
        lo = min(one.lo for one in given if one.lo is not None)
        lo_open = all(one.lo_open for one in given if one.lo == lo)
    ends = [one.hi for one in given if one.hi is not None]
    hi = min(ends) if ends else None
    hi_open = any(one.hi_open for one in given if one.hi == hi)
    return Quantity(lo, hi, lo_open, hi_open, about, given[0].unit)


def rounded(given: Quantity, decimals: int) -> Quantity:
    """Half up, away from zero, at so many decimals of its own unit; both ends of an interval alike."""
    step = Decimal(1).scaleb(-decimals)
    return _stepped(given, lambda end: end.quantize(step, ROUND_HALF_UP, _WIDE))


def floored(given: Quantity) -> Quantity:
    """The whole number at or below a plain number."""
    plain = given.to(NUMBER)
    result = _stepped(plain, _floor)
    if plain.hi is not None and plain.hi_open and plain.hi == result.hi:
        # Below 3 means at most 2 whole ones.
        return replace(result, hi=plain.hi - 1)
    return result


def _floor(end: Decimal) -> Decimal:
    return end.quantize(Decimal(1), ROUND_FLOOR, _WIDE)


def _stepped(given: Quantity, step: Callable[[Decimal], Decimal]) -> Quantity:
    lo = None if given.lo is None else step(given.lo)
    hi = None if given.hi is None else step(given.hi)
    return Quantity(lo, hi, about=given.about, unit=given.unit)


def growth(now: Quantity, before: Quantity, percent: Unit) -> Quantity | Unknown:
    """now / before - 1 in `percent`; from a base that may be negative or is 0 there is none."""
    return settled(lambda: periods.growth(now, before).to(percent), "base")


def maybe(given: Quantity) -> Quantity:
    """What `given` adds to a sum if it is not certain that it counts: from nothing to all of it."""
    nothing = Quantity.exactly(0, given.unit)
    low, high = extreme([given, nothing], "min"), extreme([given, nothing], "max")
    return Quantity(low.lo, high.hi, low.lo_open, high.hi_open, given.about, given.unit)


def counted(sure: int, possible: int, unit: Unit) -> Quantity:
    """A number of things between `sure` and `possible`."""
    return Quantity.between(sure, possible, unit)


def added(given: Iterable[Quantity], unit: Unit) -> Quantity:
    """The sum in `unit`; of nothing, 0."""
    total = Quantity.exactly(0, unit)
    for one in given:
        total = total + one
    return total
