"""Small workbooks for tests: a list of rows, as a person would type them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from jingkai.engines.sheets import ReadFact, Reading, understand
from jingkai.engines.sheets.workbook import Cell, Kind, Range, Sheet, Workbook, position


@dataclass(frozen=True)
class N:
    """A number with its format, and a formula with or without a stored value."""

    value: str | None
    number_format: str = ""
    formula: str | None = None
    comment: str = ""


Shown = str | int | N | None


def cell(row: int, col: int, shown: Shown) -> Cell:
    """A cell: a str is text, an int a number, N anything else that holds a number."""
    if isinstance(shown, str):
        return Cell(row, col, Kind.TEXT, shown)
    entry = N(str(shown)) if isinstance(shown, int) else shown
    assert entry is not None
    if entry.value is None:
        return Cell(row, col, Kind.EMPTY, formula=entry.formula, cached=False)
    number = Decimal(entry.value)
    return Cell(
        row, col, Kind.NUMBER, f"{number:f}", number, number_format=entry.number_format, formula=entry.formula,
        comment=entry.comment,
    )  # fmt: skip


def sheet_of(rows: Sequence[Sequence[Shown]], *, name: str = "Sheet1", merges: Sequence[str] = ()) -> Sheet:
    """A sheet whose rows begin in A1; `merges` are ranges such as A1:C1."""
    sheet = Sheet(name)
    for row, values in enumerate(rows):
        for col, shown in enumerate(values):
            if shown is not None:
                sheet.put(cell(row, col, shown))
    for reference in merges:
        first, last = reference.split(":")
        sheet.merges.append(Range(*position(first), *position(last)))
    return sheet


def book_of(*sheets: Sheet, name: str = "云溪区_2024年1-3月.xlsx") -> Workbook:
    """A workbook of sheets; its name is evidence."""
    return Workbook(name, "xlsx", list(sheets))


def read(
    rows: Sequence[Sequence[Shown]],
    *,
    merges: Sequence[str] = (),
    name: str = "云溪区_2024年1-3月.xlsx",
    answers: Mapping[str, str] | None = None,
    remembered: Mapping[str, str] | None = None,
) -> Reading:
    """The reading of one sheet."""
    return understand(book_of(sheet_of(rows, merges=merges), name=name), answers, remembered)


def fact_at(reading: Reading, address: str) -> ReadFact:
    """The one fact of a cell."""
    (fact,) = [fact for fact in reading.facts if fact.cell == address]
    return fact
