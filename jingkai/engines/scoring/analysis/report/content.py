"""What a report has of the whole: its head, the places, what was missing, and which units have a section."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from ...grading import Draw, Result, draws, grade
from ...problems import problem
from ...reading import Slot
from ..board import Board
from ..judging import Judgement, Rule, judge
from ..redundancy import Redundancy, redundancy
from ..standing import Standing, standing
from .said import Lang
from .section import Section, parts_of

# So that the page opens on any machine and prints: units one by one, rows of their tables, rows of the places.
MOST_SECTIONS = 60
MOST_ROWS = 3000
MOST_PLACES = 1000


@dataclass(frozen=True)
class Missing:
    """An indicator without a value or a result (`why`), the units, and their points where the scheme says some."""

    slot: Slot
    why: str
    score: float | None
    units: list[str]


@dataclass(frozen=True)
class Place:
    """A unit in the list of places; `number` is that of its section, 0 where it has none."""

    result: Result
    standing: Standing
    overall: int | None
    number: int


@dataclass(frozen=True)
class Content:
    """A report of one period. `asked` are the units that have sections; without them the first ones have."""

    board: Board
    facts: str
    period: str
    before: str
    asked: Collection[str]
    rule: Rule

    def title(self, lang: Lang) -> str:
        """The scheme's; without one that of the total."""
        plan = self.board.scored.plan
        return (plan.title if lang == "zh" else plan.title_en or plan.title) or self.board.root

    @classmethod
    def of(
        cls, board: Board, facts: str, *, before: str | None = None, asked: Collection[str] = (), rule: Rule
    ) -> Content:
        """Of the last period that was scored. Raises Problem `scoring.unit-unknown` and `scoring.period-unknown`."""
        period = board.periods[-1]
        for unit in asked:
            if unit not in board.cells(period):
                raise problem("scoring.unit-unknown", unit=unit, file="--report")
        if before and before not in board.periods:
            raise problem("scoring.period-unknown", period=before, known="、".join(board.periods))
        return cls(board, facts, period, board.before(period) if before is None else before, asked, rule)

    @cached_property
    def results(self) -> list[Result]:
        """Of every unit, by group and place."""
        return [one for one in grade(self.board.scored) if one.period == self.period]

    @cached_property
    def draws(self) -> list[Draw]:
        """Groups that lie too close together."""
        return [one for one in draws(self.board.scored) if one.period == self.period]

    @cached_property
    def parts(self) -> list[Slot]:
        """Those of the total."""
        return parts_of(self.board)

    @cached_property
    def sections(self) -> list[Section]:
        """Of the units that were asked for, or of as many as leave the page readable."""
        leaves = len(self.board.scored.plan.leaves)
        most = max(1, min(MOST_SECTIONS, MOST_ROWS // leaves))
        chosen = [one for one in self.results if not self.asked or one.unit in self.asked]
        return [
            Section(number, one.unit, one, self.board, self.period, self.before, self.rule)
            for number, one in enumerate(chosen if self.asked else chosen[:most], start=1)
        ]

    @cached_property
    def places(self) -> dict[str, list[Place]]:
        """By group; as many as leave the page readable."""
        numbers = {section.unit: section.number for section in self.sections}
        overall = self.board.overall(self.period) if self.board.grouped else {}
        found: dict[str, list[Place]] = {}
        for one in self.results[:MOST_PLACES]:
            stands = standing(self.board, self.period, one.unit, before=self.before)
            place = Place(one, stands, overall.get(one.unit), numbers.get(one.unit, 0))
            found.setdefault(one.group, []).append(place)
        return found

    def rates(self, unit: str) -> list[tuple[Slot, Judgement]]:
        """Every part of the total."""
        judged = judge(self.board, self.period, unit, self.rule)
        return [(slot, judged[slot.item.id]) for slot in self.parts]

    @cached_property
    def missing(self) -> list[Missing]:
        """What had no value or no result, by indicator, reason and worth."""
        rows = self.board.trace(self.period).select(["unit", "node", "why", "score"]).to_pylist()
        found: dict[tuple[str, str, float | None], list[str]] = {}
        for row in rows:
            if row["why"]:
                found.setdefault((row["node"], row["why"], row["score"]), []).append(row["unit"])
        ordered = sorted(found.items(), key=lambda item: (self.board.slots[item[0][0]].number, item[0][1]))
        return [Missing(self.board.slots[node], why, score, units) for (node, why, score), units in ordered]

    @cached_property
    def without_total(self) -> list[str]:
        """Units of which nothing is known."""
        return [one.unit for one in self.results if one.points is None]

    @cached_property
    def redundancy(self) -> Redundancy:
        """Of the period's indicators."""
        return redundancy(self.board, self.period)
