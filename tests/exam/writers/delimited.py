"""CSV as an office exports it: in the book's encoding, CRLF, quoted line breaks inside a cell."""

import csv
import io
from pathlib import Path

from tests.exam.model import Book, place


def write_csv(book: Book, path: Path) -> None:
    """Write the book's only sheet; merges, formats and hidden rows do not exist here and raise ValueError."""
    (sheet,) = book.sheets
    if sheet.merges or sheet.hidden_rows or sheet.hidden_columns:
        raise ValueError(f"{book.file}: a CSV has neither merged nor hidden cells")
    rows = max(place(cell)[0] for cell in sheet.cells) + 1
    columns = max(place(cell)[1] for cell in sheet.cells) + 1
    grid = [[""] * columns for _ in range(rows)]
    for cell, stored in sheet.cells.items():
        row, column = place(cell)
        grid[row][column] = str(stored.value)
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(grid)
    path.write_bytes(out.getvalue().encode(book.encoding))
