"""Where a unit stands: its place, the places it gained or lost, and how far it is from the place it is to reach."""

from __future__ import annotations

from dataclasses import dataclass

from .board import Board, Cell, settled
from .judging import rate_of


@dataclass(frozen=True)
class Standing:
    """A unit's total in a period. `change` are the places gained since `before` (from 2 to 4: -2), `distance` the
    places to the `target` place, `short` the points to it: none where it is reached or nobody is known to hold it.
    """

    unit: str
    period: str
    points: float | None
    rate: float | None
    place: int | None
    together: int
    n: int
    before: str
    place_before: int | None
    target: int
    distance: int | None
    short: float | None

    @property
    def change(self) -> int | None:
        """Places gained."""
        if self.place is None or self.place_before is None:
            return None
        return self.place_before - self.place


def standing(board: Board, period: str, unit: str, *, before: str | None = None, target: int = 1) -> Standing:
    """Beside `before` (the period before, where that was scored)."""
    before = board.before(period) if before is None else before
    cell = board.cells(period)[unit]
    earlier = board.cells(before).get(unit) if before else None
    distance = None if cell.place is None else max(cell.place - target, 0)
    return Standing(
        unit,
        period,
        cell.points,
        rate_of(cell.points, board.slots[board.root].full),
        cell.place,
        cell.together,
        cell.n,
        before,
        earlier.place if earlier else None,
        target,
        distance,
        _short(board, period, unit, cell, target) if distance else None,
    )


def _short(board: Board, period: str, unit: str, cell: Cell, target: int) -> float | None:
    """The points to the last unit within the target place."""
    within = [
        peer.points for peer in board.peers(period, unit).values() if (peer.place or target + 1) <= target
    ]
    known = [points for points in within if points is not None]
    if not known or cell.points is None:
        return None
    return settled(min(known) - cell.points)
