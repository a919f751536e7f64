"""Interval arithmetic (区间运算) on exact decimals with open, closed or absent ends; no units here.

Source of the rules: Moore, Interval Analysis (1966), ch. 2, extended to open and unbounded ends. An
operation returns the smallest interval that contains every result of picks from its operands, with two
exceptions, both on the safe (wider) side: a bound of 0 that is only the limit of an unbounded divisor is not
recorded (16 of at least 200 is "at most 8 %", not "above 0 and at most 8 %"), and a divisor around 0 gives
the unknown.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple, Protocol, TypeGuard

from jingkai.engines.quantity.numbers import EXACT

_INFINITY = Decimal("Infinity")


class Interval(NamedTuple):
    """All numbers from `lo` to `hi`; None means without end; both None is the unknown."""

    lo: Decimal | None
    hi: Decimal | None
    lo_open: bool = False
    hi_open: bool = False


UNKNOWN = Interval(None, None)


class _End(NamedTuple):
    value: Decimal
    open: bool
    implied: bool = False  # a limit at infinity, which nobody stated


def add(a: Interval, b: Interval) -> Interval:
    """{x + y}."""
    if _is_single(a) and _is_single(b):
        return _single(EXACT.add(a.lo, b.lo))
    lo = None if a.lo is None or b.lo is None else EXACT.add(a.lo, b.lo)
    hi = None if a.hi is None or b.hi is None else EXACT.add(a.hi, b.hi)
    return Interval(
        lo, hi, lo is not None and (a.lo_open or b.lo_open), hi is not None and (a.hi_open or b.hi_open)
    )


def negate(a: Interval) -> Interval:
    """{-x}. Adding 0 turns minus zero into zero."""
    if _is_single(a):
        return _single(EXACT.minus(a.lo))
    lo = None if a.hi is None else EXACT.minus(a.hi)
    hi = None if a.lo is None else EXACT.minus(a.lo)
    return Interval(lo, hi, a.hi_open, a.lo_open)


def subtract(a: Interval, b: Interval) -> Interval:
    """{x - y}. Picks are independent: something minus itself is not 0 unless it is exact."""
    return add(a, negate(b))


def multiply(a: Interval, b: Interval) -> Interval:
    """{x * y}. The unknown stays unknown, also times 0: nobody knows that it was a number of that thing."""
    if _is_unknown(a) or _is_unknown(b):
        return UNKNOWN
    if _is_single(a) and _is_single(b):
        return _single(EXACT.multiply(a.lo, b.lo) if a.lo and b.lo else Decimal(0))
    return _hull([_product(x, y) for x in _ends(a) for y in _ends(b)])


def divide(a: Interval, b: Interval) -> Interval:
    """{x / y, y not 0}. Unknown if `b` is 0, has 0 inside, or either is unknown."""
    if _is_unknown(a) or _is_unknown(b) or _zero_inside(b):
        return UNKNOWN
    if _is_single(a) and _is_single(b):
        return _single(EXACT.divide(a.lo, b.lo) if a.lo else Decimal(0))
    corners = [_quotient(x, y, b) for x in _ends(a) for y in _ends(b)]
    return _hull([corner for corner in corners if corner is not None])


def contains(a: Interval, x: Decimal) -> bool:
    """Whether `x` lies in `a`, ends as marked."""
    above = a.lo is None or x > a.lo or (x == a.lo and not a.lo_open)
    below = a.hi is None or x < a.hi or (x == a.hi and not a.hi_open)
    return above and below


class _Single(Protocol):
    """An interval of one number: most figures are, and they need no corners."""

    @property
    def lo(self) -> Decimal: ...


def _is_single(a: Interval) -> TypeGuard[_Single]:
    # The same object, not only the same value: 2.0 and 2.00 go the long way and keep their own decimals.
    return a.lo is a.hi and a.lo is not None and not a.lo_open and not a.hi_open


def _single(value: Decimal) -> Interval:
    return Interval(value, value)


def _is_unknown(a: Interval) -> bool:
    return a.lo is None and a.hi is None


def _zero_inside(b: Interval) -> bool:
    """Whether `b` is 0 or reaches to both sides of it. An end that is 0 is left out."""
    if b.lo == b.hi:
        return b.lo == 0
    return (b.lo is None or b.lo < 0) and (b.hi is None or b.hi > 0)


def _ends(a: Interval) -> tuple[_End, _End]:
    lo = _End(-_INFINITY, True) if a.lo is None else _End(a.lo, a.lo_open)
    hi = _End(_INFINITY, True) if a.hi is None else _End(a.hi, a.hi_open)
    return lo, hi


def _product(x: _End, y: _End) -> _End:
    if x.value == 0 or y.value == 0:
        # A closed 0 is reached whatever the other end is, even at infinity.
        reached = (x.value == 0 and not x.open) or (y.value == 0 and not y.open)
        return _End(Decimal(0), not reached)
    return _End(EXACT.multiply(x.value, y.value), x.open or y.open)


def _quotient(x: _End, y: _End, divisor: Interval) -> _End | None:
    """The corner x / y; None where 0/0 or infinity/infinity says nothing that other corners do not say."""
    if y.value.is_infinite():
        if x.value.is_infinite():
            return None
        return _End(Decimal(0), x.value != 0 or x.open, implied=x.value != 0 or x.open)
    if y.value == 0:
        if x.value == 0:
            return None
        positive = divisor.hi is None or divisor.hi > 0
        return _End(_INFINITY if (x.value > 0) == positive else -_INFINITY, True)
    if x.value == 0:
        return _End(Decimal(0), x.open)
    return _End(EXACT.divide(x.value, y.value), x.open or y.open)


def _hull(corners: list[_End]) -> Interval:
    # At equal values a reached (closed), stated end wins over a limit.
    low = min(corners, key=lambda end: (end.value, end.open, end.implied))
    high = max(corners, key=lambda end: (end.value, not end.open, not end.implied))
    lo = None if low.value.is_infinite() or low.implied else low.value
    hi = None if high.value.is_infinite() or high.implied else high.value
    return Interval(lo, hi, lo is not None and low.open, hi is not None and high.open)
