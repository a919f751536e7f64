"""Build the exam: `python -m tests.exam.build [--shelf 2] DIRECTORY` writes the workbooks and what they say."""

import argparse
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from tests.exam.model import Book
from tests.exam.second_shelf import SECOND
from tests.exam.shelf import BOOKS
from tests.exam.third_shelf import THIRD
from tests.exam.writers import write_bare_xlsx, write_csv, write_ods, write_xls, write_xlsx

WRITERS: dict[str, Callable[[Book, Path], None]] = {
    "xlsx": write_xlsx,
    "xls": write_xls,
    "ods": write_ods,
    "csv": write_csv,
}
SHELVES: dict[int, Sequence[Callable[[], Book]]] = {1: BOOKS, 2: SECOND, 3: THIRD}


def expected(book: Book) -> dict[str, Any]:
    """The expected file, in the shape of the published samples, with `records` and `accept` beside."""
    facts = [fact for sheet in book.sheets for fact in sheet.facts]
    return {
        "file": book.file,
        "format": book.format,
        "title": book.title,
        "sources": [],
        "source_title": "虚构的测试数据",
        "period": book.period,
        "holder": book.holder,
        "special": book.special,
        "facts": facts,
        "records": [record for sheet in book.sheets for record in sheet.records],
        "range_facts": book.range_facts,
        "expected_questions": book.questions,
        "expected_warnings": book.warnings,
        "planted_errors": book.planted,
        "footing": book.footing,
        "derived_checks": book.derived,
        "not_facts": [cell for sheet in book.sheets for cell in sheet.not_facts],
        "counts": {
            "facts": len(facts),
            "disputed": sum(1 for fact in facts if fact.get("disputed")),
            "questions": len(book.questions),
            "warnings": len(book.warnings),
            "planted": len(book.planted),
        },
    }


def build(directory: Path, shelf: int = 1) -> list[Path]:
    """Write every workbook of a shelf with its expected file into `directory`; the same bytes each time."""
    directory.mkdir(parents=True, exist_ok=True)
    made = []
    for declare in SHELVES[shelf]:
        book = declare()
        path = directory / book.file
        uncached = any(not cell.cached for sheet in book.sheets for cell in sheet.cells.values())
        (write_bare_xlsx if uncached else WRITERS[book.format])(book, path)
        shown = json.dumps(expected(book), ensure_ascii=False, indent=1)
        (directory / f"{book.file}.expected.json").write_text(shown + "\n", encoding="utf-8")
        made.append(path)
    return made


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.exam.build", description=__doc__)
    parser.add_argument("directory", type=Path)
    parser.add_argument("--shelf", type=int, default=1, choices=sorted(SHELVES))
    options = parser.parse_args()
    for workbook in build(options.directory, options.shelf):
        print(workbook)
