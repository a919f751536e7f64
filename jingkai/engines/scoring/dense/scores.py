"""The rows of scores.csv from arrays, period by period: what the statements give, for those who ask for no trace."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from ..loading import Loaded
from ..placing import SCORES
from ..reading import Plan
from ..shape import Array, Indices
from .cube import Cube
from .figures import Figures, classes_of
from .places import places


def score_rows(plan: Plan, loaded: Loaded, asked: Sequence[int]) -> pa.Table:
    """The columns of `placing.SCORES`, by period, slot and unit, of the periods with these codes.

    Raises what `Cube.points` raises.
    """
    placed = _Placed(plan, loaded, frozenset(asked))
    return pa.concat_tables([placed.rows(code) for code in asked])


@dataclass
class _Placed:
    """Points and places of periods, each computed once: it is asked for again by the period after it."""

    plan: Plan
    loaded: Loaded
    asked: frozenset[int]
    _found: dict[int, tuple[Array, Array]] = field(default_factory=dict)

    def rows(self, period: int) -> pa.Table:
        points, rank = self._of(period)
        before = self.loaded.steps[period][0]
        none = np.full(rank.shape, np.nan)
        change = none if before is None else self._of(before)[1] - rank
        group = self.loaded.classes.get("group")
        in_group = none if group is None else _all_places(self.plan, classes_of(group), points)
        slots, units = points.shape
        columns = {
            "unit": np.tile(np.arange(units, dtype=np.int32), slots),
            "slot": np.repeat(np.arange(slots, dtype=np.int32), units),
            "period": np.full(slots * units, period, np.int32),
            "points": _or_empty(points, np.float64),
            "rank": _or_empty(rank, np.int64),
            "group_rank": _or_empty(in_group, np.int64),
            "change": _or_empty(change, np.int64),
            "tied": _shared(rank).ravel(),
        }
        return pa.table({name: columns[name] for name in SCORES})

    def _of(self, period: int) -> tuple[Array, Array]:
        if period not in self._found:
            label = list(self.loaded.periods)[period]
            cube = Cube(self.plan, Figures.of(self.loaded, label), label)
            found = cube.points(refuse=period in self.asked)
            shape = len(self.plan.slots), self.loaded.scored
            points = np.empty(shape)
            for slot, of in found.items():
                points[slot] = of
            everybody = (np.arange(self.loaded.scored),)
            self._found[period] = points, _all_places(self.plan, everybody, points)
        return self._found[period]


def _all_places(plan: Plan, classes: Sequence[Indices], points: Array) -> Array:
    """The place of each unit in its class at every slot; the total's by the nodes of `tie_break` too."""
    found = places(classes, points)
    if plan.scheme.tie_break:
        numbers = {slot.item.id: slot.number for slot in plan.slots}
        root = plan.slots[0].number
        keys = [points[root], *(points[numbers[id]] for id in plan.scheme.tie_break)]
        found[root] = places(classes, *keys)
    return found


def _shared(rank: Array) -> npt.NDArray[np.bool_]:
    """Where another unit has the same place."""
    slots, units = rank.shape
    known = ~np.isnan(rank)
    at = np.arange(slots)[:, None] * (units + 1) + np.where(known, rank, 0.0).astype(np.int64)
    shared: npt.NDArray[np.bool_] = known & (np.bincount(at.ravel(), minlength=slots * (units + 1))[at] > 1)
    return shared


def _or_empty(numbers: Array, kind: type) -> pa.Array:
    flat = numbers.ravel()
    empty = np.isnan(flat)
    return pa.array(np.where(empty, 0.0, flat).astype(kind), mask=empty)
