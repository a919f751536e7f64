"""万元, 亿元, nothing: units that disagree, are missing or change from row to row; jumps of 1e3 and 1e4."""

from __future__ import annotations

from decimal import Decimal

from tests.hell.case import Case, Reading, at, span
from tests.hell.grid import workbook
from tests.hell.honest import ROWS, YTD, honest, output_table

HEADINGS = ("A1", "A2", "B3", "C3", "D3")
AMOUNTS = span("BCD", ROWS)
CONTRADICTION = output_table().put(
    A2="单位:万元", B3="3月当月(亿元)", C3="1-3月累计(亿元)", D3="上年1-3月累计(亿元)"
)
TWO_NAMES = output_table().put(
    A1="青岚经济开发区2024年3月规模以上工业总产值完成情况表(单位:万元)", A2="单位:亿元"
)
FOREIGN = output_table("万元").put(F3="实际利用外资1-3月累计(万美元)", F4=120, F5=86, F6=45, F7=49, F8=300)
# The unit stands in a column of its own and changes from row to row, as statisticians do for small towns.
BY_ROW = (
    output_table()
    .put(A2=None, F3="计量单位", F4="亿元", F5="亿元", F6="亿元", F7="万元", F8="亿元")
    .put(B7=46100, C7=134900, D7=122600)
)

CASES = (
    Case(
        "title-in-wan-header-in-yi",
        workbook(CONTRADICTION),
        "asked",
        "the line under the title says 万元, the headers say 亿元: ten thousand times apart",
        spots=at(*HEADINGS),
        kept=tuple(Reading(cell=r.cell, value=r.value, period=r.period) for r in honest()),
        never=tuple(Reading(cell=cell, unit="万元") for cell in AMOUNTS),
    ),
    Case(
        "title-and-unit-line-disagree",
        workbook(TWO_NAMES),
        "asked",
        "one says 万元, the other 亿元, and nothing in the table decides",
        spots=at(*HEADINGS),
        kept=tuple(Reading(cell=r.cell, value=r.value, period=r.period) for r in honest()),
        never=tuple(Reading(cell=cell, unit=unit) for cell in AMOUNTS for unit in ("万元", "亿元")),
    ),
    Case(
        "no-unit-anywhere",
        workbook(output_table().put(A2=None)),
        "asked",
        "36.52 of what: neither 万元 nor 亿元 may be assumed",
        spots=at(*HEADINGS, *AMOUNTS),
        kept=tuple(Reading(cell=r.cell, value=r.value, period=r.period) for r in honest(columns="BCD")),
        never=tuple(Reading(cell=cell, unit=unit) for cell in AMOUNTS for unit in ("元", "万元", "亿元")),
    ),
    Case(
        "another-currency-in-its-own-header",
        workbook(FOREIGN),
        "clean",
        "a header that names its own unit overrides the title's, as (%) does",
        kept=(*honest(unit="万元"), Reading(cell="F5", value="86", period=YTD, unit="万美元")),
        never=(Reading(cell="F5", unit="万元"),),
    ),
    Case(
        "unit-changes-between-rows-and-says-so",
        workbook(BY_ROW),
        "clean",
        "134 900 万元 is 13.49 亿元, and with that the column foots",
        kept=(
            *honest(without="B7 C7 D7"),
            Reading(cell="B7", value="46100", unit="万元"),
            Reading(cell="C7", value="134900", unit="万元", period=YTD),
        ),
        never=(Reading(cell="C7", value="134900", unit="亿元"), Reading(cell="C4", unit="万元")),
    ),
    Case(
        "unit-typed-into-one-cell",
        workbook(output_table().put(C5="270500万元")),
        "either",
        "27.05 亿元 in other words; taken in its own unit, or asked",
        spots=at("C5"),
        kept=(*honest(without="C5 C8 E8", free="BD"), Reading(cell="C5", value="270500", unit="万元")),
        never=(
            Reading(cell="C5", value="270500", unit="亿元"),
            Reading(cell="C5", value="27.05", unit="万元"),
        ),
    ),
    Case(
        "one-cell-a-thousand-times-too-large",
        workbook(output_table().put(C5=Decimal("27050"))),
        "asked",
        "K3.4: x1000 jumps are suspected aloud; footing and growth both say 27.05",
        spots=at("C5"),
        kept=honest(without="C5 C8 E5 E8", free="B"),
        never=(Reading(cell="C5", value="27050"),),
    ),
    Case(
        "one-row-ten-thousand-times-too-large",
        workbook(output_table().put(B5=93700, C5=270500, D5=252800)),
        "asked",
        "K3.4: x10000 jumps; a whole row in 万元 keeps its growth, only the footing shows it",
        spots=at("B5", "C5", "D5"),
        kept=honest(without="5 8"),
        never=(Reading(cell="B5", value="93700"), Reading(cell="C5", value="270500", unit="亿元")),
    ),
    Case(
        "last-year-pasted-in-another-unit",
        workbook(
            output_table().put(
                **{f"D{row}": v for row, v in zip(ROWS, (33100, 25280, 19360, 12260, 90000), strict=True)}
            )
        ),
        "asked",
        "last year's column was pasted in another unit: it foots, but no growth fits",
        spots=at("D3", *span("DE", ROWS)),
        kept=honest(without="D E", free="B"),
        never=(Reading(cell="D4", value="33100"), Reading(cell="D8", value="90000")),
    ),
)
