"""Rank intervals (位次区间): how firm a place is when weights, methods and what is done with absent values vary."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from ..methods import METHODS
from ..reading import Plan, Slot
from ..scheme import Missing
from ..shape import Array
from .cube import Cube
from .staged import points_from
from .working import work

_CELLS = 500_000
# The figure of these is points already, or counts what happened: no other method makes points of it.
_KEPT = ("given", "votes", "events")


@dataclass(frozen=True)
class Choices:
    """What varies, drawn anew and independently in each of `replications`.

    Each weight (in a sum: the full marks, with the points) evenly within ± `weights` %, so that those below a node
    keep their sum; for all indicators their own method or one of `methods`; what is absent as the scheme says or by
    one of `missing`. `seed` makes the draws repeatable (PCG64).
    """

    replications: int = 10_000
    weights: float = 25.0
    methods: tuple[str, ...] = ("min-max", "percentile")
    missing: tuple[Missing, ...] = ("rescale", "zero")
    seed: int = 1


@dataclass(frozen=True)
class RankRange:
    """The place of a unit (in its group, where units have groups): as scored, and over all replications the 5th, 50th
    and 95th percentile, the best and the worst; `held` is the part of the replications with the place as scored.
    """

    unit: str
    period: str
    rank: int
    low: int
    median: int
    high: int
    best: int
    worst: int
    held: float


def rank_ranges(cube: Cube, choices: Choices | None = None) -> list[RankRange]:
    """By place as scored; units without points are left out.

    A method that has no result for an indicator (all peers equal) leaves it its own, as do indicators whose figure is
    points already, of a node too, or counts events. Raises as `Cube.points`.
    """
    choices = choices or Choices()
    scored = cube.ranks(cube.points(), cube.root, cube.column)
    drawn = np.concatenate(list(_replications(cube, choices)))
    found = []
    for unit in np.lexsort((np.arange(len(scored)), scored)):
        ranks = drawn[:, unit]
        if np.isnan(scored[unit]) or np.isnan(ranks).all():
            continue
        low, median, high = np.nanquantile(ranks, (0.05, 0.5, 0.95), method="inverted_cdf")
        found.append(
            RankRange(
                cube.figures.names[unit], cube.period, int(scored[unit]), int(low), int(median), int(high),
                int(np.nanmin(ranks)), int(np.nanmax(ranks)), float(np.mean(ranks == scored[unit])),
            )
        )  # fmt: skip
    return found


def _replications(cube: Cube, choices: Choices) -> Iterator[Array]:
    """The places, (replications, units), some replications at a time."""
    draws = np.random.default_rng(choices.seed)
    count = choices.replications
    methods = list(_methods(cube, choices))
    missing = list(_missing(cube, choices))
    which = draws.integers(len(methods) * len(missing), size=count)
    part = choices.weights / 100
    times = draws.uniform(1 - part, 1 + part, size=(count, len(cube.plan.slots)))
    width = max(1, _CELLS // max(1, cube.figures.scored))
    for number in range(len(methods) * len(missing)):
        leaves, plan = methods[number % len(methods)], missing[number // len(methods)]
        mine = np.flatnonzero(which == number)
        for start in range(0, len(mine), width):
            chunk = times[mine[start : start + width]]
            points = points_from(plan, cube.figures, leaves, _times(plan, chunk))
            keys = cube.ranks(points, cube.root, cube.column)
            yield np.broadcast_to(keys, (len(chunk), cube.figures.scored))


def _methods(cube: Cube, choices: Choices) -> Iterator[dict[int, Array]]:
    """The points of the indicators by their own methods, then by each other one."""
    first = cube.plan.stages[0].leaves
    own = {slot.number: work(cube.figures, slot).points for slot in first}
    yield own
    for name in choices.methods:
        other = dict(own)
        for slot in first:
            if slot.full and slot.method not in _KEPT:
                take, curve = METHODS[name]().shape(slot.full)
                points = work(cube.figures, replace(slot, take=take, curve=curve)).points
                if (np.isnan(points) <= np.isnan(own[slot.number])).all():
                    other[slot.number] = points
        yield other


def _missing(cube: Cube, choices: Choices) -> Iterator[Plan]:
    """The scheme, then with each other way to treat what is absent, where anything is."""
    yield cube.plan
    absent = any(np.isnan(one.points).any() for one in cube.work().values())
    for one in choices.missing if absent else ():
        yield replace(cube.plan, slots=tuple(replace(slot, missing=one) for slot in cube.plan.slots))


def _times(plan: Plan, drawn: npt.NDArray[np.float64]) -> dict[int, Array]:
    """By how much each part weighs more, (replications, 1): below a node weights keep their sum."""
    found: dict[int, Array] = {}
    for all_parts in plan.parts.values():
        parts = [slot for slot in all_parts if _weight(plan, slot) > 0]
        if not parts:
            continue
        weights = np.array([_weight(plan, slot) for slot in parts])
        times = drawn[:, [slot.number for slot in parts]]
        times = times * weights.sum() / (times * weights).sum(axis=1, keepdims=True)
        found |= {slot.number: times[:, [place]] for place, slot in enumerate(parts)}
    return found


def _weight(plan: Plan, slot: Slot) -> float:
    in_sum = getattr(plan.slots[slot.parent].item, "combine", "") == "sum"
    return slot.full if in_sum else slot.weight
