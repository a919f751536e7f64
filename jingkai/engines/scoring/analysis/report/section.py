"""What a report has of one unit: its bars, strengths, gap, changes, and its indicators one by one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from ...grading import Result
from ...reading import Slot
from ..board import Board, Line, settled
from ..change import Change, change
from ..gap import Gap, gap
from ..judging import Judgement, Rule, judge, rate_of
from ..standing import Standing, standing
from .waterfall import Bar, waterfall

# How many indicators are named in a short list; the full table has them all.
NAMED = 5


@dataclass(frozen=True)
class Row:
    """A node or an indicator of the full table. `brought` are its points of the total."""

    slot: Slot
    line: Line
    brought: float | None
    rate: float | None
    judged: Judgement | None


@dataclass(frozen=True)
class Section:
    """A unit, its number in the report, and all that is said of it."""

    number: int
    unit: str
    result: Result
    board: Board
    period: str
    before: str
    rule: Rule

    @cached_property
    def standing(self) -> Standing:
        """Its place, beside the period before."""
        return standing(self.board, self.period, self.unit, before=self.before)

    @cached_property
    def judged(self) -> Mapping[str, Judgement]:
        """All that is strong and weak."""
        return judge(self.board, self.period, self.unit, self.rule)

    @cached_property
    def gap(self) -> Gap:
        """To the unit ahead."""
        return gap(self.board, self.period, self.unit)

    @cached_property
    def change(self) -> Change:
        """Since the period before."""
        return change(self.board, self.period, self.unit, before=self.before)

    @cached_property
    def lines(self) -> Mapping[str, Line]:
        """Its rows of the trace."""
        return self.board.lines(self.period, self.unit)

    def indicators(self, verdict: str, *, by: str) -> list[Judgement]:
        """The indicators with this verdict by `rate` or by `place`; first those that lie farthest, in points, from
        what they would have at the rate of the total.
        """
        total = self.standing.rate or 0.0
        leaves = [self.judged[slot.item.id] for slot in self.board.scored.plan.leaves]
        found = [one for one in leaves if getattr(one, f"by_{by}") == verdict]
        return sorted(found, key=lambda one: -abs(settled(((one.rate or 0.0) - total) * one.full)))

    @cached_property
    def bars(self) -> list[Bar]:
        """Part by part up to the total."""
        return waterfall(self.board.root, parts_of(self.board), self.lines)

    @property
    def rows(self) -> Iterator[Row]:
        """Every node and indicator, each node before its parts."""
        for slot in in_order(self.board):
            line = self.lines[slot.item.id]
            known = line.score is not None and line.factor is not None
            brought = line.score * line.factor if known else line.points  # type: ignore[operator]
            judged = self.judged.get(slot.item.id)
            yield Row(slot, line, brought, rate_of(line.score, slot.full), judged)


def parts_of(board: Board) -> list[Slot]:
    """What the total is made of."""
    return [slot for slot in board.slots.values() if slot.parent == 0 and not slot.item.aside]


def in_order(board: Board) -> list[Slot]:
    """Every slot below the total, each node before its parts: as a reader goes down the tree."""
    below: dict[int, list[Slot]] = {}
    for slot in board.slots.values():
        below.setdefault(slot.parent, []).append(slot)

    def walk(slots: Sequence[Slot]) -> Iterator[Slot]:
        for slot in slots:
            yield slot
            yield from walk(below.get(slot.number, ()))

    return list(walk(below.get(0, ())))
