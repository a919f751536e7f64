"""The ledger as a workbook: a line a matter, as the page has it, to be printed and passed round."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from jingkai.kernel.flows.state import flow_of
from jingkai.web.dates import moment

from .queries import Standing
from .words import Words

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# The columns (words.yaml) with their widths in characters.
_COLUMNS = {
    "number": 11, "matter": 48, "state": 10, "lead_unit": 18, "lead_leader": 12, "due": 12, "light": 10, "late": 22,
    "origin": 32,
}  # fmt: skip
# What a program for tables would take for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def workbook(rows: Iterable[Standing], words: Words, zone: str, at: datetime) -> bytes:
    """The workbook's bytes: a title that says whose and when, a head, a line for each."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = words("ledger")
    sheet.append([words("sheet_title", zone=zone, at=moment(at))])
    sheet.append([words(name) for name in _COLUMNS])
    for one in rows:
        sheet.append(list(_cells(one, words)))
    sheet["A1"].font = Font(bold=True, size=14)
    for cell in sheet[2]:
        cell.font = Font(bold=True)
    for place, width in enumerate(_COLUMNS.values(), start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    for line in sheet.iter_rows(min_row=3):
        for cell in line:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A3"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:2"
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _cells(one: Standing, words: Words) -> Iterator[object]:
    lead, lamp = one.lead, one.lamp
    yield one.matter.label
    yield as_text(one.matter.title)
    yield words.of(one.state)
    yield as_text(lead.unit.name) if lead.unit else None
    yield as_text(lead.leader.name) if lead.leader else None
    yield one.finish.day if one.finish else None
    yield (lamp.zh if words.lang == "zh" else lamp.en) if lamp else None
    yield words("and").join(late_words(one, words)) or None
    yield as_text(one.matter.origin)


def late_words(one: Standing, words: Words) -> Iterator[str]:
    """How it was late, each kind by itself, and how often it was put off."""
    terms = flow_of(one.matter.case.flow).terms
    for term, count in one.late.late.items():
        yield (
            words("late_times", what=words.of(terms[term].late), count=count)
            if count > 1
            else words.of(terms[term].late)
        )
    if one.late.delays:
        yield words("delays", count=one.late.delays)


def as_text(typed: str) -> str:
    """What somebody typed, never read as a formula."""
    return f"'{typed}" if typed.startswith(_FORMULA) else typed
