"""Growth (同比), change, implied base and whole; and what contradicts a printed figure (DESIGN 2 Fact)."""

from __future__ import annotations

from dataclasses import dataclass

from jingkai.engines.periods.period import Period
from jingkai.engines.quantity import Quantity, Unit, compare

_ONE = Quantity.exactly(1)
_LESS_THE_BASE = Quantity.exactly(-100, "%")


def growth(now: Quantity, before: Quantity) -> Quantity:
    """now / before - 1 in %. Unknown if `before` may be 0 or less: growth from there says nothing.

    Raises Problem `quantity.units-differ`.
    """
    ratio = (now / before).to("%")  # refuses different units, also where one is unknown
    if before.lo is None or before.lo < 0:
        return Quantity.unknown("%")
    return ratio + _LESS_THE_BASE


def change(now: Quantity, before: Quantity) -> Quantity:
    """now - before: the increase (增减额); of two percentages in percentage points.

    Raises Problem `quantity.units-differ`.
    """
    return now - before


def base_of_growth(now: Quantity, printed_growth: Quantity) -> Quantity:
    """Last year's value that a printed growth implies: now / (1 + g). Unknown if g may be -100 % or less."""
    divisor = _ONE + printed_growth
    if divisor.lo is None or divisor.lo < 0:
        return Quantity.unknown(now.unit)
    return (now / divisor).to(now.unit)


def base_of_change(now: Quantity, printed_change: Quantity) -> Quantity:
    """Last year's value that a printed increase implies: now - change."""
    return now - printed_change


def increase_of_growth(now: Quantity, printed_growth: Quantity) -> Quantity:
    """The increase that a printed growth implies: now x (1 - 1/(1 + g)), so that `now` enters once."""
    base = base_of_growth(_ONE, printed_growth)
    return (now * (_ONE - base)).to(now.unit)


def whole_of_share(part: Quantity, printed_share: Quantity) -> Quantity:
    """The whole that a printed share implies: part / share (1992 at 5.2 % is 38 307.69)."""
    return (part / printed_share).to(part.unit)


def scheduled(period: Period, unit: Unit | str = "%") -> Quantity:
    """The share of the year that has passed by whole months, in % (linear curve, DESIGN 2 Curve)."""
    passed = period.share_of_year()
    return (Quantity.exactly(passed.numerator) / Quantity.exactly(passed.denominator)).to(unit)


def ahead(progress: Quantity, schedule: Quantity) -> Quantity:
    """Percentage points ahead of the schedule; behind is negative. From unrounded values."""
    return progress.to("%") - schedule.to("%")


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A printed figure beside the one computed from others (数据矛盾).

    `gap` = computed - printed, unrounded. `contradicts` is True beyond the tolerance of the rule, False
    within it, None if intervals do not decide. Both figures stand; the caller opens the Signal.
    """

    printed: Quantity
    computed: Quantity
    gap: Quantity
    tolerance: Quantity
    contradicts: bool | None


def contradiction(printed: Quantity, computed: Quantity, tolerance: Quantity) -> Contradiction:
    """Whether `computed` is further from `printed` than `tolerance` (percentage points for two percentages).

    Raises Problem `quantity.units-differ`.
    """
    gap = computed.to(printed.unit) - printed
    return Contradiction(printed, computed, gap, tolerance, compare(abs(gap), ">", tolerance))


def growth_against_base(
    printed_growth: Quantity, now: Quantity, before: Quantity, tolerance: Quantity
) -> Contradiction:
    """A printed growth against the one that now and last year's value give (st-E1)."""
    return contradiction(printed_growth, growth(now, before), tolerance)


def growth_against_change(
    printed_growth: Quantity, now: Quantity, printed_change: Quantity, tolerance: Quantity
) -> Contradiction:
    """A printed growth against a printed increase: both imply last year's value."""
    return contradiction(printed_growth, growth(now, base_of_change(now, printed_change)), tolerance)
