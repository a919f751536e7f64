"""The old .xls format (BIFF), by xlrd, with number formats, merged ranges and what is hidden."""

import struct
from typing import Any

import xlrd
from xlrd.biffh import XL_CELL_BLANK, XL_CELL_BOOLEAN, XL_CELL_DATE, XL_CELL_EMPTY, XL_CELL_ERROR
from xlrd.compdoc import CompDocError

from jingkai.engines.sheets.load import cells, limits
from jingkai.engines.sheets.problems import SheetProblem
from jingkai.engines.sheets.workbook import Cell, Kind, Range, Sheet, Workbook


def read(data: bytes, name: str) -> Workbook:
    """Raises SheetProblem when the file is protected, damaged or no workbook."""
    try:
        book = xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=_Silent())
    except xlrd.XLRDError as error:
        code = "sheets.encrypted" if "encrypt" in str(error).lower() else "sheets.not-a-workbook"
        raise SheetProblem(code, str(error)[:80]) from error
    except (
        CompDocError,
        struct.error,
        IndexError,
        AssertionError,
        KeyError,
        ValueError,
        UnicodeError,
        TypeError,
    ) as error:
        raise SheetProblem("sheets.damaged", type(error).__name__) from error
    return Workbook(name, "xls", [_sheet(book, sheet) for sheet in book.sheets()])


class _Silent:
    def write(self, text: str) -> None:
        """xlrd reports oddities of a file to a log; ours are questions and warnings."""


def _sheet(book: Any, source: Any) -> Sheet:
    sheet = Sheet(source.name, hidden=source.visibility != 0)
    sheet.truncated = source.nrows > limits.MAX_ROWS
    for row in range(min(source.nrows, limits.MAX_ROWS)):
        for col in range(min(source.row_len(row), limits.MAX_COLS)):
            sheet.put(_cell(book, source, row, col))
    for top, bottom, left, right in source.merged_cells[: limits.MAX_MERGES]:
        sheet.merges.append(Range(top, left, bottom - 1, right - 1))
    sheet.hidden_rows = {row for row, info in source.rowinfo_map.items() if info.hidden}
    sheet.hidden_cols = {
        col for col, info in source.colinfo_map.items() if info.hidden and col < limits.MAX_COLS
    }
    for (row, col), note in source.cell_note_map.items():
        if cell := sheet.get(row, col):
            cell.comment = cells.clean(note.text)
    return sheet


def _cell(book: Any, source: Any, row: int, col: int) -> Cell:
    kind, value = source.cell_type(row, col), source.cell_value(row, col)
    if kind in (XL_CELL_EMPTY, XL_CELL_BLANK):
        return Cell(row, col, Kind.EMPTY)
    if kind == XL_CELL_ERROR:
        return Cell(row, col, Kind.ERROR, xlrd.error_text_from_code.get(value, "#N/A"))
    if kind == XL_CELL_BOOLEAN:
        return cells.make(row, col, bool(value))
    style = book.xf_list[source.cell_xf_index(row, col)]
    number_format = (
        book.format_map[style.format_key].format_str if style.format_key in book.format_map else ""
    )
    if kind == XL_CELL_DATE:
        try:
            return cells.make(row, col, xlrd.xldate_as_datetime(value, book.datemode), number_format)
        except (xlrd.XLDateError, ValueError, OverflowError):
            return cells.make(row, col, value, number_format)
    return cells.make(row, col, value, "" if number_format == "General" else number_format)
