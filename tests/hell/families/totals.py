"""Totals that do not foot, the same thing twice, one cell for two units, rows that only the total sees."""

from __future__ import annotations

from decimal import Decimal

from tests.hell.case import SHEET, Case, Reading, at, span
from tests.hell.grid import Grid, workbook
from tests.hell.honest import FIRST, ROWS, STREETS, YTD, figure, honest, output_table


def _off(by: str) -> Grid:
    return output_table().put(C8=figure("C", 8) + Decimal(by))


def _twice(name: str, c_value: str | None = None) -> Grid:
    """Row 8 repeats 石门街道 under `name`; the total moves to row 9 and counts it once."""
    table = output_table()
    again = [figure(column, 5) for column in "BCDE"]
    if c_value:
        again[1] = Decimal(c_value)
    return table.row(8, name, *again).row(9, STREETS[4], *(figure(column, 8) for column in "BCDE"))


def _second_cumulative() -> Grid:
    table = output_table().put(F3="1-3月累计")
    for row in ROWS:
        table.put(**{f"F{row}": figure("C", row)})
    return table


def _merged() -> Grid:
    table = output_table().put(C5=None, C6=None, E5=None, E6=None)
    table.merges = {"C5:C6": Decimal("45.99")}
    return table


def _hidden_row() -> Grid:
    table = output_table()
    table.hidden_rows = (6,)
    return table


TOTAL_C = span("C", ROWS)
ROW_5_TO_7 = range(FIRST, 8)
TWINS = (("B5", "B8"), ("C5", "C8"), ("D5", "D8"), ("E5", "E8"))
REPEATED = honest(without="5", rows=ROW_5_TO_7)
REVISED = output_table(name="3月修订").put(C5=Decimal("27.55"), C8=Decimal("96.50"))

CASES = (
    Case(
        "total-off-by-0.01",
        workbook(_off("0.01")),
        "asked",
        "K3.4: 0.01 is shown, not rounded away; a word is enough, nothing is held",
        spots=at(*TOTAL_C),
        kept=(*honest(without="C8", free="BD"), Reading(cell="C8", value="96.01", period=YTD, free=True)),
    ),
    Case(
        "total-short-by-1",
        workbook(_off("-1")),
        "asked",
        "four figures to the hundredth do not lose a whole 亿元 by rounding",
        spots=at(*TOTAL_C),
        kept=honest(without="C8 E8", free="BD"),
        never=(Reading(cell="C8", value="95.00"),),
    ),
    Case(
        "total-ten-times-too-large",
        workbook(output_table().put(C8=Decimal("960.0"))),
        "asked",
        "a point in the wrong place; the parts are well",
        spots=at("C8"),
        kept=honest(without="C8 E8", free="BD"),
        never=(Reading(cell="C8", value="960"),),
    ),
    Case(
        "two-errors-that-cancel-in-the-total",
        workbook(output_table().put(C5=Decimal("28.05"), C6=Decimal("17.94"))),
        "asked",
        "one 亿元 moved from one street to another: the total foots, the two growth rates do not",
        spots=at("C5", "E5", "C6", "E6"),
        kept=honest(without="C5 C6 E5 E6", free="BD"),
        never=(Reading(cell="C5", value="28.05"), Reading(cell="C6", value="17.94")),
    ),
    Case(
        "row-repeated",
        workbook(_twice("石门街道")),
        "asked",
        "a row copied twice; the total counts it once and so does the reader",
        spots=at(*span("ABCDE", (5, 8))),
        kept=REPEATED,
        once=TWINS,
    ),
    Case(
        "same-unit-twice-with-two-figures",
        workbook(_twice("石门街道", "27.55")),
        "asked",
        "27.05 and 27.55 for one street and one period; the total fits the first, a person decides",
        spots=at("A5", "A8", "C5", "C8"),
        kept=REPEATED,
        never=(Reading(cell="C8", value="27.55"),),
        once=TWINS,
    ),
    Case(
        "same-unit-in-two-scripts",
        workbook(_twice("石門街道", "27.55")),
        "asked",
        "practice-S 4.5: traditional and simplified twins; 石門街道 is 石门街道",
        spots=at("A5", "A8", "C5", "C8"),
        kept=REPEATED,
        never=(Reading(cell="C8", value="27.55"),),
        once=TWINS,
    ),
    Case(
        "column-repeated",
        workbook(_second_cumulative()),
        "either",
        "the same header and the same figures twice: one fact each",
        kept=honest(without="C"),
        once=tuple((f"C{row}", f"F{row}") for row in ROWS),
    ),
    Case(
        "column-repeated-with-other-figures",
        workbook(_second_cumulative().put(F5=Decimal("27.55"), F8=Decimal("96.50"))),
        "asked",
        "two columns of one name, two figures: both cannot be the street's cumulative output",
        spots=at("C3", "F3", "C5", "F5", "C8", "F8"),
        kept=honest(without="C E5 E8", free="B"),
        never=(Reading(cell="F5", value="27.55"),),
        once=tuple((f"C{row}", f"F{row}") for row in ROWS),
    ),
    Case(
        "one-figure-merged-over-two-streets",
        workbook(_merged()),
        "asked",
        "45.99 belongs to both together: neither street has it alone, and dividing it would be invention",
        spots=at("C5", "C6"),
        kept=honest(without="C5 C6 E5 E6", free="BD"),
        never=(Reading(cell="C5"), Reading(cell="C6")),
    ),
    Case(
        "hidden-row-in-the-total",
        workbook(_hidden_row()),
        "asked",
        "practice-S 4.5: 柳溪镇 is hidden and counted; on paper the total does not foot",
        spots=at(*span("ABCDE", (6,)), *span("BCD", (8,))),
        kept=honest(without="6 8"),
    ),
    Case(
        "revised-sheet-beside-the-first",
        workbook(output_table(), REVISED),
        "asked",
        "3月 and 3月修订 give two figures for one month: which one is reported",
        spots=at(sheet="*"),
        kept=tuple(Reading(cell=f"B{row}", value=str(figure("B", row)), sheet="*") for row in ROWS),
        once=((f"{SHEET}!C5", "3月修订!C5"), (f"{SHEET}!C8", "3月修订!C8")),
    ),
    Case(
        "sheet-copied-whole",
        workbook(output_table(), output_table(name="3月 (2)")),
        "either",
        "the same sheet twice says everything once",
        kept=tuple(Reading(cell=r.cell, value=r.value, sheet="*", period=r.period) for r in honest()),
        once=tuple((f"{SHEET}!{c}{r}", f"3月 (2)!{c}{r}") for r in ROWS for c in "BCDE"),
    ),
    Case(
        "no-row-for-one-part",
        workbook(output_table().row(7, None, None, None, None, None)),
        "asked",
        "the row of 白塘镇 was cleared, the total was not: something is missing, and it is said",
        spots=at(*span("BCD", ROWS), "A7"),
        kept=honest(without="7 8"),
        never=(Reading(cell="C7"), Reading(cell="C7", value="0", period=YTD)),
    ),
)
