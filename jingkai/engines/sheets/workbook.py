"""A workbook as typed cells with provenance: what stands where, as stored and as shown.

Rows and columns count from 0; addresses (`A1`) are only for people.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum


class Kind(StrEnum):
    """What a cell holds."""

    NUMBER = "number"
    TEXT = "text"
    DATE = "date"
    BOOL = "bool"
    ERROR = "error"
    EMPTY = "empty"


@dataclass(slots=True)
class Cell:
    """One cell. `text` is what was typed; `number` is set for numeric cells only, without any scaling.

    `formula` is the formula without its "="; `cached` says whether the file stores a value for it.
    """

    row: int
    col: int
    kind: Kind
    text: str = ""
    number: Decimal | None = None
    when: date | datetime | time | None = None
    number_format: str = ""
    formula: str | None = None
    cached: bool = True
    comment: str = ""

    @property
    def address(self) -> str:
        """The cell's A1 address."""
        return address(self.row, self.col)

    @property
    def shown_as_percent(self) -> bool:
        """Whether the number format multiplies by one hundred when it shows the cell."""
        return "%" in self.number_format


@dataclass(slots=True)
class Range:
    """A rectangle of cells, both ends included."""

    top: int
    left: int
    bottom: int
    right: int

    def cells(self) -> Iterator[tuple[int, int]]:
        """All (row, col) of the rectangle."""
        for row in range(self.top, self.bottom + 1):
            for col in range(self.left, self.right + 1):
                yield row, col


@dataclass(slots=True)
class Sheet:
    """One sheet: cells by (row, col), merged ranges, what is hidden."""

    name: str
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    merges: list[Range] = field(default_factory=list)
    hidden: bool = False
    hidden_rows: set[int] = field(default_factory=set)
    hidden_cols: set[int] = field(default_factory=set)
    truncated: bool = False

    def put(self, cell: Cell) -> None:
        """Stores a cell unless it is blank."""
        if cell.kind is not Kind.EMPTY or cell.formula is not None:
            self.cells[cell.row, cell.col] = cell

    def get(self, row: int, col: int) -> Cell | None:
        """The cell at (row, col), or None when it is blank."""
        return self.cells.get((row, col))

    def rows(self) -> dict[int, list[Cell]]:
        """The non-blank cells by row, left to right."""
        by_row: dict[int, list[Cell]] = {}
        for key in sorted(self.cells):
            by_row.setdefault(key[0], []).append(self.cells[key])
        return by_row

    def spans(self) -> dict[tuple[int, int], Range]:
        """For every cell under a merged range, that range."""
        return {key: merge for merge in self.merges for key in merge.cells()}


@dataclass(slots=True)
class Workbook:
    """All sheets of one file. `name` is the file's name, which is evidence too."""

    name: str
    format: str
    sheets: list[Sheet]


def column_letters(col: int) -> str:
    """0 -> A, 25 -> Z, 26 -> AA."""
    letters = ""
    col += 1
    while col:
        col, rest = divmod(col - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def address(row: int, col: int) -> str:
    """(0, 0) -> A1."""
    return f"{column_letters(col)}{row + 1}"


def position(a1: str) -> tuple[int, int]:
    """A1 (with or without $) -> (0, 0). Raises ValueError when it is no address."""
    plain = a1.replace("$", "")
    letters = plain.rstrip("0123456789")
    digits = plain[len(letters) :]
    if not letters.isascii() or not letters.isalpha() or not digits or len(letters) > 3:
        raise ValueError(f"not a cell address: {a1!r}")
    col = 0
    for letter in letters.upper():
        col = col * 26 + ord(letter) - 64
    return int(digits) - 1, col - 1
