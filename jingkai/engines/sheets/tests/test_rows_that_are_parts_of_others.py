"""Parents: they are in the list, stand before their parts, and nothing is above itself."""

import pytest

from jingkai.engines.sheets.tests.listed import answered, asked, entry, read
from tests.proof import proves

HEADER = ("序号", "事项", "牵头单位", "完成时限", "上级事项序号")


def _rows(*parents: int | str | None) -> list[tuple[int | str | None, ...]]:
    return [(n, f"事项{n}号", "建设局", "2024年6月", parent) for n, parent in enumerate(parents, 1)]


@proves("K6.2.2")
@pytest.mark.parametrize(
    ("parents", "cells"),
    [
        ((3, None, None), [("E3",)]),  # the parent stands after its part
        ((3, 1, 2), [("E3", "E4", "E5")]),  # a loop, once
        ((None, None, 3), [("E5",)]),  # itself
        ((None, None, 9), [("E5",)]),  # nobody
        ((2, 1, 3), [("E3", "E4"), ("E5",)]),
    ],
)
def test_a_parent_that_cannot_be_is_asked_about_and_waits(
    parents: tuple[int | None, ...], cells: list[tuple[str, ...]]
) -> None:
    reading = read(HEADER, *_rows(*parents))
    assert sorted(asked(reading)) == sorted(("row-parent", found) for found in cells)
    named = {int(cell[1:]) for found in cells for cell in found}
    held = {
        record.row
        for record in reading.records
        if "parent" in getattr(record.fields.get(HEADER[4]), "held", ())
    }
    assert held == named


@pytest.mark.parametrize("parents", [(None, 1, 1), (None, 1, 2), (None, None, "事项1号"), (None, None, "—")])
def test_parents_that_stand_before_their_parts_are_silent(parents: tuple[int | str | None, ...]) -> None:
    assert read(HEADER, *_rows(*parents)).questions == []


def test_an_answered_parent_is_put_in_and_a_later_one_waits_on() -> None:
    rows = _rows(None, None, 9)
    assert (entry(answered(HEADER, *rows, answer="2"), 5, HEADER[4]).value) == "2"
    assert entry(answered(HEADER, *rows, answer="3"), 5, HEADER[4]).held == ("parent",)
    assert HEADER[4] not in answered(HEADER, *rows, answer="none").records[2].fields
