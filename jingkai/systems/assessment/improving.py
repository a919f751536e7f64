"""Which improvement gains a unit most (提分测算), and how firm the places are (位次区间)."""

from __future__ import annotations

from dataclasses import dataclass

from jingkai.engines.scoring import Choices, Gain, RankRange, gains, rank_ranges
from jingkai.engines.scoring.reading import Slot
from jingkai.kernel.rounds.computing import told

from .asking import Judged
from .opened import unit_of
from .trying import cube_of

# Of how many replications the page tells; `jingkai score --intervals` computes as many as one asks for.
REPLICATIONS = 2000


@dataclass(frozen=True)
class Improvement:
    """A step at one figure of the unit, with the indicators that read it."""

    gain: Gain
    slots: tuple[Slot, ...]
    unit: str

    @property
    def moved(self) -> int:
        """Places gained."""
        return self.gain.rank - self.gain.rank_after


def improvements(judged: Judged, who: str) -> list[Improvement]:
    """What a step at each indicator is worth to a unit, everybody else as they are; the most points first.

    Raises Problem `assessment.no-such-cell` and `rounds.not-computed`.
    """
    judged.find(who)
    slots: dict[str, list[Slot]] = {}
    for slot in judged.board.scored.plan.measured:
        slots.setdefault(slot.leaf.name, []).append(slot)
    with told():
        found = [one for one in gains(cube_of(judged)) if one.unit == who]
    return [
        Improvement(one, tuple(slots[one.indicator]), unit_of(judged, slots[one.indicator][0]))
        for one in found
    ]


def intervals(judged: Judged) -> list[RankRange]:
    """How far the places go when weights, methods and what is absent vary: of those the reader sees, by class and
    place. Raises Problem `rounds.not-computed`.
    """
    with told():
        found = rank_ranges(cube_of(judged), Choices(replications=REPLICATIONS))
    classes = list(judged.running.cohort.body.classes) or [""]
    seen = [one for one in found if one.unit in judged.shown]
    return sorted(seen, key=lambda one: (classes.index(judged.groups[one.unit]), one.rank, one.unit))
