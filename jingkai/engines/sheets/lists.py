"""Lists of matters, projects, enterprises or persons: each row a record, header to typed value."""

from collections.abc import Mapping

from jingkai.engines.sheets import lexicon
from jingkai.engines.sheets.rows.headings import heading_rows
from jingkai.engines.sheets.rows.listing import headers_of
from jingkai.engines.sheets.rows.money import in_unit, units_of_columns
from jingkai.engines.sheets.rows.record import Entry, Record
from jingkai.engines.sheets.rows.vocabulary import CODES, Type, field_of
from jingkai.engines.sheets.table import Column, Role, Table
from jingkai.engines.sheets.values import Value, printed
from jingkai.engines.sheets.workbook import Cell, Kind

__all__ = ["Entry", "Record", "is_list", "records_of"]

_MIDNIGHT = "T00:00:00"
# Columns that may look like figures and are none.
_NO_FIGURES = frozenset(Type) - {Type.MONEY}


def is_list(table: Table) -> bool:
    """Whether the rows are things of a register: they carry words (who, what, when) besides figures."""
    words = lexicon.words()
    kinds = {column.col: kind for column in table.columns if (kind := field_of(column)) is not None}
    coded = [column for column in table.columns if column.col in kinds and kinds[column.col].type in CODES]
    first = _first_label(table)
    described = [
        column
        for column in table.columns
        if column.role is Role.TEXT or (column.role is Role.LABEL and column is not first)
    ]
    if coded and any(kind.type is Type.SUBJECT for kind in kinds.values()):
        return True  # whoever has a code of his own is a thing of a register
    headers = [column.labels[-1].folded for column in described if column.labels]
    telling = sum(1 for header in headers if words["record_text_header"].search(header))
    head = first.labels[-1].folded if first is not None and first.labels else ""
    if words["record_header"].match(head) and telling >= 1 and len(described) >= 1:
        return telling >= 2 or len(described) >= len(table.data) or not table.data
    return telling >= 3 or (telling >= 2 and len(described) >= len(table.data))


def _first_label(table: Table) -> Column | None:
    return next((column for column in table.columns if column.role is Role.LABEL), None)


def records_of(table: Table) -> list[Record]:
    """The rows of a list as records; blank cells are left out, merged cells count for every row they cover.

    Columns that hold codes, dates or names are no figures whatever they look like: they become columns of text.
    """
    for column in table.columns:
        if column.role is Role.DATA and _is_no_figure(column):
            column.role = Role.TEXT
    plain = {column.col for column in table.columns if column.role is Role.SERIAL or _is_no_figure(column)}
    headers, units, skipped = headers_of(table), units_of_columns(table), heading_rows(table)
    found = []
    for number in table.block.body:
        if number in skipped:
            continue
        fields = _fields(table, number, headers, units, plain)
        if fields:
            found.append(Record(table.block.grid.sheet.name, number + 1, fields))
    return found


def _is_no_figure(column: Column) -> bool:
    kind = field_of(column)
    return kind is not None and kind.type in _NO_FIGURES


def _fields(
    table: Table, row: int, headers: Mapping[int, str], units: Mapping[int, str], plain: set[int]
) -> dict[str, Entry]:
    grid, fields = table.block.grid, {}
    for column in table.columns:
        anchor = grid.anchor(row, column.col)
        cell = grid.sheet.cells.get(anchor)
        if cell is not None and cell.kind is not Kind.EMPTY:
            value = None if column.col in plain else grid.values.get(anchor)
            fields[headers[column.col]] = _entry(cell, value, units.get(column.col))
    return fields


def _entry(cell: Cell, value: Value | None, unit: str | None) -> Entry:
    when = cell.when.isoformat() if cell.when is not None else ""
    text = (when if cell.kind is Kind.DATE and when else cell.text).strip().removesuffix(_MIDNIGHT)
    day = when[:10] if hasattr(cell.when, "year") else None
    if value is None or value.exact is None:
        return Entry(text, cell.address, date=day)
    number, of = in_unit(cell, value, "%" if value.percent else unit)
    return Entry(text, cell.address, printed(number), of, day)
