"""The holiday table: what the notices say, what a zone may load, and what lies beyond them."""

from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

from jingkai.engines.periods import Calendar, DayKind
from jingkai.engines.quantity import Problem
from tests.proof import proves

HEAD = "date,kind,name,notice,year\n"

# Days off and days to be worked that each year's notices announce ("共N天", "上班"), counted from their text.
# 2020: 27 by 国办发明电〔2019〕16号, three more by 〔2020〕1号, which cancelled working on 1 February.
ANNOUNCED = {
    2020: (30, 6),
    2021: (31, 7),
    2022: (31, 7),
    2023: (27, 7),
    2024: (28, 8),
    2025: (28, 5),
    2026: (33, 6),
}


@proves("K3.2.5")
def test_the_table_has_as_many_days_as_the_notices_announce() -> None:
    calendar = Calendar.shipped()
    counted = Counter((special.year, special.kind) for special in calendar.days)
    assert calendar.assured_years == frozenset(ANNOUNCED)
    for year, (off, worked) in ANNOUNCED.items():
        assert (counted[year, DayKind.HOLIDAY], counted[year, DayKind.WORKDAY]) == (off, worked)


@proves("K3.2.5")
def test_every_line_names_its_notice_and_no_line_is_idle() -> None:
    for special in Calendar.shipped().days:
        assert special.notice.startswith("国办发明电〔")
        if special.kind == DayKind.WORKDAY:
            assert special.day.weekday() >= 5, special


@proves("K3.2.5", "K3.2.6")
def test_the_calendar_of_the_stories() -> None:
    calendar = Calendar.shipped()
    holidays = [date(2024, 1, 1), *(date(2024, 2, day) for day in range(10, 18))]
    holidays += [date(2024, 4, day) for day in (4, 5, 6)] + [date(2024, 5, day) for day in range(1, 6)]
    worked = [date(2024, 2, 4), date(2024, 2, 18), date(2024, 4, 7), date(2024, 4, 28), date(2024, 5, 11)]
    assert not any(calendar.is_working_day(day) for day in holidays)
    assert all(calendar.is_working_day(day) for day in worked)
    half = [date(2024, 1, 1) + timedelta(days=number) for number in range(152)]
    for day in half:
        if day not in holidays and day not in worked:
            assert calendar.is_working_day(day) == (day.weekday() < 5)


@proves("K3.2.5")
def test_every_day_of_seven_years_agrees_with_another_table() -> None:
    other = pytest.importorskip("chinese_calendar", reason="chinesecalendar is not installed")
    calendar = Calendar.shipped()
    days = [date(2020, 1, 1) + timedelta(days=number) for number in range(2557)]
    assert days[-1] == date(2026, 12, 31)
    assert [day for day in days if calendar.is_working_day(day) != other.is_workday(day)] == []


@proves("K3.2.5")
def test_a_later_year_has_weekends_only_and_is_marked_so() -> None:
    calendar = Calendar.shipped()
    assert calendar.is_working_day(date(2027, 10, 1))
    assert not calendar.is_working_day(date(2027, 10, 2))
    assert calendar.is_assured(date(2026, 1, 1), date(2026, 12, 31))
    assert not calendar.is_assured(date(2026, 12, 1), date(2027, 1, 5))
    assert not calendar.is_assured(date(2019, 12, 31), date(2020, 1, 5))


def test_an_older_year_that_a_notice_only_touches_is_not_assured() -> None:
    """New Year's Eve 2022 is in the notice for 2023: that does not make 2022 a year with a notice."""
    only = Calendar([special for special in Calendar.shipped().days if special.year == 2023])
    assert not only.is_assured(date(2022, 12, 1), date(2022, 12, 31))
    assert only.special(date(2022, 12, 31)) is not None


def test_a_zone_loads_the_next_notice_itself(tmp_path: Path) -> None:
    file = tmp_path / "2027.csv"
    file.write_text(
        "\ufeff" + HEAD + "2027-01-01,holiday,元旦,通知,2027\n2027-01-03,workday,元旦,通知,2027\n", "utf-8"
    )
    calendar = Calendar.shipped().replacing(Calendar.load(file))
    assert not calendar.is_working_day(date(2027, 1, 1))
    assert calendar.is_working_day(date(2027, 1, 3))
    assert calendar.is_assured(date(2026, 1, 1), date(2027, 12, 31))
    assert not calendar.is_working_day(date(2026, 10, 1))


def test_a_corrected_year_takes_the_place_of_the_shipped_one() -> None:
    corrected = Calendar.shipped().replacing(Calendar.parse(HEAD + "2024-01-02,holiday,元旦,更正,2024\n"))
    assert corrected.is_working_day(date(2024, 1, 1))
    assert not corrected.is_working_day(date(2024, 1, 2))


def test_the_table_reads_back_from_its_own_text() -> None:
    shipped = Calendar.shipped()
    assert Calendar.parse(shipped.text()).days == shipped.days


@pytest.mark.parametrize(
    "line",
    [
        "2027-13-01,holiday,x,y,2027",
        "2027-01-01,off,x,y,2027",
        "2027-01-01,holiday,x,y",
        "2027-01-01,holiday,x,y,z",
        "2027-01-01,holiday,x,y,2027,more",
    ],
)
def test_a_line_that_cannot_be_read_is_named(line: str) -> None:
    with pytest.raises(Problem) as refused:
        Calendar.parse(HEAD + line + "\n")
    assert refused.value.code == "periods.calendar-row"
    assert "第 2 行" in refused.value.zh


def test_a_day_that_stands_twice_is_refused() -> None:
    with pytest.raises(Problem) as refused:
        Calendar.parse(HEAD + "2027-01-01,holiday,x,y,2027\n" * 2)
    assert refused.value.code == "periods.calendar-twice"


def test_a_table_without_any_working_day_is_refused_instead_of_searched_for_ever() -> None:
    days = [date(2027, 1, 1) + timedelta(days=number) for number in range(800)]
    endless = Calendar.parse(HEAD + "".join(f"{day},holiday,x,y,2027\n" for day in days))
    with pytest.raises(Problem) as refused:
        endless.plus_working_days(date(2027, 1, 1), 1)
    assert refused.value.code == "periods.endless-holiday"


def test_working_days_are_counted_both_ways() -> None:
    calendar = Calendar.shipped()
    assert calendar.working_days(date(2024, 2, 1), date(2024, 2, 29)) == 18
    assert calendar.plus_working_days(date(2024, 2, 22), -7) == date(2024, 2, 7)
    assert calendar.plus_working_days(date(2024, 2, 10), 0) == date(2024, 2, 10)
    assert calendar.working_day_from(date(2024, 2, 10)) == date(2024, 2, 18)
