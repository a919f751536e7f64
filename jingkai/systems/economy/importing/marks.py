"""What a cell of the original is marked with: one kind a cell, the one that most wants to be looked at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

# From the most pressing to the least; each is a colour, a shape and a word (words.yaml, `mark_<kind>`).
KINDS = ("ask", "differ", "warn", "wait", "answered", "corrected", "new", "known")

Place = tuple[str, str]


@dataclass(frozen=True)
class Mark:
    """`kind` is one of KINDS, `target` the id of what it leads to on the page."""

    kind: str
    target: str


class Marks:
    """The marks of all cells, by (sheet, address)."""

    def __init__(self) -> None:
        self._marks: dict[Place, Mark] = {}

    def put(self, kind: str, sheet: str, cells: Iterable[str], target: str) -> None:
        """Mark the cells, unless they carry a more pressing mark."""
        for cell in cells:
            there = self._marks.get((sheet, cell))
            if there is None or KINDS.index(kind) < KINDS.index(there.kind):
                self._marks[sheet, cell] = Mark(kind, target)

    def at(self, sheet: str, cell: str) -> Mark | None:
        """The mark of a cell."""
        return self._marks.get((sheet, cell))

    def kinds(self) -> list[str]:
        """The kinds that occur, for the legend."""
        there = {one.kind for one in self._marks.values()}
        return [kind for kind in KINDS if kind in there]

    def cells(self, sheet: str, kinds: Iterable[str]) -> list[str]:
        """The cells of a sheet that carry one of these kinds."""
        wanted = set(kinds)
        return [cell for (of, cell), one in self._marks.items() if of == sheet and one.kind in wanted]
