"""The tree of units to pick from: one of them alone, or with all below it. It is drawn by templates/tree.html, and
works with a keyboard, on a telephone and without a script.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from jingkai.kernel.parties.models import Organisation

# What an address says of a unit with all below it: 12-below.
BELOW = "-below"


@dataclass(frozen=True)
class Picked:
    """What was picked: the id of a unit, and whether with all below it."""

    unit: int
    below: bool

    @property
    def key(self) -> str:
        """As the address has it."""
        return f"{self.unit}{BELOW if self.below else ''}"


@dataclass(frozen=True)
class Node:
    """A unit with those right below it."""

    unit: Organisation
    nodes: tuple[Node, ...]

    def holds(self, picked: Picked | None) -> bool:
        """Whether what is picked is this unit or below it."""
        return picked is not None and (
            picked.unit == self.unit.pk or any(one.holds(picked) for one in self.nodes)
        )


def tree_of(units: Iterable[Organisation]) -> tuple[Node, ...]:
    """The units as a tree, in their order; one whose parent is not among them stands at the top."""
    some = list(units)
    there = {one.pk for one in some}
    children: dict[int | None, list[Organisation]] = {}
    for one in some:
        children.setdefault(one.parent_id if one.parent_id in there else None, []).append(one)

    def nodes(parent: int | None) -> tuple[Node, ...]:
        return tuple(Node(one, nodes(one.pk)) for one in children.get(parent, ()))

    return nodes(None)


def picked_of(text: str) -> Picked | None:
    """What an address picks; None for nothing, and for what can't be read."""
    number = text.removesuffix(BELOW)
    if not (number.isdecimal() and len(number) < 19):
        return None
    return Picked(int(number), text != number)
