"""Against a target, a goalpost or the peers: how far a value has come."""

from __future__ import annotations

from itertools import pairwise
from typing import ClassVar, Literal

from pydantic import model_validator

from jingkai.engines.documents import Wrong

from ..scheme import Direction, Number
from ..shape import Reference, Take
from .base import Method, Positive, Shape, Stairs, Way, banded, facing, straight
from .references import To

Clip = Literal["both", "above", "below", "none"]


def limits(clip: Clip, low: float, high: float) -> tuple[float | None, float | None]:
    """(cap, floor) of points between `low` and `high`."""
    return (high if clip in ("both", "above") else None), (low if clip in ("both", "below") else None)


class Completion(Method):
    """Value / `target` in %, times the full marks; not above `cap` % of them (none: not capped) nor below 0."""

    zh: ClassVar[str] = "完成率"
    en: ClassVar[str] = "completion ratio"
    target: To
    cap: Positive | Literal["none"] = 100.0

    def shape(self, full: float) -> Shape:
        cap = None if self.cap == "none" else full * self.cap / 100
        return Take("ratio", self.target), straight(0.0, full / 100, 0.0, cap=cap, floor=0.0)


class CompletionBands(Method):
    """Value / `target` in %; the points of the highest band it reaches, each band as [from %, points], below all of
    them `below`.
    """

    zh: ClassVar[str] = "完成率分档"
    en: ClassVar[str] = "completion in bands"
    target: To
    bands: Stairs
    below: Number = 0.0

    def shape(self, full: float) -> Shape:
        return Take("ratio", self.target), banded(self.bands, self.below)


class Bands(Method):
    """The points of the best band that the value reaches, each band as [from, points] ([up to, points] where low is
    good), of a value that reaches none `below`.
    """

    zh: ClassVar[str] = "分档计分"
    en: ClassVar[str] = "points by bands"
    bands: Stairs
    below: Number = 0.0

    def agrees(self, direction: Direction, *, said: bool) -> None:
        """Where the scheme says a direction, the points of the bands do not all go against it."""
        points = [points for _, points in sorted(self.bands, reverse=direction == "low")]
        if said and len(points) > 1 and all(one > other for one, other in pairwise(points)):
            zh, en = ("数值越低", "lower") if direction == "low" else ("数值越高", "higher")
            raise Wrong(
                f"direction 为 {direction}，而各档{zh}得分越少，请更正其一",
                f"the direction is {direction}, and the bands give less for what is {en}: correct one of them",
            )

    def shape(self, full: float) -> Shape:
        return Take("value"), banded(self.bands, self.below)

    def shape_where_low_is_good(self, full: float) -> Shape:
        """By how far the value lies below the loosest band."""
        loosest = max(start for start, _ in self.bands)
        stairs = tuple((loosest - start, points) for start, points in self.bands)
        return Take("difference", Reference("number", number=loosest)), banded(stairs, self.below)


class Efficacy(Method):
    """(Value - `bad`) / (`good` - `bad`) times `span` plus `base`, in % of the full marks; 不允许值 and 满意值. With
    `curve: exponential` it grows by the same ratio with each step, from `base` to `base` + `span`. Not clipped unless
    `clip` says above, below or both.
    """

    zh: ClassVar[str] = "功效系数"
    en: ClassVar[str] = "efficacy coefficient"
    good: To
    bad: To
    base: Number = 60.0
    span: Number = 40.0
    clip: Clip = "none"
    curve: Literal["linear", "exponential"] = "linear"

    @model_validator(mode="after")
    def _grows_by_a_ratio(self) -> Efficacy:
        if self.curve == "exponential" and not (self.base > 0 and self.base + self.span > 0 and self.span):
            raise Wrong(
                "curve 为 exponential 时 base 与 base + span 都应大于零，且不相等",
                "with curve exponential, base and base + span are above zero and not the same",
            )
        return self

    def agrees(self, direction: Direction, *, said: bool) -> None:
        """`good` is above `bad` where high is good, and below it where low is; of two numbers it can be seen here."""
        facing(self.bad, self.good, ("bad", "good"), direction)

    def shape(self, full: float) -> Shape:
        low, high = full * self.base / 100, full * (self.base + self.span) / 100
        cap, floor = limits(self.clip, low, high)
        bend = (self.base + self.span) / self.base if self.curve == "exponential" else 0.0
        take = Take("position", low=self.bad, high=self.good, bend=bend)
        return take, straight(low, full * self.span / 10_000, 0.0, cap=cap, floor=floor)


class Goalposts(Method):
    """(Value - `low`) / (`high` - `low`) of the full marks, of logarithms with `log`; clipped unless `clip` says
    less. `low` is where the points are 0 and `high` where they are full, also where low is good.
    """

    zh: ClassVar[str] = "阈值法"
    en: ClassVar[str] = "external goalposts"
    low: To
    high: To
    log: bool = False
    clip: Clip = "both"

    def agrees(self, direction: Direction, *, said: bool) -> None:
        """`high` is above `low` where high is good, and below it where low is; a logarithm is of numbers above zero."""
        if self.log and any(
            one.kind == "number" and one.number * one.times <= 0 for one in (self.low, self.high)
        ):
            raise Wrong("取对数时 low、high 应大于零", "of logarithms low and high are above zero")
        facing(self.low, self.high, ("low", "high"), direction)

    def shape(self, full: float) -> Shape:
        cap, floor = limits(self.clip, 0.0, full)
        take = Take("position", low=self.low, high=self.high, log=self.log)
        return take, straight(0.0, full / 100, 0.0, cap=cap, floor=floor)


class MinMax(Method):
    """The place between the worst and the best peer, from `low` to `high` % of the full marks; of logarithms with
    `log`.
    """

    zh: ClassVar[str] = "极差法"
    en: ClassVar[str] = "min-max"
    low: Number = 0.0
    high: Number = 100.0
    log: bool = False

    def shape(self, full: float) -> Shape:
        take = Take(
            "position",
            low=Reference("peers", name="worst"),
            high=Reference("peers", name="best"),
            log=self.log,
        )
        rate = full * (self.high - self.low) / 10_000
        return take, straight(full * self.low / 100, rate, 0.0, cap=None, floor=None)


class DistanceToTarget(Method):
    """(Value - worst peer) / (`target` - worst peer) of the full marks; above the target not more unless `clip` is
    none.
    """

    zh: ClassVar[str] = "距目标差"
    en: ClassVar[str] = "distance to target"
    target: To
    clip: Clip = "above"

    def shape(self, full: float) -> Shape:
        cap, floor = limits(self.clip, 0.0, full)
        take = Take("position", low=Reference("peers", name="worst"), high=self.target)
        return take, straight(0.0, full / 100, 0.0, cap=cap, floor=floor)


class Ratio(Method):
    """Value / `to` of the full marks, without a limit unless `cap` or `floor` of the indicator says one: 比均值,
    比最优.
    """

    zh: ClassVar[str] = "相对比值"
    en: ClassVar[str] = "distance to reference"
    to: To = Reference("peers", name="best")

    def shape(self, full: float) -> Shape:
        return Take("ratio", self.to), straight(0.0, full / 100, 0.0, cap=None, floor=None)


class ZScore(Method):
    """Standard deviations from the mean of the peers: `at` % of the full marks at the mean and `per` % for each;
    `sd` of a sample or of the population.
    """

    zh: ClassVar[str] = "标准化（Z 分数）"
    en: ClassVar[str] = "z-score"
    at: Number = 0.0
    per: Number = 100.0
    sd: Literal["sample", "population"] = "sample"

    def shape(self, full: float) -> Shape:
        take = Take("z", population=self.sd == "population")
        return take, straight(full * self.at / 100, full * self.per / 100, 0.0, cap=None, floor=None)


class Given(Method):
    """The value is the points: what raters gave, a score that another office reports, a subtotal."""

    zh: ClassVar[str] = "直接计分"
    en: ClassVar[str] = "points as given"

    def way(self) -> Way:
        """More points are more."""
        return "high"

    def shape(self, full: float) -> Shape:
        return Take("value"), straight(0.0, 1.0, 0.0, cap=None, floor=None)
