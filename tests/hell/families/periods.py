"""When is it of? Years that are missing, that disagree, calendars that start in 1904, months yet to come."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from tests.hell.case import SHEET, Case, Reading, at, span
from tests.hell.grid import Grid, workbook
from tests.hell.honest import FIRST, ROWS, STREETS, TITLE, ZONE, figure, honest, output_table

HEADING = ("A1", "B3", "C3", "D3", "E3")
NO_DATE_NAME = "工业产值.xlsx"
YEARLESS = f"{ZONE}3月规模以上工业总产值完成情况表"


def _months(headers: tuple[object, ...], title: str, filled: int) -> Grid:
    """Single months across for three streets, the first `filled` columns filled."""
    table = Grid(SHEET).put(A1=title, A2="单位:亿元").row(3, "单位", *headers)  # type: ignore[arg-type]
    for offset in range(3):
        values = [Decimal(1000 + 130 * offset + 37 * n) / 100 for n in range(filled)]
        table.row(FIRST + offset, STREETS[offset], *values)
    return table


def _dates_1904() -> Grid:
    headers = tuple(date(2024, month, 1) for month in (1, 2, 3))
    table = _months(headers, f"{ZONE}规模以上工业总产值分月当月值", 3)
    return table.format('yyyy"年"m"月"', "B3", "C3", "D3")


def _swapped() -> Grid:
    """The two columns were pasted in the wrong order: every 'cumulative' is smaller than its month."""
    table = output_table()
    for row in ROWS:
        table.put(**{f"B{row}": figure("C", row), f"C{row}": figure("B", row)})
    return table


AHEAD = _months(
    tuple(f"{month}月" for month in range(1, 7)),
    f"{ZONE}2024年1-3月规模以上工业总产值分月当月值",
    3,
).put(E4=Decimal("11.11"), E5=Decimal("12.41"))

CASES = (
    Case(
        "no-year-anywhere",
        workbook(output_table().put(A1=YEARLESS, D3="上年同期累计")),
        "asked",
        "practice-S 4.5 dates: no year; the facts wait for it as --03 and --01/--03",
        file=NO_DATE_NAME,
        spots=at(*HEADING),
        kept=tuple(
            Reading(cell=f"{c}{r}", value=str(figure(c, r)), period=p)
            for c, p in (("B", "--03"), ("C", "--01/--03"))
            for r in ROWS
        ),
        never=tuple(Reading(cell="C4", period=f"{y}-01/{y}-03") for y in range(2019, 2028)),
    ),
    Case(
        "sheet-name-of-another-year",
        workbook(output_table(name="2023年3月")),
        "asked",
        "title and header say 2024, the sheet was copied from 2023 and says so",
        file=NO_DATE_NAME,
        spots=at(sheet="2023年3月"),
        kept=tuple(Reading(cell=f"C{r}", value=str(figure("C", r)), sheet="2023年3月") for r in ROWS),
        never=(Reading(cell="C4", sheet="2023年3月", period="2023-01/2023-03"),),
    ),
    Case(
        "two-years-in-the-title",
        workbook(output_table().put(A1=f"2023年度{ZONE}2024年3月规模以上工业总产值完成情况表")),
        "asked",
        "whose month is it: 2023 or 2024",
        file=NO_DATE_NAME,
        spots=at(*HEADING),
        kept=tuple(Reading(cell=f"C{r}", value=str(figure("C", r))) for r in ROWS),
        never=(Reading(cell="C4", period="2023-01/2023-03"), Reading(cell="B4", period="2023-03")),
    ),
    Case(
        "file-name-of-another-month",
        workbook(output_table()),
        "asked",
        "K3.4: the file name is evidence; here it says February",
        file="青岚经济开发区2024年2月工业产值.xlsx",
        spots=at(),
        kept=tuple(Reading(cell=f"C{r}", value=str(figure("C", r))) for r in ROWS),
        never=(Reading(cell="B4", period="2024-02"), Reading(cell="C4", period="2024-01/2024-02")),
    ),
    Case(
        "header-of-another-month",
        workbook(output_table().put(C3="1-2月累计")),
        "asked",
        "title March, single month March, cumulative to February: a header left from last month",
        spots=at("A1", "C3", *span("C", ROWS)),
        kept=honest(without="C E", free="D"),
    ),
    Case(
        "a-thirteenth-month",
        workbook(output_table().put(A1=TITLE.replace("3月", "13月"), B3="13月当月", C3="1-13月累计")),
        "asked",
        "there is no thirteenth month; which one was meant is for the sender to say",
        file=NO_DATE_NAME,
        spots=at(*HEADING),
        never=(
            *(Reading(cell="B4", period=p) for p in ("2024-01", "2024-03", "2024-12", "2025-01", "2024-13")),
            *(
                Reading(cell="C4", period=p)
                for p in ("2024-01/2024-12", "2024-01/2025-01", "2024-01/2024-13")
            ),
        ),
        or_refused=True,
    ),
    Case(
        "dates-counted-from-1904",
        workbook(_dates_1904(), date_1904=True),
        "clean",
        "the workbook says that it counts from 1904: the header is January to March 2024",
        file=NO_DATE_NAME,
        kept=tuple(
            Reading(cell=f"{c}{r}", period=p, cumulative=False, unit="亿元", holder=STREETS[r - FIRST])
            for c, p in (("B", "2024-01"), ("C", "2024-02"), ("D", "2024-03"))
            for r in (4, 5, 6)
        ),
        never=tuple(Reading(cell="D4", period=p) for p in ("2020-02", "2020-03", "2028-03")),
    ),
    Case(
        "january-to-march-became-a-date",
        workbook(output_table().put(C3=date(2024, 1, 3)).format('m"月"d"日"', "C3")),
        "asked",
        "someone typed 1-3 for January to March and Excel made the third of January of it",
        spots=at("C3", *span("C", ROWS)),
        kept=honest(without="C E", free="D"),
        never=tuple(Reading(cell="C4", period=p) for p in ("2024-01-03", "2024-01", "2024-01-01/2024-01-03")),
    ),
    Case(
        "months-yet-to-come-are-filled",
        workbook(AHEAD),
        "asked",
        "a table of January to March with figures under April: expected, copied, or a wrong title",
        file="青岚经济开发区2024年3月工业产值分月.xlsx",
        spots=at("A1", "E3", "E4", "E5"),
        kept=tuple(Reading(cell=f"{c}4", period=p) for c, p in (("B", "2024-01"), ("D", "2024-03"))),
        never=(Reading(cell="E4", period="2024-04"), Reading(cell="E5", period="2024-04")),
    ),
    Case(
        "month-and-cumulative-swapped",
        workbook(_swapped()),
        "asked",
        "K3.4: cumulative is not smaller than its month; growth fits the other column",
        spots=at("B3", "C3", *span("BC", ROWS)),
        kept=honest(without="B C E", free="D"),
        never=(
            *(Reading(cell=f"B{r}", value=str(figure("C", r)), cumulative=False) for r in ROWS),
            *(Reading(cell=f"C{r}", value=str(figure("B", r)), cumulative=True) for r in ROWS),
        ),
    ),
)
