"""The rows of scores.csv, and of the trace where it is asked for, from arrays, period by period."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from ..loading import Loaded
from ..reading import Plan
from ..scored import SCORES
from ..shape import PERIOD_BEFORE, Array, Indices
from .cube import Cube
from .figures import Figures, classes_of
from .places import places
from .refusing import Refusals
from .trace import Traced
from .tree import levels


def dense_rows(
    plan: Plan, loaded: Loaded, asked: Sequence[int], trace: str = "none"
) -> tuple[pa.Table, pa.Table | None]:
    """The columns of `SCORES` by period, slot and unit, of the periods with these codes; and the rows of a
    `trace` that is "full" or "failed", by period, unit and slot.

    Raises what `Refusals.tell` raises.
    """
    periods = _Periods(plan, loaded, frozenset(asked), trace)
    rows = pa.concat_tables([periods.rows(code) for code in sorted(asked)])
    periods.refusals.tell()
    traced = [periods.traces[code] for code in sorted(periods.traces)]
    return rows, pa.concat_tables(traced) if traced else None


class _Periods:
    """Points and places of periods, each computed once: it is asked for again by the period after it."""

    def __init__(self, plan: Plan, loaded: Loaded, asked: frozenset[int], trace: str) -> None:
        self.plan, self.loaded, self.asked, self.trace = plan, loaded, asked, trace
        self.refusals = Refusals(plan, tuple(loaded.units)[: loaded.scored])
        self.traces: dict[int, pa.Table] = {}
        self._found: dict[int, tuple[Array, Array]] = {}

    def rows(self, period: int) -> pa.Table:
        points, rank = self._of(period)
        before = self.loaded.steps[PERIOD_BEFORE][period]
        change = None if before is None else self._of(before)[1] - rank
        group = self.loaded.classes.get("group")
        in_group = None if group is None else _all_places(self.plan, classes_of(group), points)
        slots, units = points.shape
        nobody = pa.nulls(slots * units, pa.int32())
        columns = {
            "unit": np.tile(np.arange(units, dtype=np.int32), slots),
            "slot": np.repeat(np.arange(slots, dtype=np.int32), units),
            "period": np.full(slots * units, period, np.int32),
            "points": _or_empty(points, np.float64),
            "rank": _or_empty(rank, np.int32),
            "group_rank": nobody if in_group is None else _or_empty(in_group, np.int32),
            "change": nobody if change is None else _or_empty(change, np.int32),
            "tied": _shared(rank).ravel(),
        }
        return pa.table({name: columns[name] for name in SCORES})

    def _of(self, period: int) -> tuple[Array, Array]:
        if period not in self._found:
            label = list(self.loaded.periods)[period]
            worked = Cube(self.plan, Figures.of(self.loaded, label), label).work()
            leaves = {slot: one.points for slot, one in worked.items()}
            nodes = levels(self.plan, leaves)
            found = leaves | {slot: one.points for slot, one in nodes.items()}
            points = np.empty((len(self.plan.slots), self.loaded.scored))
            for slot, of in found.items():
                points[slot] = of
            if period in self.asked:
                self.refusals.see(label, worked, found)
                if self.trace != "none":
                    traced = Traced(self.plan, self.loaded, period, worked, nodes)
                    self.traces[period] = traced.rows(failed=self.trace == "failed")
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
    at = np.arange(slots)[:, None] * (units + 1) + np.where(known, rank, 0.0).astype(np.int32)
    shared: npt.NDArray[np.bool_] = known & (np.bincount(at.ravel(), minlength=slots * (units + 1))[at] > 1)
    return shared


def _or_empty(numbers: Array, kind: type) -> pa.Array:
    """The numbers row by row, empty where there is none."""
    flat = numbers.ravel()
    empty = np.isnan(flat)
    return pa.array(np.where(empty, 0.0, flat).astype(kind), mask=empty if empty.any() else None)
