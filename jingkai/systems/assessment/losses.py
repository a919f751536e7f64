"""What a unit's points were lost by (得失分): from the full marks down to the total, the largest loss first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from jingkai.engines.scoring.analysis import Closing, Gap, gap
from jingkai.engines.scoring.analysis.board import Line, settled
from jingkai.engines.scoring.reading import Slot

from .asking import Judged

What = Literal["full", "loss", "bonus", "kept", "limits", "total"]
# The width of a bar's track, in its own units.
TRACK = 200.0


@dataclass(frozen=True)
class Step:
    """A step of the waterfall, in points of the total: `points` won or lost, `left` what is there after it. `start` and
    `width` are the bar's, in `TRACK`s. `gap` is how far the unit ahead leads here, `closing` what draws level; `kept`
    is how many indicators a step stands for that lost nothing.
    """

    what: What
    slot: Slot | None
    line: Line | None
    points: float
    left: float
    start: float
    width: float
    gap: float | None = None
    closing: Closing | None = None
    kept: int = 0


@dataclass(frozen=True)
class Losses:
    """`steps` are none where the total is not known or is no sum of its parts. `ahead` is named only to whom its
    scores are open; `unknown` are the indicators that this unit has no figure or no result of.
    """

    steps: tuple[Step, ...]
    ahead: Gap | None
    unknown: tuple[tuple[Slot, str], ...]
    low: float
    high: float


def losses(judged: Judged, who: str) -> Losses:
    """Raises Problem `assessment.no-such-cell`."""
    board, period = judged.board, judged.period
    lines = board.lines(period, judged.find(who))
    ahead = gap(board, period, who)
    if ahead.ahead and not {ahead.ahead, *ahead.also} <= set(judged.shown):
        ahead = None  # type: ignore[assignment]
    leaves = board.scored.plan.leaves
    unknown = tuple((slot, lines[slot.item.id].why) for slot in leaves if lines[slot.item.id].why)
    moves = _moves(judged, lines)
    if not moves:
        return Losses((), ahead, unknown, 0.0, 0.0)
    return _drawn(judged, lines, moves, ahead, unknown)


def _moves(judged: Judged, lines: Mapping[str, Line]) -> list[tuple[What, Slot | None, float]]:
    """What leads from the full marks to the total, in their order."""
    board = judged.board
    total = lines[board.root]
    if total.score is None:
        return []
    lost: list[tuple[What, Slot | None, float]] = []
    won: list[tuple[What, Slot | None, float]] = []
    for slot in board.scored.plan.leaves:
        line = lines[slot.item.id]
        if line.score is None:
            continue
        if line.factor is None or line.points is None:
            return []
        if slot.full:
            below = line.points - slot.full * line.factor
            (lost if below < 0 else won).append(("loss" if below < 0 else "bonus", slot, below))
        else:
            (lost if line.points < 0 else won).append(
                ("loss" if line.points < 0 else "bonus", slot, line.points)
            )
    limits = sum(lines[slot.item.id].points or 0.0 for slot in board.scored.plan.nodes)
    full = total.score - limits - sum(move[2] for move in (*lost, *won))
    found: list[tuple[What, Slot | None, float]] = [("full", None, full)]
    found += sorted((move for move in lost if settled(move[2])), key=lambda move: move[2])
    found += sorted((move for move in won if settled(move[2])), key=lambda move: -move[2])
    if settled(limits):
        found.append(("limits", None, limits))
    return found


def _drawn(
    judged: Judged,
    lines: Mapping[str, Line],
    moves: list[tuple[What, Slot | None, float]],
    ahead: Gap | None,
    unknown: tuple[tuple[Slot, str], ...],
) -> Losses:
    shortfalls = {one.node: one for one in ahead.shortfalls} if ahead is not None else {}
    levels, here = [], 0.0
    for _, _, points in moves:
        here += points
        levels.append(here)
    # Full marks and total are whole bars; what was lost would be a hair's breadth of them: the track begins below.
    low, high = min(levels), max(levels)
    low = max(0.0, low - (high - low) * 0.25) if low >= 0 else low
    span = (high - low) or 1.0

    def at(points: float) -> float:
        return round((points - low) / span * TRACK, 1)

    steps, before = [], low
    for (what, slot, points), left in zip(moves, levels, strict=True):
        first, last = sorted((before if what != "full" else low, left))
        short = shortfalls.get(slot.item.id) if slot is not None else None
        line = lines[slot.item.id] if slot is not None else None
        width = max(round(at(last) - at(first), 1), 0.8)
        behind = (short.gap, short.closing) if short is not None else (None, None)
        steps.append(Step(what, slot, line, points, left, at(first), width, *behind))
        before = left
    total = levels[-1]
    if kept := [slot for slot in judged.board.scored.plan.leaves if _kept(slot, moves, lines)]:
        led = [shortfalls[slot.item.id].gap or 0.0 for slot in kept if slot.item.id in shortfalls]
        gap_there = sum(led) if led else None
        steps.append(Step("kept", None, None, 0.0, total, at(total), 0.0, gap_there, None, len(kept)))
    whole = ahead.points if ahead is not None else None
    steps.append(Step("total", None, None, total, total, 0.0, at(total), whole))
    return Losses(tuple(steps), ahead, unknown, low, high)


def _kept(slot: Slot, moves: list[tuple[What, Slot | None, float]], lines: Mapping[str, Line]) -> bool:
    """Whether nothing was lost or won there beyond the full marks."""
    return lines[slot.item.id].score is not None and all(slot is not other for _, other, _ in moves)
