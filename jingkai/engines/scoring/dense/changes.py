"""What if (假设测算): the scheme computed again with some figures or weights changed, beside what it was."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..files import read_number, read_rows
from ..problems import problem
from ..reading import Plan, replanned
from ..scheme import Item, Node
from ..shape import SAME_DECIMALS, Array
from .cube import Cube


@dataclass(frozen=True)
class Change:
    """`value` is what the indicator of the unit would be, in its unit (None: unknown); without a unit, what the node
    or indicator of this id would weigh (None: it is left out).
    """

    unit: str
    name: str
    value: float | None


@dataclass(frozen=True)
class Outcome:
    """A node's points and places of a unit, before and after. None where there are none."""

    unit: str
    period: str
    node: str
    points: float | None
    points_before: float | None
    rank: int | None
    rank_before: int | None
    group_rank: int | None
    group_rank_before: int | None


def read_changes(path: Path) -> tuple[Change, ...]:
    """Changes from a table `unit,indicator,value`. Raises Problem `scoring.unreadable`, `scoring.columns`,
    `scoring.nameless`, `scoring.not-a-number` and `scoring.changed-twice`, and OSError.
    """
    found: dict[tuple[str, str], Change] = {}
    for row in read_rows(path, ("unit", "indicator", "value")):
        unit, name = row["unit"], row["indicator"]
        if not name:
            raise problem("scoring.nameless", file=path.name, column="indicator")
        if (unit, name) in found:
            raise problem("scoring.changed-twice", unit=unit, indicator=name)
        least = -math.inf if unit else 0.0
        found[unit, name] = Change(unit, name, read_number(row["value"], path.name, unit, name, least=least))
    return tuple(found.values())


def what_if(cube: Cube, changes: Iterable[Change]) -> list[Outcome]:
    """Every unit's total, and each node and indicator of which something changes, by unit and place in the scheme.

    Peers are compared anew, so that what one unit gains shows where another loses. Weights of a changed scheme need
    not add to what it says. Raises Problem `scoring.unit-unknown`, `scoring.indicator-unknown`,
    `scoring.node-unknown`, those of reading a scheme, and those of `Cube.points`.
    """
    listed = tuple(changes)
    after = _changed(cube, listed)
    before_points, after_points = cube.points(), after.points()
    slots = {slot.item.id: slot.number for slot in after.plan.slots}
    found: list[list[Outcome]] = [[] for _ in cube.figures.names]
    for slot in cube.plan.slots:
        old = _standing(cube, before_points, slot.number)
        number = slots.get(slot.item.id)
        new = _standing(after, after_points, number) if number is not None else (None, None, None)
        for unit, name in enumerate(cube.figures.names):
            was, now = [_at(one, unit) for one in old], [_at(one, unit) for one in new]
            if slot.parent < 0 or was != now:
                places = [_whole(one) for pair in zip(now[1:], was[1:], strict=True) for one in pair]
                found[unit].append(Outcome(name, cube.period, slot.item.id, now[0], was[0], *places))
    return [outcome for of_unit in found for outcome in of_unit]


def _changed(cube: Cube, changes: Sequence[Change]) -> Cube:
    figures, plan = cube.figures, cube.plan
    for one in changes:
        if not one.unit:
            continue
        if one.unit not in figures.units:
            raise problem("scoring.unit-unknown", unit=one.unit, file="CHANGES")
        if one.name not in figures.indicators:
            known = "、".join(figures.indicators)
            raise problem("scoring.indicator-unknown", indicator=one.name, known=known)
        number = figures.indicators[one.name]
        column = figures.now[number].copy()
        column[figures.units[one.unit]] = np.nan if one.value is None else one.value
        figures = figures.with_column(number, column)
    weights = {one.name: one.value for one in changes if not one.unit}
    return Cube(with_weights(plan, weights) if weights else plan, figures, cube.period)


def with_weights(plan: Plan, weights: Mapping[str, float | None]) -> Plan:
    """The scheme with other weights by id (of what has none, other full marks), without what has None."""
    ids = {slot.item.id for slot in plan.slots[1:]}
    for id in weights:
        if id not in ids:
            raise problem("scoring.node-unknown", id=id, known="、".join(ids))

    def changed(item: Item) -> Item | None:
        if item.id in weights:
            weight = weights[item.id]
            if weight is None:
                return None
            key = "full" if item.weight is None and item.full is not None else "weight"
            item = item.model_copy(update={key: weight})
        if isinstance(item, Node):
            parts = [part for one in item.of if (part := changed(one)) is not None]
            return item.model_copy(update={"of": tuple(parts), "weights": None}) if parts else None
        return item

    tree = changed(plan.scheme.tree)
    if tree is None:
        raise problem("scoring.nothing-left")
    return replanned(plan, plan.scheme.model_copy(update={"tree": tree}))


def _standing(cube: Cube, points: Mapping[int, Array], slot: int) -> tuple[Array | None, ...]:
    shape = (len(cube.figures.names),)
    in_group = cube.ranks(points, slot, cube.column) if cube.column else None
    found = (points[slot], cube.ranks(points, slot), in_group)
    return tuple(None if one is None else np.broadcast_to(one, shape) for one in found)


def _at(numbers: Array | None, unit: int) -> float | None:
    if numbers is None or np.isnan(numbers[unit]):
        return None
    return round(float(numbers[unit]), SAME_DECIMALS) + 0.0


def _whole(number: float | None) -> int | None:
    return None if number is None else int(number)
