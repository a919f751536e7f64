"""Rounding that names itself (四舍五入): what was rounded, and by how much printed parts miss their total."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal, InvalidOperation
from typing import NamedTuple

from jingkai.engines.quantity.compare import total
from jingkai.engines.quantity.numbers import EXACT, plain, written_out
from jingkai.engines.quantity.problems import problem
from jingkai.engines.quantity.quantity import Quantity

_FEWEST, _MOST = -20, 30  # decimals; beyond them nobody prints


def round_half_up(quantity: Quantity, decimals: int) -> Quantity:
    """`quantity` to `decimals` places in its own unit; its text is dropped.

    Exact and rough values are rounded half up, away from 0 (GB/T 8170-2008 4.2 names the half-even rule;
    office tables round half up). A bound moves outward, so that it stays true: ≤8.04 % is ≤8.1 %, ≥8.06 is
    ≥8.0; half up would say ≤8.0, which 8.02 is not. Raises Problem `quantity.out-of-range` for absurd
    `decimals`.
    """
    if not _FEWEST <= decimals <= _MOST:
        raise problem("quantity.out-of-range", value=decimals)
    step = Decimal(1).scaleb(-decimals)
    if quantity.lo is not None and quantity.lo == quantity.hi:
        value = _quantized(quantity.lo, step, ROUND_HALF_UP)
        return Quantity(value, value, quantity.lo_open, quantity.hi_open, quantity.about, quantity.unit)
    lo = None if quantity.lo is None else _quantized(quantity.lo, step, ROUND_FLOOR)
    hi = None if quantity.hi is None else _quantized(quantity.hi, step, ROUND_CEILING)
    # An end that moved is no longer the excluded one, but excluding it stays true and keeps the mark as
    # typed.
    return Quantity(lo, hi, quantity.lo_open, quantity.hi_open, quantity.about, quantity.unit)


@dataclass(frozen=True, slots=True)
class Footing:
    """Printed parts against a printed total (合计核对).

    `gap` = total - sum of the parts. `allowed` is half a last digit for each part: a gap up to it can come
    from rounding, a larger one cannot. A gap is always said aloud, never rounded away.
    """

    parts: tuple[Quantity, ...]
    total: Quantity
    parts_sum: Quantity
    gap: Quantity
    allowed: Decimal

    @property
    def foots(self) -> bool:
        """The printed parts add up to the printed total to the last digit."""
        return self.gap.is_exact and self.gap.value == 0

    @property
    def within_rounding(self) -> bool | None:
        """Whether rounding alone can explain the gap; None if it is not known exactly."""
        return (
            None
            if not self.gap.is_exact or self.gap.value is None
            else self.gap.value.copy_abs() <= self.allowed
        )

    @property
    def zh(self) -> str:
        """The sentence to print under the table; empty if the parts foot."""
        if self.foots:
            return ""
        if self.within_rounding is None:
            return "各部分或合计不是确数，无法核对相加。"
        reason = "属四舍五入" if self.within_rounding else "超出四舍五入所能造成的差，请核对"
        summed, whole, gap = (_shown(quantity) for quantity in (self.parts_sum, self.total, abs(self.gap)))
        return f"印出的各部分相加为 {summed}，与 {whole} 相差 {gap}，{reason}"

    @property
    def en(self) -> str:
        """The same in English."""
        if self.foots:
            return ""
        if self.within_rounding is None:
            return "A part or the total is not exact: the sum cannot be checked."
        reason = "from rounding" if self.within_rounding else "more than rounding can explain: please check"
        summed, whole, gap = (_shown(quantity) for quantity in (self.parts_sum, self.total, abs(self.gap)))
        return f"The printed parts add up to {summed}; the total is {whole}, a difference of {gap}, {reason}"


def footing(parts: Sequence[Quantity], whole: Quantity, decimals: int | None = None) -> Footing:
    """Whether `parts` as printed add up to `whole` as printed.

    `decimals` is how many the parts are printed with, in the total's unit; by default the most that any of
    them shows. Raises Problem `quantity.nothing-to-add`, `quantity.units-differ`.
    """
    if not parts:
        raise problem("quantity.nothing-to-add")
    converted = tuple(part.to(whole.unit) for part in parts)
    shown = decimals if decimals is not None else max(_decimals(part) for part in converted)
    parts_sum = total(converted, whole.unit)
    gap = whole - parts_sum
    allowed = EXACT.multiply(Decimal(5).scaleb(-shown - 1), Decimal(len(parts)))
    return Footing(tuple(parts), whole, parts_sum, gap, allowed)


def printed_parts(values: Sequence[Quantity], decimals: int) -> Footing:
    """`values` rounded for print, against their exact sum rounded once: 33.33 x 3 against 100.00.

    Raises Problem `quantity.nothing-to-add`, `quantity.units-differ`.
    """
    whole = round_half_up(total(values), decimals)
    return footing([round_half_up(value, decimals) for value in values], whole, decimals)


class PrintedDifference(NamedTuple):
    """A difference rounded once (13.82), beside that of the two figures as they are printed (13.83)."""

    rounded: Quantity
    of_printed: Quantity

    @property
    def foots(self) -> bool:
        """Who subtracts what is printed finds what is printed."""
        return self.rounded == self.of_printed


def printed_difference(left: Quantity, right: Quantity, decimals: int) -> PrintedDifference:
    """left - right computed from unrounded values, against the difference of what is printed (st-E5).

    Raises Problem `quantity.units-differ`.
    """
    of_printed = round_half_up(left, decimals) - round_half_up(right, decimals)
    return PrintedDifference(round_half_up(left - right, decimals), of_printed)


def _quantized(value: Decimal, step: Decimal, rounding: str) -> Decimal:
    try:
        rounded = value.quantize(step, rounding=rounding, context=EXACT)
    except InvalidOperation:
        raise problem("quantity.out-of-range", value=f"{value:.6E}") from None
    return rounded.copy_abs() if rounded == 0 else written_out(rounded)  # no "-0.00"


def _decimals(quantity: Quantity) -> int:
    ends = [end for end in (quantity.lo, quantity.hi) if end is not None]
    return max((-int(end.as_tuple().exponent) for end in ends), default=0)


def _shown(quantity: Quantity) -> str:
    return "" if quantity.value is None else plain(quantity.value)
