"""The third shelf is a whole one, in four formats, planted with each kind of error that its books name."""

import re

from tests.exam.build import expected
from tests.exam.third_shelf import THIRD

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
