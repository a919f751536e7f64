"""A register as a workbook, as an office keeps and prints one: a title, a head, a line for each."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from io import BytesIO
from urllib.parse import quote

from django.http import HttpResponse
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_TO_FILL = PatternFill("solid", fgColor="FFFFF2CC")


def write_register(
    tab: str,
    title: str,
    columns: Mapping[str, int] | Sequence[tuple[str, int]],
    rows: Iterable[Sequence[object]],
    *,
    to_fill: Collection[int] = (),
) -> bytes:
    """The workbook's bytes. `columns` are headings with their widths in characters, `to_fill` the places of those that
    are left for somebody to fill in. Text is always text: what somebody typed is never read as a formula.
    """
    widths = list(columns.items() if isinstance(columns, Mapping) else columns)
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = tab
    sheet.append([title])
    sheet.append([heading for heading, _ in widths])
    for row in rows:
        sheet.append(list(row))
    sheet["A1"].font = Font(bold=True, size=14)
    for place, (head, (_, width)) in enumerate(zip(sheet[2], widths, strict=True), start=1):
        head.font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(place)].width = width
    for line in sheet.iter_rows():
        for place, cell in enumerate(line):
            if isinstance(cell.value, str):
                cell.data_type = "s"
            if cell.row > 2:
                cell.alignment = Alignment(wrap_text=True, vertical="top")
                if place in to_fill:
                    cell.fill = _TO_FILL
    sheet.freeze_panes = "A3"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:2"
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def workbook_answer(content: bytes, name: str) -> HttpResponse:
    """A workbook to be saved as `name`.xlsx."""
    answer = HttpResponse(content, content_type=_MEDIA_TYPE)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}.xlsx"
    return answer
