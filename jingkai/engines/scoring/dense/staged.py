"""Indicators worked out stage by stage: those that have points for a figure after those the points come from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..reading import Plan, Slot
from ..shape import Array
from .figures import Figures
from .tree import tree
from .working import Worked, work


def work_out(plan: Plan, figures: Figures, times: Mapping[int, Array] | None = None) -> dict[int, Worked]:
    """Every indicator by slot; `times` as in `tree`."""
    return _through(plan, figures, {}, times, plan.leaves)


def points_from(
    plan: Plan, figures: Figures, leaves: Mapping[int, Array], times: Mapping[int, Array] | None = None
) -> dict[int, Array]:
    """The points of every node and indicator by slot, as `tree`, from those of the indicators of the first stage: what
    hangs on points is worked out anew.
    """
    first = {slot.number: leaves[slot.number] for slot in plan.stages[0].leaves}
    later = [slot for stage in plan.stages[1:] for slot in stage.leaves]
    worked = _through(plan, figures, first, times, later)
    return tree(plan, first | {slot: one.points for slot, one in worked.items()}, times)


def _through(
    plan: Plan,
    figures: Figures,
    known: Mapping[int, Array],
    times: Mapping[int, Array] | None,
    wanted: Sequence[Slot],
) -> dict[int, Worked]:
    """These indicators, where the points of the others are `known`."""
    points = dict(known)
    worked: dict[int, Worked] = {}
    numbers = {slot.number for slot in wanted}
    for stage in plan.stages:
        mine = {slot.number: work(figures, slot) for slot in stage.leaves if slot.number in numbers}
        worked |= mine
        points |= {slot: one.points for slot, one in mine.items()}
        if stage.asked:
            there = tree(plan, points, times)
            figures = figures.with_points({slot.item.id: there[slot.number] for slot in stage.asked})
    return worked
