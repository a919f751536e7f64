"""The table itself: hidden columns, notes in the way, no header, no data, texts with ornaments."""

from __future__ import annotations

from decimal import Decimal

from tests.hell.case import SHEET, Case, Reading, at, span
from tests.hell.grid import Grid, workbook
from tests.hell.honest import FIRST, HEADER, PERIODS, ROWS, STREETS, TITLE, figure, honest, output_table

LAST_MONTH = ("23.68", "17.68", "12.76", "8.88", "63.00")


def _hidden_column() -> Grid:
    """A hidden column left from February under the very same header."""
    table = output_table().put(F3="1-3月累计")
    for row, old in zip(ROWS, LAST_MONTH, strict=True):
        table.put(**{f"F{row}": Decimal(old)})
    table.hidden_columns = ("F",)
    return table


def _commented() -> Grid:
    table = output_table()
    table.comments = {"B5": "核对:此数应为9.73亿元,待更正。"}
    return table


def _friendly_comment() -> Grid:
    table = output_table()
    table.comments = {"B5": "已与统计站核对一致。"}
    return table


def _transposed() -> Grid:
    table = Grid(SHEET).put(A1=TITLE, A2="单位:亿元").row(3, "指标", *STREETS)
    for row, (header, column) in enumerate(zip(HEADER[1:], "BCDE", strict=True), start=FIRST):
        table.row(row, header, *(figure(column, street) for street in ROWS))
    return table


def _transposed_facts() -> tuple[Reading, ...]:
    facts = []
    for row, column in enumerate("BCDE", start=FIRST):
        period, cumulative = PERIODS[column]
        for letter, street in zip("BCDEF", ROWS, strict=True):
            facts.append(
                Reading(
                    cell=f"{letter}{row}",
                    value=str(figure(column, street)),
                    holder=None if letter == "F" else STREETS[street - FIRST],
                    period=period,
                    cumulative=cumulative,
                    unit="%" if column == "E" else "亿元",
                )
            )
    return tuple(facts)


def _note_between_rows() -> Grid:
    """A line of text across the table after the second street; everything below moves down by one."""
    table = output_table()
    for row in (9, 8, 7):
        table.row(row, STREETS[row - 1 - FIRST], *(figure(c, row - 1) for c in "BCDE"))
    table.row(6, None, None, None, None, None)
    table.merges = {"A6:E6": "以下为建制镇(含村级工业点)"}
    return table


def _shifted_facts() -> tuple[Reading, ...]:
    facts = []
    for column in "BCDE":
        for row in (4, 5, 7, 8, 9):
            true_row = row if row < 6 else row - 1
            facts.append(
                Reading(cell=f"{column}{row}", value=str(figure(column, true_row)), period=PERIODS[column][0])
            )
    return tuple(facts)


def _headless() -> Grid:
    table = Grid("Sheet1")
    for row in ROWS:
        table.row(row, STREETS[row - FIRST], *(figure(c, row) for c in "BCDE"))
    return table


def _unfilled() -> Grid:
    table = output_table()
    return table.put(**dict.fromkeys(span("BCDE", ROWS)))


def _template_of_zeros() -> Grid:
    return output_table().put(**dict.fromkeys(span("BCDE", ROWS), 0))


HORRORS = output_table().put(
    F3="备注",
    F4="<script>alert(document.cookie)</script>",
    F5="'; DROP TABLE facts; --",
    F6="{{ 7*7 }} ${7*7} %s %n",
    F7="https://example.invalid/\r\n../../etc/passwd",
)
DECORATED = output_table().put(A4="🏆云桥街道", A5="\u200f石门街道\u200e", A6="柳溪镇\u3000", A7="白 塘 镇")
CONTROL = output_table().put(A4="云桥街道\x0b", A5="石门街道\r", A6="\x07柳溪镇", B3="3月\n当月")
SIDE = output_table().put(H4="复核:综合科", H5="电话另告", H7="本表一式两份")
SHIFTED_HEADER = (
    output_table().row(3, "单位", None, "3月当月", "1-3月累计", "上年1-3月累计").put(F3="累计同比增长(%)")
)

CASES = (
    Case(
        "hidden-column-with-last-month",
        workbook(_hidden_column()),
        "either",
        "an old hidden column under the same header is passed over or asked about, never taken",
        kept=honest(without="C"),
        never=tuple(Reading(cell=f"F{row}", period="2024-01/2024-03") for row in ROWS),
        once=tuple((f"C{row}", f"F{row}") for row in ROWS),
    ),
    Case(
        "comment-that-contradicts-its-cell",
        workbook(_commented()),
        "asked",
        "someone wrote at the cell that it should be 9.73 and is to be corrected",
        spots=at("B5"),
        kept=honest(without="B5 B8", free="D"),
        never=(Reading(cell="B5", value="9.37"), Reading(cell="B5", value="9.73")),
    ),
    Case(
        "the-honest-table", workbook(output_table()), "clean", "the control: nothing is wrong", kept=honest()
    ),
    Case(
        "comment-that-agrees",
        workbook(_friendly_comment()),
        "clean",
        "not every comment is a quarrel",
        kept=honest(),
    ),
    Case("transposed-table", workbook(_transposed()), "clean", "streets across", kept=_transposed_facts()),
    Case(
        "line-of-text-between-the-rows",
        workbook(_note_between_rows()),
        "clean",
        "the table goes on below the line",
        kept=_shifted_facts(),
    ),
    Case(
        "notes-beside-the-table",
        workbook(SIDE),
        "clean",
        "three notes to the right, no column",
        kept=honest(),
    ),
    Case(
        "data-without-a-header",
        workbook(_headless()),
        "asked",
        "four columns of figures and no word about any of them",
        file="新建 XLSX 工作表.xlsx",
        spots=at(sheet="Sheet1"),
        never=(Reading(sheet="Sheet1"),),
        or_refused=True,
    ),
    Case(
        "header-one-column-off",
        workbook(SHIFTED_HEADER),
        "asked",
        "a cell was inserted in the header row: the first column of figures has no name, the last name none",
        spots=at(*span("BCDEF", range(3, 9))),
        never=(
            *(Reading(cell=f"C{r}", period="2024-03") for r in ROWS),
            *(Reading(cell=f"D{r}", period="2024-01/2024-03") for r in ROWS),
        ),
        or_refused=True,
    ),
    Case(
        "template-never-filled",
        workbook(_unfilled()),
        "asked",
        "practice-S 4.5: unknown is never 0; an empty form is an empty form",
        spots=at(),
        never=(Reading(),),
        or_refused=True,
    ),
    Case(
        "template-filled-with-zeros",
        workbook(_template_of_zeros()),
        "asked",
        "twenty zeros, last year's figures among them, are a form that nobody filled",
        spots=at(),
        never=tuple(Reading(cell=cell, value="0") for cell in span("CD", ROWS)),
    ),
    Case(
        "scripts-in-the-remarks",
        workbook(HORRORS),
        "clean",
        "practice-S 4.5 security: texts stay texts, nobody runs them and nobody counts them",
        kept=honest(),
        never=tuple(Reading(cell=f"F{row}") for row in ROWS),
        may_warn=True,
    ),
    Case(
        "emoji-and-direction-marks-in-names",
        workbook(DECORATED),
        "clean",
        "names with ornaments, marks nobody sees, and blanks inside",
        kept=tuple(Reading(cell=r.cell, value=r.value, period=r.period) for r in honest())
        + honest(columns="B", rows=range(5, 8)),
    ),
    Case(
        "control-characters-in-names",
        workbook(CONTROL),
        "clean",
        "line breaks and bells that Excel keeps as _x000B_",
        kept=honest(),
    ),
)
