"""Workbooks as an office sends them."""

from pathlib import Path

from openpyxl import Workbook


def workbook(path: Path, rows: list[list[object]]) -> Path:
    """A workbook of one sheet, row by row."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path
