"""A desk at which an export is taken out, edited as a person would, and brought back."""

from collections.abc import Callable, Mapping
from itertools import count
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from jingkai.kernel.facts.workbooks.exporting import facts_of, write_export
from jingkai.kernel.facts.workbooks.importing import import_workbook
from jingkai.kernel.facts.workbooks.outcome import Imported
from jingkai.kernel.facts.workbooks.understanding import Sender
from jingkai.kernel.parties.access import Reader
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.records.sequence import latest

from .samples import AT, CLERK, Zone

TITLE_ROW, NOTE_ROW, HEADINGS = 1, 2, 3  # as people count
Grid = list[list[object]]


class Desk:
    """A zone's desk with a folder; every file it makes has a name of its own."""

    def __init__(self, zone: Zone, folder: Path) -> None:
        self.zone, self._folder, self._names = zone, folder, count(1)

    def export(self, *, lang: Any = "zh", reader: Reader | None = None, **choice: Any) -> Path:
        number = choice.setdefault("as_of", latest())
        path = self._folder / f"导出{next(self._names)}.xlsx"
        facts = facts_of(self.zone.zone, reader=reader, **choice)
        write_export(path, self.zone.zone, facts, number, lang)
        return path

    def bring(
        self, path: Path, *, unit: Organisation | None = None, caliber: str = "自报", reason: str = ""
    ) -> Imported:
        sender = Sender(self.zone.zone, unit or self.zone.zone, caliber)
        return import_workbook(CLERK, path, sender, at=AT, reason=reason)

    def edited(self, path: Path, edit: Callable[[Any], object]) -> Path:
        """A copy of the file after `edit` had its first sheet."""
        book = load_workbook(path)
        edit(book.worksheets[0])
        copy = self._folder / f"改{next(self._names)}.xlsx"
        book.save(copy)
        return copy

    def typed(self, path: Path, row: int, cells: Mapping[str, object]) -> Path:
        """A copy in which somebody typed into the cells under these headings, in the `row`-th fact from 0."""

        def type_in(sheet: Any) -> None:
            headings = [cell.value for cell in sheet[HEADINGS]]
            for heading, value in cells.items():
                sheet.cell(HEADINGS + 1 + row, headings.index(heading) + 1).value = value

        return self.edited(path, type_in)


def grids(path: Path) -> list[Grid]:
    """What stands in the cells of each sheet."""
    return [[list(row) for row in sheet.values] for sheet in load_workbook(path).worksheets]


def column(path: Path, heading: str) -> list[object]:
    """What stands under a heading of the first sheet."""
    rows = grids(path)[0]
    place = rows[HEADINGS - 1].index(heading)
    return [row[place] for row in rows[HEADINGS:]]


def nothing_new(done: Imported) -> bool:
    """Whether an import changed nothing, asked nothing and left nothing out."""
    told = (
        done.facts,
        done.corrected,
        done.changed,
        done.waiting,
        done.refused,
        done.questions,
        done.warnings,
    )
    return done.batch is None and not any(told) and not done.aliases and not done.registered
