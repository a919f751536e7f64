"""The figures of one period as columns of numbers, taken from the coded tables a scheme was scored on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from ..coding import Codes
from ..loading import Loaded
from ..scheme import Leaf
from ..shape import Ago, Array, Indices


@dataclass(frozen=True)
class Figures:
    """A column for each indicator: shape (..., units), the units in the order of their codes, NaN where there is no
    value. The first `scored` units have points, the others are only compared with. A column with more than one axis
    holds so many cases side by side (`with_column`).

    `nodes` have a column each after the indicators, which is empty until their points are there (`with_points`).
    `earlier` are the same so long ago; `bound` says where only a bound is known now.
    `classes` are, for each column that groups units ("" for all together), the units of each class.
    """

    units: Mapping[str, int]
    indicators: Mapping[str, int]
    nodes: Mapping[str, int]
    scored: int
    now: tuple[Array, ...]
    earlier: Mapping[Ago, tuple[Array, ...]]
    bound: tuple[npt.NDArray[np.bool_], ...]
    classes: Mapping[str, tuple[Indices, ...]]

    @classmethod
    def of(cls, loaded: Loaded, period: str) -> Figures:
        """Those of a period, as it is written in the facts."""
        code = loaded.periods[period]
        nodes = len(loaded.nodes)
        now, bound = _columns(loaded, code, nodes)
        earlier = {ago: _columns(loaded, steps[code], nodes)[0] for ago, steps in loaded.steps.items()}
        classes = {name: classes_of(codes) for name, codes in loaded.classes.items()}
        return cls(
            dict(loaded.units), dict(loaded.indicators), loaded.nodes, loaded.scored, now, earlier, bound,
            {"": (np.arange(loaded.scored),)} | classes,
        )  # fmt: skip

    @property
    def names(self) -> tuple[str, ...]:
        """The scored units."""
        return tuple(self.units)[: self.scored]

    def column_of(self, leaf: Leaf) -> int:
        """The number of the column that an indicator has its figures from."""
        return self.nodes[leaf.node] if leaf.node else self.indicators[leaf.name]

    def with_points(self, points: Mapping[str, Array]) -> Figures:
        """The same with the points, (..., scored units), of nodes by id; others have none."""
        found = self
        others = len(self.units) - self.scored
        for id, one in points.items():
            cases = np.broadcast_to(one, np.broadcast_shapes(one.shape, (self.scored,)))
            width = [(0, 0)] * (cases.ndim - 1) + [(0, others)]
            found = found.with_column(self.nodes[id], np.pad(cases, width, constant_values=np.nan))
        return found

    def with_column(self, indicator: int, column: Array) -> Figures:
        """The same with another column of now, whose bounds are known figures then."""
        known = self.bound[indicator] & np.isnan(column)
        return replace(
            self,
            now=(*self.now[:indicator], column, *self.now[indicator + 1 :]),
            bound=(*self.bound[:indicator], known, *self.bound[indicator + 1 :]),
        )


def _columns(
    loaded: Loaded, period: int | None, empty: int
) -> tuple[tuple[Array, ...], tuple[npt.NDArray[np.bool_], ...]]:
    """Those of a period, of a sheet as it is, and so many `empty` ones after them."""
    shape = len(loaded.indicators), len(loaded.units)
    if period is not None and loaded.sheets is not None:
        values, bound = loaded.sheets.values[period], loaded.sheets.bound[period]
    else:
        values, bound = np.full(shape, np.nan), np.zeros(shape, bool)
        if period is not None:
            rows = loaded.ordered.of(period)
            at = rows.indicator, rows.unit
            values[at], bound[at] = rows.value, rows.bound
    none, never = np.full(shape[1], np.nan), np.zeros(shape[1], bool)
    return (*values, *[none] * empty), (*bound, *[never] * empty)


def classes_of(codes: Codes) -> tuple[Indices, ...]:
    """The units of each class, from the class of each unit."""
    return tuple(np.flatnonzero(codes == code) for code in np.unique(codes))
