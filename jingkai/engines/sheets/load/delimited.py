"""Comma-, semicolon- or tab-separated text in UTF-8 or GB18030. The sheet is called `csv`."""

import csv
from io import StringIO

from jingkai.engines.sheets.load import cells, limits
from jingkai.engines.sheets.problems import SheetProblem
from jingkai.engines.sheets.workbook import Cell, Kind, Sheet, Workbook

_DELIMITERS = ",;\t|"
_ERRORS = frozenset(("#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#N/A"))


def read(data: bytes, name: str) -> Workbook:
    """Raises SheetProblem when the bytes are no text of a known encoding, or prose."""
    text = _decode(data)
    if not text.strip():
        raise SheetProblem("sheets.empty")
    sheet = Sheet("csv")
    reader = csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        for row, values in enumerate(reader):
            if row >= limits.MAX_ROWS:
                sheet.truncated = True
                break
            for col, value in enumerate(values[: limits.MAX_COLS]):
                sheet.put(_cell(row, col, value))
    except csv.Error as error:
        raise SheetProblem("sheets.damaged", str(error)) from error
    return Workbook(name, "csv", [sheet])


def _cell(row: int, col: int, text: str) -> Cell:
    """What a program wrote for a formula that failed (#REF!) is the error it was in the workbook."""
    if text.strip() in _ERRORS:
        return Cell(row, col, Kind.ERROR, text.strip())
    return cells.make(row, col, text)


def _decode(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _strict(data, "utf-16")
    if data.startswith(b"\xef\xbb\xbf"):
        return _strict(data, "utf-8-sig")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = _strict(data, "gb18030")
    controls = sum(1 for c in text[:4096] if c < " " and c not in "\t\r\n")
    if controls > 8:
        raise SheetProblem("sheets.not-a-workbook", "二进制内容")
    return text


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise SheetProblem("sheets.encoding", f"第 {error.start + 1} 字节") from error


def _delimiter(text: str) -> str:
    """The delimiter that splits the most lines into the same number of fields."""
    lines = [line for line in text.splitlines()[:200] if line.strip()]

    def score(delimiter: str) -> tuple[int, int]:
        counts = [line.count(delimiter) for line in lines]
        return sum(1 for count in counts if count), sum(counts)

    best = max(_DELIMITERS, key=score)
    if score(best)[0] * 2 < len(lines):
        raise SheetProblem("sheets.not-a-workbook", "看不出分栏的文本")
    return best
