"""Indicators that say the same as another, and indicators that tell nobody apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import sqrt
from operator import mul

from .board import Board, settled


@dataclass(frozen=True)
class Likeness:
    """Two indicators whose points put the units in nearly the same order, or in the opposite: `rho` is Spearman's
    rank correlation over the `n` units that have points at both.
    """

    first: str
    second: str
    rho: float
    n: int


@dataclass(frozen=True)
class Redundancy:
    """`alike` in order of |rho|; `flat` are indicators at which all (so many) units have the same points. Of fewer
    than `least` units nothing is said: `enough` is False.
    """

    n: int
    least: int
    threshold: float
    alike: tuple[Likeness, ...] = ()
    flat: tuple[tuple[str, int], ...] = ()

    @property
    def enough(self) -> bool:
        """Whether there are units enough to say anything."""
        return self.n >= self.least


def redundancy(board: Board, period: str, *, threshold: float = 0.9, least: int = 10) -> Redundancy:
    """Of all units of a period: pairs of indicators with |rho| of at least `threshold`, of at least `least` units."""
    n = sum(cell.points is not None for cell in board.cells(period).values())
    if n < least:
        return Redundancy(n, least, threshold)
    points = {
        slot.item.id: {
            unit: settled(cell.points)
            for unit, cell in board.cells(period, slot.item.id).items()
            if cell.points is not None
        }
        for slot in board.scored.plan.leaves
    }
    known = {node: scores for node, scores in points.items() if len(scores) >= least}
    flat = tuple((node, len(scores)) for node, scores in known.items() if len(set(scores.values())) == 1)
    alike = [
        Likeness(first, second, rho, together)
        for first, second, rho, together in _correlations(known, least)
        if abs(rho) >= threshold
    ]
    alike.sort(key=lambda one: (-abs(one.rho), board.slots[one.first].number, board.slots[one.second].number))
    return Redundancy(n, least, threshold, tuple(alike), flat)


def _correlations(
    points: Mapping[str, Mapping[str, float]], least: int
) -> Sequence[tuple[str, str, float, int]]:
    """(first, second, rho, n) of every pair that varies on at least `least` units with points at both."""
    whole = {node: _standard_ranks(list(scores.values())) for node, scores in points.items()}
    found = []
    for first, second in combinations(points, 2):
        one, other = points[first], points[second]
        if one.keys() == other.keys():
            ranks, n = (whole[first], whole[second]), len(one)
        else:
            both = [unit for unit in one if unit in other]
            ranks = (
                _standard_ranks([one[unit] for unit in both]),
                _standard_ranks([other[unit] for unit in both]),
            )
            n = len(both)
        if n >= least and ranks[0] and ranks[1]:
            found.append((first, second, settled(sum(map(mul, *ranks))), n))
    return found


def _standard_ranks(values: Sequence[float]) -> list[float]:
    """Ranks (ties share their mean) less their mean, scaled to a length of 1; empty where all are equal."""
    order = sorted(range(len(values)), key=values.__getitem__)
    ranks = [0.0] * len(values)
    at = 0
    while at < len(order):
        end = at
        while end < len(order) and values[order[end]] == values[order[at]]:
            end += 1
        for place in order[at:end]:
            ranks[place] = (at + end - 1) / 2
        at = end
    mean = (len(values) - 1) / 2
    length = sqrt(sum((rank - mean) ** 2 for rank in ranks))
    return [(rank - mean) / length for rank in ranks] if length else []
