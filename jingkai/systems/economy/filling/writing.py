"""Writing into the department's own workbook: values into blanks, notes beside doubts, nothing else touched."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.cell import Cell
from openpyxl.comments import Comment

from jingkai.engines.sheets import Reading

from .answers import Answer
from .problems import NOT_FILLABLE

AUTHOR = "经开"
# Parts of a workbook that would be lost in writing: then the file is refused rather than returned poorer.
_FRAGILE = (
    "xl/drawings/drawing",
    "xl/charts/",
    "xl/media/",
    "xl/vbaProject",
    "xl/pivotTables/",
    "xl/slicers/",
)


@dataclass
class Filled:
    """What was written: cells filled, notes put at doubtful cells, blanks that stay blank."""

    cells: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    still_blank: int = 0


def fill_workbook(
    source: Path,
    target: Path,
    answers: Sequence[Answer],
    reading: Reading,
    notes: dict[tuple[str, str], str],
    blanks: int,
) -> Filled:
    """Writes `target`: `answers` into the blanks they answer, what `reading` asks or warns of and `notes` as comments.

    A cell that holds anything is never overwritten. Raises Problem `filling.not-fillable` for another format
    than .xlsx and for workbooks with parts that writing would lose, FileExistsError when the target is there.
    """
    _assert_fillable(source)
    if target.exists():
        raise FileExistsError(target)
    book = load_workbook(source)
    done = Filled()
    for answer in answers:
        cell = book[answer.blank.sheet][answer.blank.cell]
        place = f"{answer.blank.sheet}!{answer.blank.cell}"
        if answer.value is not None and isinstance(cell, Cell) and _is_blank(cell):
            ratio = "%" in cell.number_format
            cell.value = answer.value / 100 if ratio else answer.value
            done.cells.append(place)
        elif answer.value is None:
            _note(cell, answer.zh, place, done)
    for question in reading.questions:
        for a1 in question.cells[:1]:
            _note(book[question.sheet][a1], question.text, f"{question.sheet}!{a1}", done)
    for warning in reading.warnings:
        if warning.severity == "error" and warning.cells:
            _note(
                book[warning.sheet][warning.cells[0]],
                warning.text,
                f"{warning.sheet}!{warning.cells[0]}",
                done,
            )
    for (sheet, a1), text in notes.items():
        _note(book[sheet][a1], text, f"{sheet}!{a1}", done)
    book.save(target)
    done.still_blank = blanks - len(done.cells)
    return done


def _assert_fillable(source: Path) -> None:
    if not zipfile.is_zipfile(source):
        raise NOT_FILLABLE(file=source.name, why="不是 xlsx", why_en="it is no .xlsx")
    with zipfile.ZipFile(source) as archive:
        names = archive.namelist()
    if "xl/workbook.xml" not in names:
        raise NOT_FILLABLE(file=source.name, why="不是 xlsx", why_en="it is no .xlsx")
    if any(name.startswith(_FRAGILE) for name in names):
        raise NOT_FILLABLE(
            file=source.name, why="含图表、图片或宏", why_en="it holds charts, pictures or macros"
        )


def _is_blank(cell: Cell) -> bool:
    text = cell.value.strip() if isinstance(cell.value, str) else cell.value
    return text in (None, "", "—", "-", "--", "…", "/")


def _note(cell: object, text: str, place: str, done: Filled) -> None:
    if not isinstance(cell, Cell):
        return
    before = f"{cell.comment.text}\n" if cell.comment else ""
    if text not in before:
        cell.comment = Comment(f"{before}{text}", AUTHOR, width=320, height=120)
        done.notes.append(place)
