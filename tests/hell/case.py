"""What a case of the exam is: one bad file, and what a careful statistics clerk would do with it.

Verdicts:
  refused  the whole file is turned away with a Problem a person can read;
  asked    a question, a warning or a held fact touches one of the named cells;
  either   at each named cell: the right fact, or a question (both are what a careful clerk might do);
  clean    nothing is wrong after all: no question, nothing held, no warning above "info".

Whatever the verdict, `never` names readings that may not leave the reader unheld, `once` groups of cells that
say one thing and may give at most one unheld fact, `kept` facts and `rows` records that may not get lost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

Verdict = Literal["refused", "asked", "either", "clean"]

SHEET = "3月"
USUAL_NAME = "青岚经济开发区2024年3月工业产值.xlsx"


@dataclass(frozen=True)
class Reading:
    """A pattern over emitted facts: every part that is not None has to match; `free` = must not be held.

    `value` is compared as a decimal; sheet "*" is any sheet; `qualified` False means "as if exact".
    """

    cell: str | None = None
    value: str | None = None
    sheet: str = SHEET
    holder: str | None = None
    period: str | None = None
    cumulative: bool | None = None
    unit: str | None = None
    measure: str | None = None
    qualified: bool | None = None
    free: bool = False


@dataclass(frozen=True)
class Row:
    """A pattern over records: the row of a sheet and texts that stand in its fields.

    As part of `rows` each of `texts` has to stand in some field; in `rows_never` no unheld field may be one
    of them (an empty `texts` means that the row may not come back as a record at all).
    """

    row: int
    texts: tuple[str, ...] = ()
    sheet: str = SHEET


@dataclass(frozen=True)
class Spot:
    """Cells of which one has to be touched; no cells = a word about the sheet is enough ("*" = any sheet)."""

    cells: tuple[str, ...] = ()
    sheet: str = SHEET


@dataclass(frozen=True)
class Case:
    """One file of the exam. `why` says what is wrong with it and on what the expectation rests.

    `or_refused`: turning the whole file away is careful too; `or_read`: so is reading a refused file rightly;
    `may_warn`: a warning is no noise here; `bomb`: memory is watched while it is read.
    """

    id: str
    make: Callable[[Path], None]
    verdict: Verdict
    why: str
    file: str = USUAL_NAME
    spots: tuple[Spot, ...] = ()
    kept: tuple[Reading, ...] = ()
    never: tuple[Reading, ...] = ()
    once: tuple[tuple[str, ...], ...] = ()
    rows: tuple[Row, ...] = ()
    rows_never: tuple[Row, ...] = ()
    or_refused: bool = False
    or_read: bool = False
    may_warn: bool = False
    bomb: bool = False

    def expectation(self) -> dict[str, Any]:
        """The case without its maker, for the one JSON of expectations."""
        parts = asdict(self)
        del parts["make"]
        return parts


def at(*cells: str, sheet: str = SHEET) -> tuple[Spot, ...]:
    """One spot: any of these cells (ranges of one column or row written out by `span`)."""
    return (Spot(tuple(cells), sheet),)


def span(columns: str, rows: Iterable[int]) -> tuple[str, ...]:
    """Cells of a block: span("BC", (4, 5)) = B4 C4 B5 C5."""
    return tuple(f"{column}{row}" for row in rows for column in columns)
