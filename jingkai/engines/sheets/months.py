"""Months of one thing against each other: a cumulative figure grows by the month's own, and no month is a thousand
times the one before. Values in, breaks out: the reader of workbooks asks about them, and so does who records by hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import pairwise

from jingkai.engines.sheets import lexicon
from jingkai.engines.sheets.figures import Figure
from jingkai.engines.sheets.points import Point
from jingkai.engines.sheets.relations import HALF
from jingkai.engines.sheets.times import Span


@dataclass(frozen=True)
class Steps:
    """How far a figure may lie from what others foretell (reading.yaml says why).

    `jump_factors` are those by which a unit is mistaken, `jump_tolerance` how near such a jump has to come where the
    value is known, `likely_step` (least, most) by what a figure may differ from what is only likely, `revision` by
    which part of itself an earlier month is revised.
    """

    jump_factors: tuple[Decimal, ...]
    jump_tolerance: Decimal
    likely_step: tuple[Decimal, Decimal]
    revision: Decimal

    @classmethod
    def shipped(cls) -> Steps:
        """Those of the reader."""
        return _shipped()

    def jump(self, number: Decimal, needed: Decimal) -> Decimal | None:
        """The factor (1000, 1/10000 ...) by which `number` has to be multiplied to come near `needed`, the true value;
        None if it is no such jump.
        """
        if not number or not needed:
            return None
        near = self.jump_tolerance
        return next((one for one in self._factors() if abs(needed / (number * one) - 1) <= near), None)

    def likely_jump(self, number: Decimal, likely: Decimal) -> Decimal | None:
        """As `jump`, beside what is only likely."""
        if not number or not likely:
            return None
        low, high = self.likely_step
        return next((one for one in self._factors() if low <= number * one / likely <= high), None)

    def is_apart(self, number: Decimal, likely: Decimal) -> bool:
        """Whether a figure is as far from what is only likely as a mistaken unit puts it, or further: 200 times, or a
        200th. Nothing is likely of what is not positive.
        """
        if number <= 0 or likely <= 0:
            return False
        least = min(self.jump_factors) * self.likely_step[0]
        return not 1 / least < number / likely < least

    def _factors(self) -> Iterator[Decimal]:
        for whole in self.jump_factors:
            yield whole
            yield 1 / whole


@dataclass(frozen=True)
class Break:
    """A relation between months that does not hold: `jump`, `step`, `falls` or `below`. The first point is the one in
    doubt; `needed` is what it should be, if that is known.
    """

    kind: str
    points: tuple[Point, ...]
    needed: Decimal | None = None

    @property
    def figures(self) -> list[Figure]:
        """The figures of this file that the relation touches, the newest first."""
        return [point.figure for point in self.points if point.figure is not None]


def breaks_of(series: Mapping[Span, Point], steps: Steps) -> Iterator[Break]:
    """What does not hold between the months of one thing in one year, all in one unit."""
    yield from _jumps(series, steps)
    yield from _breaks(series, steps)


def _cumulative(series: Mapping[Span, Point]) -> list[tuple[int, Point]]:
    found = [(span.last or 0, point) for span, point in series.items() if span.cumulative and span.first == 1]
    return sorted(found, key=lambda entry: entry[0])


def _breaks(series: Mapping[Span, Point], steps: Steps) -> Iterator[Break]:
    cumulative = _cumulative(series)
    single = {span.last: p for span, p in series.items() if not span.cumulative and span.first == span.last}
    for (earlier, before), (later, after) in pairwise(cumulative):
        month = single.get(later)
        if later == earlier + 1 and month is not None:
            needed = after.number - before.number
            if abs(needed - month.number) > _slack(before, after, month, steps):
                yield Break("step", (month, after, before), needed)
        elif after.number < before.number * (1 - steps.revision) and before.number > 0:
            yield Break("falls", (after, before))
    for last, point in cumulative:
        month = single.get(last)
        never_negative = min(other.number for other in series.values()) >= 0
        if month is not None and point.number < month.number and month.number > 0 and never_negative:
            yield Break("below", (point, month))


def _jumps(series: Mapping[Span, Point], steps: Steps) -> Iterator[Break]:
    """A cumulative figure that is about a thousand or ten thousand times what the month before makes likely."""
    for (earlier, before), (later, after) in pairwise(_cumulative(series)):
        if later != earlier + 1 or before.number <= 0 or after.number <= 0:
            continue
        factor = steps.likely_jump(after.number, before.number * later / earlier)
        if factor is not None:
            yield Break("jump", (after, before), after.number * factor)


def _slack(before: Point, after: Point, month: Point, steps: Steps) -> Decimal:
    """Rounding of the three figures, and the small revisions of earlier months that later reports carry."""
    rounding = sum((HALF.scaleb(-point.digits) for point in (before, after, month)), Decimal(0))
    return rounding + abs(before.number) * steps.revision


@cache
def _shipped() -> Steps:
    weights = lexicon.weights()
    low, high = (Decimal(str(bound)) for bound in weights["likely_step"])
    return Steps(
        jump_factors=tuple(Decimal(whole) for whole in weights["jump_factors"]),
        jump_tolerance=Decimal(str(weights["jump_tolerance"])),
        likely_step=(low, high),
        revision=Decimal(str(weights["revision_tolerance"])),
    )
