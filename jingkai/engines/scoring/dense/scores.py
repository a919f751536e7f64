"""The rows of scores.csv, and of the trace where it is asked for, from arrays, period by period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from ..loading import Loaded
from ..reading import Plan
from ..scored import SCORES
from ..shape import PERIOD_BEFORE, Array, Indices
from ..threads import beside_each_other
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
    scoring = _Scoring(plan, loaded, frozenset(asked), trace)
    before = {code: loaded.steps[PERIOD_BEFORE][code] for code in sorted(asked)}
    wanted = sorted({*asked, *(code for code in before.values() if code is not None)})
    size = len(wanted) * len(plan.slots) * loaded.scored
    refusals = Refusals(plan, tuple(loaded.units)[: loaded.scored])
    found: dict[int, _Period] = {}
    for code, one in zip(wanted, beside_each_other(scoring.period, wanted, size=size), strict=True):
        found[code] = one
        refusals.add(one.refusals)
    refusals.tell()

    def rows(code: int) -> pa.Table:
        step = before[code]
        return scoring.rows(code, found[code], None if step is None else found[step])

    tables = list(beside_each_other(rows, before, size=size))
    traces = [found[code].trace for code in before]
    return pa.concat_tables(tables), None if trace == "none" else pa.concat_tables(traces)


@dataclass(frozen=True)
class _Period:
    """Points and places, (slots, units), what was refused and, where they are asked for, the rows of the trace."""

    points: Array
    rank: Array
    refusals: Refusals
    trace: pa.Table | None


@dataclass(frozen=True)
class _Scoring:
    """A scheme on the figures of any period; those that are not `asked` for are only compared with."""

    plan: Plan
    loaded: Loaded
    asked: frozenset[int]
    trace: str

    def period(self, code: int) -> _Period:
        label = list(self.loaded.periods)[code]
        worked = Cube(self.plan, Figures.of(self.loaded, label), label).work()
        leaves = {slot: one.points for slot, one in worked.items()}
        nodes = levels(self.plan, leaves)
        found = leaves | {slot: one.points for slot, one in nodes.items()}
        points = np.empty((len(self.plan.slots), self.loaded.scored))
        for slot, of in found.items():
            points[slot] = of
        refusals, trace = Refusals(self.plan, tuple(self.loaded.units)[: self.loaded.scored]), None
        if code in self.asked:
            refusals.see(label, worked, found)
            if self.trace != "none":
                traced = Traced(self.plan, self.loaded, code, worked, nodes)
                trace = traced.rows(failed=self.trace == "failed")
        everybody = (np.arange(self.loaded.scored),)
        return _Period(points, _all_places(self.plan, everybody, points), refusals, trace)

    def rows(self, code: int, of: _Period, before: _Period | None) -> pa.Table:
        change = None if before is None else before.rank - of.rank
        group = self.loaded.classes.get("group")
        in_group = None if group is None else _all_places(self.plan, classes_of(group), of.points)
        slots, units = of.points.shape
        nobody = pa.nulls(slots * units, pa.int32())
        columns = {
            "unit": np.tile(np.arange(units, dtype=np.int32), slots),
            "slot": np.repeat(np.arange(slots, dtype=np.int32), units),
            "period": np.full(slots * units, code, np.int32),
            "points": _or_empty(of.points, np.float64),
            "rank": _or_empty(of.rank, np.int32),
            "group_rank": nobody if in_group is None else _or_empty(in_group, np.int32),
            "change": nobody if change is None else _or_empty(change, np.int32),
            "tied": _shared(of.rank).ravel(),
        }
        return pa.table({name: columns[name] for name in SCORES})


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
