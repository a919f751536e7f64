"""A scheme on the figures of one period, as arrays: fast where a few units are computed thousands of times.

It gives what `score` gives (tests hold the two against each other), from the same coded rows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from ..problems import WHY, problem
from ..reading import Plan, Slot
from ..shape import Array
from .figures import Figures
from .places import places
from .takes import REASONS, Cells, Codes, taken
from .tree import half_up, tree

if TYPE_CHECKING:
    from ..run import Scored


@dataclass(frozen=True)
class Cube:
    """A scheme and figures; what is asked of it has the shape (..., units)."""

    plan: Plan
    figures: Figures
    period: str

    @classmethod
    def of(cls, scored: Scored, period: str = "") -> Cube:
        """Of a period that was scored, without one of the last."""
        at = period or scored.scores.column("period")[-1].as_py()
        return cls(scored.plan, Figures.of(scored.loaded, at), at)

    @property
    def root(self) -> int:
        """The slot of the total."""
        return self.plan.slots[0].number

    def points(self, times: Mapping[int, Array] | None = None, *, refuse: bool = True) -> dict[int, Array]:
        """The points of every node and indicator by slot, NaN where there are none; `times` as in `tree`.

        Raises Problem `scoring.undefined`, `scoring.missing` and `scoring.no-mean`, as `score` does, unless
        the period is only compared with and need not `refuse`.
        """
        leaves = {}
        for slot in self.plan.leaves:
            leaves[slot.number], why = leaf_points(self.figures, slot)
            if refuse:
                self._refuse(slot, leaves[slot.number], why)
        found = tree(self.plan, leaves, times)
        if refuse:
            self._refuse_means(found)
        return found

    def ranks(self, points: Mapping[int, Array], slot: int, column: str = "") -> Array:
        """The places by the points of a slot among all, or among the units alike in a `column` of the units."""
        return places(self.figures.classes[column], *self.keys(points, slot))

    def keys(self, points: Mapping[int, Array], slot: int) -> list[Array]:
        """What decides a place, one after the other: the points of the slot and, of the total, those of `tie_break`."""
        keys = [points[slot]]
        if slot == self.root:
            numbers = {one.item.id: one.number for one in self.plan.slots}
            keys += [points[numbers[id]] for id in self.plan.scheme.tie_break]
        shape = np.broadcast_shapes((self.figures.scored,), *(key.shape for key in keys))
        return [np.broadcast_to(key, shape) for key in keys]

    @property
    def column(self) -> str:
        """The column of the units whose classes are placed apart, "" where all are one class."""
        return "group" if "group" in self.figures.classes else ""

    def _refuse(self, slot: Slot, points: Array, why: Codes) -> None:
        absent = np.isnan(points)
        undefined = absent & (why > 0)
        if slot.leaf.undefined == "refuse" and undefined.any():
            unit = self._first(undefined)
            reason = REASONS[int(why.reshape(-1, why.shape[-1])[:, unit].max())]
            zh, en = WHY[reason]
            raise problem(
                "scoring.undefined", unit=self.figures.names[unit], period=self.period, id=slot.item.id, why=zh,
                why_en=en, count=int(undefined.sum()),
            )  # fmt: skip
        if slot.missing == "refuse" and absent.any():
            raise problem(
                "scoring.missing", unit=self.figures.names[self._first(absent)], period=self.period, id=slot.item.id,
                count=int(absent.sum()),
            )  # fmt: skip

    def _refuse_means(self, points: Mapping[int, Array]) -> None:
        combines = {slot.number: getattr(slot.item, "combine", "") for slot in self.plan.nodes}
        for slot in self.plan.slots[1:]:
            if combines[slot.parent] in ("geometric", "harmonic") and slot.weight > 0:
                below = points[slot.number] < 0
                if below.any():
                    raise problem(
                        "scoring.no-mean", unit=self.figures.names[self._first(below)], period=self.period,
                        id=self.plan.slots[slot.parent].item.id,
                    )  # fmt: skip

    @staticmethod
    def _first(cases: npt.NDArray[np.bool_]) -> int:
        return int(np.argmax(cases.reshape(-1, cases.shape[-1]).any(axis=0)))


def leaf_points(figures: Figures, slot: Slot) -> tuple[Array, Codes]:
    """The points of an indicator, NaN where there are none, and why a formula has no result (`REASONS`)."""
    assert slot.take is not None
    assert slot.curve is not None
    found, why = taken(Cells(figures, slot), slot.take)
    points = slot.curve(found)
    if isinstance(slot.leaf.undefined, float):
        points = np.where(why > 0, slot.leaf.undefined, points)
    return half_up(points, slot.leaf.decimals), why
