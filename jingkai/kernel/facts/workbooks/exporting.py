"""`jingkai export`: facts as a workbook that people read, sort and send on, and that comes back unchanged."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import Any

from django.db.models import Model, Q, QuerySet
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from jingkai.engines.periods import Period
from jingkai.engines.quantity import Problem as Refusal
from jingkai.engines.quantity import exact
from jingkai.kernel.parties.access import Reader, visible
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.records.models import File
from jingkai.kernel.registers.models import Subject

from ..arrow import arrow
from ..known import Known, attached, current
from ..models import Fact, Measure
from .export_layout import COLUMNS, FACTS_A_SHEET, FIGURE, HEADING_ROW, NOTES, PLACES, Lang, title, written
from .problems import NOTHING

POINTS_TO: Mapping[str, type[Model]] = {
    "measure": Measure,
    "holder": Organisation,
    "subject": Subject,
    "file": File,
    "reported_by": Organisation,
}
_SHEETS = {"zh": ("数据", "数据{n}"), "en": ("Facts", "Facts {n}")}
# A double keeps this many digits of any decimal; longer figures are written as text.
_DIGITS = 15
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_BOLD, _GREY = Font(bold=True), Font(color="FF666666")
_HEAD, _OPEN = PatternFill("solid", fgColor="FFE7ECF3"), PatternFill("solid", fgColor="FFFFF2CC")
Written = Mapping[str, str]


def facts_of(
    zone: Organisation,
    *,
    reader: Reader | None,
    unit: Organisation | None = None,
    period: Period | None = None,
    as_of: int | None = None,
) -> QuerySet[Fact]:
    """The facts of the zone as known at `as_of` (now, if None), in the order of an export.

    `unit` leaves those of that unit and all under it, `period` those that end in it: of March also what counts
    from January. With a `reader` there are only those that person may see, and of subjects that person may see;
    without, all (the platform on its own console).
    """
    found: QuerySet[Fact] = current(as_of).filter(
        holder__in=Organisation.objects.filter(zone.subtree() & (unit or zone).subtree())
    )
    if period is not None:
        found = found.filter(end__gte=period.start, end__lte=period.end)
    if reader is not None:
        subjects = visible(Subject.objects.all(), reader)
        found = visible(found, reader).filter(Q(subject=None) | Q(subject__in=subjects))
    return found.order_by("end", "start", "holder_id", "measure_id", "pk")


def write_columns(path: Path, facts: QuerySet[Fact]) -> int:
    """Write these facts as Parquet, with the columns of `arrow`; returns how many. Raises as `write_export`."""
    import pyarrow.parquet

    table = arrow(facts)
    if not len(table):
        raise NOTHING()
    with path.open("xb") as file:
        pyarrow.parquet.write_table(table, file, compression="zstd")
    return len(table)


def write_export(path: Path, zone: Organisation, found: QuerySet[Fact], as_of: int, lang: Lang) -> int:
    """Write the workbook of these facts, known at `as_of`; returns how many.

    Raises Problem `export.nothing` where there are none, FileExistsError when there is a file of this name.
    """
    facts = [Known(row) for row in attached(found, POINTS_TO)]
    if not facts:
        raise NOTHING()
    book = Workbook(write_only=True)
    book.properties.creator = "jingkai"
    first, further = _SHEETS[lang]
    for number, rows in enumerate(_parts(written(fact, lang) for fact in facts), start=1):
        sheet = book.create_sheet(first if number == 1 else further.format(n=number))
        _write_sheet(sheet, title(zone, as_of, lang), rows, lang)
    content = BytesIO()
    book.save(content)
    with path.open("xb") as file:
        file.write(content.getbuffer())
    return len(facts)


def _parts(rows: Iterator[Written]) -> Iterator[list[Written]]:
    while part := list(islice(rows, FACTS_A_SHEET)):
        yield part


def _write_sheet(sheet: Any, headline: str, rows: list[Written], lang: Lang) -> None:
    _set_up(sheet, len(rows))
    cells = _Cells(sheet)
    sheet.append([cells.text(headline, font=_BOLD)])
    sheet.append([cells.text(NOTES[lang], font=_GREY)])
    sheet.append(
        [
            cells.text(column.heading(lang), font=_BOLD, fill=_OPEN if column.key in FIGURE else _HEAD)
            for column in COLUMNS
        ]
    )
    for row in rows:
        sheet.append([cells.of(column.key, row[column.key]) for column in COLUMNS])


def _set_up(sheet: Any, rows: int) -> None:
    """Widths, what stays in view, filter, and a page that prints as wide as it is with its headings."""
    for place, column in enumerate(COLUMNS, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = column.width
    top = HEADING_ROW + 1
    sheet.freeze_panes = f"{get_column_letter(PLACES['measure'] + 2)}{top + 1}"
    sheet.auto_filter.ref = f"A{top}:{get_column_letter(len(COLUMNS))}{top + rows}"
    sheet.print_title_rows = f"{top}:{top}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = Worksheet.PAPERSIZE_A3
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


class _Cells:
    """Makes the cells of a sheet. Text is always text: what begins with = + - or @ is no formula."""

    def __init__(self, sheet: Any) -> None:
        self._sheet = sheet

    def of(self, key: str, text: str) -> Any:
        """The cell of a column: a date, a number that a workbook keeps exactly, or text. None where it is blank."""
        if not text:
            return None
        if key == "end":
            return self._cell(date.fromisoformat(text), "yyyy-mm-dd")
        number = _number(text) if key == "value" else None
        if number is not None:
            decimals = len(text.partition(".")[2])
            return self._cell(number, f"#,##0.{'0' * decimals}" if decimals else "#,##0")
        cell = self.text(text)
        if key == "value":
            cell.alignment = Alignment(horizontal="right")
        return cell

    def text(self, text: str, *, font: Font | None = None, fill: PatternFill | None = None) -> Any:
        """A cell of text that stays text when somebody edits it."""
        cell = self._cell(_LOOKS_ESCAPED.sub("_x005F_", text), "@")
        cell.data_type = "s"
        if font is not None:
            cell.font = font
        if fill is not None:
            cell.fill = fill
        return cell

    def _cell(self, value: object, number_format: str) -> Any:
        cell = WriteOnlyCell(self._sheet, value=value)
        cell.number_format = number_format
        return cell


def _number(text: str) -> Decimal | None:
    """The number, if a double gives it back digit by digit."""
    try:
        number = exact(text)
    except Refusal:
        return None
    return number if len(number.normalize().as_tuple().digits) <= _DIGITS else None
