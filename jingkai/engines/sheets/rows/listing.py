"""A list under examination: its records with their columns typed, entries that can be replaced and held."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from jingkai.engines.sheets.asking import Asker
from jingkai.engines.sheets.blocks import Key
from jingkai.engines.sheets.rows.record import Entry, Record
from jingkai.engines.sheets.rows.vocabulary import Field, Type, field_of, makes_a_matter
from jingkai.engines.sheets.table import Column, Table
from jingkai.engines.sheets.workbook import Cell, address, column_letters


@dataclass
class Line:
    """One record while it is examined: entries by column, why the whole row is held, whether it was dropped."""

    row: int
    record: Record
    entries: dict[int, Entry]
    held: list[str] = field(default_factory=list)
    dropped: bool = False

    def hold(self, reason: str) -> None:
        """The whole row waits."""
        if reason not in self.held:
            self.held.append(reason)

    def hold_entry(self, col: int | None, reason: str) -> None:
        """One cell waits; the whole row, when the cell is blank."""
        entry = self.entries.get(col) if col is not None else None
        if entry is None or col is None:
            self.hold(reason)
        elif reason not in entry.held:
            self.entries[col] = replace(entry, held=(*entry.held, reason))


def headers_of(table: Table) -> dict[int, str]:
    """The name of each column as records carry it; a header that recurs has its column's letter behind it."""
    found: dict[int, str] = {}
    for column in table.columns:
        letters = column_letters(column.col)
        name = column.header or letters
        found[column.col] = name if name not in found.values() else f"{name}({letters})"
    return found


class Listing:
    """The records of one table by row, and its columns by what they hold."""

    def __init__(self, table: Table, records: Sequence[Record], asker: Asker) -> None:
        self.table, self.asker = table, asker
        self.columns: list[tuple[Column, Field]] = [
            (column, kind) for column in table.columns if (kind := field_of(column)) is not None
        ]
        self.headers = headers_of(table)
        cols = {header: col for col, header in self.headers.items()}
        self.all_lines = [
            Line(r.row - 1, r, {cols[header]: entry for header, entry in r.fields.items()}) for r in records
        ]

    @property
    def lines(self) -> list[Line]:
        """The records that were not dropped."""
        return [line for line in self.all_lines if not line.dropped]

    def col(self, name: str) -> int | None:
        """The first column that holds `name`."""
        return next((column.col for column, kind in self.columns if kind.name == name), None)

    def cols(self, name: str) -> list[int]:
        """All columns that hold `name`, left to right."""
        return [column.col for column, kind in self.columns if kind.name == name]

    def of_type(self, *types: Type) -> Iterator[tuple[Column, Field]]:
        """The columns of some types, left to right."""
        return ((column, kind) for column, kind in self.columns if kind.type in types)

    def field(self, name: str) -> Field:
        """What a field is called. Raises StopIteration for a field that the list has not."""
        return next(kind for _, kind in self.columns if kind.name == name)

    def entry(self, line: Line, name: str) -> Entry | None:
        """The entry of a record in the first column that holds `name`."""
        col = self.col(name)
        return None if col is None else line.entries.get(col)

    def key(self, line: Line, name: str) -> Key:
        """The cell of a record in the column that holds `name`, through merged ranges."""
        col = self.col(name)
        return self.at(line, col if col is not None else self.table.block.first_col)

    def at(self, line: Line, col: int) -> Key:
        """The cell that covers a record's column."""
        return self.table.block.grid.anchor(line.row, col)

    def cell(self, line: Line, col: int) -> Cell | None:
        """The cell itself, None when it is blank."""
        return self.table.block.grid.sheet.cells.get(self.at(line, col))

    def write(self, line: Line, col: int, text: str) -> None:
        """Puts an answered text into a cell of a record, blank or not."""
        entry = line.entries.get(col)
        blank = Entry(text, address(*self.at(line, col)))
        line.entries[col] = replace(entry, text=text) if entry is not None else blank

    @property
    def subject(self) -> tuple[int, Field] | None:
        """The column that says what a row is: the first of its kind, but a matter where somebody has to do it."""
        found = list(self.of_type(Type.SUBJECT))
        names = {kind.name for _, kind in self.columns}
        for column, kind in found:
            if kind.name == "matter" and names & makes_a_matter() and "project" not in names:
                return column.col, kind
        return (found[0][0].col, found[0][1]) if found else None

    def records(self) -> list[Record]:
        """The records as they came out."""
        done = []
        for line in self.lines:
            fields = {self.headers[col]: line.entries[col] for col in sorted(line.entries)}
            done.append(replace(line.record, fields=fields, held=tuple(line.held)))
        return done
