"""Period (时期): a closed range of dates with a kind and one written form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Literal

from jingkai.engines.periods.dates import MONTHS_OF_YEAR, month_end, plus_days, plus_months
from jingkai.engines.periods.labels import find_period, folded
from jingkai.engines.periods.problems import problem

_MONTHS_OF_QUARTER = 3
_MONTHS_OF_HALF = 6


class PeriodKind(StrEnum):
    """How a period was said."""

    DAY = "day"  # 日
    MONTH = "month"  # 月
    QUARTER = "quarter"  # 季
    HALF = "half"  # 半年
    YEAR = "year"  # 年
    SPAN = "span"  # 起止


@dataclass(frozen=True, slots=True)
class Period:
    """All days from `start` to `end`, both included.

    Periods are equal if their days are: the first quarter and January to March cumulative are one period,
    said in two ways; `kind` only decides how it is written. Raises Problem `periods.backwards`.
    """

    start: date
    end: date
    kind: PeriodKind = field(default=PeriodKind.SPAN, compare=False)

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise problem("periods.backwards", start=self.start, end=self.end)

    # Making one

    @classmethod
    def day(cls, day: date) -> Period:
        """One day."""
        return cls(day, day, PeriodKind.DAY)

    @classmethod
    def month(cls, year: int, month: int) -> Period:
        """One calendar month. Raises Problem `periods.unreadable` if there is no such month."""
        return _months(year, month, month, PeriodKind.MONTH)

    @classmethod
    def quarter(cls, year: int, quarter: int) -> Period:
        """Quarter 1 to 4 (季度)."""
        return _months(
            year, quarter * _MONTHS_OF_QUARTER - 2, quarter * _MONTHS_OF_QUARTER, PeriodKind.QUARTER
        )

    @classmethod
    def half(cls, year: int, half: int) -> Period:
        """Half 1 or 2 (上半年, 下半年)."""
        return _months(year, half * _MONTHS_OF_HALF - 5, half * _MONTHS_OF_HALF, PeriodKind.HALF)

    @classmethod
    def of_year(cls, year: int) -> Period:
        """One calendar year."""
        return _months(year, 1, MONTHS_OF_YEAR, PeriodKind.YEAR)

    @classmethod
    def ytd(cls, year: int, month: int) -> Period:
        """January to `month` (累计); of January alone it is the month."""
        return cls.months_between(year, 1, month)

    @classmethod
    def months_between(cls, year: int, first: int, last: int) -> Period:
        """The months `first` to `last` of one year (1-3月)."""
        return _months(year, first, last, PeriodKind.MONTH if first == last else PeriodKind.SPAN)

    @classmethod
    def parse(cls, text: str) -> Period:
        """The period written "2024", "2024-03", "2024-Q1", "2024-H1", "2024-03-05", or two as "first/last"; and as
        people type it: 202403, 2024年3月, 2024年1-3月, 2024年一季度.

        Raises Problem `periods.unreadable`, `periods.backwards`, `periods.no-such-month`, `periods.no-such-day`.
        """
        first, slash, last = text.strip().partition("/")
        start = _parse_one(first, text)
        if not slash:
            return start
        return cls(start.start, _parse_one(last, text).end)

    # Writing it

    def __str__(self) -> str:
        if self.kind == PeriodKind.QUARTER:
            return f"{self.year:04}-Q{(self.start.month + 2) // _MONTHS_OF_QUARTER}"
        if self.kind == PeriodKind.HALF:
            return f"{self.year:04}-H{(self.start.month + 5) // _MONTHS_OF_HALF}"
        if self.kind == PeriodKind.YEAR:
            return f"{self.year:04}"
        if self.kind == PeriodKind.DAY:
            return self.start.isoformat()
        if not self.is_whole_months:
            return f"{self.start.isoformat()}/{self.end.isoformat()}"
        first, last = f"{self.start:%Y-%m}".zfill(7), f"{self.end:%Y-%m}".zfill(7)
        return first if first == last else f"{first}/{last}"

    def words(self, language: Literal["zh", "en"]) -> str:
        """As people read it: 2024年3月, 2024年1-3月, 2024年. English, days and periods over more than a year are as
        `str` writes them.
        """
        if language == "en" or not self.is_whole_months or self.start.year != self.end.year:
            return str(self)
        first, last = self.start.month, self.end.month
        if (first, last) == (1, MONTHS_OF_YEAR):
            return f"{self.year}年"
        return f"{self.year}年{first}月" if first == last else f"{self.year}年{first}-{last}月"

    # Looking at it

    @property
    def year(self) -> int:
        """The year it starts in."""
        return self.start.year

    @property
    def last_day(self) -> date:
        """The day rules are looked up on (DESIGN 2 RuleSet)."""
        return self.end

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.end - self.start).days + 1

    @property
    def is_whole_months(self) -> bool:
        """Whether it starts on a first and ends on a last day of a month."""
        return self.start.day == 1 and self.end == month_end(self.end.year, self.end.month)

    @property
    def is_cumulative(self) -> bool:
        """Whether it runs from 1 January to the end of a month of that year (累计). January alone does."""
        return self.is_whole_months and self.start.month == 1 and self.start.year == self.end.year

    @property
    def month_count(self) -> int:
        """How many months it has. Raises Problem `periods.not-whole-months`."""
        self._need_whole_months()
        return (self.end.year - self.start.year) * MONTHS_OF_YEAR + self.end.month - self.start.month + 1

    def months(self) -> list[Period]:
        """Its months in order. Raises Problem `periods.not-whole-months`."""
        firsts = (plus_months(self.start, number) for number in range(self.month_count))
        return [Period.month(first.year, first.month) for first in firsts]

    def contains(self, other: date | Period) -> bool:
        """Whether a day or a whole period lies in it."""
        if isinstance(other, Period):
            return self.start <= other.start and other.end <= self.end
        return self.start <= other <= self.end

    def overlaps(self, other: Period) -> bool:
        """Whether they share a day."""
        return self.start <= other.end and other.start <= self.end

    def dates(self) -> Iterator[date]:
        """Its days in order."""
        return (plus_days(self.start, number) for number in range(self.days))

    def __lt__(self, other: Period) -> bool:
        return (self.start, self.end) < (other.start, other.end)

    # Going elsewhere

    def shifted(self, months: int) -> Period:
        """It, `months` later; a whole month stays whole. Raises Problem `periods.out-of-years`."""
        start = plus_months(self.start, months)
        end = plus_months(self.end, months)
        whole = month_end(end.year, end.month) if self.is_whole_months else end
        kept = self.kind if _same_place(self, months) else PeriodKind.SPAN
        return Period(start, whole, kept)

    def same_period_last_year(self) -> Period:
        """上年同期: the same months or days a year before; of 29 February it is the 28th."""
        return self.shifted(-MONTHS_OF_YEAR)

    def previous(self) -> Period:
        """The one of its length just before: February of March, October to December of January to March."""
        if self.is_whole_months:
            return self.shifted(-self.month_count)
        return Period(plus_days(self.start, -self.days), plus_days(self.start, -1), self.kind)

    def cumulative(self) -> Period:
        """January to its last month. Raises Problem `periods.not-whole-months`."""
        self._need_whole_months()
        return Period.ytd(self.end.year, self.end.month)

    def whole_year(self) -> Period:
        """The year it ends in."""
        return Period.of_year(self.end.year)

    def share_of_year(self) -> Fraction:
        """How much of its year has passed at its end, in whole months: 30 June is 1/2, 15 June 5/12.

        The linear curve of a target (DESIGN 2 Curve: "linear by whole months, 30 June = 50 %").
        """
        complete = self.end == month_end(self.end.year, self.end.month)
        return Fraction(self.end.month if complete else self.end.month - 1, MONTHS_OF_YEAR)

    def _need_whole_months(self) -> None:
        if not self.is_whole_months:
            raise problem("periods.not-whole-months", period=self)


_ONE = re.compile(
    r"(?P<year>[0-9]{4})(?:-(?:(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?|Q(?P<quarter>[1-4])|H(?P<half>[12])))?"
)


# Year and month with nothing after them, however they are typed.
_YEAR_MONTH = re.compile(r"([0-9]{4})[-年]?([0-9]{2}|[0-9](?=月))月?")


def _parse_one(text: str, whole: str) -> Period:
    typed = folded(text)
    month = _YEAR_MONTH.fullmatch(typed)
    if month is not None:
        return _month(int(month[1]), int(month[2]), whole)
    found = _ONE.fullmatch(typed)
    if found is None:
        return _said(typed, whole)
    part = {name: int(digits) for name, digits in found.groupdict().items() if digits is not None}
    if "day" in part:
        return _day(part["year"], part["month"], part["day"], whole)
    if "quarter" in part:
        return Period.quarter(part["year"], part["quarter"])
    if "half" in part:
        return Period.half(part["year"], part["half"])
    return Period.of_year(part["year"])


def _month(year: int, month: int, whole: str) -> Period:
    if year < date.min.year:
        raise problem("periods.unreadable", text=whole[:40])
    if not 1 <= month <= MONTHS_OF_YEAR:
        raise problem("periods.no-such-month", year=year, month=month)
    return Period.month(year, month)


def _day(year: int, month: int, day: int, whole: str) -> Period:
    last = _month(year, month, whole).end.day
    if not 1 <= day <= last:
        raise problem("periods.no-such-day", year=year, month=month, day=day, last=last)
    return Period.day(date(year, month, day))


def _said(typed: str, whole: str) -> Period:
    """What Chinese words say, as in a workbook; every word must be about time, and the year among them."""
    found = find_period(typed) if "年" in typed else None
    if found is None or found.rest or found.hint.year is None or found.hint.shift or found.hint.as_of:
        raise problem("periods.unreadable", text=whole[:40])
    year, first, last = found.hint.year, found.hint.first, found.hint.last
    if first is None or last is None:
        return Period.of_year(year)
    if "季" in typed and last - first == _MONTHS_OF_QUARTER - 1:
        return Period.quarter(year, last // _MONTHS_OF_QUARTER)
    if "半年" in typed:
        return Period.half(year, last // _MONTHS_OF_HALF)
    return Period.months_between(year, first, last)


def _months(year: int, first: int, last: int, kind: PeriodKind) -> Period:
    if not (date.min.year <= year <= date.max.year and 1 <= first <= last <= MONTHS_OF_YEAR):
        raise problem("periods.unreadable", text=f"{year}-{first:02}/{year}-{last:02}")
    return Period(date(year, first, 1), month_end(year, last), kind)


def _same_place(period: Period, months: int) -> bool:
    """Whether a shift by `months` leaves a quarter a quarter, a half a half, a year a year."""
    step = {
        PeriodKind.QUARTER: _MONTHS_OF_QUARTER,
        PeriodKind.HALF: _MONTHS_OF_HALF,
        PeriodKind.YEAR: MONTHS_OF_YEAR,
    }.get(period.kind, 1)
    return months % step == 0
