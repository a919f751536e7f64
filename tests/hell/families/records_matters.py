"""Bad rows in lists of matters (practice-S 4.5: dates, process, organisations).

What a reader of one workbook cannot know is not asked of it: whether a name in free text is a person's,
whether an assignee is on leave, whether the evidence of a closed matter exists.
"""

from __future__ import annotations

from datetime import date

from tests.hell.case import Case, Reading, Row, Verdict, at
from tests.hell.families.lists import DAY, MATTERS_FILE, matter_rows, matters
from tests.hell.grid import Grid, Value, workbook


def _bad(
    name: str,
    why: str,
    spots: tuple[str, ...],
    grid: Grid,
    *,
    verdict: Verdict = "asked",
    lost: tuple[int, ...] = (),
    never: tuple[Row, ...] = (),
    more: tuple[Row, ...] = (),
    may_warn: bool = False,
) -> Case:
    """A list with one fault; all rows but `lost` come back, and no row becomes a figure."""
    return Case(
        name,
        workbook(grid),
        verdict,
        why,
        file=MATTERS_FILE,
        spots=at(*spots) if spots else (),
        rows=matter_rows(*lost) + more,
        rows_never=never,
        never=tuple(Reading(cell=f"A{row}") for row in range(3, 9)),
        may_warn=may_warn,
    )


def _due(text: Value, row: int = 5) -> Grid:
    return matters(**{f"F{row}": text})


def _with_parents(*parents: int | None) -> Grid:
    table = matters(I2="上级事项序号")
    for row, parent in enumerate(parents, 3):
        table.put(**{f"I{row}": parent})
    return table


def _merged_lead() -> Grid:
    table = matters(C3=None, C4=None)
    table.merges = {"C3:C4": "经济发展局"}
    return table


def _hidden_row() -> Grid:
    table = matters()
    table.hidden_rows = (5,)
    return table


TWIN = (3, "企业用电增容协调", "经济发展局", "供电所", date(2024, 1, 12), date(2024, 6, 28), "正在推进")
OTHER_LEAD = (5, "企业用电增容协调", "投资促进局", "供电所", date(2024, 1, 12), date(2024, 6, 28), "正在推进")
SAME_NUMBER = (
    4,
    "工业邻里中心招商",
    "投资促进局",
    "财政局",
    date(2024, 2, 26),
    date(2024, 8, 30),
    "正在推进",
)

CASES = (
    _bad("the-honest-matters", "the control: nothing is wrong", (), matters(), verdict="clean"),
    _bad(
        "assigned-to-nobody",
        "st-S15: a task without a unit blocks the assignment",
        ("C4",),
        matters(C4=None),
        lost=(4,),
    ),
    _bad(
        "assigned-to-units-concerned",
        "有关单位 is nobody",
        ("C4",),
        matters(C4="有关单位"),
        lost=(4,),
    ),
    _bad(
        "two-lead-units",
        "a matter has one lead; the second is asked about, not dropped",
        ("C5",),
        matters(C5="经济发展局、财政局"),
        lost=(5,),
        more=(Row(5, ("企业用电增容协调",)),),
    ),
    _bad(
        "lead-unit-is-also-its-helper",
        "one unit in both columns",
        ("C5", "D5"),
        matters(D5="经济发展局"),
    ),
    _bad(
        "due-before-it-was-given",
        "31 December 2023 lies before 12 January 2024",
        ("E5", "F5"),
        _due(date(2023, 12, 31)),
    ),
    _bad(
        "due-on-30-february",
        "there is no such day; neither 29 February nor 1 March is meant",
        ("F5",),
        _due("2024年2月30日"),
        never=(Row(5, ("2024-02-29", "2024-03-01")),),
    ),
    _bad(
        "due-on-29-february-of-a-common-year",
        "practice-S 4.5 leap day: 2025 has none",
        ("F5",),
        _due("2025-02-29"),
        never=(Row(5, ("2025-02-28", "2025-03-01")),),
    ),
    _bad(
        "due-soon",
        "practice-S 4.5: 近日 is no date",
        ("F5",),
        _due("近日"),
        never=(Row(5, ("2024-01-31", "2024-06-28")),),
    ),
    _bad(
        "due-without-a-year",
        "st-S15: a date without a year is asked, not guessed",
        ("F5",),
        _due("6月28日").put(A1="青岚经济开发区重点督查事项清单"),
        never=(Row(5, tuple(f"{year}-06-28" for year in range(2022, 2028))),),
    ),
    _bad(
        "due-on-5-6-2024",
        "5 June or 6 May",
        ("F5",),
        _due("5/6/2024"),
        never=(Row(5, ("2024-05-06", "2024-06-05")),),
    ),
    _bad(
        "due-as-excel-serial",
        "45471 is 28 June 2024 without its format: read as that day or asked, never a number",
        ("F5",),
        matters(F5=45471).format("General", "F5"),
        verdict="either",
        more=(Row(5, ("2024-06-28",)),),
        lost=(5,),
    ),
    _bad(
        "two-dates-in-one-due-cell",
        "which of them ends the matter",
        ("F5",),
        _due("2024年3月31日前完成方案,6月28日前完成增容"),
        never=(Row(5, ("2024-03-31", "2024-06-28")),),
    ),
    _bad(
        "due-in-fifteen-working-days",
        "a term is not a date but a good answer: kept as typed",
        (),
        _due("15个工作日"),
        verdict="clean",
        more=(Row(5, ("15个工作日",)),),
        may_warn=True,
    ),
    _bad(
        "closed-before-it-was-given",
        "closed on 2 January, given on 8 January",
        ("E4", "H4"),
        matters(H4=date(2024, 1, 2)),
    ),
    _bad(
        "open-but-with-a-closing-date",
        "正在推进 and closed on 20 March",
        ("G5", "H5"),
        matters(H5=date(2024, 3, 20)).format(DAY, "H5"),
    ),
    _bad("closed-without-a-date", "已办结, but when", ("G4", "H4"), matters(H4=None)),
    _bad(
        "same-row-twice",
        "practice-S 4.5 duplicate: one matter, not two",
        ("A7", "B7", "A5", "B5"),
        matters().row(7, *TWIN).format(DAY, "E7", "F7"),
    ),
    _bad(
        "same-matter-with-another-lead",
        "the same matter under two numbers and two leads",
        ("B5", "B7", "C5", "C7"),
        matters().row(7, *OTHER_LEAD).format(DAY, "E7", "F7"),
        more=(Row(7, ("投资促进局",)),),
    ),
    _bad(
        "same-number-for-two-matters",
        "number 4 stands twice",
        ("A6", "A7"),
        matters().row(7, *SAME_NUMBER).format(DAY, "E7", "F7"),
        more=(Row(7, ("工业邻里中心招商",)),),
    ),
    _bad(
        "hidden-matter",
        "a hidden row between two others is part of the list or is not",
        ("A5", "B5", "C5"),
        _hidden_row(),
        lost=(5,),
    ),
    _bad(
        "parent-after-its-child",
        "DESIGN 1: a parent is older than its child",
        ("I3", "A5"),
        _with_parents(3, None, None, None),
    ),
    _bad(
        "loop-of-parents",
        "practice-S 4.5: 1 under 3, 3 under 2, 2 under 1",
        ("I3", "I4", "I5"),
        _with_parents(3, 1, 2, None),
    ),
    _bad("its-own-parent", "4 under 4", ("I6", "A6"), _with_parents(None, None, None, 4)),
    _bad("parent-that-is-not-there", "9 is not in the list", ("I6",), _with_parents(None, None, None, 9)),
    _bad(
        "lead-merged-over-two-matters",
        "one merged cell gives both matters their lead, as every office writes it",
        (),
        _merged_lead(),
        verdict="clean",
        lost=(3, 4),
        more=(Row(3, ("雨污分流管网改造", "经济发展局")), Row(4, ("标准厂房消防验收", "经济发展局"))),
    ),
    _bad(
        "command-typed-as-a-matter",
        "practice-S 4.5 security: shown, kept as text, never run",
        ("B5",),
        matters(B5="=cmd|' /C calc'!A0"),
        lost=(5,),
    ),
    _bad(
        "matter-without-words",
        "a number, a unit and a date, but no matter",
        ("B5",),
        matters(B5=None),
        lost=(5,),
    ),
)
