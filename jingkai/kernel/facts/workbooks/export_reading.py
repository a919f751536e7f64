"""An export that comes back, read as it is laid out: nothing is guessed, and what is not as it was is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from jingkai.engines.sheets import Notice
from jingkai.engines.sheets.load import limits
from jingkai.engines.sheets.workbook import Cell, Kind, Range, Sheet, Workbook, address

from .export_layout import COLUMNS, FORMAT, HEADING_ROW, PLACES, Lang, Title, read_title, tidy
from .problems import COLUMNS as OTHER_COLUMNS
from .problems import CUT_SHORT, MERGED, OTHER_ZONE, TITLE, VERSION

_MIDNIGHT = "T00:00:00"
# The rows in which headings are looked for when rows above them were deleted or put in.
_TOP = range(HEADING_ROW + 3)


@dataclass(frozen=True)
class Line:
    """A row of an export as it came back."""

    sheet: str
    row: int
    lang: Lang
    cells: Mapping[str, Cell]

    def place(self, key: str) -> str:
        """The A1 address of the row's cell in a column."""
        return address(self.row, PLACES[key])

    def text(self, key: str) -> str:
        """What the cell says; nothing where it is blank."""
        cell = self.cells.get(key)
        if cell is None:
            return ""
        # A day comes as its midnight; what is a text ends as it was typed.
        return tidy(cell.text.removesuffix(_MIDNIGHT) if cell.kind is Kind.DATE else cell.text)

    def is_typed(self, key: str) -> bool:
        """Whether the cell holds what somebody typed: no formula, no error, no date where none belongs."""
        cell = self.cells.get(key)
        return cell is None or (cell.formula is None and cell.kind in (Kind.TEXT, Kind.NUMBER))


@dataclass
class Lines:
    """The rows of an export, and what was left unread beside them."""

    lines: list[Line] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)


def is_export(book: Workbook) -> bool:
    """Whether a sheet of the workbook is one of an export, also one that was damaged."""
    return any(_looks_like_export(sheet) for sheet in book.sheets)


def lines_of(book: Workbook, here: str, is_here: Callable[[str], bool]) -> Lines:
    """The rows of all sheets of an export of the zone `here`, of which `is_here` knows the names.

    Other sheets and further columns are left unread, and that is said. Raises Problem `export.title`,
    `export.version`, `export.other-zone`, `export.cut-short`, `export.merged`, `export.columns`.
    """
    found = Lines()
    for sheet in book.sheets:
        if not _looks_like_export(sheet):
            if sheet.cells:
                found.notices.append(_unread_sheet(sheet))
            continue
        title = _title(sheet)
        if title is None:
            raise TITLE(sheet=sheet.name)
        if title.version != FORMAT:
            raise VERSION(sheet=sheet.name, version=title.version, known=FORMAT)
        if not is_here(title.zone):
            raise OTHER_ZONE(sheet=sheet.name, zone=title.zone, here=here)
        _assert_whole(sheet, title.lang)
        found.lines.extend(_lines(sheet, title.lang))
        if notice := _unread_columns(sheet):
            found.notices.append(notice)
    return found


def _looks_like_export(sheet: Sheet) -> bool:
    return _title(sheet) is not None or any(_is_heading(sheet, row) for row in _TOP)


def _title(sheet: Sheet) -> Title | None:
    cell = sheet.get(0, 0)
    return read_title(cell.text) if cell is not None else None


def _is_heading(sheet: Sheet, row: int) -> bool:
    """Whether most headings of an export stand in the row, wherever."""
    said = {cell.text for place in range(len(COLUMNS) + 1) if (cell := sheet.get(row, place)) is not None}
    known = max(len(said & {one.zh for one in COLUMNS}), len(said & {one.en for one in COLUMNS}))
    return 2 * known > len(COLUMNS)


def _assert_whole(sheet: Sheet, lang: Lang) -> None:
    if sheet.truncated:
        raise CUT_SHORT(sheet=sheet.name, rows=limits.MAX_ROWS)
    for place, column in enumerate(COLUMNS):
        cell = sheet.get(HEADING_ROW, place)
        said = cell.text.strip() if cell is not None else ""
        if said != column.heading(lang):
            where = address(HEADING_ROW, place)
            raise OTHER_COLUMNS(sheet=sheet.name, cell=where, wanted=column.heading(lang), found=said)
    for merge in sheet.merges:
        if merge.bottom >= HEADING_ROW:
            raise MERGED(sheet=sheet.name, cells=_range(merge))


def _lines(sheet: Sheet, lang: Lang) -> Iterator[Line]:
    keys = [column.key for column in COLUMNS]
    for row, cells in sheet.rows().items():
        own = {keys[cell.col]: cell for cell in cells if cell.col < len(keys)}
        if row > HEADING_ROW and own:
            yield Line(sheet.name, row, lang, own)


def _range(merge: Range) -> str:
    return f"{address(merge.top, merge.left)}:{address(merge.bottom, merge.right)}"


def _unread_sheet(sheet: Sheet) -> Notice:
    return Notice(
        "not-exported", "info", sheet.name, (),
        f"工作表“{sheet.name}”不是导出的数据，没有读入", f"Sheet {sheet.name} is no export and was not read",
    )  # fmt: skip


def _unread_columns(sheet: Sheet) -> Notice | None:
    cells = [place for place in sheet.cells if place[1] >= len(COLUMNS)]
    if not cells:
        return None
    return Notice(
        "not-exported", "info", sheet.name, (address(*min(cells)),),
        "导出各栏以外的内容没有读入", "What stands beyond the columns of the export was not read",
    )  # fmt: skip
