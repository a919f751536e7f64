"""A submission as a workbook: written to be filled in, read back cell by cell.

Row 1 says in A1 whose it is and of which form and version; row 2 is a note, row 3 the headings; each row below is one
cell of the form, known by the code in its first column. What the system filled in stands there to be read: changed,
it is said, and goes beside the figure as if it had been typed on the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from jingkai.engines.quantity import Quantity, write
from jingkai.engines.sheets.load.cells import clean
from jingkai.engines.sheets.load.door import load_workbook
from jingkai.engines.sheets.workbook import Sheet as Page

from .models import Submission
from .problems import LIST_UNREAD, SHEET_OTHER, SHEET_UNREAD
from .services.cataloguing import ListedTable
from .sheet import Cell, Sheet

HEADS = ("代码", "栏目", "字段", "计量单位", "内容", "来源", "归口单位")
_WIDTHS = (14, 20, 30, 12, 36, 34, 18)
_CODE, _CONTENT = 0, 4
# Where the headings of a list are looked for.
_TOP, _COLUMNS = 10, 12
_HEAD_ROW = 3
_NOTE = (
    "只填白色的“内容”格；灰色的由系统填入，确有出入的可以改，将与原数并列留存，以原数为准。"
    "不要改动第一格和“代码”列。"
)
_TITLE = "《{title}》 · {unit} · 填报表 {code} 第 {version} 版 · 编号 {key}"
_READ = re.compile(
    r"《(?P<title>.+)》 · (?P<unit>.+) · 填报表 (?P<code>\S+) 第 (?P<version>\d+) 版 · 编号 (?P<key>\d{1,18})"
)
_BOLD, _QUIET = Font(bold=True), Font(color="FF666666")
_HEADED, _FILLED = PatternFill("solid", fgColor="FFE7ECF3"), PatternFill("solid", fgColor="FFF1F3F6")


@dataclass(frozen=True)
class Brought:
    """What a workbook brings: everything that is typed in it, by code, what of that is new, and the filled cells that
    somebody changed (name of the field, what was filled, what stands there now).
    """

    typed: dict[str, str]
    changed: tuple[str, ...]
    edited: tuple[tuple[str, str, str], ...]


def shown(quantity: Quantity) -> str:
    """A filled figure as a cell shows it: 38.62亿元."""
    return write(quantity, style="marks")


def write_sheet(sheet: Sheet) -> bytes:
    """The workbook's bytes."""
    book = Workbook()
    page = book.active
    assert isinstance(page, Worksheet)
    page.title = "填报"
    page.append([_title(sheet.submission)])
    page.append([_NOTE])
    page.append(list(HEADS))
    for cell in sheet.cells:
        page.append(list(_row(cell)))
    _lay_out(page, sheet.cells)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def read_sheet(path: Path, sheet: Sheet) -> Brought:
    """What a workbook says that was written from this submission.

    Raises Problem `forms.sheet-unread`, `forms.sheet-other`, and SheetProblem for a file that is no workbook.
    """
    page = _page(path)
    _assert_of(page, sheet.submission)
    cells = {cell.line.field.code: cell for cell in sheet.cells}
    typed: dict[str, str] = {}
    changed, edited = [], []
    for row in range(_HEAD_ROW, _end(page)):
        code, text = _text(page, row, _CODE), _text(page, row, _CONTENT)
        cell = cells.get(code)
        if cell is None:
            continue
        before = _content(cell)
        name = cell.line.field.name
        if cell.filled is not None and text in ("", shown(cell.filled.quantity)):
            continue
        if text:
            typed[code] = text
        if text != clean(before):
            changed.append(name)
            if cell.filled is not None:
                edited.append((name, shown(cell.filled.quantity), text))
    return Brought(typed, tuple(changed), tuple(edited))


def read_tables(path: Path) -> list[ListedTable]:
    """A list of tables: a heading row with 编号 and 表名, perhaps 要求部门 and 频次, then a table a row.

    Raises Problem `forms.list-unread`, and SheetProblem for a file that is no workbook.
    """
    heads = {"编号": "number", "表名": "name", "要求部门": "issuer", "频次": "frequency"}
    page = _page(path)
    for top in range(min(_end(page), _TOP)):
        places = {heads[said]: col for col in range(_COLUMNS) if (said := _text(page, top, col)) in heads}
        if {"number", "name"} <= places.keys():
            rows = (
                {key: _text(page, row, col) for key, col in places.items()}
                for row in range(top + 1, _end(page))
            )
            return [ListedTable(**one) for one in rows if any(one.values())]
    raise LIST_UNREAD(missing="编号、表名")


def _page(path: Path) -> Page:
    book = load_workbook(path)
    if not book.sheets:
        raise SHEET_UNREAD()
    return book.sheets[0]


def _end(page: Page) -> int:
    """The row after the last that holds anything."""
    return max((row for row, _ in page.cells), default=-1) + 1


def _text(page: Page, row: int, col: int) -> str:
    cell = page.get(row, col)
    return clean(cell.text).strip() if cell is not None else ""


def _assert_of(page: Page, submission: Submission) -> None:
    found = _READ.fullmatch(_text(page, 0, 0))
    if found is None:
        raise SHEET_UNREAD()
    form = submission.request.form
    here = (str(submission.pk), form.code, str(form.version), submission.unit.name)
    if (found["key"], found["code"], found["version"], found["unit"]) != here:
        there = f"{found['title']} {found['unit']} 第 {found['version']} 版"
        raise SHEET_OTHER(
            there=there, here=f"{submission.request.title} {submission.unit.name} 第 {form.version} 版"
        )


def _title(submission: Submission) -> str:
    form = submission.request.form
    return _TITLE.format(
        title=submission.request.title, unit=submission.unit.name, code=form.code, version=form.version,
        key=submission.pk,
    )  # fmt: skip


def _content(cell: Cell) -> str:
    if cell.typed:
        return cell.typed
    return shown(cell.filled.quantity) if cell.filled is not None else ""


def _row(cell: Cell) -> Iterable[str]:
    field, fact = cell.line.field, cell.filled.fact.row if cell.filled is not None else None
    yield field.code
    yield cell.line.section
    yield field.name
    yield field.unit or field.get_kind_display()
    yield _content(cell)
    yield f"系统填入：{fact.caliber}，{fact.reported_by.name}" if fact is not None else "请填写"
    yield field.owner.name


def _lay_out(page: Worksheet, cells: Iterable[Cell]) -> None:
    page["A1"].font = Font(bold=True, size=13)
    page["A2"].font = _QUIET
    for place, width in enumerate(_WIDTHS, start=1):
        page.column_dimensions[get_column_letter(place)].width = width
        head = page.cell(_HEAD_ROW, place)
        head.font, head.fill = _BOLD, _HEADED
    for row, cell in enumerate(cells, start=_HEAD_ROW + 1):
        for place in range(1, len(HEADS) + 1):
            one = page.cell(row, place)
            # Text stays text: what begins with = is no formula, 0.10 keeps its zero.
            one.number_format, one.data_type = "@", "s"
            one.alignment = Alignment(wrap_text=True, vertical="top")
            if place != _CONTENT + 1 or cell.filled is not None:
                one.fill = _FILLED
    page.freeze_panes = "D4"
    page.page_setup.orientation = "landscape"
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = "3:3"
