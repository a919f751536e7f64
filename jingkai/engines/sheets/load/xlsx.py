"""Office Open XML workbooks, in one pass over each sheet's XML.

By value alone 12.3 % and 0.123 look alike and an uncached formula vanishes, so number formats, formulas, hidden rows
and notes are read with the values. A library that builds the whole rectangle of a sheet is no way in: one stray cell in
the last row makes it take all memory (docs/decisions/0008).
"""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse
from defusedxml.ElementTree import parse as parse_xml
from openpyxl.styles.numbers import is_date_format
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel
from openpyxl.utils.escape import unescape

from jingkai.engines.sheets.load import cells, limits
from jingkai.engines.sheets.load.number_formats import BUILT_IN
from jingkai.engines.sheets.problems import SheetProblem
from jingkai.engines.sheets.workbook import Cell, Kind, Range, Sheet, Workbook, position


@dataclass
class _Book:
    """What the sheets share: texts, the number format of each style, and where day zero is."""

    texts: list[str] = field(default_factory=list)
    formats: list[str] = field(default_factory=list)
    epoch: datetime = WINDOWS_EPOCH

    def format_of(self, style: str | None) -> str:
        index = int(style) if style else 0
        return self.formats[index] if index < len(self.formats) else ""


def read(archive: zipfile.ZipFile, name: str) -> Workbook:
    """Raises SheetProblem when the workbook is damaged."""
    try:
        parts, epoch = _sheet_parts(archive)
        book = _Book(_shared_texts(archive), _number_formats(archive), epoch)
        sheets = []
        for title, part, hidden in parts:
            sheet = Sheet(title, hidden=hidden)
            if part not in archive.namelist():
                raise SheetProblem("sheets.damaged", f"缺少工作表“{title}”")
            _read_sheet(archive, part, sheet, book)
            sheets.append(sheet)
    except (ParseError, DefusedXmlException, KeyError, UnicodeError, ValueError) as error:
        raise SheetProblem("sheets.damaged", type(error).__name__) from error
    if not sheets:
        raise SheetProblem("sheets.not-a-workbook", "没有工作表")
    return Workbook(name, "xlsx", sheets)


def _read_sheet(archive: zipfile.ZipFile, part: str, sheet: Sheet, book: _Book) -> None:
    at = [-1, -1]
    with archive.open(part) as stream:
        for event, element in iterparse(stream, events=("start", "end")):
            tag = _tag(element)
            if event == "start":
                if tag == "row":
                    at = [_row_number(element, at[0]), -1]
                continue
            if tag == "c":
                at[1] = _column_number(element, at[1])
                if at[0] < limits.MAX_ROWS and at[1] < limits.MAX_COLS:
                    sheet.put(_cell(element, at[0], at[1], book))
                else:
                    sheet.truncated = sheet.truncated or _holds(element)
            elif tag == "row":
                if element.get("hidden") in ("1", "true"):
                    sheet.hidden_rows.add(at[0])
                element.clear()
            elif tag == "col" and element.get("hidden") in ("1", "true"):
                first, last = int(element.get("min", "1")) - 1, int(element.get("max", "1")) - 1
                sheet.hidden_cols.update(range(first, min(last + 1, limits.MAX_COLS)))
            elif tag == "mergeCell" and len(sheet.merges) < limits.MAX_MERGES:
                _merge(element.get("ref", ""), sheet)
    _comments(archive, part, sheet)


def _tag(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _row_number(element: Any, before: int) -> int:
    return int(element.get("r")) - 1 if element.get("r") else before + 1


def _column_number(element: Any, before: int) -> int:
    return position(element.get("r"))[1] if element.get("r") else before + 1


def _holds(element: Any) -> bool:
    return any(_tag(child) in ("v", "is") and (child.text or len(child)) for child in element)


def _cell(element: Any, row: int, col: int, book: _Book) -> Cell:
    parts = {_tag(child): child for child in element}
    number_format = book.format_of(element.get("s"))
    stored = parts["v"].text if "v" in parts else None
    cell = _typed(element.get("t", "n"), stored, parts.get("is"), row, col, number_format, book)
    if "f" in parts:
        cell.formula = parts["f"].text or ""
        cell.cached = bool(stored)
    return cell


def _typed(
    kind: str, stored: str | None, inline: Any, row: int, col: int, number_format: str, book: _Book
) -> Cell:
    if kind == "inlineStr":
        return cells.make(row, col, unescape(_text(inline)) if inline is not None else None)
    if stored is None or stored == "":
        return Cell(row, col, Kind.EMPTY)
    if kind == "s":
        return cells.make(row, col, book.texts[int(stored)] if int(stored) < len(book.texts) else None)
    if kind in ("str", "d"):
        return cells.make(row, col, unescape(stored))
    if kind == "b":
        return cells.make(row, col, stored.strip() in ("1", "true"))
    if kind == "e":
        return Cell(row, col, Kind.ERROR, stored)
    number = float(stored)
    if number_format and is_date_format(number_format):
        return cells.make(row, col, _moment(number, book.epoch), number_format)
    return cells.make(
        row, col, int(number) if number.is_integer() and abs(number) < 1e15 else number, number_format
    )


def _moment(number: float, epoch: datetime) -> date | datetime | time | float:
    try:
        when = from_excel(number, epoch)
    except (ValueError, OverflowError):
        return number
    return number if isinstance(when, timedelta) or when is None else when


def _text(element: Any) -> str:
    """A string item: its runs joined, phonetic hints left out."""
    found = []
    for child in element:
        if _tag(child) == "t":
            found.append(child.text or "")
        elif _tag(child) == "r":
            found.extend(run.text or "" for run in child if _tag(run) == "t")
    return "".join(found)


def _shared_texts(archive: zipfile.ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in archive.namelist():
        return []
    texts = []
    with archive.open("xl/sharedStrings.xml") as stream:
        for _, element in iterparse(stream):
            if _tag(element) == "si":
                texts.append(unescape(_text(element)))
                element.clear()
    return texts


def _merge(reference: str, sheet: Sheet) -> None:
    try:
        first, _, last = reference.partition(":")
        top, left = position(first)
        bottom, right = position(last or first)
    except ValueError:
        return
    # A merge over whole columns or rows is decoration; only its used part matters.
    sheet.merges.append(Range(top, left, min(bottom, top + 2000), min(right, limits.MAX_COLS)))


def _comments(archive: zipfile.ZipFile, part: str, sheet: Sheet) -> None:
    for target in _relations(archive, part).values():
        if "comments" not in target or target not in archive.namelist():
            continue
        with archive.open(target) as stream:
            for comment in parse_xml(stream).getroot().iter():
                if _tag(comment) == "comment" and (cell := sheet.get(*position(comment.get("ref", "A1")))):
                    cell.comment = cells.clean("".join(comment.itertext()))


def _sheet_parts(archive: zipfile.ZipFile) -> tuple[list[tuple[str, str, bool]], datetime]:
    """(name, part, hidden) of each worksheet in the order of the tabs, and the workbook's day zero."""
    targets = _relations(archive, "xl/workbook.xml")
    found, epoch = [], WINDOWS_EPOCH
    with archive.open("xl/workbook.xml") as stream:
        for element in parse_xml(stream).getroot().iter():
            if _tag(element) == "workbookPr" and element.get("date1904") in ("1", "true"):
                epoch = MAC_EPOCH
            if _tag(element) == "sheet":
                relation = next((v for k, v in element.attrib.items() if k.endswith("}id")), "")
                hidden = element.get("state", "visible") != "visible"
                found.append((element.get("name", ""), targets.get(relation, ""), hidden))
    return [entry for entry in found if "worksheets/" in entry[1]], epoch


def _relations(archive: zipfile.ZipFile, part: str) -> dict[str, str]:
    folder, _, file = part.rpartition("/")
    relations = f"{folder}/_rels/{file}.rels"
    if relations not in archive.namelist():
        return {}
    with archive.open(relations) as stream:
        return dict(_targets(parse_xml(stream).getroot(), folder))


def _targets(root: Any, folder: str) -> Iterator[tuple[str, str]]:
    for element in root:
        target = element.get("Target", "")
        whole = target if target.startswith("/") else posixpath.join(folder, target)
        yield element.get("Id", ""), posixpath.normpath(whole).lstrip("/")


def _number_formats(archive: zipfile.ZipFile) -> list[str]:
    """The number format of each cell style, by the style's index; quoted words are taken out."""
    if "xl/styles.xml" not in archive.namelist():
        return []
    with archive.open("xl/styles.xml") as stream:
        root = parse_xml(stream).getroot()
    custom, styles = dict(BUILT_IN), []
    for element in root.iter():
        if _tag(element) == "numFmt":
            code = element.get("formatCode", "")
            custom[int(element.get("numFmtId", "0"))] = (
                "" if code == "General" else re.sub(r'"[^"]*"|\\.', "", code)
            )
        elif _tag(element) == "cellXfs":
            styles = [int(xf.get("numFmtId", "0")) for xf in element]
    return [custom.get(style, "") for style in styles]
