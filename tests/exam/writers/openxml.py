"""xlsx: by XlsxWriter where formulas need a cached value, by openpyxl where they must have none."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter
from openpyxl.styles import Alignment

from tests.exam.model import Book, Sheet, Stored, place
from tests.exam.writers.archive import make_repeatable


def _number(value: Decimal) -> int | float:
    """A spreadsheet knows only doubles; a whole number stays whole."""
    return int(value) if value == value.to_integral_value() else float(value)


def write_xlsx(book: Book, path: Path) -> None:
    """Write a workbook whose formulas carry the cached results that the book declares."""
    out = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_numbers": False})
    formats: dict[tuple[str, int], Any] = {}

    def style(stored: Stored) -> Any:
        key = (stored.format, stored.indent)
        if key not in formats:
            formats[key] = out.add_format({"num_format": key[0] or "General", "indent": key[1]})
        return formats[key]

    for sheet in book.sheets:
        _fill(out.add_worksheet(sheet.name), sheet, style)
    out.close()
    make_repeatable(path)


def _fill(page: Any, sheet: Sheet, style: Callable[[Stored], Any]) -> None:
    merged = dict(sheet.merges)
    for cell, stored in sheet.cells.items():
        row, column = place(cell)
        if cell in merged:
            page.merge_range(f"{cell}:{merged[cell]}", "", style(stored))
        if stored.formula:
            page.write_formula(row, column, stored.formula, style(stored), str(stored.value))
        elif isinstance(stored.value, str):
            page.write_string(row, column, stored.value, style(stored))
        else:
            page.write_number(row, column, _number(stored.value), style(stored))
    for row_number in sheet.hidden_rows:
        page.set_row(row_number - 1, None, None, {"hidden": True})
    for letter in sheet.hidden_columns:
        page.set_column(f"{letter}:{letter}", None, None, {"hidden": True})
    if sheet.state == "hidden":
        page.hide()


def write_bare_xlsx(book: Book, path: Path) -> None:
    """Write a workbook as a program does that never computed it: formulas without a cached result."""
    out = openpyxl.Workbook()
    out.remove(out.active)
    for sheet in book.sheets:
        page = out.create_sheet(sheet.name)
        page.sheet_state = sheet.state
        for cell, stored in sheet.cells.items():
            target = page[cell]
            value = stored.value
            target.value = stored.formula or (value if isinstance(value, str) else _number(value))
            target.number_format = stored.format or "General"
            if stored.indent:
                target.alignment = Alignment(indent=stored.indent)
        for first, last in sheet.merges:
            page.merge_cells(f"{first}:{last}")
        for row_number in sheet.hidden_rows:
            page.row_dimensions[row_number].hidden = True
        for letter in sheet.hidden_columns:
            page.column_dimensions[letter].hidden = True
    out.save(path)
    make_repeatable(path)
