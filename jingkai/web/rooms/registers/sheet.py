"""The register as a workbook: a line a subject, as the page has it."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Font

from jingkai.web.dates import moment

from .register import Register
from .words import Words

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What a program for tables would take for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def workbook(found: Register, words: Words, kind: str, zone: str, at: datetime) -> bytes:
    """The workbook's bytes: a title that says whose and when, a head, a line for each."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = words("register")
    sheet.append([words("sheet_title", zone=zone, kind=words.kind(kind), at=moment(at))])
    named = ("code", "name", "holder", "stage", "since", "next", "next_due")
    sheet.append([*(words(one) for one in named), *(words.field(one) for one in found.fields)])
    for row in found.rows:
        promised = row.next
        cells = [
            row.subject.code, row.subject.title, row.subject.holder.name, row.stage or None, row.on,
            promised.stage if promised else None, promised.due if promised else None, *row.values,
        ]  # fmt: skip
        sheet.append([_as_text(one) for one in cells])
    sheet["A1"].font = Font(bold=True, size=14)
    for cell in sheet[2]:
        cell.font = Font(bold=True)
    for column, width in zip("ABCDEFG", (12, 44, 18, 10, 12, 10, 12), strict=True):
        sheet.column_dimensions[column].width = width
    sheet.freeze_panes = "A3"
    sheet.print_title_rows = "1:2"
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _as_text(value: object) -> object:
    """What somebody typed, never read as a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
