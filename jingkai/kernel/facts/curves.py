"""How much of a target is due by a day (进度曲线)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from jingkai.engines.periods import Period
from jingkai.engines.quantity import Quantity

from .problems import CURVE_BACKWARDS

Between = Literal["linear", "none"]


@dataclass(frozen=True)
class Point:
    """At the end of `month` the cumulative share `share` is due."""

    month: int
    share: Fraction


@dataclass(frozen=True)
class Curve:
    """Shares due at the ends of months of the target's year.

    `between` says what is due at other dates: `linear` by whole months from point to point (0 at the start),
    `none` if the rule says nothing of them. Raises Problem `facts.curve-backwards`.
    """

    key: str
    points: tuple[Point, ...]
    between: Between = "linear"

    def __post_init__(self) -> None:
        rising = all(
            a.month < b.month and a.share <= b.share
            for a, b in zip(self.points, self.points[1:], strict=False)
        )
        if not self.points or not rising:
            raise CURVE_BACKWARDS(key=self.key)


@lru_cache(maxsize=4096)
def due_share(target: Period, on: date, curve: Curve | None = None) -> Quantity | None:
    """The share of a target over `target` that is due at the end of `on`, in %; None if the curve is silent.

    Without a curve: linear by whole months, 30 June = 50 % of a year (DESIGN 2 Curve); 0 before it begins,
    100 after it ends.
    """
    passed = _whole_months(target, on)
    if curve is None:
        return _percent(Fraction(passed, target.month_count))
    before = Point(0, Fraction(0))
    for point in curve.points:
        if passed == point.month:
            return _percent(point.share)
        if passed < point.month:
            if passed == 0:
                return _percent(Fraction(0))
            if curve.between == "none":
                return None
            part = Fraction(passed - before.month, point.month - before.month)
            return _percent(before.share + (point.share - before.share) * part)
        before = point
    return _percent(before.share) if passed == target.month_count or curve.between == "linear" else None


def _whole_months(target: Period, on: date) -> int:
    """How many months of the target have wholly passed at the end of `on`."""
    return sum(month.end <= on for month in target.months())


def _percent(share: Fraction) -> Quantity:
    hundredths = share * 100
    return Quantity.exactly(hundredths.numerator, "%") / hundredths.denominator
