"""The reader sits the third shelf; what it failed when it first saw a book stands here until it is mended.

Measured at first sight, before any of these books was known to the reader: 3 of 12 books, 443 of 766 facts right,
11 of 13 must-questions asked, 8 of 8 planted errors noticed. The marks are strict: a book that is read now fails
this test until its line is struck off NOT_YET. No requirement is proven here as long as there is a line left.
"""

import re
from pathlib import Path

import pytest

from tests.exam.build import build, expected
from tests.exam.grade import faults, grade
from tests.exam.third_shelf import THIRD

# book: what went wrong when the reader saw it for the first time
NOT_YET = {
    "budget_subjects": "50% in 增值税50% is taken for the row's unit; 单位：万元 is lost; zeros of a hidden check",
    "street_ranks": "streets without 街道 in their names are no holders, and are not asked about",
    "product_output": "编制单位 with its bureau is the holder; a column 计量单位 of 万立方米, 辆, 万只 is lost",
    "parks_attract": "经开, 高新, 临港, 空港 and 文旅 are not asked about",
    "jobs_and_insurance": "增减 beside 增减% is read as growth; 上年同期 of heads as a month; 期末 as a flow",
    "population": "男 and 女 lose 户籍人口 above them; a rate in ‰ is an amount and is added up",
    "trade_and_catering": "分镇 of a block's title stays in the indicator",
    "banks": "a share of balances at the month's end is read as of the months so far",
    "zone_and_city": "本区 and 比全市 are taken for holders; the city's growth for the zone's",
}
FOOTER = re.compile(r"([0-9]{1,2})月[0-9]{1,2}日$")
SHELF = {declare.__name__: expected(declare()) for declare in THIRD}


def test_the_third_shelf_has_twelve_workbooks_in_four_formats() -> None:
    assert len(SHELF) == 12
    assert {book["format"] for book in SHELF.values()} == {"xlsx", "xls", "ods", "csv"}


def test_eight_workbooks_of_the_third_shelf_hold_one_error_and_four_hold_none() -> None:
    kinds = sorted(plant["kind"] for book in SHELF.values() for plant in book["planted_errors"])
    assert kinds == [
        "digit_mistyped",
        "sign_lost",
        "stale_cached_formula",
        "transposed_digits",
        "transposed_digits",
        "transposed_digits",
        "unit_jump_1e3",
        "unit_jump_1e4",
    ]
    assert sum(1 for book in SHELF.values() if book["planted_errors"]) == 8


def test_no_footer_of_the_third_shelf_is_dated_within_a_period_of_its_facts() -> None:
    # A department signs after the period is over; a reader that takes the date for the period comes to grief.
    signed = 0
    for declare in THIRD:
        book = declare()
        months = {fact["period"][-2:] for sheet in book.sheets for fact in sheet.facts}
        shown = [str(stored.value) for sheet in book.sheets for stored in sheet.cells.values()]
        dates = [found.group(1) for found in map(FOOTER.search, shown) if found]
        signed += len(dates)
        assert not months & {month.zfill(2) for month in dates}, book.file
    assert signed == len(THIRD)


@pytest.fixture(scope="module")
def workbooks(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    made = build(tmp_path_factory.mktemp("third_shelf"), shelf=3)
    return dict(zip((declare.__name__ for declare in THIRD), made, strict=True))


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=pytest.mark.xfail(reason=NOT_YET[name], strict=True))
        if name in NOT_YET
        else name
        for name in (declare.__name__ for declare in THIRD)
    ],
)
def test_a_workbook_of_the_third_shelf_is_read(name: str, workbooks: dict[str, Path]) -> None:
    verdict = grade(workbooks[name])
    assert verdict.passed, faults(verdict)
