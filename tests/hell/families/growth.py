"""Rates and signs: 800 % for 8, 0.07 for 7 %, flows that run backward."""

from __future__ import annotations

from decimal import Decimal

from tests.hell.case import SHEET, Case, Reading, at, span
from tests.hell.grid import Grid, workbook
from tests.hell.honest import GROWTH, STREETS, ZONE, honest, output_table

PERCENT = "0.0%"


def _as_ratios() -> Grid:
    """Growth stored as a ratio and shown as per cent: how Excel means it."""
    table = output_table().put(E3="累计同比增长")
    for row, text in enumerate(GROWTH, start=4):
        table.put(**{f"E{row}": Decimal(text) / 100})
    return table.format(PERCENT, *span("E", range(4, 9)))


def _cumulative_months() -> Grid:
    """Three cumulative columns; in the second one street falls back."""
    table = Grid(SHEET).put(A1=f"{ZONE}2024年规模以上工业总产值累计情况", A2="单位:亿元")
    table.row(3, "单位", "1-2月累计", "1-3月累计", "1-4月累计")
    figures = (("23.68", "36.52", "48.90"), ("27.68", "17.05", "35.21"), ("12.76", "18.94", "25.40"))
    for row, values in enumerate(figures, start=4):
        table.row(row, STREETS[row - 4], *map(Decimal, values))
    return table


SHARES = ("37", "28", "22", "14", "100")

CASES = (
    Case(
        "seven-percent-shown-as-700",
        workbook(_as_ratios().put(E5=7.0)),
        "asked",
        "practice-S 4.5; 7.0 typed into a cell formatted per cent shows 700.0%, the amounts say 7.0",
        spots=at("E5"),
        kept=honest(without="E5", free="B"),
        never=(Reading(cell="E5", value="700"),),
    ),
    Case(
        "ratios-shown-as-percent",
        workbook(_as_ratios()),
        "clean",
        "0.103 formatted per cent is 10.3 %",
        kept=honest(),
        never=(Reading(cell="E4", value="0.103"),),
    ),
    Case(
        "a-ratio-in-a-column-of-percents",
        workbook(output_table().put(E5=Decimal("0.07"))),
        "asked",
        "0.07 among 10.3 and -2.2; the amounts say 7.0",
        spots=at("E5"),
        kept=honest(without="E5", free="B"),
        never=(Reading(cell="E5", value="0.07"),),
    ),
    Case(
        "growth-with-the-sign-lost",
        workbook(output_table().put(E6=Decimal("2.2"))),
        "asked",
        "18.94 after 19.36 did not grow by 2.2 %",
        spots=at("E6"),
        kept=honest(without="E6", free="B"),
        never=(Reading(cell="E6", value="2.2"),),
    ),
    Case(
        "negative-output",
        workbook(output_table().put(C6=Decimal("-18.94"))),
        "asked",
        "an output is not negative, and nothing adds up with it",
        spots=at("C6"),
        kept=honest(without="C6 C8 E6 E8", free="B"),
        never=(Reading(cell="C6", value="-18.94"),),
    ),
    Case(
        "cumulative-smaller-than-a-month-before",
        workbook(_cumulative_months()),
        "asked",
        "K3.4: a cumulative flow does not fall; 27.68 and 17.05 cannot both be right",
        spots=at("B5", "C5"),
        kept=(
            Reading(cell="B4", value="23.68", period="2024-01/2024-02", cumulative=True, unit="亿元"),
            Reading(cell="C6", value="18.94", period="2024-01/2024-03", cumulative=True, unit="亿元"),
            Reading(cell="D5", value="35.21", period="2024-01/2024-04", cumulative=True, unit="亿元"),
        ),
    ),
    Case(
        "whole-shares-that-sum-to-101",
        workbook(
            output_table().put(
                F3="上年同期占全区比重(%)", **{f"F{r}": int(s) for r, s in enumerate(SHARES, 4)}
            )
        ),
        "clean",
        "37 + 28 + 22 + 14 = 101: each rounded rightly from column D; worth a note, not a question",
        kept=(*honest(), Reading(cell="F5", value="28", unit="%"), Reading(cell="F8", value="100", unit="%")),
    ),
)
