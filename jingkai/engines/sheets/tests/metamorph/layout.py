"""Other layouts of the same table: blank rows and columns, new columns, split panels, hidden parts."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from jingkai.engines.sheets.tests.metamorph.anatomy import Anatomy, Panel, anatomies
from jingkai.engines.sheets.tests.metamorph.moving import moved, number, text, with_sheet
from jingkai.engines.sheets.tests.metamorph.samples import Sample
from jingkai.engines.sheets.workbook import Range, Sheet, Workbook


def _each_sheet(sample: Sample, change: Callable[[Anatomy], Sheet | None]) -> Workbook | None:
    book, changed = sample.book, False
    for anatomy in anatomies(sample):
        if (sheet := change(anatomy)) is not None:
            book, changed = with_sheet(book, anatomy.sheet, sheet), True
    return book if changed else None


def blank_margins(sample: Sample) -> Workbook | None:
    """Two blank columns on the left and two blank rows above."""
    return _each_sheet(sample, lambda a: moved(a.sheet, lambda row, col: (row + 2, col + 2)))


def blank_row_under_title(sample: Sample) -> Workbook | None:
    """A blank row between the lines above the table and its header."""

    def change(anatomy: Anatomy) -> Sheet | None:
        at = anatomy.first_header_row
        return moved(anatomy.sheet, lambda row, col: (row + (row >= at), col)) if at else None

    return _each_sheet(sample, change)


def remarks_on_the_right(sample: Sample) -> Workbook | None:
    """A column of remarks behind the table, headed 备注 beside every header."""
    return _each_sheet(sample, _remarks)


def _remarks(anatomy: Anatomy) -> Sheet:
    col = anatomy.last_col + 1
    sheet = replace(anatomy.sheet, cells=dict(anatomy.sheet.cells), merges=list(anatomy.sheet.merges))
    for panel in anatomy.panels():
        sheet.put(text(panel.header[0], col, "备注"))
        if len(panel.header) > 1:
            sheet.merges.append(Range(panel.header[0], col, panel.header[-1], col))
        for row in panel.body[::2]:
            sheet.put(text(row, col, "由业务科室核定" if row % 4 else "已与税务部门核对一致"))
    return sheet


def serials_on_the_left(sample: Sample) -> Workbook | None:
    """A column of running numbers before the table, where it has none; the lines above stay where they are."""
    return _serials(sample, lines_move=False)


def serials_pushing_the_title(sample: Sample) -> Workbook | None:
    """The same by inserting a column: the title moves to the right with the table."""
    return _serials(sample, lines_move=True)


def _serials(sample: Sample, *, lines_move: bool) -> Workbook | None:
    def change(anatomy: Anatomy) -> Sheet | None:
        if any(cell.text.strip() == "序号" for cell in anatomy.sheet.cells.values()):
            return None
        top = 0 if lines_move else anatomy.first_header_row
        sheet = moved(anatomy.sheet, lambda row, col: (row, col + (row >= top)))
        for panel in anatomy.panels():
            sheet.put(text(panel.header[0], 0, "序号"))
            if len(panel.header) > 1:
                sheet.merges.append(Range(panel.header[0], 0, panel.header[-1], 0))
            for count, row in enumerate(panel.body):
                sheet.put(number(row, 0, count + 1))
        return sheet

    return _each_sheet(sample, change)


def hidden_helper_column(sample: Sample) -> Workbook | None:
    """A hidden column of figures behind the table, as clerks keep them to compute with."""

    def change(anatomy: Anatomy) -> Sheet:
        col = anatomy.last_col + 1
        sheet = replace(anatomy.sheet, cells=dict(anatomy.sheet.cells))
        sheet.hidden_cols = anatomy.sheet.hidden_cols | {col}
        for panel in anatomy.panels():
            sheet.put(text(panel.header[-1], col, "备查"))
            for row in panel.body:
                sheet.put(number(row, col, 7 * row + 11))
        return sheet

    return _each_sheet(sample, change)


def hidden_blank_row(sample: Sample) -> Workbook | None:
    """A hidden row without content inside the body of each table."""

    def change(anatomy: Anatomy) -> Sheet:
        at = [panel.body[len(panel.body) // 2] for panel in anatomy.panels()]
        sheet = moved(anatomy.sheet, lambda row, col: (row + sum(row >= before for before in at), col))
        sheet.hidden_rows = sheet.hidden_rows | {row + index for index, row in enumerate(at)}
        return sheet

    return _each_sheet(sample, change)


def hidden_notes_sheet(sample: Sample) -> Workbook:
    """A hidden sheet with last year's figures behind the others."""
    old = Sheet("底稿", hidden=True)
    for row in range(4):
        old.put(text(row, 0, f"旧数{row}"))
        old.put(number(row, 1, 100 + row))
    return replace(sample.book, sheets=[*sample.book.sheets, old])


def sheet_renamed(name: str, sample: Sample) -> Workbook | None:
    """The only sheet with figures under another name that says nothing."""
    found = anatomies(sample)
    if len(found) != 1 or sample.book.format == "csv" or found[0].sheet.name == name:
        return None
    return with_sheet(sample.book, found[0].sheet, replace(found[0].sheet, name=name))


def merges_undone(sample: Sample) -> Workbook | None:
    """No merged cells: the words stand in the first cell, the others are blank."""
    if not any(sheet.merges for sheet in sample.book.sheets):
        return None
    return replace(sample.book, sheets=[replace(sheet, merges=[]) for sheet in sample.book.sheets])


# Where each table may be cut in two without taking a part from the row it belongs to: sheet -> first row (from 0) of
# the second half. Chosen by a person: only before rows that are not parts of the row above them.
CUTS = {"v01": 12, "v03": 7, "v04": 6, "v05": 6, "v06": 7}


def continued_below(sample: Sample) -> Workbook | None:
    """The rest of the table further down, under 续表 and the same header."""
    return _split(sample, beside=False)


def continued_beside(sample: Sample) -> Workbook | None:
    """The rest of the table on the right, under the same header."""
    return _split(sample, beside=True)


def _split(sample: Sample, *, beside: bool) -> Workbook | None:
    if sample.name not in CUTS:
        return None
    at = CUTS[sample.name]
    anatomy = anatomies(sample)[0]
    panel = next(panel for panel in anatomy.panels() if at in panel.body)
    return with_sheet(sample.book, anatomy.sheet, (_beside if beside else _below)(anatomy.sheet, panel, at))


def _below(sheet: Sheet, panel: Panel, at: int) -> Sheet:
    extra = len(panel.header) + 2  # a blank row, 续表, the header
    result = moved(sheet, lambda row, col: (row + extra * (row >= at), col))
    result.put(text(at + 1, 0, "续表"))
    _copy_header(sheet, result, panel, down=at + 2 - panel.header[0], across=0)
    return result


def _beside(sheet: Sheet, panel: Panel, at: int) -> Sheet:
    last = panel.body[-1]
    width = max(col for row, col in sheet.cells if row in (*panel.header, *panel.body)) + 1

    def move(row: int, col: int) -> tuple[int, int]:
        if at <= row <= last:
            return row - at + panel.body[0], col + width
        return row, col

    result = moved(sheet, move)
    _copy_header(sheet, result, panel, down=0, across=width)
    return result


def _copy_header(sheet: Sheet, result: Sheet, panel: Panel, *, down: int, across: int) -> None:
    for (row, col), cell in sheet.cells.items():
        if row in panel.header:
            result.cells[row + down, col + across] = replace(cell, row=row + down, col=col + across)
    for merge in sheet.merges:
        if merge.top in panel.header:
            result.merges.append(
                Range(merge.top + down, merge.left + across, merge.bottom + down, merge.right + across)
            )
    if across:
        result.hidden_cols = result.hidden_cols | {col + across for col in sheet.hidden_cols}


# Columns that may change places with their meaning kept, whole groups under one merged header: (first, last) from 0.
SWAPS = {
    "v01": ((1, 4), (6, 9)),
    "v02": ((2, 2), (3, 4)),
    "v03": ((4, 4), (5, 5)),
    "v04": ((2, 2), (3, 3)),
    "v05": ((2, 3), (4, 4)),
    "v06": ((3, 3), (4, 4)),
}


def columns_swapped(sample: Sample) -> Workbook | None:
    """Two columns, or two groups of columns, in the other order."""
    groups = SWAPS.get(sample.name)
    if groups is None:
        return None
    (a, b), (c, d) = groups
    order = [*range(a), *range(c, d + 1), *range(b + 1, c), *range(a, b + 1)]
    place = {old: new for new, old in enumerate(order)}
    anatomy = anatomies(sample)[0]
    sheet = moved(anatomy.sheet, lambda row, col: (row, place.get(col, col)))
    return with_sheet(sample.book, anatomy.sheet, sheet)


LAYOUT = {
    "blank margins": blank_margins,
    "blank row under the title": blank_row_under_title,
    "remarks on the right": remarks_on_the_right,
    "serials on the left": serials_on_the_left,
    "serials pushing the title": serials_pushing_the_title,
    "hidden helper column": hidden_helper_column,
    "hidden blank row": hidden_blank_row,
    "hidden notes sheet": hidden_notes_sheet,
    "sheet called Sheet1": partial(sheet_renamed, "Sheet1"),
    "sheet called 汇总表": partial(sheet_renamed, "汇总表(最终)"),
    "merges undone": merges_undone,
    "continued below": continued_below,
    "continued beside": continued_beside,
    "columns swapped": columns_swapped,
}
