"""Lists of matters, projects or enterprises: each row a record, header to typed value."""

from dataclasses import dataclass
from typing import Any

from jingkai.engines.sheets import lexicon
from jingkai.engines.sheets.fold import fold
from jingkai.engines.sheets.labels import unit_of
from jingkai.engines.sheets.table import Column, Role, Table
from jingkai.engines.sheets.values import printed
from jingkai.engines.sheets.workbook import Cell, Kind, address


@dataclass(frozen=True)
class Entry:
    """One cell of a record: what was typed, and the number, date or unit in it."""

    text: str
    cell: str
    value: str | None = None
    unit: str | None = None
    date: str | None = None


@dataclass(frozen=True)
class Record:
    """One row of a list; `row` counts from 1. Rows that sum others up are no records."""

    sheet: str
    row: int
    fields: dict[str, Entry]

    def to_json(self) -> dict[str, Any]:
        """Plain data."""
        fields = {
            header: {k: v for k, v in vars(entry).items() if v is not None}
            for header, entry in self.fields.items()
        }
        return {"sheet": self.sheet, "row": self.row, "fields": fields}


def is_list(table: Table) -> bool:
    """Whether the rows are things of a register: they carry words (who, what, when) besides figures."""
    words = lexicon.words()
    described = [
        column
        for column in table.columns
        if column.role is Role.TEXT or (column.role is Role.LABEL and column is not _first_label(table))
    ]
    headers = [column.labels[-1].folded for column in described if column.labels]
    telling = sum(1 for header in headers if words["record_text_header"].search(header))
    first = _first_label(table)
    head = first.labels[-1].folded if first is not None and first.labels else ""
    if words["record_header"].match(head) and telling >= 1 and len(described) >= 1:
        return telling >= 2 or len(described) >= len(table.data) or not table.data
    return telling >= 3 or (telling >= 2 and len(described) >= len(table.data))


def _first_label(table: Table) -> Column | None:
    return next((column for column in table.columns if column.role is Role.LABEL), None)


def records_of(table: Table) -> list[Record]:
    """The rows of a list as records; blank cells are left out, merged cells count for every row they cover."""
    grid = table.block.grid
    found = []
    sums = _sums(table)
    for number in table.block.body:
        if number in sums:
            continue
        fields: dict[str, Entry] = {}
        for column in table.columns:
            anchor = grid.anchor(number, column.col)
            cell = grid.sheet.cells.get(anchor)
            if cell is not None and cell.kind is not Kind.EMPTY:
                fields[_heading(column, fields)] = _entry(column, cell, grid)
        if fields:
            found.append(Record(grid.sheet.name, number + 1, fields))
    return found


def _sums(table: Table) -> set[int]:
    """The rows that total others: 合计, 小计, and group rows numbered 一, 二 among rows numbered 1, 2."""
    grid = table.block.grid
    sums = {row.row for row in table.rows if row.total or row.subtotal}
    for column in table.of(Role.SERIAL):
        serials = {r: grid.words_at(r, column.col) or "" for r in table.block.body}
        numbered = {r for r, text in serials.items() if fold(text).rstrip(".、").isdigit()}
        if len(numbered) * 2 >= len(serials):
            sums |= {r for r, text in serials.items() if r not in numbered and text.strip()}
    return sums


def _heading(column: Column, taken: dict[str, Entry]) -> str:
    name = column.header or address(0, column.col).rstrip("1")
    return name if name not in taken else f"{name}({address(0, column.col).rstrip('1')})"


def _entry(column: Column, cell: Cell, grid: Any) -> Entry:
    value = grid.values.get((cell.row, cell.col))
    when = cell.when.isoformat()[:10] if cell.when is not None and hasattr(cell.when, "year") else None
    if value is None or value.exact is None or column.role is Role.SERIAL:
        return Entry(cell.text.strip(), cell.address, date=when)
    unit = "%" if value.percent else column.unit or unit_of(fold(column.header.split("/")[-1]))
    return Entry(cell.text.strip(), cell.address, printed(value.exact), unit, when)
