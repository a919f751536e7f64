"""Deciding by intervals (比较): true, false, or None where it straddles; orders with unknown last.

≈ arithmetic, decided here once and tested row by row: see the table in README.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Literal, TypeVar

from jingkai.engines.quantity.problems import problem
from jingkai.engines.quantity.quantity import Quantity
from jingkai.engines.quantity.units import Unit

Operator = Literal["<", "<=", "≤", ">", ">=", "≥", "==", "=", "!=", "≠"]
T = TypeVar("T")
N = TypeVar("N", Decimal, Fraction)

_Ends = tuple[Fraction | None, Fraction | None, bool, bool]
_Signs = tuple[int | None, int | None, bool, bool]

# Where several figures start at the same value: below it, up to it, it, about it, from it, above it.
_ORDER_AT_VALUE = {"<": 0, "≤": 1, "": 2, "≈": 3, "~": 4, "≥": 5, ">": 6}


def compare(
    left: Quantity, operator: Operator, right: Quantity, *, spread: Decimal | None = None
) -> bool | None:
    """Whether `left operator right` holds for all possible values, for none, or cannot be said (None).

    A rough value (≈) decides nothing by itself, because nobody said how rough it is. A rule may say it:
    `spread` is the relative half-width to allow, Decimal("0.1") for ten per cent; then ≈200 counts as 180 to
    220. Raises Problem `quantity.units-differ`.
    """
    lo, hi, lo_open, hi_open = _difference(left, right, spread)
    zero_possible = (lo is None or lo < 0 or (lo == 0 and not lo_open)) and (
        hi is None or hi > 0 or (hi == 0 and not hi_open)
    )
    positive = lo is not None and (lo > 0 or (lo == 0 and lo_open))
    negative = hi is not None and (hi < 0 or (hi == 0 and hi_open))
    match operator:
        case ">=" | "≥":
            return _decided(lo is not None and lo >= 0, negative)
        case ">":
            return _decided(positive, hi is not None and hi <= 0)
        case "<=" | "≤":
            return _decided(hi is not None and hi <= 0, positive)
        case "<":
            return _decided(negative, lo is not None and lo >= 0)
        case "==" | "=":
            return _decided(lo == hi == 0, not zero_possible)
        case "!=" | "≠":
            return _decided(not zero_possible, lo == hi == 0)


def same_amount(left: Quantity, right: Quantity) -> bool:
    """Whether both say exactly the same, 1亿元 and 10000万元 too: ends, marks and roughness."""
    if left.unit.dimension != right.unit.dimension or left.about != right.about:
        return False
    if left.unit is right.unit:
        return left.lo == right.lo and left.hi == right.hi and (
            (left.lo_open, left.hi_open) == (right.lo_open, right.hi_open)
        )  # fmt: skip
    return _plain_ends(left) == _plain_ends(right)


def sort_key(quantity: Quantity) -> tuple[bool, Fraction, int]:
    """A key for ascending order with the unknown last. Use `ranked` for a descending one."""
    anchor = quantity.lo if quantity.lo is not None else quantity.hi
    if anchor is None:
        return (True, Fraction(0), 0)
    mark = quantity.qualifier
    return (False, Fraction(anchor) * quantity.unit.factor, _ORDER_AT_VALUE[mark[:1] if mark != "" else ""])


def ranked(items: Iterable[T], key: Callable[[T], Quantity], *, descending: bool = False) -> list[T]:
    """`items` ordered by their quantities, the unknown last in either direction; equals keep their order.

    Raises Problem `quantity.units-differ` if they do not share a dimension.
    """
    listed = list(items)
    units = [key(item).unit for item in listed]
    for unit in units:
        _same_dimension(units[0], unit)
    known = [item for item in listed if key(item).known]
    unknown = [item for item in listed if not key(item).known]
    return sorted(known, key=lambda item: sort_key(key(item)), reverse=descending) + unknown


def _decided(true: bool, false: bool) -> bool | None:
    return True if true else False if false else None


def _same_dimension(left: Unit, right: Unit) -> None:
    if left.dimension != right.dimension:
        raise problem("quantity.units-differ", left=left.name, right=right.name)


def _plain_ends(quantity: Quantity) -> _Ends:
    factor = quantity.unit.factor
    lo = None if quantity.lo is None else Fraction(quantity.lo) * factor
    hi = None if quantity.hi is None else Fraction(quantity.hi) * factor
    return lo, hi, quantity.lo_open, quantity.hi_open


def _ends(quantity: Quantity, spread: Decimal | None) -> _Ends:
    lo, hi, lo_open, hi_open = _plain_ends(quantity)
    if not quantity.about:
        return lo, hi, lo_open, hi_open
    if spread is None:
        return None, None, False, False
    part = Fraction(spread)
    return (
        None if lo is None else lo - abs(lo) * part,
        None if hi is None else hi + abs(hi) * part,
        lo_open,
        hi_open,
    )


def _difference(left: Quantity, right: Quantity, spread: Decimal | None) -> _Signs:
    """The signs of the ends of left - right (None: no end), and whether they are open."""
    if left.unit is right.unit and not left.about and not right.about:
        # One unit: the decimals themselves are compared, and nothing is converted.
        lo, hi = _sign(left.lo, right.hi), _sign(left.hi, right.lo)
        return lo, hi, left.lo_open or right.hi_open, left.hi_open or right.lo_open
    _same_dimension(left.unit, right.unit)
    a, b = _ends(left, spread), _ends(right, spread)
    return _sign(a[0], b[1]), _sign(a[1], b[0]), a[2] or b[3], a[3] or b[2]


def _sign(one: N | None, other: N | None) -> int | None:
    """1, 0 or -1 of one - other; None where one of them has no end."""
    return None if one is None or other is None else (one > other) - (one < other)


def total(quantities: Iterable[Quantity], unit: Unit | None = None) -> Quantity:
    """The sum in the first one's unit (or `unit`); unknown as soon as one is unknown.

    Raises Problem `quantity.nothing-to-add` of an empty list without a unit, `quantity.units-differ`.
    """
    listed = list(quantities)
    if not listed and unit is None:
        raise problem("quantity.nothing-to-add")
    chosen = unit if unit is not None else listed[0].unit
    return sum(listed, start=Quantity.exactly(0, chosen))


def share(part: Quantity, whole: Quantity) -> Quantity:
    """`part` of `whole` in %; neither is negative: 16 of ≥200 is ≤8 %, 16 of <100 is >16 %."""
    _same_dimension(part.unit, whole.unit)
    quotient = part / _not_negative(whole)
    return quotient.to("%")


def per(amount: Quantity, count: Quantity) -> Quantity:
    """`amount` for each of `count`, a number of things (not negative): ≥60000人 over 200场 is ≥300人/场."""
    return amount / _not_negative(count)


def _not_negative(quantity: Quantity) -> Quantity:
    """ "不足100" said of a number of things is from 0 up: then a quotient by it has a bound."""
    if quantity.lo is not None or quantity.hi is None or quantity.hi <= 0:
        return quantity
    return Quantity(Decimal(0), quantity.hi, False, quantity.hi_open, quantity.about, quantity.unit)
