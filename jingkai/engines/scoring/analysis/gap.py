"""The gap to the unit ahead: in points, indicator by indicator, and in the units of the indicators."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ..reading import Slot
from .board import Board, Line, settled
from .closing import Closing, closing

NoGap = Literal["", "first", "no-points"]


@dataclass(frozen=True)
class Shortfall:
    """How far a unit is behind (ahead: below zero) at an indicator, or at a node where that brings points of its own.

    `gap` are points of the total, None below a mean that cannot be shared out; `own` and `ahead` the two scores at
    the indicator itself. `closing` says what closes it, where the unit is behind.
    """

    node: str
    own: float | None
    ahead: float | None
    gap: float | None
    closing: Closing | None = None


@dataclass(frozen=True)
class Gap:
    """To the unit ahead: the `gap`s of its `shortfalls` add to `points`, the largest first. `also` are others that
    share its place. `why` says that there is nobody ahead, or no points to compare.
    """

    unit: str
    period: str
    ahead: str = ""
    also: tuple[str, ...] = ()
    points: float | None = None
    shortfalls: tuple[Shortfall, ...] = ()
    why: NoGap = ""


def gap(board: Board, period: str, unit: str) -> Gap:
    """To the next better place among its peers. Raises Problem `scoring.no-trace`."""
    peers = board.peers(period, unit)
    cell = peers[unit]
    if cell.place is None or cell.points is None:
        return Gap(unit, period, why="no-points")
    places = {name: other.place for name, other in peers.items() if other.place and other.place < cell.place}
    if not places:
        return Gap(unit, period, why="first")
    next_better = max(places.values())
    ahead, *also = sorted(name for name, place in places.items() if place == next_better)
    found = sorted(
        _shortfalls(board, period, unit, ahead),
        key=lambda one: (-settled(one.gap or 0.0), board.slots[one.node].number),
    )
    points = (peers[ahead].points or 0.0) - cell.points
    return Gap(unit, period, ahead, tuple(also), points, tuple(found))


def _shortfalls(board: Board, period: str, unit: str, ahead: str) -> Iterator[Shortfall]:
    mine, theirs = board.lines(period, unit), board.lines(period, ahead)
    for node, slot in board.slots.items():
        own, other = mine[node], theirs[node]
        shared = own.points is not None or other.points is not None
        between = (other.points or 0.0) - (own.points or 0.0) if shared else None
        if slot.take is None and not settled(between or 0.0):
            continue
        behind = settled((other.score or 0.0) - (own.score or 0.0)) > 0
        yield Shortfall(
            node, own.score, other.score, between,
            _closing(board, slot, own, other, unit, ahead) if slot.take is not None and behind else None,
        )  # fmt: skip


def _closing(board: Board, slot: Slot, own: Line, other: Line, unit: str, ahead: str) -> Closing:
    within = slot.leaf.within
    same_peers = not within or (within == "group" and board.group_of(unit) == board.group_of(ahead))
    return closing(slot, own, other, same_peers=same_peers)
