"""Against a target, a goalpost or the peers: how far a value has come."""

from __future__ import annotations

from typing import ClassVar, Literal

from jingkai.engines.documents import Wrong

from ..scheme import Number
from ..shape import Reference, Take
from .base import Method, Positive, Shape, To, banded, straight

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
    bands: tuple[tuple[Number, Number], ...]
    below: Number = 0.0

    def shape(self, full: float) -> Shape:
        return Take("ratio", self.target), banded(self.bands, self.below)


class Bands(Method):
    """The points of the highest band that the value reaches, each band as [from, points], below all of them
    `below`.
    """

    zh: ClassVar[str] = "分档计分"
    en: ClassVar[str] = "points by bands"
    bands: tuple[tuple[Number, Number], ...]
    below: Number = 0.0

    def shape(self, full: float) -> Shape:
        return Take("value"), banded(self.bands, self.below)


class Efficacy(Method):
    """(Value - `bad`) / (`good` - `bad`) times `span` plus `base`, in % of the full marks; 不允许值 and 满意值. Not
    clipped unless `clip` says above, below or both.
    """

    zh: ClassVar[str] = "功效系数"
    en: ClassVar[str] = "efficacy coefficient"
    good: To
    bad: To
    base: Number = 60.0
    span: Number = 40.0
    clip: Clip = "none"

    def agrees(self, direction: str) -> None:
        """`good` is above `bad` where high is good, and below it where low is; of two numbers it can be seen here."""
        if self.good.kind != "number" or self.bad.kind != "number":
            return
        good, bad = self.good.number * self.good.times, self.bad.number * self.bad.times
        if good != bad and (good > bad) != (direction == "high"):
            zh, en = ("低", "below") if good < bad else ("高", "above")
            raise Wrong(
                f"direction 为 {direction}，而 good（{good:g}）{zh}于 bad（{bad:g}），请更正其一",
                f"the direction is {direction} and good ({good:g}) is {en} bad ({bad:g}): correct one of them",
            )

    def shape(self, full: float) -> Shape:
        low, high = full * self.base / 100, full * (self.base + self.span) / 100
        cap, floor = limits(self.clip, low, high)
        return Take("position", low=self.bad, high=self.good), straight(
            low, full * self.span / 10_000, 0.0, cap=cap, floor=floor
        )


class Goalposts(Method):
    """(Value - `low`) / (`high` - `low`) of the full marks, of logarithms with `log`; clipped unless `clip` says
    less.
    """

    zh: ClassVar[str] = "阈值法"
    en: ClassVar[str] = "external goalposts"
    low: To
    high: To
    log: bool = False
    clip: Clip = "both"

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

    def shape(self, full: float) -> Shape:
        return Take("value"), straight(0.0, 1.0, 0.0, cap=None, floor=None)
