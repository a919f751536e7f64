"""Dates and states of one row: nothing is due before it was given, closed before it began, or open with an end."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jingkai.engines.sheets.tests.listed import MATTERS, answered, asked, entry, matter, matters, read
from tests.proof import proves

NEAR = st.dates(date(2023, 1, 1), date(2025, 12, 31))


@proves("K6.2.2")
@given(first=NEAR, second=NEAR)
def test_a_due_date_is_asked_about_exactly_when_it_lies_before_the_day_it_was_given(
    first: date, second: date
) -> None:
    reading = matters(matter(1, "甲", given=first, due=second), matter(2, "乙"))
    assert (("row-order", ("E3", "F3")) in asked(reading)) == (second < first)
    assert bool(entry(reading, 3, "完成时限").held) == (second < first)


@pytest.mark.parametrize(("due", "wrong"), [("2024年1月", False), ("2023年12月", True), ("2024年", False)])
def test_a_month_is_early_only_when_its_last_day_is(due: str, wrong: bool) -> None:
    reading = matters(matter(1, "甲", given=date(2024, 1, 5), due=due), matter(2, "乙"))
    assert bool(reading.questions) == wrong


def test_a_project_that_ends_before_it_begins_is_asked_and_only_the_wrong_cell_waits_on() -> None:
    header = ("序号", "项目名称", "建设单位", "开工日期", "竣工日期")
    row = (1, "冷链中心", "乙公司", date(2024, 1, 20), date(2023, 3, 31))
    assert asked(read(header, row)) == [("row-order", ("D3", "E3"))]
    reading = answered(header, row, answer="second")
    assert entry(reading, 3, "竣工日期").held == ("order",)
    assert entry(reading, 3, "开工日期").held == ()


def test_closed_without_a_day_is_asked_and_the_answered_day_is_filled_in() -> None:
    rows = (matter(1, "甲", state="已办结"), matter(2, "乙", state="已办结", closed=date(2024, 4, 22)))
    assert asked(matters(*rows)) == [("row-state", ("G3", "H3"))]
    reading = answered(MATTERS, *rows, answer="2024-05-06")
    assert entry(reading, 3, "办结日期").date == "2024-05-06"
    assert entry(reading, 3, "办理情况").state == "closed"


@pytest.mark.parametrize(
    ("answer", "state", "closing"), [("closed", "closed", True), ("open", "open", False)]
)
def test_open_with_a_closing_day_is_one_or_the_other(answer: str, state: str, closing: bool) -> None:
    rows = (matter(1, "甲", closed=date(2024, 3, 20)), matter(2, "乙"))
    assert asked(matters(*rows)) == [("row-state", ("G3", "H3"))]
    reading = answered(MATTERS, *rows, answer=answer)
    assert entry(reading, 3, "办理情况").state == state
    assert ("办结日期" in reading.records[0].fields) == closing


def test_a_list_without_a_column_of_closing_dates_is_not_asked_for_them() -> None:
    reading = read(MATTERS[:7], matter(1, "甲", state="已完成")[:7], matter(2, "乙")[:7])
    assert reading.questions == []


def test_free_words_in_the_column_of_states_are_no_state() -> None:
    reading = matters(matter(1, "甲", state="已完成方案，正在报批"), matter(2, "乙"))
    assert reading.questions == []
    assert entry(reading, 3, "办理情况").state is None
