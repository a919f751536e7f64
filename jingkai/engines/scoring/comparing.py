"""What changes from one scheme to another (办法对照): what is new, dropped, moved and changed, and where every point
of the full marks went.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel

from .methods import METHODS
from .reading import Plan
from .scheme import Item, Leaf, Node

What = Literal["new", "dropped", "moved", "perhaps-renamed", "changed"]
Of = Literal["indicator", "node", "scheme"]
# Differences of full marks below this are those of binary fractions.
_SAME = 1e-9
# What is told by rows of its own.
_APART = ("id", "of", "method")
# The parts of the scheme that are lists, with what names an entry of them.
_LISTS = {"tiers": "tier", "alone": "tier", "gates": "id", "repeated": "result"}


@dataclass(frozen=True)
class Change:
    """One thing that differs. `before` and `after` are as the two documents write it, None where one says nothing.

    | what | key | before, after |
    |---|---|---|
    | new, dropped, moved | of | the node above it |
    | perhaps-renamed | id | the dropped and the new indicator: the same facts and method under another id |
    | changed | the key; `completion.target` of a method, `gates.安全.over` of an entry | what stands there |
    """

    what: What
    of: Of
    id: str
    key: str
    before: str | None
    after: str | None


@dataclass(frozen=True)
class Marks:
    """What an indicator can bring of the total's full marks, in points of the total; None where it is not there."""

    id: str
    before: float | None
    after: float | None

    @property
    def change(self) -> float:
        """The points won or lost."""
        return (self.after or 0.0) - (self.before or 0.0)


@dataclass(frozen=True)
class SchemeDiff:
    """`marks` has a row for each indicator of either scheme, and for each node that keeps full marks of its own: one
    that declares other full marks than its parts have, and those in `undivided`, whose points are not a sum of their
    parts' (a geometric or harmonic mean, a product). In points of the total; their changes add to `after` - `before`.
    """

    changes: tuple[Change, ...]
    marks: tuple[Marks, ...]
    undivided: tuple[str, ...]
    before: float
    after: float

    def indicators(self, what: What) -> list[Change]:
        """The changes of this sort, of indicators."""
        return [one for one in self.changes if one.what == what and one.of == "indicator"]

    @property
    def new(self) -> float:
        """Full marks of what is new."""
        return math.fsum(one.change for one in self.marks if one.before is None)

    @property
    def dropped(self) -> float:
        """Full marks of what was dropped."""
        return math.fsum(one.before or 0.0 for one in self.marks if one.after is None)

    @property
    def changed(self) -> float:
        """Full marks won less those lost by what is in both."""
        return math.fsum(one.change for one in self.marks if None not in (one.before, one.after))

    @property
    def accounted(self) -> bool:
        """Whether every point of the difference is one of a row. It always is; whoever prints it says so by this."""
        said = self.before - self.dropped + self.new + self.changed
        return math.isclose(said, self.after, rel_tol=_SAME, abs_tol=_SAME)


def compare(before: Plan, after: Plan) -> SchemeDiff:
    """What changes from `before` to `after`. The order in which parts stand is no change: no point comes from it."""
    old, new = _entries(before), _entries(after)
    changes = [
        *_came_and_went(old, new),
        *_perhaps_renamed(old, new),
        *(change for key in new if key in old for change in _changed(old[key], new[key])),
        *_scheme(before, after),
    ]
    was, kept = full_marks(before)
    now, keep = full_marks(after)
    marks = [Marks(id, was.get(id), now.get(id)) for id in dict.fromkeys([*now, *was])]
    return SchemeDiff(
        tuple(changes),
        tuple(marks),
        tuple(dict.fromkeys([*kept, *keep])),
        before.slots[0].full,
        after.slots[0].full,
    )


def full_marks(plan: Plan) -> tuple[dict[str, float], list[str]]:
    """What each indicator can bring of the total's full marks, in points of the total, and the nodes that are not
    divided. What a node declares beyond (or short of) its parts' full marks stands under its own id, so that all add
    to the total's.
    """
    found: dict[str, float] = {}
    undivided: list[str] = []
    # Of each: its full marks in points of the total, and what one point of its own is worth there.
    waiting = [(plan.slots[0], plan.slots[0].full, 1.0)]
    while waiting:
        slot, share, worth = waiting.pop(0)
        below = plan.parts.get(slot.number, ())
        if not isinstance(slot.item, Node):
            found[slot.item.id] = share
            continue
        weights = math.fsum(one.weight for one in below)
        if slot.item.combine == "sum":
            shares = [(one, one.full * worth, worth) for one in below]
        elif slot.item.combine == "arithmetic" and weights:
            shares = [
                (one, share * one.weight / weights, share * one.weight / weights / one.full) for one in below
            ]
        else:
            undivided.append(slot.item.id)
            found[slot.item.id] = share
            continue
        waiting += shares
        rest = share - math.fsum(one for _, one, _ in shares)
        if abs(rest) > _SAME * max(1.0, abs(share)):
            found[slot.item.id] = rest
    return found, undivided


@dataclass(frozen=True)
class _Entry:
    """A node or an indicator, what was written of it, and the id of the node above it ("" of the root and below it)."""

    item: Item
    written: Mapping[str, Any]
    above: str

    @property
    def of(self) -> Of:
        return "indicator" if isinstance(self.item, Leaf) else "node"


def _entries(plan: Plan) -> dict[str, _Entry]:
    """Every node and indicator by id; the root by none, since there is one in every scheme."""
    waiting = [plan.body["tree"]]
    found = {}
    for slot in plan.slots:
        written = waiting.pop(0)
        waiting += written.get("of", ())
        above = plan.slots[slot.parent].item.id if slot.parent > 0 else ""
        key = f"{type(slot.item).__name__} {slot.item.id}" if slot.parent >= 0 else ""
        found[key] = _Entry(slot.item, written, above)
    return found


def _came_and_went(old: Mapping[str, _Entry], new: Mapping[str, _Entry]) -> Iterator[Change]:
    for key, one in new.items():
        if key not in old:
            yield Change("new", one.of, one.item.id, "of", None, one.above)
    for key, one in old.items():
        if key not in new:
            yield Change("dropped", one.of, one.item.id, "of", one.above, None)
    for key, one in new.items():
        if key in old and old[key].above != one.above:
            yield Change("moved", one.of, one.item.id, "of", old[key].above, one.above)


def _perhaps_renamed(old: Mapping[str, _Entry], new: Mapping[str, _Entry]) -> Iterator[Change]:
    """The same facts scored by the same method under another id, where only one pair can be meant."""
    gone, come = _by_use(old, new), _by_use(new, old)
    for use, ids in come.items():
        there = gone.get(use, [])
        if len(ids) == len(there) == 1:
            yield Change("perhaps-renamed", "indicator", ids[0], "id", there[0], ids[0])


def _by_use(mine: Mapping[str, _Entry], other: Mapping[str, _Entry]) -> dict[tuple[str, ...], list[str]]:
    found: dict[tuple[str, ...], list[str]] = {}
    for key, one in mine.items():
        if key not in other and isinstance(one.item, Leaf):
            found.setdefault((one.item.name, *one.item.method), []).append(one.item.id)
    return found


def _changed(old: _Entry, new: _Entry) -> Iterator[Change]:
    def row(key: str, before: Any, after: Any) -> Change:
        return Change("changed", new.of, new.item.id, key, written(before), written(after))

    if old.item.id != new.item.id:
        yield row("id", old.item.id, new.item.id)
    for key in _differing(old.item, new.item, _APART):
        yield row(key, old.written.get(key), new.written.get(key))
    if isinstance(old.item, Leaf) and isinstance(new.item, Leaf):
        (was, before), (now, after) = *old.item.method.items(), *new.item.method.items()
        before, after = before or {}, after or {}
        if was != now:
            yield row("method", old.written["method"], new.written["method"])
            return
        read = METHODS[now].model_validate
        for key in _differing(read(before), read(after)):
            yield row(f"{now}.{key}", before.get(key), after.get(key))


def _differing(old: BaseModel, new: BaseModel, apart: Sequence[str] = ()) -> list[str]:
    """The keys under which two parts say something else; 0.10 is no other number than 0.1."""
    return [
        key for key in type(new).model_fields if key not in apart and getattr(old, key) != getattr(new, key)
    ]


def _scheme(before: Plan, after: Plan) -> Iterator[Change]:
    """The scheme's own keys."""
    for key in _differing(before.scheme, after.scheme, ("tree", *_LISTS)):
        yield Change(
            "changed", "scheme", "", key, written(before.body.get(key)), written(after.body.get(key))
        )
    for key, name in _LISTS.items():
        if getattr(before.scheme, key) != getattr(after.scheme, key):
            yield from _list(key, name, before, after)


def _list(key: str, name: str, before: Plan, after: Plan) -> Iterator[Change]:
    """Entry by entry where each has a name of its own, else as a whole."""

    def row(key: str, old: Any, new: Any) -> Change:
        return Change("changed", "scheme", "", key, written(old), written(new))

    old = {str(getattr(one, name)): (one, said) for one, said in _said(before, key)}
    new = {str(getattr(one, name)): (one, said) for one, said in _said(after, key)}
    if (len(old), len(new)) != (len(getattr(before.scheme, key)), len(getattr(after.scheme, key))):
        yield row(key, before.body.get(key), after.body.get(key))
        return
    for id in dict.fromkeys([*new, *old]):
        if id not in old or id not in new:
            yield row(f"{key}.{id}", old[id][1] if id in old else None, new[id][1] if id in new else None)
            continue
        for part in _differing(old[id][0], new[id][0]):
            yield row(f"{key}.{id}.{part}", old[id][1].get(part), new[id][1].get(part))
    both = [id for id in old if id in new]
    if both != [id for id in new if id in old]:
        yield row(key, list(old), list(new))


def _said(plan: Plan, key: str) -> Iterator[tuple[Any, Mapping[str, Any]]]:
    return zip(getattr(plan.scheme, key), plan.body.get(key, ()), strict=True)


def written(value: Any) -> str | None:
    """What stands under a key, on one line; None where nothing does."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {written(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(str(written(one)) for one in value) + "]"
    return None if value is None else str(value)
