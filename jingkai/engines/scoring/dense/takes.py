"""What is taken of the figures, as `scoring.takes` says it in expressions: the same in NumPy."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial, reduce
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from ..formulas.arrays import Arrays
from ..formulas.computing import Step, Why, compute
from ..formulas.reading import Formula
from ..problems import WHY
from ..reading import Slot
from ..shape import PERIOD_BEFORE, Array, Indices, Reference, Take
from .figures import Figures
from .places import places

Codes: TypeAlias = npt.NDArray[np.int8]
# Why nothing could be taken, as a number: its place among the reasons, from 1; 0 where there is none.
REASONS = ("", *WHY)
_STATISTICS: dict[str, Callable[[Array], Array]] = {
    "min": lambda value: np.nanmin(value, axis=-1, keepdims=True),
    "max": lambda value: np.nanmax(value, axis=-1, keepdims=True),
    "mean": lambda value: summed(value) / np.sum(~np.isnan(value), axis=-1, keepdims=True),
    "median": lambda value: np.nanmedian(value, axis=-1, keepdims=True),
    "sum": lambda value: summed(value),
}


@dataclass(frozen=True)
class Cells:
    """The figures of one indicator, and what they are laid beside."""

    figures: Figures
    slot: Slot
    _beside: dict[Reference, Array] = field(default_factory=dict)

    @cached_property
    def column(self) -> int:
        """The number of its column."""
        return self.figures.column_of(self.slot.leaf)

    @cached_property
    def value(self) -> Array:
        """(..., scored units)."""
        return self.figures.now[self.column][..., : self.figures.scored]

    @cached_property
    def sign(self) -> float:
        """1 where high is good, -1 where low is."""
        return 1.0 if self.slot.leaf.direction == "high" else -1.0

    @cached_property
    def classes(self) -> Sequence[Indices]:
        """The units that are compared with each other."""
        return self.figures.classes[self.slot.leaf.within]

    @cached_property
    def n(self) -> Array:
        """How many peers have a value."""
        return self.of_peers(lambda value: np.sum(~np.isnan(value), axis=-1, keepdims=True))

    @cached_property
    def place(self) -> Array:
        """The place among the peers, 1 + the better ones."""
        return places(self.classes, self.value * self.sign)

    @cached_property
    def behind(self) -> Array:
        """How many peers are worse."""
        return places(self.classes, -self.value * self.sign) - 1

    @cached_property
    def place_before(self) -> Array:
        """The place a period before."""
        return places(
            self.classes, self.figures.earlier[PERIOD_BEFORE][self.column][: self.figures.scored] * self.sign
        )

    def of_peers(self, statistic: Callable[[Array], Array]) -> Array:
        """A statistic of each unit's peers, in each unit's place; NaN of peers without a single value."""
        found = np.full(self.value.shape, np.nan)
        for members in self.classes:
            found[..., members] = statistic(self.value[..., members])
        return found

    @cached_property
    def mean(self) -> Array:
        """That of the peers."""
        return self.beside(Reference("peers", name="mean"))

    def deviation(self, *, population: bool) -> Array:
        """The standard deviation of the peers, of which a single one has none in a sample."""
        squares = (self.value - self.mean) ** 2
        total = np.full(self.value.shape, np.nan)
        for members in self.classes:
            total[..., members] = summed(squares[..., members])
        several = np.maximum(self.n if population else self.n - 1, 0)
        variance = np.divide(total, several, out=np.full(total.shape, np.nan), where=several > 0)
        return np.asarray(np.sqrt(variance))

    def beside(self, reference: Reference | None) -> Array:
        """What the value is laid beside, (..., scored units) or one number for all."""
        assert reference is not None
        if reference not in self._beside:
            self._beside[reference] = self._resolved(reference)
        return self._beside[reference]

    def _resolved(self, reference: Reference) -> Array:
        figures = self.figures
        if reference.kind == "number":
            found: Array = np.array(reference.number)
        elif reference.kind == "node":
            found = figures.now[figures.nodes[reference.name]][..., : figures.scored]
        elif reference.kind == "peers":
            found = self._statistic(reference)
        else:
            found = self._recorded(reference)
        return found * reference.times

    def _recorded(self, reference: Reference) -> Array:
        figures = self.figures
        column = figures.indicators[reference.indicator] if reference.indicator else self.column
        of = [figures.earlier[ago][column] for ago in reference.back] or [figures.now[column]]
        if reference.unit:
            of = [one[..., figures.units[reference.unit], None] for one in of]
        else:
            of = [one[..., : figures.scored] for one in of]
        return of[0] if len(of) == 1 else _mean(of)

    def _statistic(self, reference: Reference) -> Array:
        name = reference.name
        if name in ("best", "worst"):
            name = "max" if (name == "best") == (self.sign > 0) else "min"
        made = _STATISTICS.get(name) or partial(_percentile_of, reference.number)

        def known(value: Array) -> Array:
            empty = np.isnan(value).all(axis=-1, keepdims=True)
            return np.where(empty, np.nan, made(np.where(empty, 0.0, value)))

        return self.of_peers(known)


def summed(value: Array) -> Array:
    """The sum along the last axis without what is NaN, in the order of the units as in `statements.summing`: NumPy's
    own adds in pairs, which has another last digit.
    """
    return np.cumsum(np.where(np.isnan(value), 0.0, value), axis=-1)[..., -1:]


def _mean(several: Sequence[Array]) -> Array:
    """Of those that there are, NaN without any."""
    total = reduce(np.add, (np.where(np.isnan(one), 0.0, one) for one in several))
    count = reduce(np.add, (np.where(np.isnan(one), 0, 1) for one in several))
    return np.asarray(np.where(count > 0, total / np.maximum(count, 1), np.nan))


def _percentile_of(percent: float, value: Array) -> Array:
    """That of `percent` % along the last axis, between two figures in proportion (PERCENTILE.INC)."""
    ordered, count = np.sort(value, axis=-1), np.sum(~np.isnan(value), axis=-1, keepdims=True)
    place = (count - 1) * percent / 100
    lower = np.floor(place)
    upper = np.minimum(lower + 1, count - 1)
    low, high = (np.take_along_axis(ordered, one.astype(np.intp), -1) for one in (lower, upper))
    return np.asarray(low + (place - lower) * (high - low))


def taken(cells: Cells, take: Take) -> tuple[Array, Codes]:
    """What is taken, NaN where there is no value or a reason why there is nothing, and the reasons (`REASONS`)."""
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        if take.formula is not None:
            return _formula(cells, take, take.formula)
        found, cases = _TAKES[take.kind](cells, take)
    bound = cells.figures.bound[cells.column][..., : cells.figures.scored]
    why = np.zeros(np.broadcast_shapes(found.shape, bound.shape), np.int8)
    for condition, reason in reversed(cases):
        why[np.broadcast_to(condition, why.shape)] = REASONS.index(reason)
    why[np.broadcast_to(np.isnan(cells.value), why.shape)] = 0
    why[np.broadcast_to(bound, why.shape)] = REASONS.index("bound")
    return np.where(why > 0, np.nan, found), why


_Case: TypeAlias = tuple[npt.NDArray[np.bool_], str]
_Found: TypeAlias = tuple[Array, list[_Case]]


def _value(cells: Cells, take: Take) -> _Found:
    return cells.value, []


def _difference(cells: Cells, take: Take) -> _Found:
    beside = cells.beside(take.reference)
    return (cells.value - beside) * cells.sign, [(np.isnan(beside), "no-reference")]


def _ratio(cells: Cells, take: Take) -> _Found:
    beside = cells.beside(take.reference)
    upper, lower = (cells.value, beside) if cells.sign > 0 else (beside, cells.value)
    return upper / lower * 100, [
        (np.isnan(beside), "no-reference"),
        (lower == 0, "zero-reference"),
        (lower < 0, "negative-reference"),
    ]


def _growth(cells: Cells, take: Take) -> _Found:
    beside = cells.beside(take.reference)
    return (cells.value / beside - 1) * 100 * cells.sign, [
        (np.isnan(beside), "no-reference"),
        (beside == 0, "zero-reference"),
        (beside < 0, "negative-base"),
    ]


def _position(cells: Cells, take: Take) -> _Found:
    assert take.low is not None
    assert take.high is not None
    value, low, high = cells.value, cells.beside(take.low), cells.beside(take.high)
    of_peers = take.low.kind == take.high.kind == "peers"
    cases = [(np.isnan(low) | np.isnan(high), "no-reference")]
    if take.log:
        cases.append(((value <= 0) | (low <= 0) | (high <= 0), "no-logarithm"))
    if of_peers:
        cases.append((cells.n == 1, "one-unit"))
    cases.append((low == high, "all-equal" if of_peers else "no-span"))
    cases.append(((high - low) * cells.sign < 0, "wrong-way"))
    if take.log:
        value, low, high = np.log(value), np.log(low), np.log(high)
    position = (value - low) / (high - low) * 100
    if take.bend:
        position = (np.exp(position / 100 * math.log(take.bend)) - 1) / (take.bend - 1) * 100
    return position, cases


def _z(cells: Cells, take: Take) -> _Found:
    deviation = cells.deviation(population=take.population)
    return (cells.value - cells.mean) / deviation * cells.sign, [
        (cells.n == 1, "one-unit"),
        (deviation <= np.abs(cells.mean) * 1e-12, "all-equal"),
    ]


def _rank(cells: Cells, take: Take) -> _Found:
    return cells.place, [(cells.n == 1, "one-unit")]


def _behind(cells: Cells, take: Take) -> _Found:
    return cells.behind, [(cells.n == 1, "one-unit")]


def _percentile(cells: Cells, take: Take) -> _Found:
    share = cells.behind / (cells.n - 1) if take.beaten else (cells.behind + 1) / cells.n
    return share * 100, [(cells.n == 1, "one-unit")]


def _gain(cells: Cells, take: Take) -> _Found:
    gained = cells.place_before - cells.place
    found = gained / cells.place_before if take.kind == "relative-gain" else gained
    return found, [(np.isnan(cells.place_before), "no-reference"), (cells.n == 1, "one-unit")]


def _formula(cells: Cells, take: Take, formula: Formula) -> tuple[Array, Codes]:
    """Points by the scheme's own formula."""
    numbers = Arrays()
    given = {"value": _given(cells.value, Why.NO_VALUE)}
    given |= {name: _given(cells.beside(one), Why.NO_REFERENCE) for name, one in take.inputs}
    if formula.names & {"rank", "n"}:
        place = _given(cells.place, Why.NO_VALUE)
        alone = numbers.reason(Why.ONE_UNIT, cells.n == 1)
        given |= {
            "rank": Step(place.value, numbers.first([place.why, alone])),
            "n": _given(cells.n, Why.NO_VALUE),
        }
    step = compute(formula.root, given, numbers)
    shape = np.broadcast_shapes(np.shape(step.value), cells.value.shape)
    told = np.broadcast_to(np.asarray(0 if step.why is None else step.why), shape)
    why = _CODES[told]
    if formula.names & {"value", "rank"}:
        bound = cells.figures.bound[cells.column][..., : cells.figures.scored]
        absent = np.isnan(cells.value) & (told > 0)
        why = np.where(absent, np.where(bound, REASONS.index("bound"), 0), why).astype(np.int8)
    return np.where(told > 0, np.nan, step.value), why


def _given(figure: Array, absent: Why) -> Step:
    """An input of a formula, any number where there is none."""
    known = ~np.isnan(figure)
    return Step(np.where(known, figure, 0.0), np.where(known, 0, absent.value))


# The reasons of a formula as those of every take; that the value itself is absent is none.
_CODES = np.array([0, *(0 if one is Why.NO_VALUE else REASONS.index(one.code) for one in Why)], np.int8)
_TAKES: dict[str, Callable[[Cells, Take], _Found]] = {
    "value": _value,
    "difference": _difference,
    "ratio": _ratio,
    "position": _position,
    "growth": _growth,
    "z": _z,
    "rank": _rank,
    "behind": _behind,
    "gain": _gain,
    "relative-gain": _gain,
    "percentile": _percentile,
}
