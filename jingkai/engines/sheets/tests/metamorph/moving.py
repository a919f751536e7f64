"""Moving the cells of a sheet about, with merged ranges, hidden parts and the references in formulas."""

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from jingkai.engines.sheets.workbook import Cell, Kind, Range, Sheet, Workbook, address, position

_BELOW_ALL = 1_000_000
"""A row under the whole table, where a hidden column is asked for its new place."""

Move = Callable[[int, int], tuple[int, int]]
_REFERENCE = re.compile(
    r"(?<![A-Za-z(!'])\$?[A-Z]{1,3}\$?\d+(?![\d(A-Za-z])|(?<=\()\$?[A-Z]{1,3}\$?\d+(?![\d(A-Za-z])"
)


def moved(sheet: Sheet, move: Move) -> Sheet:
    """The sheet with every cell at its new place."""
    result = replace(sheet, cells={}, merges=[], hidden_rows=set(), hidden_cols=set())
    spans = {(merge.top, merge.left): merge for merge in sheet.merges}
    for key, cell in sheet.cells.items():
        # The words of a merged range stand in its first cell, wherever its columns have gone.
        places = [move(*place) for place in spans[key].cells()] if key in spans else [move(*key)]
        row, col = min(row for row, _ in places), min(col for _, col in places)
        result.cells[row, col] = replace(cell, row=row, col=col, formula=_formula(cell.formula, move))
    for merge in sheet.merges:
        places = [move(*key) for key in merge.cells()]
        rows, cols = [row for row, _ in places], [col for _, col in places]
        result.merges.append(Range(min(rows), min(cols), max(rows), max(cols)))
    result.hidden_rows = {move(row, 0)[0] for row in sheet.hidden_rows}
    result.hidden_cols = {move(_BELOW_ALL, col)[1] for col in sheet.hidden_cols}
    return result


def _formula(formula: str | None, move: Move) -> str | None:
    return formula and _REFERENCE.sub(lambda found: address(*move(*position(found[0]))), formula)


def with_sheet(book: Workbook, old: Sheet, new: Sheet) -> Workbook:
    """The book with one sheet put in place of another."""
    return replace(book, sheets=[new if sheet is old else sheet for sheet in book.sheets])


def mapped(book: Workbook, change: Callable[[Sheet, Cell], Cell | None]) -> Workbook:
    """The book with every cell changed; None takes the cell out."""
    sheets = []
    for sheet in book.sheets:
        changed = {key: change(sheet, cell) for key, cell in sheet.cells.items()}
        sheets.append(replace(sheet, cells={key: cell for key, cell in changed.items() if cell is not None}))
    return replace(book, sheets=sheets)


def text(row: int, col: int, words: str) -> Cell:
    """A cell of text."""
    return Cell(row, col, Kind.TEXT, words)


def number(row: int, col: int, value: int) -> Cell:
    """A cell of a whole number."""
    return Cell(row, col, Kind.NUMBER, str(value), Decimal(value))
