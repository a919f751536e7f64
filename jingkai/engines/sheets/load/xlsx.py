"""Office Open XML workbooks: values by calamine; formats, formulas, hidden parts and notes from the sheet XML.

The two passes are needed: by value alone 12.3 % and 0.123 look alike and an uncached formula vanishes.
"""

import posixpath
import re
import zipfile
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import ParseError

import python_calamine
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse
from defusedxml.ElementTree import parse as parse_xml

from jingkai.engines.sheets.load import cells, limits
from jingkai.engines.sheets.load.number_formats import BUILT_IN
from jingkai.engines.sheets.problems import SheetProblem
from jingkai.engines.sheets.workbook import Cell, Kind, Range, Sheet, Workbook, position



def read(archive: zipfile.ZipFile, data: bytes, name: str) -> Workbook:
    """Raises SheetProblem when the workbook is damaged."""
    try:
        formats = _number_formats(archive)
        parts = _sheet_parts(archive)
        book = python_calamine.CalamineWorkbook.from_filelike(BytesIO(data))
        sheets = []
        for title, part, hidden in parts:
            sheet = Sheet(title, hidden=hidden)
            _values(book, sheet)
            if part in archive.namelist():
                _marks(archive, part, sheet, formats)
            sheets.append(sheet)
    except (ParseError, DefusedXmlException, KeyError, UnicodeError) as error:
        raise SheetProblem("sheets.damaged", type(error).__name__) from error
    except python_calamine.PasswordError as error:
        raise SheetProblem("sheets.encrypted") from error
    except python_calamine.CalamineError as error:
        raise SheetProblem("sheets.damaged", str(error)[:80]) from error
    return Workbook(name, "xlsx", sheets)


def _values(book: Any, sheet: Sheet) -> None:
    try:
        source = book.get_sheet_by_name(sheet.name)
    except python_calamine.WorksheetNotFound:
        return
    start = source.start or (0, 0)
    sheet.truncated = source.total_height > limits.MAX_ROWS or source.total_width > limits.MAX_COLS
    for offset, values in enumerate(source.iter_rows()):
        row = start[0] + offset
        if row >= limits.MAX_ROWS:
            break
        for across, value in enumerate(values):
            if value != "" and start[1] + across < limits.MAX_COLS:
                sheet.put(cells.make(row, start[1] + across, value))


def _marks(archive: zipfile.ZipFile, part: str, sheet: Sheet, formats: list[str]) -> None:
    with archive.open(part) as stream:
        for _, element in iterparse(stream):
            tag = element.tag.rpartition("}")[2]
            if tag == "c":
                _mark_cell(element, sheet, formats)
            elif tag == "row":
                if element.get("hidden") in ("1", "true"):
                    sheet.hidden_rows.add(int(element.get("r", "1")) - 1)
                element.clear()
            elif tag == "col":
                if element.get("hidden") in ("1", "true"):
                    first, last = int(element.get("min", "1")) - 1, int(element.get("max", "1")) - 1
                    sheet.hidden_cols.update(range(first, min(last, limits.MAX_COLS) + 1))
            elif tag == "mergeCell" and len(sheet.merges) < limits.MAX_MERGES:
                _mark_merge(element.get("ref", ""), sheet)
    _mark_comments(archive, part, sheet)


def _mark_cell(element: Any, sheet: Sheet, formats: list[str]) -> None:
    reference = element.get("r")
    if not reference:
        return
    row, col = position(reference)
    if row >= limits.MAX_ROWS or col >= limits.MAX_COLS:
        return
    namespace = element.tag.rpartition("}")[0] + "}"
    formula, value = element.find(namespace + "f"), element.find(namespace + "v")
    cell = sheet.get(row, col)
    if element.get("t") == "e":
        cell = Cell(row, col, Kind.ERROR, (value.text if value is not None else None) or "#N/A")
        sheet.put(cell)
    if formula is not None:
        if cell is None:
            cell = Cell(row, col, Kind.EMPTY)
        cell.formula = formula.text or ""
        cell.cached = value is not None and bool(value.text)
        sheet.put(cell)
    style = element.get("s")
    if cell is not None and style is not None and int(style) < len(formats):
        cell.number_format = formats[int(style)]


def _mark_merge(reference: str, sheet: Sheet) -> None:
    try:
        first, _, last = reference.partition(":")
        top, left = position(first)
        bottom, right = position(last or first)
    except ValueError:
        return
    # A merge over a whole column or row is decoration; only its used part matters.
    sheet.merges.append(Range(top, left, min(bottom, top + 2000), min(right, limits.MAX_COLS)))


def _mark_comments(archive: zipfile.ZipFile, part: str, sheet: Sheet) -> None:
    for target in _relations(archive, part).values():
        if "comments" not in target or target not in archive.namelist():
            continue
        with archive.open(target) as stream:
            for comment in parse_xml(stream).getroot().iter():
                if comment.tag.rpartition("}")[2] == "comment" and (cell := sheet.get(*position(comment.get("ref")))):
                    cell.comment = cells.clean("".join(comment.itertext()))


def _sheet_parts(archive: zipfile.ZipFile) -> list[tuple[str, str, bool]]:
    """(name, part, hidden) of each worksheet in the order of the tabs."""
    targets = _relations(archive, "xl/workbook.xml")
    found = []
    with archive.open("xl/workbook.xml") as stream:
        for element in parse_xml(stream).getroot().iter():
            if element.tag.rpartition("}")[2] == "sheet":
                relation = next((v for k, v in element.attrib.items() if k.endswith("}id")), "")
                hidden = element.get("state", "visible") != "visible"
                found.append((element.get("name", ""), targets.get(relation, ""), hidden))
    return [entry for entry in found if "worksheets/" in entry[1]]


def _relations(archive: zipfile.ZipFile, part: str) -> dict[str, str]:
    folder, _, file = part.rpartition("/")
    relations = f"{folder}/_rels/{file}.rels"
    if relations not in archive.namelist():
        return {}
    with archive.open(relations) as stream:
        return {
            element.get("Id", ""): posixpath.normpath(posixpath.join(folder, element.get("Target", ""))).lstrip("/")
            if not element.get("Target", "").startswith("/")
            else element.get("Target", "").lstrip("/")
            for element in parse_xml(stream).getroot()
        }


def _number_formats(archive: zipfile.ZipFile) -> list[str]:
    """The number format of each cell style, by the style's index."""
    if "xl/styles.xml" not in archive.namelist():
        return []
    with archive.open("xl/styles.xml") as stream:
        root = parse_xml(stream).getroot()
    custom, styles = dict(BUILT_IN), []
    for element in root.iter():
        tag = element.tag.rpartition("}")[2]
        if tag == "numFmt":
            custom[int(element.get("numFmtId", "0"))] = re.sub(r'"[^"]*"|\\.', "", element.get("formatCode", ""))
        elif tag == "cellXfs":
            styles = [int(xf.get("numFmtId", "0")) for xf in element]
    return [custom.get(style, "") for style in styles]
