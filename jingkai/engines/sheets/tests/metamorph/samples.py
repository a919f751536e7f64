"""The workbooks that are transformed: six published tables and the exam's tables of figures.

Each comes with its expected file, which says what every cell is. The transformations take their knowledge of a table
from there and not from the reader: they must not share its mistakes.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from jingkai.engines.sheets.load import load_workbook
from jingkai.engines.sheets.workbook import Workbook
from tests.exam.build import build

PUBLISHED = ("v01", "v02", "v03", "v04", "v05", "v06")
EXAM = ("e01", "e02", "e03", "e04", "e05", "e06", "e10", "e11", "e12", "e13", "e14")
"""Lists (e07 to e09) hold records and no facts."""
REPOSITORY = Path(__file__).resolve().parents[5]
PUBLISHED_FOLDER = REPOSITORY.parent / "shared" / "data" / "workbooks"


@dataclass(frozen=True)
class Sample:
    """A loaded workbook and the content of its expected file."""

    name: str
    book: Workbook
    expected: dict[str, Any]


def sample(name: str) -> Sample | None:
    """A workbook by the short name its file begins with; None when the published tables are not at hand."""
    if name in EXAM:
        return _exam()[name]
    return _loaded(name, PUBLISHED_FOLDER) if PUBLISHED_FOLDER.is_dir() else None


@cache
def _exam() -> dict[str, Sample]:
    with TemporaryDirectory() as folder:
        build(Path(folder))
        return {name: _loaded(name, Path(folder)) for name in EXAM}


@cache
def _loaded(name: str, folder: Path) -> Sample:
    (expected,) = folder.glob(f"{name}_*.expected.json")
    path = expected.with_name(expected.name.removesuffix(".expected.json"))
    return Sample(name, load_workbook(path), json.loads(expected.read_text("utf-8")))
