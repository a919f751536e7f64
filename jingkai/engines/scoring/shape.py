"""What every method comes to: what is taken of the facts, and the curve that makes points of it.

A method of practice (功效系数, 位次定额 ...) is a name for one `Take` and one `Curve`. The engine computes these two
and knows no method by name.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt

from .formulas.reading import Formula

Array: TypeAlias = npt.NDArray[np.float64]
Indices: TypeAlias = npt.NDArray[np.intp]

# So near a whole step or a threshold a binary fraction counts as reaching it: 0.15 / 0.05 is three steps.
NEAR = 1e-9
# Figures and points are the same where they are the same to so many decimals.
SAME_DECIMALS = 9

# What a figure is laid beside: a number, the points of the unit at a node, a statistic of the peers, or a figure that
# is recorded.
ReferenceKind = Literal["number", "node", "peers", "figure"]
Statistic = Literal["min", "max", "mean", "median", "sum", "best", "worst", "percentile"]
Step = Literal["period", "year"]


@dataclass(frozen=True, order=True)
class Ago:
    """So many periods back, or the same period so many years back."""

    step: Step
    count: int = 1

    @property
    def column(self) -> str:
        """Its name in the table of periods."""
        return f"{self.step}_before" if self.count == 1 else f"{self.step}_before{self.count}"


PERIOD_BEFORE = Ago("period")
YEAR_BEFORE = Ago("year")


def rounded(value: Array, decimals: int = SAME_DECIMALS) -> Array:
    """Halves up, by multiplying and adding alone, which every engine does alike: each rounds halves in its own way."""
    scale = 10.0**decimals
    return np.floor(value * scale + 0.5) / scale


@dataclass(frozen=True)
class Reference:
    """A figure to compare with. A number is `number`, in the unit of the value; `name` is a node, or a statistic of the
    peers, of which a percentile is that of `number` %. A figure is that of `unit` ("全省") and of `indicator`, without
    them of the unit and the indicator themselves, so long ago as `back` says: now without any, of several the mean of
    those that there are. `times` multiplies it (a target of 1.1 times last year's).
    """

    kind: ReferenceKind
    number: float = 0.0
    name: str = ""
    times: float = 1.0
    indicator: str = ""
    unit: str = ""
    back: tuple[Ago, ...] = ()

    @property
    def is_own_past(self) -> bool:
        """Whether it is what the value itself was."""
        return bool(self.back) and not self.indicator and not self.unit

    def is_now_of(self, indicator: str) -> bool:
        """Whether it is the unit's own figure of this other indicator in the period itself."""
        return self.indicator != "" and self.indicator == indicator and not self.unit and not self.back

    @property
    def shape(self) -> tuple[object, ...]:
        """What two references share that are resolved by the same expression."""
        statistic = self.name if self.kind == "peers" else ""
        return self.kind, statistic, bool(self.indicator), bool(self.unit), self.back


TakeKind = Literal[
    "value",
    "difference",
    "ratio",
    "position",
    "growth",
    "z",
    "rank",
    "behind",
    "gain",
    "relative-gain",
    "percentile",
    "formula",
]


@dataclass(frozen=True)
class Take:
    """What is measured of a unit.

    | kind | is | in |
    |---|---|---|
    | value | the value | its unit |
    | difference | value - reference; the other way round where low is good | its unit |
    | ratio | value / reference; the other way round where low is good | % |
    | position | (value - low) / (high - low), of logarithms with `log`; with a `bend` on an exponential curve | % |
    | growth | value / reference - 1; with the sign turned where low is good | % |
    | z | (value - mean) / standard deviation of the peers, `population` or of a sample | standard deviations |
    | rank | 1 + the number of better peers | places |
    | behind | peers that are worse | places |
    | gain | places gained since the period before | places |
    | relative-gain | places gained / the place before | 1 |
    | percentile | (1 + the worse peers) / n; with `beaten` the worse / (n - 1) | % |
    | formula | what the scheme's own `formula` comes to, over the value and `inputs` by name | points |
    """

    kind: TakeKind
    reference: Reference | None = None
    low: Reference | None = None
    high: Reference | None = None
    log: bool = False
    bend: float = 0.0
    population: bool = False
    beaten: bool = False
    formula: Formula | None = None
    inputs: tuple[tuple[str, Reference], ...] = ()

    @property
    def references(self) -> dict[str, Reference]:
        """Everything it is laid beside, by the column that holds it; the inputs of a formula by their place."""
        own = {"reference": self.reference, "low": self.low, "high": self.high}
        found = {column: one for column, one in own.items() if one is not None}
        return found | {f"input{place}": one for place, (_, one) in enumerate(self.inputs)}

    @property
    def shape(self) -> tuple[object, ...]:
        """What two takes share that are computed by the same expression."""
        return (
            self.kind,
            *((column, one.shape) for column, one in self.references.items()),
            self.log,
            self.bend,
            self.population,
            self.beaten,
            self.formula,
            tuple(name for name, _ in self.inputs),
        )


@dataclass(frozen=True)
class Band:
    """A stretch of what was taken in which points are won (`side` 1), lost (-1) or both without an end (0).

    Won: above `start` as far as `end`, `rate` points for one unit, and `jump` points for reaching `start`. Lost:
    below `start` as far as `end`, `rate` and `jump` taken off. With a `step` only whole steps count: 6.5 over at a
    step of 1 are six.
    """

    side: Literal[1, -1, 0]
    start: float
    rate: float = 0.0
    end: float = math.inf
    step: float = 0.0
    jump: float = 0.0

    @property
    def shape(self) -> tuple[object, ...]:
        """What two bands share that are computed by the same expression."""
        return self.side, math.isfinite(self.end), self.step > 0, self.jump != 0, self.rate != 0

    def __call__(self, taken: Array) -> Array:
        """The points this band adds."""
        if self.side == 0:
            return self.rate * (taken - self.start)
        way = self.side * (taken - self.start)
        jump = np.where(way >= (-NEAR if self.side > 0 else NEAR), self.jump, 0.0)
        gone = np.clip(way, 0.0, self.side * (self.end - self.start))
        if self.step:
            gone = np.floor(gone / self.step + NEAR) * self.step
        return self.side * (self.rate * gone + jump)


@dataclass(frozen=True)
class Curve:
    """Points of what was taken: `base` plus every band, limited to `floor` and `cap`. All in points."""

    base: float
    bands: tuple[Band, ...]
    cap: float | None = None
    floor: float | None = None

    @property
    def shape(self) -> tuple[object, ...]:
        """What two curves share that are computed by the same expression."""
        return tuple(band.shape for band in self.bands)

    @property
    def is_flat(self) -> bool:
        """Whether the points are the same whatever is taken."""
        rises = any(band.side * band.rate > 0 or band.jump > 0 for band in self.bands if band.side >= 0)
        falls = any(band.side * band.rate < 0 or band.jump < 0 for band in self.bands if band.side >= 0)
        falls |= any(band.rate > 0 or band.jump > 0 for band in self.bands if band.side < 0)
        both = any(band.side == 0 and band.rate for band in self.bands)
        low = -math.inf if falls or both else self.base
        high = math.inf if rises or both else self.base
        limits = self.floor, self.cap
        return (
            bool(np.clip(low, *limits) == np.clip(high, *limits)) if limits != (None, None) else low == high
        )

    def __call__(self, taken: Array) -> Array:
        """The points, NaN of NaN, as the compiled expression gives them (tests hold the two against each other)."""
        return self.limited(self.raw(taken))

    def raw(self, taken: Array) -> Array:
        """The points before the limits, NaN of NaN."""
        points = sum((band(taken) for band in self.bands), np.full(np.shape(taken), self.base))
        return np.where(np.isnan(taken), np.nan, points)

    def limited(self, points: Array) -> Array:
        """Within `floor` and `cap`, where there are any."""
        return points if self.cap is self.floor is None else np.clip(points, self.floor, self.cap)
