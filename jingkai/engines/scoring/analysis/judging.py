"""Strengths and weaknesses (亮点、短板) of a unit: by score rate beside its own total, by place beside its peers."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from .board import Board, Cell, settled

Verdict = Literal["strong", "even", "weak", "unknown"]


@dataclass(frozen=True)
class Rule:
    """When something is strong or weak.

    By rate: its score rate (得分率, points / full marks) lies at least `margin` percentage points above or below the
    rate of the unit's total. By place: it is among the first or last `share` % of its peers, rounded down; units that
    share a place are among them together or not at all.
    """

    margin: float = 10.0
    share: float = 25.0


# Ten points of a hundred and a quarter of the peers: a habit of practice, which a caller may put otherwise.
USUAL = Rule()


@dataclass(frozen=True)
class Judgement:
    """A node or an indicator of a unit. `rate` is in %; unknown where there are no points or no full marks."""

    node: str
    points: float | None
    full: float
    rate: float | None
    place: int | None
    n: int
    by_rate: Verdict
    by_place: Verdict


def rate_of(points: float | None, full: float) -> float | None:
    """Points / full marks in %; None where one of them is not known."""
    return None if points is None or not full else points / full * 100


def judge(board: Board, period: str, unit: str, rule: Rule = USUAL) -> dict[str, Judgement]:
    """Every node and indicator below the total, in the tree's order. What has no full marks (a bonus, a penalty) and
    what has no points is neither strong nor weak.
    """
    total = rate_of(board.cells(period)[unit].points, board.slots[board.root].full)
    found = {}
    for node, slot in board.slots.items():
        if node == board.root:
            continue
        cell = board.cells(period, node)[unit]
        rate = rate_of(cell.points, slot.full)
        found[node] = Judgement(
            node,
            cell.points,
            slot.full,
            rate,
            cell.place,
            cell.n,
            _by_rate(rate, total, rule),
            _by_place(cell, rule) if rate is not None else "unknown",
        )
    return found


def _by_rate(rate: float | None, total: float | None, rule: Rule) -> Verdict:
    if rate is None or total is None:
        return "unknown"
    if settled(rate - total) >= rule.margin:
        return "strong"
    return "weak" if settled(total - rate) >= rule.margin else "even"


def _by_place(cell: Cell, rule: Rule) -> Verdict:
    held = math.floor(cell.n * rule.share / 100 + 1e-9)
    if cell.place is None or held == 0:
        return "unknown"
    if cell.place + cell.together - 1 <= held:
        return "strong"
    return "weak" if cell.place > cell.n - held else "even"
