"""The waterfall of a unit's total: what each part won and lost, from the top down to the total."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from ...reading import Slot
from ..board import Line, settled


@dataclass(frozen=True)
class Stretch:
    """A piece of a bar, in % of the track."""

    kind: Literal["won", "lost", "minus"]
    left: float
    width: float


@dataclass(frozen=True)
class Bar:
    """What a part won and lost, in points of the total; `limits` is what caps, cuts and rounding did to it."""

    what: Literal["part", "limits", "total"]
    slot: Slot | None
    won: float
    lost: float
    stretches: tuple[Stretch, ...]


def waterfall(root: str, parts: Sequence[Slot], lines: Mapping[str, Line]) -> list[Bar]:
    """The bars of the parts, of the limits where there are any, and of the total; none where the total is no sum of
    its parts or is not known.
    """
    total = lines[root].score
    factors = [lines[slot.item.id].factor for slot in parts]
    if total is None or any(factor is None for factor in factors):
        return []
    steps: list[tuple[Literal["part", "limits", "total"], Slot | None, float, float]] = []
    for slot, factor in zip(parts, factors, strict=True):
        won = (lines[slot.item.id].score or 0.0) * (factor or 0.0)
        steps.append(("part", slot, won, max(slot.full * (factor or 0.0) - won, 0.0) if slot.full else 0.0))
    cut = lines[root].points or 0.0
    if settled(cut):
        steps.append(("limits", None, cut, 0.0))
    starts, here = [], 0.0
    for _, _, won, _ in steps:
        starts.append(here)
        here += won
    steps.append(("total", None, total, 0.0))
    starts.append(0.0)
    ends = [
        (start, start + won, start + won + lost)
        for start, (_, _, won, lost) in zip(starts, steps, strict=True)
    ]
    low, high = min(map(min, ends)), max(map(max, ends))
    span = (high - low) or 1.0

    def at(points: float) -> float:
        return (points - low) / span * 100

    bars = []
    for start, (what, part, won, lost) in zip(starts, steps, strict=True):
        first, last = sorted((start, start + won))
        pieces = [Stretch("won" if won >= 0 else "minus", at(first), at(last) - at(first))]
        if lost:
            pieces.append(Stretch("lost", at(start + won), at(start + won + lost) - at(start + won)))
        bars.append(Bar(what, part, won, lost, tuple(pieces)))
    return bars
