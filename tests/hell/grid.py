"""A sheet as a plain grid of cells, and its writers (xlsx by XlsxWriter, csv by hand).

The files are the same bytes every time: no clock and no machine name goes into them.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import xlsxwriter  # type: ignore[import-untyped]
from xlsxwriter.utility import xl_cell_to_rowcol  # type: ignore[import-untyped]

CREATED = datetime(2024, 4, 8, 9, 0, 0)  # noqa: DTZ001  a workbook knows no zone


@dataclass(frozen=True)
class Formula:
    """A formula with the value that Excel last kept for it."""

    text: str
    cached: str | int | float = ""


Value = str | int | float | Decimal | date | Formula | None


@dataclass
class Grid:
    """One sheet: cells by A1 name and whatever Excel hangs on them."""

    name: str
    cells: dict[str, Value] = field(default_factory=dict)
    formats: dict[str, str] = field(default_factory=dict)
    comments: dict[str, str] = field(default_factory=dict)
    merges: dict[str, Value] = field(default_factory=dict)
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[str, ...] = ()
    hidden: bool = False

    def put(self, **cells: Value) -> Grid:
        """Overwrites cells; None takes a cell away. Gives the grid back: a fault reads as one line."""
        for name, value in cells.items():
            if value is None:
                self.cells.pop(name, None)
            else:
                self.cells[name] = value
        return self

    def row(self, number: int, *values: Value) -> Grid:
        """Writes a row from column A on."""
        return self.put(**{f"{chr(65 + i)}{number}": value for i, value in enumerate(values)})

    def format(self, code: str, *cells: str) -> Grid:
        """Gives cells an Excel number format."""
        self.formats.update(dict.fromkeys(cells, code))
        return self

    def rows(self) -> list[list[str]]:
        """The grid as rows of texts, for csv."""
        placed = {xl_cell_to_rowcol(name): value for name, value in self.cells.items()}
        height = max(row for row, _ in placed) + 1
        width = max(column for _, column in placed) + 1
        return [
            ["" if (v := placed.get((r, c))) is None else str(v) for c in range(width)] for r in range(height)
        ]

    def csv(self, delimiter: str = ",", newline: str = "\r\n") -> str:
        """The grid as delimited text, quoted where it has to be."""
        out = io.StringIO()
        csv.writer(out, delimiter=delimiter, lineterminator=newline).writerows(self.rows())
        return out.getvalue()


def write_xlsx(path: Path, *grids: Grid, date_1904: bool = False) -> None:
    """Writes the grids as one xlsx. Strings stay strings: '=1' typed as text is not turned into a formula."""
    options = {"date_1904": date_1904, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"created": CREATED, "author": "综合科"})
        for grid in grids:
            _write_sheet(book, grid)
        visible = next(i for i, grid in enumerate(grids) if not grid.hidden)
        book.worksheets()[visible].activate()
        book.worksheets()[visible].set_first_sheet()


def workbook(*grids: Grid, date_1904: bool = False) -> Callable[[Path], None]:
    """The maker of a case that is a plain xlsx of these grids."""
    return lambda path: write_xlsx(path, *grids, date_1904=date_1904)


def _write_sheet(book: xlsxwriter.Workbook, grid: Grid) -> None:
    sheet = book.add_worksheet(grid.name)
    codes = {cell: book.add_format({"num_format": code}) for cell, code in grid.formats.items()}
    for name, value in grid.cells.items():
        _write_cell(sheet, name, value, codes.get(name))
    for area, value in grid.merges.items():
        sheet.merge_range(area, "")
        _write_cell(sheet, area.split(":")[0], value, None)
    for name, text in grid.comments.items():
        sheet.write_comment(name, text, {"author": "统计站"})
    for number in grid.hidden_rows:
        sheet.set_row(number - 1, None, None, {"hidden": True})
    for letter in grid.hidden_columns:
        sheet.set_column(f"{letter}:{letter}", None, None, {"hidden": True})
    if grid.hidden:
        sheet.hide()


def _write_cell(sheet: xlsxwriter.worksheet.Worksheet, name: str, value: Value, style: object) -> None:
    if isinstance(value, Formula):
        sheet.write_formula(name, value.text, style, value.cached)
    elif isinstance(value, date):
        sheet.write_datetime(name, datetime(value.year, value.month, value.day), style)  # noqa: DTZ001
    elif isinstance(value, (int, float, Decimal)):
        sheet.write_number(name, float(value), style)
    else:
        sheet.write_string(name, value or "", style)
