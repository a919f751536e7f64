"""By place among the peers. Equal values share a place: 1, 2, 2, 4."""

from __future__ import annotations

from typing import ClassVar, Literal

from ..scheme import Number
from ..shape import Band, Curve, Take
from .base import Method, Shape, Stairs, Way, banded, straight


class RankStep(Method):
    """Full marks for the first, `step` points less for each place, not below `floor`."""

    zh: ClassVar[str] = "位次定额扣减"
    en: ClassVar[str] = "rank by fixed step"
    step: Number
    floor: Number = 0.0

    def shape(self, full: float) -> Shape:
        return Take("rank"), Curve(full, (Band(1, 1.0, -self.step),), None, self.floor)


class RankShare(Method):
    """Full marks for the first, `step` % of them less for each place, not below `floor` points."""

    zh: ClassVar[str] = "位次比例扣减"
    en: ClassVar[str] = "rank by proportion"
    step: Number = 5.0
    floor: Number = 0.0

    def shape(self, full: float) -> Shape:
        return Take("rank"), straight(full, -full * self.step / 100, 1.0, cap=None, floor=self.floor)


class RankGain(Method):
    """`per` points for each place gained since the period before; with `relative`, for the places gained divided by
    the place before.
    """

    zh: ClassVar[str] = "位次变动"
    en: ClassVar[str] = "rank improvement"
    per: Number
    relative: bool = False

    def shape(self, full: float) -> Shape:
        take = Take("relative-gain" if self.relative else "gain")
        return take, straight(0.0, self.per, 0.0, cap=None, floor=None)


class Percentile(Method):
    """(1 + the worse peers) / n of the full marks; with `of: beaten` the worse peers / (n - 1)."""

    zh: ClassVar[str] = "百分位"
    en: ClassVar[str] = "percentile"
    of: Literal["all", "beaten"] = "all"

    def shape(self, full: float) -> Shape:
        take = Take("percentile", beaten=self.of == "beaten")
        return take, straight(0.0, full / 100, 0.0, cap=None, floor=None)


class PercentileBands(Method):
    """Points by (1 + the worse peers) / n, each band as [from %, points]; below all of them `below`."""

    zh: ClassVar[str] = "百分位分档"
    en: ClassVar[str] = "categories by percentile"
    bands: Stairs
    below: Number = 0.0

    def shape(self, full: float) -> Shape:
        return Take("percentile"), banded(self.bands, self.below)


class Borda(Method):
    """A point for each peer left behind; `last` points for the last."""

    zh: ClassVar[str] = "波达计分"
    en: ClassVar[str] = "Borda count"
    last: Number = 0.0

    def shape(self, full: float) -> Shape:
        return Take("behind"), straight(self.last, 1.0, 0.0, cap=None, floor=None)


class Votes(Method):
    """Votes for places: `first` points for a vote for the first place and `step` less for each place below, divided
    by the votes. The facts are the places voted for, one a ballot (`gather: mean`).
    """

    zh: ClassVar[str] = "按位次票决"
    en: ClassVar[str] = "votes by rank"
    first: Number = 100.0
    step: Number = 3.0

    def way(self) -> Way:
        """The first place is 1."""
        return "low" if self.step > 0 else "high"

    def shape(self, full: float) -> Shape:
        return Take("value"), Curve(self.first, (Band(0, 1.0, -self.step),))
