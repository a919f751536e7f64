"""The original on the page: each sheet with its row numbers and column letters, its cells marked."""

from __future__ import annotations

from dataclasses import dataclass

from jingkai.engines.sheets.workbook import Workbook, position
from jingkai.kernel.facts.workbooks.original import Seat, Window, laid_out

from .marks import Mark, Marks, Place

# Rows of a sheet that are shown before somebody asks for all; rows with something to look at are shown always.
FIRST_ROWS = 40
_ALWAYS = ("ask", "differ", "warn", "wait", "answered", "corrected")


@dataclass(frozen=True)
class SheetOnPage:
    """A sheet and, for each seat of its window, its id on the page and its mark."""

    window: Window
    folded: bool
    rows: tuple[tuple[int | None, tuple[tuple[Seat, str, Mark | None], ...]], ...]


class CellIds:
    """Ids of cells on the page, by (sheet, address)."""

    def __init__(self, book: Workbook) -> None:
        self._numbers = {sheet.name: number for number, sheet in enumerate(book.sheets, start=1)}
        self._cells = {sheet.name: {cell.address for cell in sheet.cells.values()} for sheet in book.sheets}

    def there(self, sheet: str, cell: str) -> bool:
        """Whether something stands in that cell."""
        return cell in self._cells.get(sheet, ())

    def __call__(self, sheet: str, cell: str) -> str:
        return f"c{self._numbers.get(sheet, 0)}-{cell}"


def sheets_on_page(book: Workbook, marks: Marks, ids: CellIds, *, whole: bool) -> list[SheetOnPage]:
    """The visible sheets that hold something; folded, unless the whole is asked for."""
    found = []
    for sheet in book.sheets:
        if sheet.hidden or not sheet.cells:
            continue
        always = {position(cell)[0] for cell in marks.cells(sheet.name, _ALWAYS)}
        window = laid_out(sheet, always, None if whole else FIRST_ROWS)
        placed: set[Place] = set()
        rows = tuple(
            (number, tuple(_placed(seat, sheet.name, marks, ids, placed) for seat in seats))
            for number, seats in window.rows
        )
        folded = any(number is None for number, _ in window.rows)
        found.append(SheetOnPage(window, folded, rows))
    return found


def _placed(
    seat: Seat, sheet: str, marks: Marks, ids: CellIds, placed: set[Place]
) -> tuple[Seat, str, Mark | None]:
    """A merged range has its id and its mark once, where it begins."""
    again = (sheet, seat.cell) in placed
    placed.add((sheet, seat.cell))
    return seat, "" if again else ids(sheet, seat.cell), None if again else marks.at(sheet, seat.cell)
