"""The original around a figure: the cells of the stored workbook that stand about the one it was read from."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from jingkai.engines.sheets.load import load_workbook
from jingkai.engines.sheets.workbook import Cell, Sheet, Workbook, address, column_letters, position
from jingkai.kernel.facts.models import Fact
from jingkai.kernel.records.filestore import path_of

# How far is looked around, and how much of the top and of the left edge is always there: titles, headers, names.
_AROUND_ROWS, _AROUND_COLUMNS = 3, 3
_TOP_ROWS, _LEFT_COLUMNS = 4, 2
_KEPT = 4


@dataclass(frozen=True)
class Seat:
    """One cell as it was typed; `over` columns are covered by it, `here` is the one in question. `cell` is its address,
    of a merged range that of the first cell.
    """

    text: str
    over: int = 1
    here: bool = False
    is_number: bool = False
    cell: str = ""


@dataclass(frozen=True)
class Window:
    """A part of a sheet: the letters of its columns, and each row's number with its seats. None is a gap."""

    sheet: str
    columns: tuple[str | None, ...]
    rows: tuple[tuple[int | None, tuple[Seat, ...]], ...]


def window(fact: Fact) -> Window | None:
    """What stands around the fact's cell; None if it was not read from a cell.

    Raises SheetProblem or OSError if the stored file is damaged.
    """
    if fact.file is None or not fact.cell:
        return None
    book = _book(fact.file.sha256, fact.file.name)
    found = next((one for one in book.sheets if one.name == fact.sheet), None)
    if found is None and len(book.sheets) == 1:
        found = book.sheets[0]
    try:
        row, column = position(fact.cell)
    except ValueError:
        return None
    return _around(found, row, column) if found is not None else None


@lru_cache(maxsize=_KEPT)
def _book(sha256: str, name: str) -> Workbook:
    """Content under a hash never changes, so the last few books are kept."""
    return load_workbook(path_of(sha256), name)


def laid_out(sheet: Sheet, always: Collection[int], first: int | None) -> Window:
    """The whole sheet: the `first` rows of it (all, if None) and those in `always` (from 0); a gap for what is left
    out between them.
    """
    used = {row for row, _ in sheet.cells}
    columns = sorted({column for _, column in sheet.cells})
    ordered = sorted(used)
    kept = used if first is None else {*ordered[:first], *(used & set(always))}
    rows: list[tuple[int | None, tuple[Seat, ...]]] = []
    for before, row in zip([None, *ordered], ordered, strict=False):
        if row in kept:
            rows.append((row + 1, _seats(sheet, row, columns)))
        elif before is None or before in kept:
            rows.append((None, ()))
    return Window(sheet.name, tuple(column_letters(one) for one in columns), tuple(rows))


def _around(sheet: Sheet, row: int, column: int) -> Window:
    used_rows = {one for one, _ in sheet.cells}
    used_columns = {one for _, one in sheet.cells}
    rows = _chosen(used_rows, row, _AROUND_ROWS, _TOP_ROWS)
    columns = _chosen(used_columns, column, _AROUND_COLUMNS, _LEFT_COLUMNS)
    return Window(
        sheet.name,
        tuple(None if one is None else column_letters(one) for one in columns),
        tuple(
            (None, ()) if one is None else (one + 1, _seats(sheet, one, columns, (row, column)))
            for one in rows
        ),
    )


def _chosen(used: Collection[int], at: int, around: int, first: int) -> list[int | None]:
    """The first few and those around the place, in order; None stands for what is left out between them."""
    ordered = sorted({*used, at})
    place = ordered.index(at)
    kept = {*ordered[:first], *ordered[max(place - around, 0) : place + around + 1]}
    chosen: list[int | None] = []
    for before, one in zip([None, *ordered], ordered, strict=False):
        if one in kept:
            if before is not None and before not in kept:
                chosen.append(None)
            chosen.append(one)
    return chosen


def _seats(
    sheet: Sheet, row: int, columns: Iterable[int | None], at: tuple[int, int] | None = None
) -> tuple[Seat, ...]:
    seats: list[Seat] = []
    spans = sheet.spans()
    last: object = None
    for column in columns:
        if column is None:
            seats.append(Seat("…"))
            last = None
            continue
        merge = spans.get((row, column))
        place = (merge.top, merge.left) if merge else (row, column)
        here = (row, column) == at
        if merge is not None and merge is last and seats and not here:
            seats[-1] = replace(seats[-1], over=seats[-1].over + 1)
            continue
        last = merge
        cell = sheet.cells.get(place)
        is_number = cell is not None and cell.number is not None
        seats.append(Seat(_text(cell), 1, here, is_number, address(*place)))
    return tuple(seats)


def _text(cell: Cell | None) -> str:
    if cell is None:
        return ""
    if cell.number is not None and cell.shown_as_percent:
        return f"{cell.number * 100:f}".rstrip("0").rstrip(".") + "%"
    return cell.text
