"""ods by odfpy, laid out as WPS and LibreOffice save it, with covered cells under a merge."""

from pathlib import Path
from typing import Any

from odf.number import Number, PercentageStyle, Text
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Style, TableProperties
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P

from tests.exam.model import Book, Sheet, Stored, name_of, place
from tests.exam.writers.archive import make_repeatable


def write_ods(book: Book, path: Path) -> None:
    """Write an OpenDocument spreadsheet; formulas are refused with ValueError."""
    # odfpy declares each XML namespace the process has met so far: it is the same from the second time on.
    for _ in range(2):
        _document(book).save(str(path))
    make_repeatable(path)


def _document(book: Book) -> OpenDocumentSpreadsheet:
    out = OpenDocumentSpreadsheet()
    percent = PercentageStyle(name="N11")
    percent.addElement(Number(decimalplaces="1", minintegerdigits="1"))
    percent.addElement(Text(text="%"))
    out.automaticstyles.addElement(percent)
    out.automaticstyles.addElement(Style(name="cePercent", family="table-cell", datastylename="N11"))
    hidden = Style(name="taHidden", family="table")
    hidden.addElement(TableProperties(display="false"))
    out.automaticstyles.addElement(hidden)
    for sheet in book.sheets:
        style = {"stylename": "taHidden"} if sheet.state == "hidden" else {}
        table = Table(name=sheet.name, **style)
        _fill(table, sheet)
        out.spreadsheet.addElement(table)
    return out


def _fill(table: Any, sheet: Sheet) -> None:
    merged = dict(sheet.merges)
    covered = {
        name_of(row, column)
        for first, last in sheet.merges
        for row in range(place(first)[0], place(last)[0] + 1)
        for column in range(place(first)[1], place(last)[1] + 1)
    } - set(merged)
    rows = max(place(cell)[0] for cell in sheet.cells) + 1
    columns = max(place(cell)[1] for cell in set(sheet.cells) | covered) + 1
    for row in range(rows):
        hide = {"visibility": "collapse"} if row + 1 in sheet.hidden_rows else {}
        line = TableRow(**hide)
        for column in range(columns):
            cell = name_of(row, column)
            if cell in covered:
                line.addElement(CoveredTableCell())
            else:
                line.addElement(_cell(sheet.cells.get(cell), cell, merged.get(cell)))
        table.addElement(line)


def _cell(stored: Stored | None, cell: str, to: str | None) -> Any:
    span: dict[str, str] = {}
    if to:
        (row, column), (last_row, last_column) = place(cell), place(to)
        span = {
            "numberrowsspanned": str(last_row - row + 1),
            "numbercolumnsspanned": str(last_column - column + 1),
        }
    if stored is None:
        return TableCell(**span)
    if stored.formula:
        raise ValueError(f"{cell}: the ods writer has no formulas")
    if isinstance(stored.value, str):
        made = TableCell(valuetype="string", **span)
        for paragraph in stored.value.split("\n"):
            made.addElement(P(text=paragraph))
        return made
    if stored.format.endswith("%"):
        made = TableCell(valuetype="percentage", value=str(stored.value), stylename="cePercent", **span)
        made.addElement(P(text=f"{stored.value * 100:.1f}%"))
        return made
    made = TableCell(valuetype="float", value=str(stored.value), **span)
    made.addElement(P(text=str(stored.value)))
    return made
