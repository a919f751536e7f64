"""Writes the workbooks of examples/: `python -m examples.build [DIRECTORY]`; the same bytes every time."""

from __future__ import annotations

import sys
from pathlib import Path

from examples.books import economy, finance, others, promotion, statistics
from tests.exam.build import WRITERS
from tests.exam.model import Book

HERE = Path(__file__).parent / "2024-03"
BOOKS = (*statistics.BOOKS, *finance.BOOKS, *promotion.BOOKS, *economy.BOOKS, *others.BOOKS)


def books() -> list[Book]:
    """Every workbook with what a careful clerk reads in it."""
    return [declare() for declare in BOOKS]


def build(directory: Path) -> list[Path]:
    """Write all of them."""
    directory.mkdir(parents=True, exist_ok=True)
    made = []
    for book in books():
        path = directory / book.file
        WRITERS[book.format](book, path)
        made.append(path)
    return made


if __name__ == "__main__":
    for workbook in build(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE):
        print(workbook.name)
