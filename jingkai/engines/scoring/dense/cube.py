"""A scheme on the figures of one period, as arrays: fast where a few units are computed thousands of times.

It gives what `score` gives (tests hold the two against each other), from the same coded rows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ..reading import Plan
from ..shape import Array
from .figures import Figures
from .places import places
from .refusing import Refusals
from .staged import work_out
from .tree import tree
from .working import Worked

if TYPE_CHECKING:
    from ..scored import Scored


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
        worked = self.work(times)
        found = tree(self.plan, {slot: one.points for slot, one in worked.items()}, times)
        if refuse:
            refusals = Refusals(self.plan, self.figures.names)
            refusals.see(self.period, worked, found)
            refusals.tell()
        return found

    def work(self, times: Mapping[int, Array] | None = None) -> dict[int, Worked]:
        """Every indicator worked out, by slot; `times` as in `tree`."""
        return work_out(self.plan, self.figures, times)

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
