"""The reader sits the third shelf; what it made of the books at first sight is written down.

Measured at first sight, before any of these books was known to the reader: 3 of 12 books, 443 of 766 facts right,
11 of 13 must-questions asked, 8 of 8 planted errors noticed. What it lacked was then
mended in general, not by book.
"""

import re
from pathlib import Path

import pytest

from tests.exam.build import build, expected
from tests.exam.grade import faults, grade
from tests.exam.third_shelf import THIRD
from tests.proof import proves

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


@proves("K3.4.27")
@pytest.mark.parametrize("name", [declare.__name__ for declare in THIRD])
def test_a_workbook_of_the_third_shelf_is_read(name: str, workbooks: dict[str, Path]) -> None:
    verdict = grade(workbooks[name])
    assert verdict.passed, faults(verdict)
