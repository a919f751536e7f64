"""In which order indicators are worked out: those that have points for a figure after those the points come from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jingkai.engines.documents import near
from jingkai.engines.quantity import Problem

from .problems import problem

if TYPE_CHECKING:
    from .reading import Slot


@dataclass(frozen=True)
class Stage:
    """Indicators that can be worked out together, and the nodes and indicators whose points a later stage asks for."""

    leaves: tuple[Slot, ...]
    asked: tuple[Slot, ...]


def asks(slot: Slot) -> tuple[str, ...]:
    """The nodes and indicators whose points an indicator has for a figure or is laid beside."""
    if slot.take is None:
        return ()
    beside = [one.name for one in slot.take.references.values() if one.kind == "node"]
    return tuple(dict.fromkeys([*([slot.leaf.node] if slot.leaf.node else []), *beside]))


def stages(slots: Sequence[Slot]) -> tuple[Stage, ...]:
    """The stages of a scheme in which nothing `hangs`, the first first; where nothing asks for points there is one."""
    of = _Order(slots)
    number = {slot.number: of.stage(slot) for slot in slots if slot.take is not None}
    last = max(number.values())
    wanted = {id: of.by_id[id] for slot in slots for id in asks(slot)}
    ready = {slot.number: of.stage(slot) for slot in wanted.values()}
    return tuple(
        Stage(
            tuple(slot for slot in slots if number.get(slot.number) == at),
            tuple(slot for slot in wanted.values() if ready[slot.number] == at),
        )
        for at in range(last + 1)
    )


def hanging(slots: Sequence[Slot]) -> tuple[str, Problem] | None:
    """The id of an indicator whose figure is the points of what is not there (`scoring.scheme`) or of itself in the end
    (`scoring.cycle`).
    """
    of = _Order(slots)
    for slot in slots:
        for id in asks(slot):
            if id not in of.by_id:
                zh, en = near(id, list(of.by_id), 0.5)
                return slot.item.id, problem(
                    "scoring.scheme",
                    place=slot.item.id,
                    why=f"没有结点“{id}”{zh}",
                    why_en=f"there is no node '{id}'{en}",
                )
    for slot in slots:
        if asks(slot):
            try:
                of.stage(slot)
            except _CircleError:
                return slot.item.id, problem("scoring.cycle", place=slot.item.id)
    return None


def below(slots: Sequence[Slot], tops: Sequence[Slot]) -> frozenset[int]:
    """The numbers of these slots and of all that their points are made of."""
    found = {slot.number for slot in tops}
    for slot in slots:
        if slot.parent in found and not slot.item.aside:
            found.add(slot.number)
    return frozenset(found)


class _CircleError(Exception):
    """The points of something hang on themselves."""


class _Order:
    def __init__(self, slots: Sequence[Slot]) -> None:
        self.by_id: Mapping[str, Slot] = {slot.item.id: slot for slot in slots}
        self._parts: dict[int, list[Slot]] = {}
        for slot in slots[1:]:
            if slot.item.aside:
                continue
            self._parts.setdefault(slot.parent, []).append(slot)
        self._known: dict[int, int] = {}
        self._open: set[int] = set()

    def stage(self, slot: Slot) -> int:
        """The stage after which the points of a node or an indicator are there."""
        if slot.number in self._known:
            return self._known[slot.number]
        if slot.number in self._open:
            raise _CircleError
        self._open.add(slot.number)
        if slot.take is None:
            found = max(self.stage(one) for one in self._parts[slot.number])
        else:
            found = max((1 + self.stage(self.by_id[id]) for id in asks(slot)), default=0)
        self._open.discard(slot.number)
        self._known[slot.number] = found
        return found
