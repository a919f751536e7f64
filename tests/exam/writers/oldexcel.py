"""xls (BIFF8) by xlwt, with number formats, merges and hidden rows, columns and sheets."""

from pathlib import Path

import xlwt

from tests.exam.model import Book, Sheet, Stored, place


def write_xls(book: Book, path: Path) -> None:
    """Write an old Excel workbook; a formula in it would lose its cache and is refused with ValueError."""
    out = xlwt.Workbook(encoding="utf-8")
    styles: dict[tuple[str, int], xlwt.XFStyle] = {}
    for sheet in book.sheets:
        page = out.add_sheet(sheet.name)
        merged = dict(sheet.merges)
        for cell, stored in sheet.cells.items():
            if stored.formula:
                raise ValueError(f"{book.file} {cell}: xlwt cannot store a cached result")
            row, column = place(cell)
            value = stored.value if isinstance(stored.value, str) else float(stored.value)
            key = (stored.format, stored.indent)
            style = styles.setdefault(key, _style(stored))
            if cell in merged:
                last_row, last_column = place(merged[cell])
                page.write_merge(row, last_row, column, last_column, value, style)
            else:
                page.write(row, column, value, style)
        _hide(page, sheet)
    out.save(str(path))


def _style(stored: Stored) -> xlwt.XFStyle:
    style = xlwt.XFStyle()
    style.num_format_str = stored.format or "General"
    style.alignment.inde = stored.indent
    return style


def _hide(page: xlwt.Worksheet, sheet: Sheet) -> None:
    for row_number in sheet.hidden_rows:
        page.row(row_number - 1).hidden = True
    for letter in sheet.hidden_columns:
        page.col(place(f"{letter}1")[1]).hidden = True
    if sheet.state == "hidden":
        page.visibility = 1
