"""What changed a unit's total and its place between two periods, indicator by indicator."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from .board import Board, Line, settled

NoChange = Literal["", "no-before", "no-points"]


@dataclass(frozen=True)
class Contribution:
    """What a node or an indicator brought to the total before and now, in points of the total.

    `place_without` is the place that the unit would have now with what this brought before, all others as they are
    now. A node stands here for what does not add up below it: a limit, a rounding, a mean that cannot be shared out.
    `why` says that it had no value or no result in one of the two.
    """

    node: str
    before: float
    now: float
    place_without: int
    why: str = ""

    @property
    def change(self) -> float:
        """Points of the total won (lost: below zero) with it."""
        return self.now - self.before


@dataclass(frozen=True)
class Change:
    """The change of a unit's total: `contributions` add to `points` - `points_before`, the largest first. Where there
    is nothing to compare `why` says what is missing, and there are none.
    """

    unit: str
    period: str
    before: str
    points_before: float | None = None
    points: float | None = None
    place_before: int | None = None
    place: int | None = None
    contributions: tuple[Contribution, ...] = ()
    why: NoChange = ""

    @property
    def keepers(self) -> tuple[Contribution, ...]:
        """Of a unit that lost places: what, left as it was, would alone have kept its place."""
        if self.place is None or self.place_before is None or self.place <= self.place_before:
            return ()
        return tuple(one for one in self.contributions if one.place_without <= self.place_before)


def change(board: Board, period: str, unit: str, *, before: str | None = None) -> Change:
    """Between `before` (the period before, where that was scored) and `period`. Raises Problem `scoring.no-trace`."""
    before = board.before(period) if before is None else before
    cell = board.cells(period)[unit]
    earlier = board.cells(before).get(unit) if before else None
    if earlier is None:
        return Change(unit, period, before, points=cell.points, place=cell.place, why="no-before")
    if cell.points is None or earlier.points is None:
        return Change(
            unit, period, before, earlier.points, cell.points, earlier.place, cell.place, why="no-points"
        )
    others = _Others(board, period, unit)
    found = [
        Contribution(node, was, now, others.place(cell.points - now + was), why)
        for node, was, now, why in _brought(board, period, before, unit)
    ]
    found.sort(key=lambda one: (-abs(settled(one.change)), board.slots[one.node].number))
    return Change(unit, period, before, earlier.points, cell.points, earlier.place, cell.place, tuple(found))


def _brought(board: Board, period: str, before: str, unit: str) -> Iterator[tuple[str, float, float, str]]:
    """(node, before, now, why) of every indicator, and of the nodes that bring something of their own."""
    then, now = board.lines(before, unit), board.lines(period, unit)
    for node, slot in board.slots.items():
        lines: tuple[Line | None, Line | None] = then.get(node), now.get(node)
        if all(line is None or line.points is None for line in lines):
            continue
        was, has = ((line.points or 0.0) if line else 0.0 for line in lines)
        why = next((line.why for line in reversed(lines) if line and line.why), "")
        if slot.take is not None or settled(was) or settled(has):
            yield node, was, has, why


class _Others:
    """The totals of a unit's peers, to find its place among them with other points."""

    def __init__(self, board: Board, period: str, unit: str) -> None:
        self.deciders = [board.cells(period, node) for node in board.scored.plan.scheme.tie_break]
        self.unit = unit
        self.keys = [
            self._key(name, cell.points)
            for name, cell in board.peers(period, unit).items()
            if name != unit and cell.points is not None
        ]

    def _key(self, unit: str, points: float) -> tuple[float, ...]:
        broken = (cells[unit].points for cells in self.deciders)
        return settled(points), *(-math.inf if one is None else settled(one) for one in broken)

    def place(self, points: float) -> int:
        """1 + the peers with more; what tells equal totals apart is as it is."""
        own = self._key(self.unit, points)
        return 1 + sum(key > own for key in self.keys)
