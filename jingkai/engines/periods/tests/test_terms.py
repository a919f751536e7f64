"""Terms and the due dates they give."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jingkai.engines.periods import SHANGHAI, Calendar, Due, Term, TermUnit, day_of
from jingkai.engines.quantity import Problem
from tests.proof import proves


@proves("K3.2.4")
@pytest.mark.parametrize(
    ("text", "n", "unit"),
    [
        ("15 days", 15, TermUnit.CALENDAR_DAYS),
        ("1 day", 1, TermUnit.CALENDAR_DAYS),
        ("15日", 15, TermUnit.CALENDAR_DAYS),
        ("十五日内", 15, TermUnit.CALENDAR_DAYS),
        ("30天", 30, TermUnit.CALENDAR_DAYS),
        ("10个自然日", 10, TermUnit.CALENDAR_DAYS),
        ("5 working days", 5, TermUnit.WORKING_DAYS),
        ("5个工作日", 5, TermUnit.WORKING_DAYS),
        ("三个工作日之内", 3, TermUnit.WORKING_DAYS),
        ("30分钟", 30, TermUnit.MINUTES),
        ("15 minutes", 15, TermUnit.MINUTES),
        ("1小时", 1, TermUnit.HOURS),
        ("2 months", 2, TermUnit.MONTHS),
        ("两个月", 2, TermUnit.MONTHS),
        ("3年", 3, TermUnit.YEARS),
    ],
)
def test_a_term_is_read_as_rules_write_it(text: str, n: int, unit: TermUnit) -> None:
    assert Term.parse(text) == Term(n, unit)


@given(st.integers(0, 100_000), st.sampled_from(TermUnit))
def test_a_term_is_printed_as_it_can_be_read(n: int, unit: TermUnit) -> None:
    term = Term(n, unit)
    assert Term.parse(str(term)) == term
    assert Term.parse(term.zh) == term


@pytest.mark.parametrize(
    "text", ["", "days", "-5 days", "5", "5 weeks", "五", "1.5日", "9999999 days", "近日", "尽快"]
)
def test_what_is_no_term_is_refused(text: str) -> None:
    with pytest.raises(Problem) as refused:
        Term.parse(text)
    assert refused.value.code == "periods.term-unreadable"


@proves("K3.2.4")
def test_a_due_day_ends_at_24_00_in_shanghai() -> None:
    due = Term.parse("15 days").due(date(2024, 1, 8))
    assert due.day == date(2024, 1, 23)
    assert due.instant == datetime(2024, 1, 24, tzinfo=SHANGHAI)
    assert due.instant == datetime(2024, 1, 23, 16, tzinfo=UTC)
    assert not due.passed(datetime(2024, 1, 23, 23, 59, 59, tzinfo=SHANGHAI))
    assert due.passed(datetime(2024, 1, 24, tzinfo=SHANGHAI))


def test_an_instant_elsewhere_counts_by_its_day_in_shanghai() -> None:
    evening_in_london = datetime(2024, 1, 7, 18, tzinfo=UTC)
    assert day_of(evening_in_london) == date(2024, 1, 8)
    assert Term.parse("15 days").due(evening_in_london).day == date(2024, 1, 23)


@pytest.mark.parametrize(
    ("start", "term", "day"),
    [
        (date(2024, 1, 31), "1 months", date(2024, 2, 29)),
        (date(2023, 1, 31), "1个月", date(2023, 2, 28)),
        (date(2024, 2, 29), "1年", date(2025, 2, 28)),
        (date(2024, 2, 29), "12 months", date(2025, 2, 28)),
        (date(2024, 12, 31), "2 months", date(2025, 2, 28)),
    ],
)
def test_a_month_without_that_day_ends_on_its_last(start: date, term: str, day: date) -> None:
    assert Term.parse(term).due(start).day == day


def test_a_first_day_that_counts_shortens_the_term_by_one() -> None:
    saturday = date(2024, 1, 6)
    assert Term(3, TermUnit.CALENDAR_DAYS, start_counts=True).due(saturday).day == date(2024, 1, 8)
    assert Term(3, TermUnit.WORKING_DAYS, start_counts=True).due(saturday).day == date(2024, 1, 10)
    assert Term(3, TermUnit.WORKING_DAYS, start_counts=True).due(date(2024, 1, 8)).day == date(2024, 1, 10)
    with pytest.raises(Problem) as refused:
        Term(0, start_counts=True)
    assert refused.value.code == "periods.term-unreadable"


def test_an_end_on_a_day_off_moves_only_if_the_rule_says_so() -> None:
    """民法典 第二百零三条: 10 days from 1 February end on a holiday; the next working day is the 18th."""
    assert Term(10).due(date(2024, 2, 1)).day == date(2024, 2, 11)
    assert Term(10, rolls=True).due(date(2024, 2, 1)).day == date(2024, 2, 18)


@proves("K3.2.5")
def test_a_due_date_counted_in_a_year_without_a_notice_says_so() -> None:
    assert Term.parse("5个工作日").due(date(2026, 9, 1)).assured
    assert not Term.parse("5个工作日").due(date(2026, 12, 30)).assured
    assert Term.parse("5日").due(date(2027, 1, 5)).assured
    assert not Term(5, rolls=True).due(date(2027, 1, 5)).assured


def test_the_calendar_is_an_argument() -> None:
    bare = Calendar([])
    assert Term.parse("1个工作日").due(date(2024, 2, 9)).day == date(2024, 2, 18)
    assert Term.parse("1个工作日").due(date(2024, 2, 9), bare).day == date(2024, 2, 12)
    assert Term.parse("1个工作日").back_from(date(2024, 2, 18)) == date(2024, 2, 9)
    assert Term.parse("1个工作日").back_from(date(2024, 2, 18), bare) == date(2024, 2, 16)


@proves("K3.2.4")
def test_minutes_are_counted_by_the_clock_and_the_very_moment_is_in_time() -> None:
    sent = datetime(2024, 8, 16, 6, 0, tzinfo=SHANGHAI)
    due = Term.parse("15分钟").due(sent)
    assert due.instant == datetime(2024, 8, 16, 6, 15, tzinfo=SHANGHAI)
    assert not due.passed(due.instant)
    assert due.passed(due.instant + timedelta(seconds=1))
    assert due.late_by(due.instant + timedelta(minutes=10)) == timedelta(minutes=10)
    assert due.late_by(sent) == timedelta(0)


@pytest.mark.parametrize("term", ["15分钟", "1 hour"])
def test_a_clock_term_needs_a_clock(term: str) -> None:
    for ask in (Term.parse(term).due, Term.parse(term).back_from):
        with pytest.raises(Problem) as refused:
            ask(date(2024, 8, 16))
        assert refused.value.code == "periods.needs-clock"


def test_an_instant_without_time_zone_is_refused() -> None:
    naive = datetime(2024, 8, 16, 6, 0)  # noqa: DTZ001  that is the point
    for ask in (Term.parse("15分钟").due, Term.parse("15日").due, Due.at, Due.on(date(2024, 8, 16)).passed):
        with pytest.raises(Problem) as refused:
            ask(naive)
        assert refused.value.code == "periods.no-time-zone"


def test_a_term_beyond_the_calendar_is_refused() -> None:
    end = date(9999, 12, 30)
    for ask in (
        lambda: Term(5).due(end),
        lambda: Term(5, TermUnit.YEARS).due(end),
        lambda: Term(5, TermUnit.WORKING_DAYS).due(end),
        lambda: Term(100_000, TermUnit.HOURS).due(datetime(9999, 12, 30, tzinfo=SHANGHAI)),
    ):
        with pytest.raises(Problem) as refused:
            ask()
        assert refused.value.code == "periods.out-of-years"


@given(st.dates(date(2020, 1, 1), date(2026, 6, 30)), st.integers(1, 60))
def test_as_many_working_days_lie_in_the_term_as_it_says(start: date, n: int) -> None:
    calendar = Calendar.shipped()
    due = Term(n, TermUnit.WORKING_DAYS).due(start, calendar)
    assert calendar.is_working_day(due.day)
    assert calendar.working_days(start + timedelta(days=1), due.day) == n


@given(st.dates(date(2020, 1, 1), date(2026, 12, 31)), st.integers(0, 400))
def test_back_from_the_due_day_is_the_start(start: date, n: int) -> None:
    assert Term(n).back_from(Term(n).due(start).day) == start
