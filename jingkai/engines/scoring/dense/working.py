"""One indicator worked out: what was taken of the figures, and the points of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..reading import Slot
from ..shape import Array
from .figures import Figures
from .takes import Cells, Codes, taken
from .tree import half_up


@dataclass(frozen=True)
class Worked:
    """(..., scored units) each. `taken` and `raw`, the points before the limits, are NaN where there is no value or,
    by `why` (`REASONS`), no result; `points` are what counts.
    """

    cells: Cells
    taken: Array
    why: Codes
    raw: Array
    points: Array


def work(figures: Figures, slot: Slot) -> Worked:
    """An indicator on the figures of a period."""
    assert slot.take is not None
    assert slot.curve is not None
    cells = Cells(figures, slot)
    found, why = taken(cells, slot.take)
    raw = slot.curve.raw(found)
    points = slot.curve.limited(raw)
    if isinstance(slot.leaf.undefined, float):
        points = np.where(why > 0, slot.leaf.undefined, points)
    return Worked(cells, found, why, raw, half_up(points, slot.leaf.decimals))
