"""What if (假设测算): a unit's figures as they might be, with everybody's points and places beside those now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from jingkai.engines.scoring import Cube, Outcome, what_if
from jingkai.engines.scoring.dense.changes import Change
from jingkai.engines.scoring.reading import Slot
from jingkai.kernel.rounds.computing import told

from .asking import Judged
from .opened import unit_of
from .problems import NOT_A_FIGURE

# What stands before the name of an indicator in the address.
FIELD = "v."


@dataclass(frozen=True)
class Figure:
    """A figure of the unit that may be another: `value` now, None where it is not known; `typed` as it was sent."""

    name: str
    slots: tuple[Slot, ...]
    value: float | None
    unit: str
    typed: str


@dataclass(frozen=True)
class Place:
    """A unit's total and place, as it would be and as it is."""

    who: str
    group: str
    now: Outcome

    @property
    def moved(self) -> int:
        """Places gained; 0 where one of the two is not known."""
        after, before = self.place, self.place_before
        return 0 if after is None or before is None else before - after

    @property
    def place(self) -> int | None:
        """In its class, where there are classes."""
        return self.now.group_rank if self.now.group_rank is not None else self.now.rank

    @property
    def place_before(self) -> int | None:
        """As it is now."""
        return self.now.group_rank_before if self.now.group_rank_before is not None else self.now.rank_before


@dataclass(frozen=True)
class Trial:
    """A unit's figures, those of it that were changed, and what follows; without a change only the figures."""

    who: str
    figures: tuple[Figure, ...]
    changed: bool
    nodes: tuple[tuple[Slot, Outcome], ...]
    places: tuple[Place, ...]

    def with_typed(self, sent: Mapping[str, str]) -> Trial:
        """The same with what was sent in its fields, where it was refused."""
        kept = (replace(one, typed=sent.get(FIELD + one.name, "")[:20]) for one in self.figures)
        return replace(self, figures=tuple(kept))


def trial(judged: Judged, who: str, sent: Mapping[str, str]) -> Trial:
    """Raises Problem `assessment.no-such-cell`, `assessment.not-a-figure` and `rounds.not-computed`."""
    judged.find(who)
    cube = cube_of(judged)
    figures = tuple(_figures(judged, cube, who, sent))
    changes = [
        Change(who, one.name, value)
        for one in figures
        if (value := _number(one)) is not None and value != one.value
    ]
    if not changes:
        return Trial(who, figures, False, (), ())
    with told():
        outcomes = what_if(cube, changes)
    root, slots = judged.board.root, judged.board.slots
    own = tuple((slots[one.node], one) for one in outcomes if one.unit == who and one.node != root)
    seen = set(judged.shown)
    places = [
        Place(one.unit, judged.groups[one.unit], one)
        for one in outcomes
        if one.node == root and one.unit in seen and judged.groups[one.unit] == judged.groups[who]
    ]
    places.sort(key=lambda one: (one.place is None, one.place or 0, one.who))
    return Trial(who, figures, True, own, tuple(places))


def cube_of(judged: Judged) -> Cube:
    """Raises Problem `assessment.no-such-cell` while nobody has any figure."""
    assert judged.board is not None
    assert judged.running.cube is not None
    return judged.running.cube


def _figures(judged: Judged, cube: Cube, who: str, sent: Mapping[str, str]) -> list[Figure]:
    """Every figure of the unit that an indicator of the scheme is about."""
    by_name: dict[str, list[Slot]] = {}
    for slot in judged.board.scored.plan.measured:
        by_name.setdefault(slot.leaf.name, []).append(slot)
    unit = cube.figures.units[who]
    found = []
    for name, slots in by_name.items():
        number = float(cube.figures.now[cube.figures.indicators[name]][unit])
        value = None if number != number else number
        typed = " ".join(sent.get(FIELD + name, "").split())
        found.append(Figure(name, tuple(slots), value, unit_of(judged, slots[0]), typed))
    return found


def _number(one: Figure) -> float | None:
    if not one.typed:
        return None
    try:
        number = Decimal(one.typed.replace(",", "").replace("，", ""))
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or abs(number) > Decimal("1e15"):
        raise NOT_A_FIGURE(name=one.name, value=one.typed[:40])
    return float(number)
