"""A scored scheme, read by unit, node and period: nothing is computed again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cached_property

import pyarrow as pa
import pyarrow.compute as pc

from ..problems import problem
from ..reading import Slot
from ..scored import Scored
from ..shape import SAME_DECIMALS


def settled(number: float) -> float:
    """As numbers are compared: so far that engines agree, and 0 never -0."""
    return round(number, SAME_DECIMALS) + 0.0


@dataclass(frozen=True, slots=True)
class Cell:
    """What a unit has at a node: its points, its place among its peers, how many share that place (itself
    included) and how many peers have points. Peers are the units of its group; without groups, all.
    """

    points: float | None
    place: int | None
    together: int
    n: int


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the trace, by its columns: `score` are the points of the node itself, `points` those it brings to
    the total, `factor` points of the total for one of its own.
    """

    node: str
    value: float | None
    low: float | None
    high: float | None
    reference: float | None
    mean: float | None
    deviation: float | None
    rank: int | None
    n: int | None
    previous: float | None
    taken: float | None
    raw: float | None
    score: float | None
    limited: str
    why: str
    points: float | None
    factor: float | None
    facts: str | None


class Board:
    """The cells of every unit and the lines of each, of the periods that were scored."""

    def __init__(self, scored: Scored) -> None:
        self.scored = scored
        self.slots: Mapping[str, Slot] = {slot.item.id: slot for slot in scored.plan.slots}
        self.root = scored.plan.slots[0].item.id
        self.grouped = "group" in scored.loaded.groups
        self._cells: dict[str, dict[str, dict[str, Cell]]] = {}
        self._peers: dict[tuple[str, str], dict[str, Cell]] = {}
        self._lines: dict[tuple[str, str], dict[str, Line]] = {}
        self._traces: dict[str, pa.Table] = {}

    @cached_property
    def periods(self) -> tuple[str, ...]:
        """The periods that were scored, in their order."""
        found = set(pc.unique(self.scored.scores.column("period")).to_pylist())
        return tuple(label for label in self.scored.loaded.periods if label in found)

    def before(self, period: str) -> str:
        """The period before, where it was scored too; else ""."""
        label = self.scored.loaded.before(period)
        return label if label in self.periods else ""

    def group_of(self, unit: str) -> str:
        """The unit's group, "" without groups."""
        return self.scored.loaded.group_of(unit)

    def cells(self, period: str, node: str = "") -> Mapping[str, Cell]:
        """The cells of a node (the total) by unit."""
        if period not in self._cells:
            self._cells[period] = self._read_cells(period)
        return self._cells[period].get(node or self.root, {})

    def peers(self, period: str, unit: str) -> Mapping[str, Cell]:
        """The totals of the units that it is placed among, its own with them."""
        key = period, self.group_of(unit)
        if key not in self._peers:
            totals = self.cells(period).items()
            self._peers[key] = {name: cell for name, cell in totals if self.group_of(name) == key[1]}
        return self._peers[key]

    def overall(self, period: str) -> Mapping[str, int | None]:
        """The place of every unit's total among all, whatever their groups."""
        rows = _where(_where(self.scored.scores, "period", period), "node", self.root)
        return dict(zip(rows.column("unit").to_pylist(), rows.column("rank").to_pylist(), strict=True))

    def lines(self, period: str, unit: str) -> Mapping[str, Line]:
        """A unit's rows of the trace by node, in the tree's order. Raises Problem `scoring.no-trace` where the trace
        is not full.
        """
        key = period, unit
        if key not in self._lines:
            self._lines[key] = self._read_lines(period, unit)
        return self._lines[key]

    def trace(self, period: str) -> pa.Table:
        """The rows of the trace of a period. Raises as `lines`."""
        if self.scored.trace is None:
            raise problem("scoring.no-trace")
        if period not in self._traces:
            self._traces[period] = _where(self.scored.trace, "period", period)
        return self._traces[period]

    def _read_lines(self, period: str, unit: str) -> dict[str, Line]:
        rows = _where(self.trace(period), "unit", unit).select([one.name for one in fields(Line)])
        found = {row["node"]: Line(**row) for row in rows.to_pylist()}
        if self.root not in found and unit in self.cells(period):
            raise problem("scoring.no-trace")
        return found

    def _read_cells(self, period: str) -> dict[str, dict[str, Cell]]:
        place = "group_rank" if self.grouped else "rank"
        rows = _where(self.scored.scores, "period", period)
        columns = [rows.column(name).to_pylist() for name in ("node", "unit", "points", place)]
        groups = {unit: self.group_of(unit) for unit in dict.fromkeys(columns[1])}
        known = [(node, groups[unit], at) for node, unit, _, at in zip(*columns, strict=True)]
        together = Counter(known)
        n = Counter((node, group) for node, group, at in known if at is not None)
        found: dict[str, dict[str, Cell]] = {}
        for node, unit, points, at in zip(*columns, strict=True):
            group = groups[unit]
            shared = together[node, group, at] if at is not None else 0
            found.setdefault(node, {})[unit] = Cell(points, at, shared, n[node, group])
        return found


def _where(table: pa.Table, column: str, label: str) -> pa.Table:
    return table.filter(pc.equal(table.column(column), label))
