"""Writes the bad workbooks of the exam and one JSON that says what a careful clerk would do with each.

    python -m tests.hell.build DIRECTORY

Every case gets a folder of its own, since the file name is evidence: DIRECTORY/<case>/<file>. Building twice
gives the same bytes.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from tests.hell.case import Case
from tests.hell.families import (
    bulk,
    containers,
    delimited,
    formulas,
    growth,
    layouts,
    numbers,
    periods,
    records_matters,
    records_parties,
    records_projects,
    totals,
    units,
)

WORKBOOKS: tuple[Case, ...] = tuple(
    case
    for family in (containers, bulk, formulas, numbers, growth, periods, units, totals, layouts, delimited)
    for case in family.CASES
)
RECORDS: tuple[Case, ...] = tuple(
    case for family in (records_matters, records_parties, records_projects) for case in family.CASES
)


def build_case(case: Case, directory: Path) -> Path:
    """Writes one case under the directory and gives back its file."""
    folder = directory / case.id
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / case.file
    case.make(path)
    return path


def expectations() -> dict[str, object]:
    """All expectations by case id."""
    return {
        "workbooks": {case.id: case.expectation() for case in WORKBOOKS},
        "records": {case.id: case.expectation() for case in RECORDS},
    }


def build(directory: Path) -> None:
    """Writes all cases and expected.json."""
    for case in (*WORKBOOKS, *RECORDS):
        build_case(case, directory)
    text = json.dumps(expectations(), ensure_ascii=False, indent=1, sort_keys=True)
    (directory / "expected.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m tests.hell.build DIRECTORY")
    build(Path(sys.argv[1]))
