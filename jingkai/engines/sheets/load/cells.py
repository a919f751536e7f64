"""From what a format stores to a Cell: the same few rules for every format."""

from datetime import date, datetime, time
from decimal import Decimal

from jingkai.engines.sheets.load import limits
from jingkai.engines.sheets.workbook import Cell, Kind

# C0 controls (but tab and newline), zero-width and direction marks: invisible, never meant.
_INVISIBLE = {code: None for code in range(32) if code not in (9, 10, 13)} | dict.fromkeys(
    (127, 173, 65279, 8288, *range(8203, 8208), *range(8234, 8239), *range(8294, 8298))
)


def clean(text: str) -> str:
    """Text without invisible characters and lone surrogates, cut to a length a cell can mean."""
    text = text.translate(_INVISIBLE).replace("\r\n", "\n").replace("\r", "\n")
    text = (
        text.encode("utf-8", "replace").decode("utf-8")
        if any("\ud800" <= c <= "\udfff" for c in text)
        else text
    )
    return text[: limits.MAX_TEXT]


def decimal_of(number: float | int) -> Decimal:
    """The shortest decimal that a spreadsheet's double means: 28152.110000000001 -> 28152.11."""
    return Decimal(repr(number)) if isinstance(number, float) else Decimal(number)


def plain(number: Decimal) -> str:
    """A decimal without exponent or trailing zeros: 1E+3 -> 1000, 8.0 -> 8."""
    normal = number.normalize() if number.is_finite() else number
    return format(normal, "f")


def make(row: int, col: int, value: object, number_format: str = "") -> Cell:
    """A Cell of a Python value as the format's library gives it; a float that is no number is an error cell."""
    if value is None or value == "":
        return Cell(row, col, Kind.EMPTY)
    if isinstance(value, bool):
        return Cell(row, col, Kind.BOOL, "TRUE" if value else "FALSE")
    if isinstance(value, int | float):
        number = decimal_of(value)
        if not number.is_finite():
            return Cell(row, col, Kind.ERROR, str(value))
        return Cell(row, col, Kind.NUMBER, plain(number), number, number_format=number_format)
    if isinstance(value, datetime | date | time):
        return Cell(row, col, Kind.DATE, value.isoformat(), when=value, number_format=number_format)
    text = clean(str(value))
    return Cell(row, col, Kind.TEXT if text.strip() else Kind.EMPTY, text, number_format=number_format)
