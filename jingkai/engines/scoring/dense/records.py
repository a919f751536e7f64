"""The records that each point rests on (依据): ids of the figures that were used, as columns."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ..loading import Loaded
from ..reading import Plan, Slot
from ..shape import PERIOD_BEFORE, Indices, Reference


def records(plan: Plan, loaded: Loaded, period: int) -> pa.Array:
    """Of every unit and slot (in this order, as one column) the ids of its own figure and of those that it is laid
    beside, with blanks between them; none of a node, of a number and of a statistic.
    """
    shape = loaded.scored, len(plan.slots)
    all_ids = loaded.ordered.ids
    if all_ids is None:
        return pa.nulls(shape[0] * shape[1], pa.string())
    found = _Records(loaded, period)
    layers: list[Indices] = []
    for slot in plan.leaves:
        for number, at in enumerate(found.of(slot)):
            if number == len(layers):
                layers.append(np.full(shape, -1))
            layers[number][:, slot.number] = at
    ids = all_ids.combine_chunks()
    texts = [ids.take(pa.array(one.ravel(), mask=one.ravel() < 0)) for one in layers]
    return reduce(_both, texts)


def _both(ids: pa.Array, beside: pa.Array) -> pa.Array:
    """The records of a figure and of what it is laid beside."""
    return pc.coalesce(pc.binary_join_element_wise(ids, beside, " "), ids, beside)


class _Records:
    """In which row of the facts each figure of a period stands, -1 where there is none."""

    def __init__(self, loaded: Loaded, period: int) -> None:
        self.loaded = loaded
        self.now = self._rows(period)
        self.earlier = {ago: self._rows(steps[period]) for ago, steps in loaded.steps.items()}

    def of(self, slot: Slot) -> Iterator[Indices]:
        """Of an indicator's own figure, then of each that it is laid beside, by unit."""
        assert slot.take is not None
        column = self.loaded.indicators.get(slot.leaf.name, -1)
        if column >= 0:
            yield self.now[column, : self.loaded.scored]
        for reference in slot.take.references.values():
            yield from self._beside(column, reference)
        if slot.take.kind in ("gain", "relative-gain"):
            yield self.earlier[PERIOD_BEFORE][column, : self.loaded.scored]

    def _beside(self, column: int, reference: Reference) -> Iterator[Indices]:
        if reference.kind != "figure":
            return
        scored = self.loaded.scored
        at = self.loaded.indicators[reference.indicator] if reference.indicator else column
        for rows in [self.earlier[ago] for ago in reference.back] or [self.now]:
            if reference.unit:
                yield np.broadcast_to(rows[at, self.loaded.units[reference.unit]], scored)
            else:
                yield rows[at, :scored]

    def _rows(self, period: int | None) -> Indices:
        found = np.full((len(self.loaded.indicators), len(self.loaded.units)), -1)
        if period is not None:
            here, rows = self.loaded.ordered.span(period), self.loaded.ordered.of(period)
            found[rows.indicator, rows.unit] = np.arange(here.start, here.stop)
        return found
