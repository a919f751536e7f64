"""A period is a range of days with one written form, and knows its neighbours."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jingkai.engines.periods import Period, PeriodKind, UndatedPeriod
from jingkai.engines.quantity import Problem
from tests.proof import proves

P = Period


@proves("K3.2.1")
@pytest.mark.parametrize(
    ("text", "kind", "first", "last"),
    [
        ("2024-03-05", PeriodKind.DAY, date(2024, 3, 5), date(2024, 3, 5)),
        ("2024-02", PeriodKind.MONTH, date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-Q4", PeriodKind.QUARTER, date(2023, 10, 1), date(2023, 12, 31)),
        ("2024-H1", PeriodKind.HALF, date(2024, 1, 1), date(2024, 6, 30)),
        ("2024-H2", PeriodKind.HALF, date(2024, 7, 1), date(2024, 12, 31)),
        ("2024", PeriodKind.YEAR, date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-01/2024-03", PeriodKind.SPAN, date(2024, 1, 1), date(2024, 3, 31)),
        ("2023-11/2024-02", PeriodKind.SPAN, date(2023, 11, 1), date(2024, 2, 29)),
        ("2024-01-05/2024-02-03", PeriodKind.SPAN, date(2024, 1, 5), date(2024, 2, 3)),
    ],
)
def test_it_is_printed_as_it_was_parsed(text: str, kind: PeriodKind, first: date, last: date) -> None:
    period = P.parse(text)
    assert (period.start, period.end, period.kind) == (first, last, kind)
    assert str(period) == text


@pytest.mark.parametrize(
    "text",
    [
        *("", "2024-1", "2024-Q5", "24-03", "2024-03/", "0000", "000003", "--03", "今年", "20240", "3月"),
        *("2024年目标", "2024年3月5号前", "2024年上年同期", "截至2024年6月", "2024年3-1月"),
    ],
)
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(Problem) as refused:
        P.parse(text)
    assert refused.value.code == "periods.unreadable"


@proves("K3.2.1")
@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("202403", "2024-03"),
        ("2024年3月", "2024-03"),
        ("2024年03月份", "2024-03"),
        (" ２０２４ 年 三 月 ", "2024-03"),
        ("2024年1-3月", "2024-01/2024-03"),
        ("2024年1—3月", "2024-01/2024-03"),
        ("2024年1至3月累计", "2024-01/2024-03"),
        ("2024年4月/2024年6月", "2024-04/2024-06"),
        ("2024年二季度", "2024-Q2"),
        ("2024年上半年", "2024-H1"),
        ("2024年下半年", "2024-H2"),
        ("2024年前三季度", "2024-01/2024-09"),
        ("2024年", "2024"),
        ("2024年全年", "2024"),
    ],
)
def test_it_is_also_read_as_people_type_it(text: str, written: str) -> None:
    assert str(P.parse(text)) == written


@pytest.mark.parametrize("text", ["2024-13", "202413", "2024年13月", "2024-13-05", "2024-01/2024-13"])
def test_a_month_that_does_not_exist_is_named(text: str) -> None:
    with pytest.raises(Problem) as refused:
        P.parse(text)
    assert refused.value.code == "periods.no-such-month"
    assert refused.value.zh.startswith("2024年没有13月")
    assert refused.value.en.startswith("There is no month 13 in 2024")


def test_a_day_that_does_not_exist_is_named() -> None:
    with pytest.raises(Problem) as refused:
        P.parse("2023-02-29")
    assert refused.value.code == "periods.no-such-day"
    assert refused.value.zh.startswith("2023年2月没有29日，最后一天是28日")
    assert refused.value.en.startswith("Month 2 of 2023 has no day 29")


def test_a_period_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(Problem) as refused:
        P.parse("2024-03/2024-01")
    assert refused.value.code == "periods.backwards"


@proves("K3.2.1")
def test_the_first_quarter_and_january_to_march_are_one_period_said_in_two_ways() -> None:
    assert P.quarter(2024, 1) == P.ytd(2024, 3) == P.parse("2024-01-01/2024-03-31")
    assert len({P.quarter(2024, 1), P.ytd(2024, 3)}) == 1
    assert [str(P.quarter(2024, 1)), str(P.ytd(2024, 3))] == ["2024-Q1", "2024-01/2024-03"]
    assert str(P.ytd(2024, 1)) == "2024-01"
    assert str(P.parse("2024-01-01/2024-03-31")) == "2024-01/2024-03"


@proves("K3.2.1")
@given(st.dates(date(1, 1, 1), date(9999, 12, 31)), st.dates(date(1, 1, 1), date(9999, 12, 31)))
def test_any_span_of_days_reads_back(a: date, b: date) -> None:
    period = P(min(a, b), max(a, b))
    assert P.parse(str(period)) == period
    assert str(P.parse(str(period))) == str(period)


@given(st.integers(1, 9999), st.integers(1, 12), st.integers(1, 12))
def test_any_months_read_back_with_their_kind(year: int, a: int, b: int) -> None:
    made = [P.month(year, a), P.quarter(year, (a + 2) // 3), P.half(year, (a + 5) // 6), P.of_year(year)]
    for period in [*made, P.months_between(year, min(a, b), max(a, b))]:
        again = P.parse(str(period))
        assert (again, again.kind) == (period, period.kind)


@proves("K3.2.3")
@pytest.mark.parametrize(
    ("text", "last_year", "before"),
    [
        ("2024-03", "2023-03", "2024-02"),
        ("2024-02", "2023-02", "2024-01"),
        ("2023-02", "2022-02", "2023-01"),
        ("2024-Q1", "2023-Q1", "2023-Q4"),
        ("2024-H2", "2023-H2", "2024-H1"),
        ("2024", "2023", "2023"),
        ("2024-01/2024-03", "2023-01/2023-03", "2023-10/2023-12"),
        ("2024-02-29", "2023-02-28", "2024-02-28"),
        ("2024-01-05/2024-02-03", "2023-01-05/2023-02-03", "2023-12-06/2024-01-04"),
    ],
)
def test_the_same_period_last_year_and_the_one_before(text: str, last_year: str, before: str) -> None:
    period = P.parse(text)
    assert str(period.same_period_last_year()) == last_year
    assert str(period.previous()) == before


def test_a_quarter_moved_by_a_month_is_a_span() -> None:
    assert str(P.quarter(2024, 1).shifted(1)) == "2024-02/2024-04"
    assert str(P.of_year(2024).shifted(-6)) == "2023-07/2024-06"


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("2024-06", "1/2"),
        ("2024-01/2024-06", "1/2"),
        ("2024-10", "10/12"),
        ("2024", "1"),
        ("2024-06-15", "5/12"),
        ("2024-06-30", "1/2"),
        ("2024-01-31", "1/12"),
        ("2024-01-30", "0"),
    ],
)
def test_the_share_of_the_year_counts_whole_months(text: str, share: str) -> None:
    assert P.parse(text).share_of_year() == Fraction(share)


def test_it_knows_its_months_days_and_what_lies_in_it() -> None:
    quarter = P.quarter(2024, 1)
    assert [str(month) for month in quarter.months()] == ["2024-01", "2024-02", "2024-03"]
    assert (quarter.month_count, quarter.days) == (3, 91)
    assert len(list(quarter.dates())) == 91
    assert quarter.contains(date(2024, 3, 31))
    assert not quarter.contains(date(2024, 4, 1))
    assert quarter.contains(P.month(2024, 2))
    assert not quarter.contains(P.parse("2024-03/2024-04"))
    assert quarter.overlaps(P.parse("2024-03/2024-04"))
    assert quarter.is_cumulative
    assert not P.month(2024, 2).is_cumulative
    assert quarter.last_day == date(2024, 3, 31)
    assert P.month(2024, 3).cumulative() == P.ytd(2024, 3)
    assert quarter.whole_year() == P.of_year(2024)
    assert sorted([P.month(2024, 2), P.of_year(2023), P.month(2024, 1)])[0] == P.of_year(2023)


@pytest.mark.parametrize("ask", ["months", "cumulative"])
def test_what_needs_whole_months_refuses_a_span_of_days(ask: str) -> None:
    with pytest.raises(Problem) as refused:
        getattr(P.parse("2024-01-05/2024-02-03"), ask)()
    assert refused.value.code == "periods.not-whole-months"


def test_the_calendar_ends_somewhere() -> None:
    for leave in (
        lambda: P.of_year(1).same_period_last_year(),
        lambda: P.day(date(9999, 12, 31)).shifted(1),
        lambda: P.day(date(1, 1, 1)).previous(),
    ):
        with pytest.raises(Problem) as refused:
            leave()
        assert refused.value.code == "periods.out-of-years"


@pytest.mark.parametrize(
    ("text", "dated"), [("--03", "2024-03"), ("--01/--03", "2024-01/2024-03"), ("--01", "2024-01")]
)
def test_a_period_without_a_year_waits_for_one(text: str, dated: str) -> None:
    undated = UndatedPeriod.parse(text)
    assert str(undated) == text
    assert str(undated.in_year(2024)) == dated
    assert undated.is_cumulative == dated.startswith("2024-01")


@pytest.mark.parametrize("text", ["--13", "--03/--01", "-03", "2024-03", "--00"])
def test_what_is_no_month_without_a_year_is_refused(text: str) -> None:
    with pytest.raises(Problem) as refused:
        UndatedPeriod.parse(text)
    assert refused.value.code == "periods.unreadable"


@pytest.mark.parametrize(
    ("written", "zh", "en"),
    [
        ("2024-03", "2024年3月", "2024-03"),
        ("2024-01/2024-03", "2024年1-3月", "2024-01/2024-03"),
        ("2024-Q1", "2024年1-3月", "2024-Q1"),
        ("2024", "2024年", "2024"),
        ("2024-03-05", "2024-03-05", "2024-03-05"),
        ("2023-11/2024-02", "2023-11/2024-02", "2023-11/2024-02"),
    ],
)
def test_a_period_in_words(written: str, zh: str, en: str) -> None:
    period = Period.parse(written)
    assert (period.words("zh"), period.words("en")) == (zh, en)
