"""OpenDocument spreadsheets, straight from content.xml: values, percentages, merged and hidden parts."""

import zipfile
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from jingkai.engines.sheets.load import cells, limits
from jingkai.engines.sheets.problems import SheetProblem
from jingkai.engines.sheets.workbook import Cell, Kind, Range, Sheet, Workbook

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"


def read(archive: zipfile.ZipFile, name: str) -> Workbook:
    """Raises SheetProblem when the document is damaged or protected."""
    if b"manifest:encryption-data" in (_member(archive, "META-INF/manifest.xml") or b""):
        raise SheetProblem("sheets.encrypted")
    hidden_styles: set[str] = set()
    sheets: list[Sheet] = []
    style_name = ""
    try:
        with archive.open("content.xml") as stream:
            for event, element in iterparse(stream, events=("start", "end")):
                if event == "start" and element.tag == _STYLE + "style":
                    style_name = element.get(_STYLE + "name", "")
                elif event == "end" and element.tag == _STYLE + "table-properties":
                    if element.get(_TABLE + "display") == "false":
                        hidden_styles.add(style_name)
                elif event == "end" and element.tag == _TABLE + "table":
                    sheets.append(_sheet(element, hidden_styles))
                    element.clear()
    except (ParseError, DefusedXmlException) as error:
        raise SheetProblem("sheets.damaged", type(error).__name__) from error
    if not sheets:
        raise SheetProblem("sheets.not-a-workbook", "文档里没有表格")
    return Workbook(name, "ods", sheets)


def _member(archive: zipfile.ZipFile, name: str) -> bytes | None:
    return archive.read(name) if name in archive.namelist() else None


def _sheet(table: Any, hidden_styles: set[str]) -> Sheet:
    sheet = Sheet(table.get(_TABLE + "name", ""), hidden=table.get(_TABLE + "style-name") in hidden_styles)
    col = 0
    for column in table.iter(_TABLE + "table-column"):
        repeated = int(column.get(_TABLE + "number-columns-repeated", "1"))
        if column.get(_TABLE + "visibility") in ("collapse", "filter"):
            sheet.hidden_cols.update(range(col, min(col + repeated, limits.MAX_COLS)))
        col += repeated
    row = 0
    for element in _rows(table):
        repeated = int(element.get(_TABLE + "number-rows-repeated", "1"))
        filled = [cell for cell in element if cell.tag.startswith(_TABLE)]
        for copy in range(row, min(row + repeated, limits.MAX_ROWS)):
            before = len(sheet.cells)
            _row(sheet, filled, copy)
            if element.get(_TABLE + "visibility") in ("collapse", "filter"):
                sheet.hidden_rows.add(copy)
            if len(sheet.cells) == before:
                break
        row += repeated
        if row >= limits.MAX_ROWS:
            break
    return sheet


def _rows(table: Any) -> Iterator[Any]:
    for child in table:
        if child.tag == _TABLE + "table-row":
            yield child
        elif child.tag in (_TABLE + "table-header-rows", _TABLE + "table-row-group", _TABLE + "table-rows"):
            yield from _rows(child)


def _row(sheet: Sheet, elements: list[Any], row: int) -> None:
    col = 0
    for element in elements:
        repeated = int(element.get(_TABLE + "number-columns-repeated", "1"))
        if element.tag == _TABLE + "table-cell":
            down = int(element.get(_TABLE + "number-rows-spanned", "1"))
            across = int(element.get(_TABLE + "number-columns-spanned", "1"))
            if (down > 1 or across > 1) and len(sheet.merges) < limits.MAX_MERGES:
                sheet.merges.append(Range(row, col, row + down - 1, col + across - 1))
            for copy in range(col, min(col + repeated, limits.MAX_COLS)):
                cell = _cell(element, row, copy)
                if cell.kind is Kind.EMPTY and cell.formula is None:
                    break
                sheet.put(cell)
        col += repeated
        if col >= limits.MAX_COLS:
            break


def _cell(element: Any, row: int, col: int) -> Cell:
    kind = element.get(_OFFICE + "value-type", "")
    shown = "\n".join("".join(p.itertext()) for p in element.iter(_TEXT + "p") if p is not None)
    formula = element.get(_TABLE + "formula")
    cell = _typed(element, kind, shown, row, col)
    if formula is not None:
        cell.formula = (
            formula.split("=", 1)[-1].replace("[.", "").replace("]", "").replace(":.", ":").replace(";", ",")
        )
        cell.cached = bool(kind)
    note = next(element.iter(_OFFICE + "annotation"), None)
    if note is not None:
        cell.comment = cells.clean("".join(note.itertext()))
    return cell


def _typed(element: Any, kind: str, shown: str, row: int, col: int) -> Cell:
    if kind in ("float", "percentage", "currency"):
        try:
            number = Decimal(element.get(_OFFICE + "value", ""))
        except InvalidOperation:
            return Cell(row, col, Kind.ERROR, cells.clean(shown))
        percent = kind == "percentage" or shown.strip().endswith("%")
        decimals = len(shown.strip().rstrip("%").partition(".")[2])
        number_format = "" if not percent else f"0.{'0' * decimals}%" if decimals else "0%"
        return Cell(row, col, Kind.NUMBER, cells.plain(number), number, number_format=number_format)
    if kind == "date":
        stamp = element.get(_OFFICE + "date-value", "")
        try:
            return cells.make(row, col, datetime.fromisoformat(stamp))
        except ValueError:
            return cells.make(row, col, shown)
    if kind == "boolean":
        return cells.make(row, col, element.get(_OFFICE + "boolean-value") == "true")
    if shown.startswith("#") and element.get(_TABLE + "formula"):
        return Cell(row, col, Kind.ERROR, cells.clean(shown))
    return cells.make(row, col, shown)
