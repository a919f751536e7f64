"""Bad rows in lists of projects: money and dates that cannot be, totals and headings among the rows."""

from __future__ import annotations

from datetime import date

from tests.hell.case import Case, Row, Verdict, at
from tests.hell.families.lists import (
    DAY,
    PROJECT_HEADER,
    PROJECTS,
    PROJECTS_FILE,
    project_rows,
    projects,
)
from tests.hell.grid import Grid, workbook


def _bad(
    name: str,
    why: str,
    spots: tuple[str, ...],
    grid: Grid,
    lost: tuple[int, ...] = (),
    verdict: Verdict = "asked",
    more: tuple[Row, ...] = (),
    never: tuple[Row, ...] = (),
    rows: tuple[Row, ...] | None = None,
) -> Case:
    spot = at(*spots) if spots else ()
    kept = (project_rows(*lost) if rows is None else rows) + more
    return Case(name, workbook(grid), verdict, why, PROJECTS_FILE, spots=spot, rows=kept, rows_never=never)


def _grouped(first_heading: str) -> Grid:
    """Two groups with a heading line each and a total at the end, as county lists have them."""
    table = Grid("3月").put(A1="青岚经济开发区2024年重点项目清单(截至2024年3月底)").row(2, *PROJECT_HEADER)
    table.put(A3=first_heading, A6="二、新开工项目(2个)", A9="合计", D9=188500, E9=75000, F9=37200)
    for row, project in zip((4, 5, 7, 8), PROJECTS, strict=True):
        table.row(row, *project).format(DAY, f"G{row}", f"H{row}")
    return table


GROUPED_ROWS = tuple(Row(row, (p[1], p[2])) for row, p in zip((4, 5, 7, 8), PROJECTS, strict=True))
NO_PROJECTS = tuple(Row(row) for row in (3, 6, 9))

CASES = (
    _bad("the-honest-projects", "the control: nothing is wrong", (), projects(), verdict="clean"),
    _bad(
        "completed-before-it-started",
        "completion 2023-03-31, start 2024-01-20",
        ("G5", "H5"),
        projects(H5=date(2023, 3, 31)),
    ),
    _bad("done-more-than-the-whole", "148 000 done of a total of 88 000", ("D5", "F5"), projects(F5=148000)),
    _bad(
        "year-plan-above-the-whole",
        "a year's plan of 300 000 within a total of 88 000",
        ("D5", "E5"),
        projects(E5=300000),
    ),
    _bad("negative-total", "an investment of -88 000", ("D5",), projects(D5=-88000)),
    _bad(
        "another-unit-in-the-cell",
        "8.8亿元 under a header in 万元: taken in its own unit or asked, never 8.8 万元",
        ("D5",),
        projects(D5="8.8亿元"),
        never=(Row(5, ("8.8", "8.8万元")),),
    ),
    _bad(
        "total-to-be-settled",
        "待定 is unknown, and unknown is never 0",
        (),
        projects(D5="待定"),
        verdict="either",
        never=(Row(5, ("0", "0.0")),),
    ),
    _bad(
        "headings-and-total-among-the-projects",
        "lines that head a group or add it up are no projects",
        (),
        _grouped("一、续建项目(2个)"),
        verdict="clean",
        rows=GROUPED_ROWS,
        never=NO_PROJECTS,
    ),
    _bad(
        "heading-counts-three-projects-of-two",
        "practice-S 4.5, 12 against 12: the heading says three, two follow",
        ("A3",),
        _grouped("一、续建项目(3个)"),
        rows=GROUPED_ROWS,
        never=NO_PROJECTS,
    ),
    _bad(
        "same-project-twice-with-two-totals",
        "one project, one builder, two sums",
        ("B4", "B7", "D4", "D7"),
        projects().row(7, 5, *PROJECTS[1][1:3], 63000, *PROJECTS[1][4:]).format(DAY, "G7", "H7"),
        more=(Row(7, (PROJECTS[1][1],)),),
    ),
)
