"""Where titles, headers, labels and figures of a sheet stand, as its expected file declares it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from jingkai.engines.sheets.tests.metamorph.samples import Sample
from jingkai.engines.sheets.workbook import Sheet, position

Key = tuple[int, int]


@dataclass
class Panel:
    """One table: its header rows and the rows from its first figure to its last."""

    header: list[int]
    body: list[int]


@dataclass
class Anatomy:
    """One visible sheet with figures. `units` is the printed unit of each figure's cell."""

    sheet: Sheet
    figures: set[Key] = field(default_factory=set)
    units: dict[Key, str] = field(default_factory=dict)
    measures: dict[Key, str] = field(default_factory=dict)
    why: dict[Key, str] = field(default_factory=dict)

    @property
    def first_header_row(self) -> int:
        """The row of the topmost header."""
        return min(row for (row, _), why in self.why.items() if why == "表头")

    @property
    def last_col(self) -> int:
        """The last column that holds anything, merged titles included."""
        return max(*(col for _, col in self.sheet.cells), *(merge.right for merge in self.sheet.merges), 0)

    def panels(self) -> list[Panel]:
        """The tables below each other."""
        found: list[Panel] = []
        heads = {row for (row, _), why in self.why.items() if why == "表头"}
        rows = {row for row, _ in self.figures}
        for row in range(max(rows, default=-1) + 1):
            if row in heads:
                if not found or found[-1].body:
                    found.append(Panel([], []))
                found[-1].header.append(row)
            elif row in rows and found:
                found[-1].body.append(row)
        return [
            Panel(panel.header, list(range(panel.body[0], panel.body[-1] + 1)))
            for panel in found
            if panel.body
        ]


def anatomies(sample: Sample) -> list[Anatomy]:
    """The visible sheets that hold facts, each with what its cells are."""
    found = []
    for sheet in sample.book.sheets:
        anatomy = Anatomy(sheet)
        for fact in [*sample.expected["facts"], *sample.expected["range_facts"]]:
            if fact["sheet"] == sheet.name:
                key = position(fact["cell"])
                anatomy.figures.add(key)
                anatomy.units[key] = fact["unit"]
                anatomy.measures[key] = fact["measure"]
        for entry in sample.expected["not_facts"]:
            if entry["sheet"] == sheet.name:
                anatomy.why.update(dict.fromkeys(_cells(entry["cells"]), entry["why"]))
        if anatomy.figures and not sheet.hidden:
            found.append(anatomy)
    return found


def _cells(cells: str | list[str]) -> Iterator[Key]:
    for part in cells if isinstance(cells, list) else cells.split(","):
        first, _, last = part.strip().partition(":")
        (top, left), (bottom, right) = position(first), position(last or first)
        yield from ((row, col) for row in range(top, bottom + 1) for col in range(left, right + 1))
