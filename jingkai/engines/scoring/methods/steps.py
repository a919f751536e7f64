"""Points won and lost by steps above and below a line: growth, counts, shares, events."""

from __future__ import annotations

import math
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from jingkai.engines.documents import Wrong

from ..scheme import Number
from ..shape import Band, Curve, Reference, Take
from .base import Method, Positive, Shape, Way, straight
from .references import LAST_YEAR, To

Taken = Literal["value", "difference", "growth", "ratio"]
Points = Annotated[Number, Field(ge=0)]


class Steps(Method):
    """`base` points at the line `at`; for each `per` better than it `up` points, for each worse `down` (as `up` unless
    said) taken off.

    `take` is what is laid against the line: the value, its difference from `to`, its growth over `to` in % or its
    ratio to `to` in %. With `whole` only whole steps count. `most_up` and `most_down` limit what is won and lost.
    """

    zh: ClassVar[str] = "基准加减"
    en: ClassVar[str] = "base plus and minus steps"
    take: Taken = "value"
    to: To | None = None
    at: Number = 0.0
    base: Number
    per: Positive = 1.0
    up: Points = 0.0
    down: Points | None = None
    whole: bool = False
    most_up: Points | None = None
    most_down: Points | None = None

    def shape(self, full: float) -> Shape:
        return laid_against(self.take, self.to), self._curve(self.at)

    def shape_where_low_is_good(self, full: float) -> Shape:
        take, at = below_line(self.take, self.to, self.at)
        return take, self._curve(at)

    def _curve(self, at: float) -> Curve:
        down = self.up if self.down is None else self.down
        step = self.per if self.whole else 0.0
        return won_and_lost(
            self.base, at, self.up / self.per, down / self.per, step, self.most_up, self.most_down
        )


def below_line(kind: Taken, to: Reference | None, at: float) -> tuple[Take, float]:
    """What is laid against the line `at` where low is good, and the line of that: of a plain value, how far it lies
    below.
    """
    take = laid_against(kind, to)
    return (Take("difference", Reference("number", number=at)), 0.0) if kind == "value" else (take, at)


def laid_against(kind: Taken, to: Reference | None) -> Take:
    """What is laid against a line. Growth is over the same period of last year where `to` names nothing else."""
    if kind == "value":
        if to is not None:
            raise Wrong(
                "写了 to 而没有写 take，不知怎样与它相比：take 为 difference、growth 或 ratio",
                "there is `to` and no `take`, which says how to compare with it: difference, growth or ratio",
            )
        return Take("value")
    if kind == "growth":
        return Take("growth", to or LAST_YEAR)
    if to is None:
        raise Wrong("应写明 to：与什么相比", "`to` says what it is compared with")
    return Take(kind, to)


def won_and_lost(
    base: float,
    at: float,
    up: float,
    down: float,
    step: float,
    most_up: float | None,
    most_down: float | None,
) -> Curve:
    """`up` and `down` are points for one unit of what is taken."""
    cap = None if most_up is None else base + most_up
    floor = None if most_down is None else base - most_down
    if up == down and not step:
        return Curve(base, (Band(0, at, up),), cap, floor)
    return Curve(base, (Band(1, at, up, step=step), Band(-1, at, down, end=-math.inf, step=step)), cap, floor)


class Growth(Method):
    """`base` points at a growth of `at` %, plus and minus `points` for each `per` percentage points, not above
    `cap` nor below `floor`; over the same period of last year, unless `to` names something else.
    """

    zh: ClassVar[str] = "增幅加减封顶"
    en: ClassVar[str] = "growth with steps and caps"
    base: Number
    points: Points
    per: Positive = 1.0
    at: Number = 0.0
    to: To = LAST_YEAR
    down: Points | None = None
    whole: bool = False
    cap: Number | None = None
    floor: Number | None = 0.0

    def shape(self, full: float) -> Shape:
        down = self.points if self.down is None else self.down
        step = self.per if self.whole else 0.0
        curve = won_and_lost(self.base, self.at, self.points / self.per, down / self.per, step, None, None)
        return Take("growth", self.to), Curve(curve.base, curve.bands, self.cap, self.floor)


class FlatYear(Method):
    """`share` % of the full marks for last year's level, plus `points` for each whole `per` % of growth, not above
    `most` % of the full marks; below last year's level in proportion.
    """

    zh: ClassVar[str] = "基数法"
    en: ClassVar[str] = "base share plus steps"
    share: Number = 80.0
    points: Points = 1.0
    per: Positive = 5.0
    most: Number = 150.0
    to: To = LAST_YEAR

    def shape(self, full: float) -> Shape:
        base = full * self.share / 100
        lost = Band(-1, 0.0, base / 100, end=-100.0)
        won = Band(1, 0.0, self.points / self.per, step=self.per)
        return Take("growth", self.to), Curve(base, (won, lost), full * self.most / 100, 0.0)


class Tiered(Method):
    """`base` points at the line `to` (0 where there is none), and above it in bands of falling worth: each band as
    [width, divisor] gives base / divisor points for one unit; the last goes on. Below the line the mirror of it.
    """

    zh: ClassVar[str] = "分段递减加分"
    en: ClassVar[str] = "tiered marginal bonus and its mirror"
    base: Number
    bands: Annotated[tuple[tuple[Positive, Positive], ...], Field(min_length=1)]
    take: Literal["value", "difference"] = "value"
    to: To | None = None
    cap: Number | None = None
    floor: Number | None = 0.0

    def shape(self, full: float) -> Shape:
        made: list[Band] = []
        start = 0.0
        for number, (width, divisor) in enumerate(self.bands):
            end = math.inf if number == len(self.bands) - 1 else start + width
            rate = self.base / divisor
            made += [Band(1, start, rate, end=end), Band(-1, -start, rate, end=-end)]
            start += width
        if self.take == "difference" and self.to is None:
            raise Wrong("应写明 to：与什么相比", "`to` says what it is compared with")
        take = Take("value") if self.to is None else Take("difference", self.to)
        return take, Curve(self.base, tuple(made), self.cap, self.floor)

    def shape_where_low_is_good(self, full: float) -> Shape:
        """A value without a line is laid against 0."""
        take, curve = self.shape(full)
        return (Take("difference", Reference("number")) if self.to is None else take), curve


class TargetCount(Method):
    """The full marks at the `target`, `per` points more or less for each one (or `unit`) above or below it, at most
    `limit` points either way; with `whole` only whole units.
    """

    zh: ClassVar[str] = "目标数加减限幅"
    en: ClassVar[str] = "target count with limits"
    target: To
    per: Points
    unit: Positive = 1.0
    limit: Points | None = None
    whole: bool = False

    def shape(self, full: float) -> Shape:
        rate = self.per / self.unit
        step = self.unit if self.whole else 0.0
        return Take("difference", self.target), won_and_lost(
            full, 0.0, rate, rate, step, self.limit, self.limit
        )


class Deduct(Method):
    """`per` points off the full marks for each one above `over`, until they are used up (`floor`)."""

    zh: ClassVar[str] = "扣分（扣完为止）"
    en: ClassVar[str] = "deduction until exhausted"
    per: Points
    over: Number = 0.0
    unit: Positive = 1.0
    whole: bool = False
    floor: Number | None = 0.0

    def way(self) -> Way:
        """More is worse."""
        return "low"

    def shape(self, full: float) -> Shape:
        step = self.unit if self.whole else 0.0
        return Take("value"), Curve(
            full, (Band(1, self.over, -self.per / self.unit, step=step),), None, self.floor
        )


class Threshold(Method):
    """The full marks where the line `at` is reached (by value, or growth in %), else 0; where low is good, up to the
    line.
    """

    zh: ClassVar[str] = "达标得分"
    en: ClassVar[str] = "points for reaching a line"
    at: Number
    take: Taken = "value"
    to: To | None = None

    def shape(self, full: float) -> Shape:
        return laid_against(self.take, self.to), Curve(0.0, (Band(1, self.at, jump=full),))

    def shape_where_low_is_good(self, full: float) -> Shape:
        take, at = below_line(self.take, self.to, self.at)
        return take, Curve(0.0, (Band(1, at, jump=full),))


class Events(Method):
    """Points for events: `per` points (minus takes off) for each one counted, at most `limit` points either way. A
    bonus or a penalty; it has no full marks.
    """

    zh: ClassVar[str] = "事件加减分"
    en: ClassVar[str] = "bonus and penalty events"
    per: Number
    limit: Points | None = None

    def way(self) -> Way:
        """What brings points is good."""
        return ("high" if self.per > 0 else "low") if self.per else None

    def shape(self, full: float) -> Shape:
        floor = None if self.limit is None else -self.limit
        return Take("value"), straight(0.0, self.per, 0.0, cap=self.limit, floor=floor)
