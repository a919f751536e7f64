"""Gain plan (提分测算): which improvement of which indicator brings a unit most points and places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..files import read_number, read_rows
from ..problems import problem
from ..reading import Slot
from ..shape import SAME_DECIMALS, Array, Indices
from .cube import Cube
from .figures import Figures
from .places import settled
from .staged import points_from
from .working import work

# So many cases side by side, each of all units.
_CELLS = 2_000_000
# Steps and efforts are more than nothing.
_LEAST = 1e-12
# An improvement that the caller says nothing of: so many % of the figure itself.
STEP = 10.0


@dataclass(frozen=True)
class Step:
    """An improvement of an indicator: by `by` in its own unit, always to the better, at `effort` in any one unit."""

    by: float
    effort: float | None = None


@dataclass(frozen=True)
class Gain:
    """What one improvement, everybody else staying as they are, is worth to a unit: the `points` of the total it
    gains, and its place before and after (in its group, where units have groups).
    """

    unit: str
    period: str
    indicator: str
    value: float
    better: float
    points: float
    rank: int
    rank_after: int
    effort: float | None
    per_effort: float | None


def read_steps(path: Path) -> dict[str, Step]:
    """Steps from a table `indicator,step,effort`; without an effort it is not known. Raises Problem
    `scoring.unreadable`, `scoring.columns`, `scoring.nameless`, `scoring.not-a-number` and `scoring.changed-twice`, and
    OSError.
    """
    found: dict[str, Step] = {}
    for row in read_rows(path, ("indicator", "step", "effort")):
        name = row["indicator"]
        if not name:
            raise problem("scoring.nameless", file=path.name, column="indicator")
        if name in found:
            raise problem("scoring.changed-twice", unit="", indicator=name)
        by = read_number(row["step"], path.name, "", name, least=_LEAST)
        if by is None:
            raise problem("scoring.nameless", file=path.name, column="step")
        found[name] = Step(by, read_number(row["effort"], path.name, "", name, least=_LEAST))
    return found


def gains(cube: Cube, steps: Mapping[str, Step] | None = None) -> list[Gain]:
    """Every improvement that is worth something, by unit; the one with most points for the effort first, without
    efforts that with most points. Raises Problem `scoring.indicator-unknown` of a step.

    `steps` by indicator; without one for it an indicator improves by 10 % of its own figure, one that counts events
    by one. An indicator improves in the direction of the first that uses it. What is unknown, and what a scheme gives
    no result for after the step, has no gain. Peers are compared anew.
    """
    for name in steps or {}:
        if name not in cube.figures.indicators:
            known = "、".join(cube.figures.indicators)
            raise problem("scoring.indicator-unknown", indicator=name, known=known)
    before = cube.points()
    ranks = cube.ranks(before, cube.root, cube.column)
    found: list[list[Gain]] = [[] for _ in cube.figures.names]
    for name in dict.fromkeys(slot.leaf.name for slot in cube.plan.measured):
        step = (steps or {}).get(name)
        value, better = _better(cube, name, step)
        total, places = _after(cube, before, name, better)
        worth = total - before[cube.root]
        for unit in np.flatnonzero(np.round(np.nan_to_num(worth), SAME_DECIMALS) > 0):
            effort = step.effort if step else None
            points = round(float(worth[unit]), SAME_DECIMALS)
            found[unit].append(
                Gain(
                    cube.figures.names[unit], cube.period, name, float(value[unit]), float(better[unit]), points,
                    int(ranks[unit]), int(places[unit]), effort, points / effort if effort else None,
                )
            )  # fmt: skip
    return [gain for of_unit in found for gain in sorted(of_unit, key=_order)]


def _order(gain: Gain) -> tuple[bool, float, str]:
    return gain.per_effort is None, -(gain.per_effort or gain.points), gain.indicator


def _better(cube: Cube, name: str, step: Step | None) -> tuple[Array, Array]:
    leaf = next(slot.leaf for slot in cube.plan.measured if slot.leaf.name == name)
    value = cube.figures.now[cube.figures.indicators[name]][: cube.figures.scored]
    if step is not None:
        by: Array = np.full(value.shape, step.by)
    else:
        by = np.ones(value.shape) if leaf.gather == "count" else np.abs(value) * STEP / 100
    high = leaf.direction == "high"
    return value, value + by if high else value - by


def _after(cube: Cube, before: Mapping[int, Array], name: str, better: Array) -> tuple[Array, Array]:
    """Each unit's total and place when it alone has improved."""
    number, size = cube.figures.indicators[name], len(better)
    touched = [slot for slot in cube.plan.stages[0].leaves if _uses(slot, name)]
    class_of = np.empty(size, np.intp)
    for code, members in enumerate(cube.figures.classes[cube.column]):
        class_of[members] = code
    total, places = np.full(size, np.nan), np.zeros(size)
    width = max(1, _CELLS // max(1, size))
    for start in range(0, size, width):
        units = np.arange(start, min(size, start + width))
        points = _points(cube, before, touched, _cases(cube.figures, number, units, better))
        cases = np.arange(len(units))
        # Without an axis of cases where nothing that counts has changed.
        keys = [np.broadcast_to(settled(key), (len(units), size)) for key in cube.keys(points, cube.root)]
        ahead, alike = np.zeros((len(units), size), bool), np.ones((len(units), size), bool)
        for key in keys:
            own = key[cases, units][:, None]
            ahead |= alike & (key > own)
            alike &= key == own
        peers = class_of[units][:, None] == class_of
        total[units] = np.broadcast_to(points[cube.root], (len(units), size))[cases, units]
        places[units] = 1 + (ahead & peers).sum(axis=-1)
    return total, places


def _uses(slot: Slot, name: str) -> bool:
    assert slot.take is not None
    beside = slot.take.references.values()
    return slot.leaf.name == name or any(one.is_now_of(name) for one in beside)


def _cases(figures: Figures, number: int, units: Indices, better: Array) -> Figures:
    """A case for each of the units, in which its figure is the better one."""
    column = np.repeat(figures.now[number][None], len(units), axis=0)
    column[np.arange(len(units)), units] = better[units]
    return figures.with_column(number, column)


def _points(
    cube: Cube, before: Mapping[int, Array], touched: list[Slot], figures: Figures
) -> dict[int, Array]:
    leaves = {slot.number: before[slot.number] for slot in cube.plan.stages[0].leaves}
    leaves |= {slot.number: work(figures, slot).points for slot in touched}
    return points_from(cube.plan, figures, leaves)
