"""The honest table that every fault is planted in: a zone's monthly output by street, and what it says.

All names and figures are invented. The table foots in every column, growth follows from the amounts to the
printed digit, month, unit and holder are written where they belong: a reader has nothing to ask about it.
"""

from __future__ import annotations

from decimal import Decimal

from tests.hell.case import SHEET, Reading
from tests.hell.grid import Grid

ZONE = "青岚经济开发区"
TITLE = f"{ZONE}2024年3月规模以上工业总产值完成情况表"
HEADER = ("单位", "3月当月", "1-3月累计", "上年1-3月累计", "累计同比增长(%)")
STREETS = ("云桥街道", "石门街道", "柳溪镇", "白塘镇", "合计")
AMOUNTS = {
    "B": ("12.84", "9.37", "6.18", "4.61", "33.00"),
    "C": ("36.52", "27.05", "18.94", "13.49", "96.00"),
    "D": ("33.10", "25.28", "19.36", "12.26", "90.00"),
}
GROWTH = ("10.3", "7.0", "-2.2", "10.0", "6.7")
FIRST, TOTAL = 4, 8
ROWS = range(FIRST, TOTAL + 1)

MONTH, YTD, LAST_YTD = "2024-03", "2024-01/2024-03", "2023-01/2023-03"
PERIODS = {"B": (MONTH, False), "C": (YTD, True), "D": (LAST_YTD, True), "E": (YTD, True)}


def figure(column: str, row: int, scale: int = 1) -> Decimal:
    """The true figure at a cell, in 亿元 times `scale` (growth as printed)."""
    if column == "E":
        return Decimal(GROWTH[row - FIRST])
    return Decimal(AMOUNTS[column][row - FIRST]) * scale


def output_table(unit: str = "亿元", name: str = SHEET) -> Grid:
    """The honest table in 亿元 or 万元."""
    scale = {"亿元": 1, "万元": 10000}[unit]
    grid = Grid(name).row(1, TITLE).row(2, f"单位:{unit}").row(3, *HEADER)
    for row in ROWS:
        grid.row(row, STREETS[row - FIRST], *(figure(column, row, scale) for column in "BCDE"))
    return grid


def honest(
    without: str = "",
    free: str = "",
    unit: str = "亿元",
    sheet: str = SHEET,
    columns: str = "BCDE",
    rows: range = ROWS,
) -> tuple[Reading, ...]:
    """What the honest table says, cell by cell.

    `without` names cells (B5), rows (5) or columns (B) to leave out; `free` names columns whose facts may not
    be held back, because the fault does not touch them.
    """
    scale = {"亿元": 1, "万元": 10000}[unit]
    left_out = set(without.split())
    facts = []
    for row in rows:
        for column in columns:
            if {f"{column}{row}", column, str(row)} & left_out:
                continue
            facts.append(_fact(column, row, scale, unit, sheet, column in free))
    return tuple(facts)


def _fact(column: str, row: int, scale: int, unit: str, sheet: str, free: bool) -> Reading:
    period, cumulative = PERIODS[column]
    return Reading(
        cell=f"{column}{row}",
        value=str(figure(column, row, scale)),
        sheet=sheet,
        # The total row speaks for the zone; readers name it by the zone or by the row, both are right.
        holder=None if row == TOTAL else STREETS[row - FIRST],
        period=period,
        cumulative=cumulative,
        unit="%" if column == "E" else unit,
        measure="growth" if column == "E" else "amount",
        free=free,
    )
