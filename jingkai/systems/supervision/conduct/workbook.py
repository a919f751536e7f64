"""A list as a workbook: a line an entry, in the order of the page. No line and no column adds anything up."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from jingkai.web.dates import moment

from ..ledger_sheet import as_text
from ..words import Words
from .queries import Line

# The columns (words.yaml) with their widths in characters.
_COLUMNS = {
    "listed_person": 12, "listed_unit": 18, "listed_happened": 44, "listed_effect": 36, "listed_proof": 18, "state": 12,
    "listed_day": 12,
}  # fmt: skip


def workbook(lines: Iterable[Line], title: str, words: Words, at: datetime) -> bytes:
    """The workbook's bytes: a title that says which list, whose and when, a head, a line for each entry."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = words("conduct")
    sheet.append([f"{title} · {moment(at)}"])
    sheet.append([words(name) for name in _COLUMNS])
    for one in lines:
        row = one.listing
        state = words.of(one.state) + (words("and") + words("fallen") if one.fallen else "")
        said = (row.person.name, row.unit.name, row.happened, row.effect, row.proof)
        sheet.append([*map(as_text, said), state, row.case.day])
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
