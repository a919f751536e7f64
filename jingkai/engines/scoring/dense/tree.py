"""The tree from its indicators up, as `scoring.tree` says it in expressions: the same in NumPy."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from ..reading import Plan, Slot
from ..scheme import Node
from ..shape import Array, rounded


@dataclass(frozen=True)
class _Part:
    """A part of a node: its points with what is absent as zero, and where it is known. `times` is by how much more it
    weighs than the scheme says.
    """

    slot: Slot
    points: Array
    known: npt.NDArray[np.bool_]
    times: Array

    @property
    def rate(self) -> Array:
        """Points / full marks; nothing is weighed of what has no full marks."""
        return self.points / self.slot.full if self.slot.full else np.zeros(())

    @property
    def weight(self) -> Array:
        """The weight in a mean, where it is known."""
        return self._where_known(self.slot.weight)

    @property
    def full(self) -> Array:
        """The full marks in a sum, where it is known."""
        return self._where_known(self.slot.full)

    def _where_known(self, weight: float) -> Array:
        # Known of all units it need not be spread out over them.
        return weight * self.times if self.known.all() else np.where(self.known, weight * self.times, 0.0)


@dataclass(frozen=True)
class Level:
    """What a node comes to: its points, `plain` before the excess is cut, the limits and the rounding, and `per`, the
    points for one of its parts' (one of a weighted rate), None where they do not add up.
    """

    points: Array
    plain: Array
    per: Array | None


def tree(
    plan: Plan, leaves: Mapping[int, Array], times: Mapping[int, Array] | None = None
) -> dict[int, Array]:
    """The points of every node and indicator by slot, from those of the indicators: arrays that broadcast to
    (..., units), NaN where there are none. `times` says how many times its weight (in a sum: its full marks, with its
    points) a part has, by slot.
    """
    return dict(leaves) | {number: one.points for number, one in levels(plan, leaves, times).items()}


def levels(
    plan: Plan, leaves: Mapping[int, Array], times: Mapping[int, Array] | None = None
) -> dict[int, Level]:
    """Every node by slot, as `tree`; not those of which an indicator is still to be worked out."""
    points, found = dict(leaves), {}
    for slot in sorted(plan.nodes, key=lambda one: -one.depth):
        if any(one.number not in points for one in plan.parts[slot.number]):
            continue
        parts = [_part(one, points[one.number], times or {}) for one in plan.parts[slot.number]]
        found[slot.number] = _level(slot, parts)
        points[slot.number] = found[slot.number].points
    return found


def half_up(value: Array, decimals: int | None) -> Array:
    """Rounded half away from zero, as `curves.half_up`."""
    if decimals is None:
        return value
    scale = 10.0**decimals
    steps = np.floor(rounded(np.abs(value) * scale, 6) + 0.5)
    whole: Array = steps / scale * np.sign(value)
    return whole


def _part(slot: Slot, points: Array, times: Mapping[int, Array]) -> _Part:
    absent = np.isnan(points)
    known = ~absent | (slot.missing == "zero")
    return _Part(slot, np.where(absent, 0.0, points), known, times.get(slot.number, np.ones(())))


def _level(slot: Slot, parts: Sequence[_Part]) -> Level:
    node = slot.item
    assert isinstance(node, Node)
    with np.errstate(divide="ignore", invalid="ignore"):
        combined, per = _COMBINED[node.combine](slot, parts)
    some = reduce(np.logical_or, (part.known for part in parts))
    lost = reduce(np.logical_or, (~part.known & (part.slot.missing == "refuse") for part in parts))
    plain = whole = np.where(some & ~lost, combined, np.nan)
    if node.excess is not None:
        over = _sum(_over(part) for part in parts)
        whole = plain - (over - node.excess).clip(0.0)
    low = -math.inf if node.floor is None else node.floor
    high = math.inf if node.cap is None else node.cap
    return Level(half_up(np.clip(whole, low, high), node.decimals), plain, per)


def _over(part: _Part) -> Array:
    """What a part has above its own full marks."""
    counts = part.known & (part.slot.full > 0)
    return np.where(counts, (part.points - part.slot.full).clip(0.0), 0.0) * part.times


_Combined: TypeAlias = tuple[Array, Array | None]


def _total(slot: Slot, parts: Sequence[_Part]) -> _Combined:
    fulls = _sum(part.slot.full * part.times for part in parts)
    known = _sum(part.full for part in parts)
    # Where nothing with full marks is known there is nothing to scale: what is added to it makes no total.
    scale = np.where(fulls > 0, fulls / np.where(known != 0, known, np.nan), 1.0)
    return _sum(part.points * part.times for part in parts) * scale, scale


def _arithmetic(slot: Slot, parts: Sequence[_Part]) -> _Combined:
    per = slot.full / _weights(parts)
    return _sum(part.weight * part.rate for part in parts) * per, per


def _geometric(slot: Slot, parts: Sequence[_Part]) -> _Combined:
    logarithms = _sum(part.weight * np.where(part.rate > 0, np.log(part.rate), 0.0) for part in parts)
    return _unless_zero(np.exp(logarithms / _weights(parts)) * slot.full, parts), None


def _harmonic(slot: Slot, parts: Sequence[_Part]) -> _Combined:
    inverse = _sum(np.where(part.rate != 0, part.weight / part.rate, 0.0) for part in parts)
    return _unless_zero(_weights(parts) / inverse * slot.full, parts), None


def _product(slot: Slot, parts: Sequence[_Part]) -> _Combined:
    rates = (np.where(part.known, part.rate, 1.0) for part in parts)
    return reduce(np.multiply, rates) * slot.full, None


_COMBINED: dict[str, Callable[[Slot, Sequence[_Part]], _Combined]] = {
    "sum": _total,
    "arithmetic": _arithmetic,
    "geometric": _geometric,
    "harmonic": _harmonic,
    "product": _product,
}


def _weights(parts: Sequence[_Part]) -> Array:
    """What the known parts weigh together; NaN where they weigh nothing."""
    found = _sum(part.weight for part in parts)
    return np.where(found > 0, found, np.nan)


def _unless_zero(mean: Array, parts: Sequence[_Part]) -> Array:
    """A mean that one zero makes zero; there is none of a rate below zero, nor of nothing that weighs."""
    rates = [np.where(part.weight > 0, part.rate, np.nan) for part in parts]
    least = reduce(np.fmin, rates)
    return np.where(least > 0, mean, np.where(least == 0, 0.0, np.nan))


def _sum(arrays: Iterable[Array]) -> Array:
    return reduce(np.add, arrays)
