"""Between a quantity and the integers it is kept as (DESIGN 5.4)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache, cached_property
from typing import NamedTuple

from jingkai.engines.quantity import EXACT, NUMBER, Atom, Quantity, Unit, Units, shortest
from jingkai.engines.quantity import Problem as Refusal
from jingkai.engines.quantity import exact as exact_decimal

from .problems import TOO_FINE, TOO_LARGE, UNIT_DIFFERS
from .vocabulary import vocabulary

# What both databases keep in a column of this kind.
_LARGEST = 2**63 - 1
# The pure number has no name of its own, and a fact without a unit is refused.
PURE = "1"


@dataclass(frozen=True)
class Scale:
    """How figures are kept: integers in `unit` × 10^`decimals`."""

    unit: Unit
    decimals: int

    @classmethod
    def of(cls, unit: str, decimals: int) -> Scale:
        return _scale(unit, decimals)

    @cached_property
    def name(self) -> str:
        return unit_name(self.unit)


@cache
def _scale(unit: str, decimals: int) -> Scale:
    return Scale(Units.shipped().get(unit), decimals)


@cache
def _unit(name: str) -> Unit:
    return Units.shipped().get(name)


@cache
def _factor(kept: str, decimals: int, unit: str) -> tuple[int, int]:
    """What a stored integer in 10^-`decimals` of `kept` is multiplied and divided by to give the figure in
    `unit`.
    """
    factor = Fraction(_unit(kept).factor / _unit(unit).factor, 10**decimals)
    return factor.numerator, factor.denominator


class Columns(NamedTuple):
    """The values of IntervalColumns."""

    lo: int | None
    hi: int | None
    marks: str
    unit: str
    text: str

    def as_fields(self) -> dict[str, int | str | None]:
        return {"lo": self.lo, "hi": self.hi, "marks": self.marks, "unit": self.unit, "text": self.text}


def unit_name(unit: Unit) -> str:
    """The unit as it is stored: never empty."""
    return unit.name or PURE


def to_columns(quantity: Quantity, scale: Scale, what: str) -> Columns:
    """The columns of `quantity`, kept in `scale`; `what` is the measure's name, for a refusal.

    Raises Problem `facts.unit-differs`, `facts.too-fine` (it would have to be rounded), `facts.too-large`.
    """
    if quantity.unit.dimension != scale.unit.dimension:
        raise UNIT_DIFFERS(measure=what, base=scale.name, unit=unit_name(quantity.unit))
    marks = (
        ("(" if quantity.lo_open else "")
        + (")" if quantity.hi_open else "")
        + ("≈" if quantity.about else "")
    )
    return Columns(
        lo=_integer(quantity.lo, quantity, scale),
        hi=_integer(quantity.hi, quantity, scale),
        marks=_MARK_ORDER[frozenset(marks)],
        unit=unit_name(quantity.unit),
        text=quantity.text[:200],
    )


_MARK_ORDER = {frozenset(marks): marks for marks in ("", "(", ")", "()", "≈", "(≈", ")≈", "()≈")}


def from_columns(columns: Columns, scale: Scale) -> Quantity:
    """The quantity that was stored, in the unit and with the decimals it was typed in."""
    unit = _unit(columns.unit)
    factor = _factor(scale.name, scale.decimals, columns.unit)
    lo = _decimal(columns.lo, factor, columns.text)
    return Quantity(
        lo=lo,
        hi=lo if columns.hi == columns.lo else _decimal(columns.hi, factor, columns.text),
        lo_open="(" in columns.marks,
        hi_open=")" in columns.marks,
        about="≈" in columns.marks,
        unit=unit,
        text=columns.text,
    )


def in_base(columns: Columns, scale: Scale) -> Quantity:
    """The stored quantity in the measure's own unit: two rows are compared in it."""
    kept = columns._replace(unit=scale.name, text="")
    return from_columns(kept, scale)


def _integer(end: Decimal | None, quantity: Quantity, scale: Scale) -> int | None:
    if end is None:
        return None
    exact = Fraction(end) * quantity.unit.factor / scale.unit.factor * 10**scale.decimals
    shown = f"{shortest(end)}{quantity.unit.name}"
    if exact.denominator != 1:
        raise TOO_FINE(value=shown, base=scale.name, decimals=scale.decimals)
    if abs(exact.numerator) > _LARGEST:
        raise TOO_LARGE(value=shown)
    return int(exact.numerator)


def _decimal(stored: int | None, factor: tuple[int, int], text: str) -> Decimal | None:
    if stored is None:
        return None
    above, below = factor
    value = EXACT.divide(Decimal(stored * above), Decimal(below))
    typed = _typed(text) if text else None
    # 8.0 was typed with its zero; it comes back with it.
    return typed if typed == value else Decimal(shortest(value))


def _typed(text: str) -> Decimal | None:
    """The plain number that was typed; None of a text with words in it."""
    try:
        return exact_decimal(text.strip())
    except Refusal:
        return None


def scale_for(unit: Unit) -> Scale:
    """The scale a new measure gets when it is first seen in `unit` (vocabulary.yaml, base_units)."""
    words = vocabulary()
    dimension = unit.dimension
    key = dimension[0][0] if len(dimension) == 1 and dimension[0][1] == 1 else ("" if unit.is_ratio else None)
    if key is not None and key in words.base_units and not unit.is_number:
        base = words.base_units[key]
        return Scale.of(base.unit, base.decimals)
    stems = Unit(tuple((_stem(atom.stem) or atom, power) for atom, power in unit.parts))
    return Scale(stems if unit.parts else NUMBER, words.other_decimals)


def _stem(name: str) -> Atom | None:
    found = Units.shipped().find(name)
    return found.parts[0][0] if found is not None and len(found.parts) == 1 else None
