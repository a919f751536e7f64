"""Date cells: every manner of writing a day is read; what is no day is asked about, and no year is ever guessed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jingkai.engines.sheets.rows.days import Said, read_day
from jingkai.engines.sheets.tests.listed import MATTERS, answered, asked, entry, matter, matters
from tests.proof import proves

DAYS = st.dates(date(1950, 1, 1), date(2098, 12, 31))
MANNERS = (
    "{0.year}-{0.month:02}-{0.day:02}", "{0.year}/{0.month}/{0.day}", "{0.year}.{0.month}.{0.day}",
    "{0.year}年{0.month}月{0.day}日", "{0.year}年{0.month:02}月{0.day:02}日前", "{0.year}{0.month:02}{0.day:02}",
    "{0.year}-{0.month:02}-{0.day:02} 18:00", "{0.year}-{0.month:02}-{0.day:02}T00:00:00",
    "拟{0.year}年{0.month}月{0.day}日",
)  # fmt: skip


@proves("K3.4.15")
@given(day=DAYS, manner=st.sampled_from(MANNERS), year=st.none() | st.integers(1990, 2040))
def test_a_whole_date_is_that_day_in_every_manner_and_under_every_title(
    day: date, manner: str, year: int | None
) -> None:
    reading = read_day(manner.format(day), year)
    assert reading.day is not None
    assert (reading.day.first, reading.day.last, reading.day.written) == (day, day, day.isoformat())


@given(day=DAYS)
def test_a_day_without_a_year_is_never_put_into_one(day: date) -> None:
    reading = read_day(f"{day.month}月{day.day}日")
    assert reading.said is Said.NO_YEAR
    assert reading.day is None
    assert reading.options == ()


@given(text=st.text(max_size=40), year=st.none() | st.just(2024))
def test_no_text_breaks_the_reader_and_a_day_is_one_of_the_calendar(text: str, year: int | None) -> None:
    reading = read_day(text, year)
    if reading.day is not None:
        assert reading.day.first <= reading.day.last


@given(text=st.text(alphabet="0123456789年月日.-/至前底二十三一季度半上下个工作,", max_size=20))
def test_no_mixture_of_dates_breaks_the_reader(text: str) -> None:
    reading = read_day(text)
    assert (reading.day is not None) == (reading.said is Said.DAY)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("2024年6月底", "2024-06-30"), ("2024年2月底", "2024-02-29"), ("2023年2月末", "2023-02-28"),
        ("2024年4月", "2024-04"), ("2023.11", "2023-11"), ("2024年", "2024"), ("2024年底前", "2024-12-31"),
        ("2024年二季度", "2024-04/2024-06"), ("2024年上半年", "2024-01/2024-06"), ("2024年1-6月", "2024-01/2024-06"),
        ("2024.03-2026.12", "2024-03/2026-12"), ("二〇二四年六月三十日", "2024-06-30"), ("24年6月30日", "2024-06-30"),
        ("２０２４年６月３０日", "2024-06-30"), ("13/6/2024", "2024-06-13"), ("6/6/2024", "2024-06-06"),
        ("2024年1月5日至5月31日", "2024-05-31"), ("2024年6月30日前完成主体施工", "2024-06-30"),
    ],
)  # fmt: skip
def test_months_quarters_ends_and_spans_keep_the_grain_that_was_written(text: str, written: str) -> None:
    reading = read_day(text)
    assert reading.day is not None
    assert reading.day.written == written


@pytest.mark.parametrize(
    ("text", "written"),
    [("6月28日", "2024-06-28"), ("6月底", "2024-06-30"), ("年底前", "2024-12-31"), ("今年年底", "2024-12-31"),
     ("三季度末", "2024-09-30"), ("拟5月", "2024-05")],
)  # fmt: skip
def test_the_year_of_the_title_is_lent_to_a_day_without_one(text: str, written: str) -> None:
    reading = read_day(text, 2024)
    assert reading.day is not None
    assert (reading.day.written, reading.lent) == (written, True)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2024年2月30日", Said.IMPOSSIBLE), ("2025-02-29", Said.IMPOSSIBLE), ("2月30日", Said.IMPOSSIBLE),
        ("2024-13-05", Said.IMPOSSIBLE), ("2024.13-2025.02", Said.IMPOSSIBLE), ("5/6/2024", Said.AMBIGUOUS),
        ("24.6.5", Said.AMBIGUOUS), ("近日", Said.VAGUE), ("尽快完成", Said.VAGUE), ("日前", Said.VAGUE),
        ("13月", Said.UNREADABLE), ("另行通知", Said.UNREADABLE), ("1024年6月3日", Said.OUT_OF_YEARS),
        ("204年6月3日", Said.UNREADABLE), ("20244年6月", Said.UNREADABLE),
        ("2024年3月31日前完成方案,6月28日前完成增容", Said.SEVERAL), ("2024年3月和2024年9月", Said.SEVERAL),
        ("长期坚持", Said.STANDING), ("每月5日前", Said.STANDING), ("按季度推进", Said.STANDING),
        ("15个工作日", Said.TERM), ("三个月内", Said.TERM), ("自收到之日起30日内", Said.TERM), ("立即整改", Said.TERM),
        ("—", Said.BLANK), ("待定", Said.BLANK), ("", Said.BLANK),
    ],
)  # fmt: skip
def test_what_is_no_single_day_is_told_apart(text: str, said: Said) -> None:
    assert read_day(text, 2024 if "年" in text else None).said is said
    assert read_day(text).day is None


def test_of_a_span_a_start_takes_the_first_day() -> None:
    reading = read_day("2024年1月5日至5月31日", latest=False)
    assert reading.day is not None
    assert reading.day.written == "2024-01-05"


@proves("K3.4.15", "K6.2.2")
def test_a_date_that_is_none_carries_no_date_waits_and_is_asked_at_its_cell() -> None:
    reading = matters(matter(1, "甲", due="近日"), matter(2, "乙"))
    assert asked(reading) == [("row-date", ("F3",))]
    assert entry(reading, 3, "完成时限").date is None
    assert entry(reading, 3, "完成时限").held == ("date",)
    assert entry(reading, 4, "完成时限").date == "2024-06-28"


def test_an_answered_day_is_put_in_and_waits_no_longer() -> None:
    reading = answered(MATTERS, matter(1, "甲", due="近日"), matter(2, "乙"), answer="2024年7月1日")
    assert entry(reading, 3, "完成时限").date == "2024-07-01"
    assert entry(reading, 3, "完成时限").held == ()
    assert reading.questions == []


def test_an_answered_year_places_every_cell_of_the_column() -> None:
    rows = (matter(1, "甲", due="6月28日"), matter(2, "乙", due="7月底"))
    title = "青岚经济开发区重点督查事项清单"
    assert asked(matters(*rows, title=title)) == [("row-date", ("F3", "F4"))]
    reading = answered(MATTERS, *rows, title=title, answer="2025")
    assert [entry(reading, row, "完成时限").date for row in (3, 4)] == ["2025-06-28", "2025-07-31"]


def test_a_day_number_without_its_format_is_proposed_as_a_date_and_never_taken() -> None:
    reading = matters(matter(1, "甲", due=45471), matter(2, "乙"))
    assert [option.key for option in reading.questions[0].options] == ["2024-06-28", "skip"]
    assert entry(reading, 3, "完成时限").date is None
    assert entry(reading, 3, "完成时限").value is None


def test_a_january_in_a_list_of_december_is_asked_and_a_march_in_april_is_not() -> None:
    december = matters(
        matter(1, "甲", given=None, due="1月底"), matter(2, "乙"), title="某区2024年12月督查清单"
    )
    assert [option.key for option in december.questions[0].options] == ["2024-01-31", "2025-01-31", "skip"]
    april = matters(matter(1, "甲", given=None, due="3月底"), matter(2, "乙"), title="某区2024年4月督查清单")
    assert april.questions == []
    assert entry(april, 3, "完成时限").date == "2024-03-31"


def test_the_same_words_are_asked_once_for_all_their_cells() -> None:
    reading = matters(*(matter(n, f"事项{n}", due="尽快") for n in range(1, 20)))
    assert asked(reading) == [("row-date", tuple(f"F{row}" for row in range(3, 22)))]
