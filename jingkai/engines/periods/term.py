"""Term (期限) and due date: 15 days, 5个工作日, 30分钟; a due day ends at 24:00 in Shanghai."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from jingkai.engines.periods.calendar import Calendar
from jingkai.engines.periods.dates import MONTHS_OF_YEAR, plus_days, plus_months
from jingkai.engines.periods.problems import problem
from jingkai.engines.quantity import read_numeral

SHANGHAI = ZoneInfo("Asia/Shanghai")
_LONGEST = 100_000  # of any unit; a longer term is a slip of the keyboard


class TermUnit(StrEnum):
    """What a term is counted in."""

    MINUTES = "minutes"  # 分钟
    HOURS = "hours"  # 小时
    CALENDAR_DAYS = "days"  # 日, 天, 自然日
    WORKING_DAYS = "working days"  # 工作日
    MONTHS = "months"  # 个月
    YEARS = "years"  # 年


_CLOCK = {TermUnit.MINUTES: timedelta(minutes=1), TermUnit.HOURS: timedelta(hours=1)}
_SPELLINGS = {
    TermUnit.MINUTES: r"minutes?|min|分钟|分",
    TermUnit.HOURS: r"hours?|h|个?小时",
    TermUnit.CALENDAR_DAYS: r"(?:calendar )?days?|个?自然日|日|天",
    TermUnit.WORKING_DAYS: r"(?:working|business) days?|workdays?|个?工作日",
    TermUnit.MONTHS: r"months?|个?月",
    TermUnit.YEARS: r"years?|年",
}
_CHINESE = {
    TermUnit.MINUTES: "分钟",
    TermUnit.HOURS: "小时",
    TermUnit.CALENDAR_DAYS: "日",
    TermUnit.WORKING_DAYS: "个工作日",
    TermUnit.MONTHS: "个月",
    TermUnit.YEARS: "年",
}
_UNITS = "|".join(f"(?P<{unit.name}>{spelling})" for unit, spelling in _SPELLINGS.items())
_TERM = re.compile(rf"(?P<n>[0-9]+|[零一二两三四五六七八九十百]+)\s*(?:{_UNITS})(?:之?内)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Due:
    """A due date (到期).

    `day` is its last day, `instant` where time is up: 24:00 of the day, which itself is too late, or a clock
    time, which itself is still in time (`on_the_dot`). `assured` is False if working days were counted in a
    year that has no holiday notice.
    """

    day: date
    instant: datetime
    on_the_dot: bool = False
    assured: bool = True

    def passed(self, at: datetime) -> bool:
        """Whether time is up at `at`, so that something done then is late."""
        return _aware(at) > self.instant if self.on_the_dot else _aware(at) >= self.instant

    def late_by(self, at: datetime) -> timedelta:
        """How long after `instant` it was done; nothing if in time."""
        return max(timedelta(0), _aware(at) - self.instant)

    def days_left(self, at: date | datetime) -> int:
        """Whole days from the day of `at` to the due day; 0 on the day, negative after it."""
        return (self.day - day_of(at)).days

    def days_late(self, at: date | datetime) -> int:
        """Days after the due day; 0 in time."""
        return max(0, -self.days_left(at))

    @classmethod
    def on(cls, day: date) -> Due:
        """Due on a given day, until 24:00."""
        return cls(day, end_of(day))

    @classmethod
    def at(cls, instant: datetime) -> Due:
        """Due at a clock time (10 March 17:00): that very moment is still in time."""
        local = _aware(instant).astimezone(SHANGHAI)
        return cls(local.date(), local, on_the_dot=True)

    @classmethod
    def until(cls, instant: datetime) -> Due:
        """The due date whose time is up at `instant`: at midnight that of the day before, else that clock time."""
        local = _aware(instant).astimezone(SHANGHAI)
        if local.time() == time(0):
            return cls.on(local.date() - timedelta(days=1))
        return cls.at(local)


@dataclass(frozen=True, slots=True)
class Term:
    """`n` units from a start.

    The day it starts on is not counted and a month's term ends on the same day of the month, or its last day
    (民法典 第二百零一条, 第二百零二条); with `start_counts` the first day or month is one of the `n` (a
    household that moved out in March and has 24 months is due at the end of February). With `rolls` an end
    on a day off moves to the next working day (第二百零三条): it is said by the rule, never assumed. Raises
    Problem `periods.term-unreadable` for a negative or absurd `n`.
    """

    n: int
    unit: TermUnit = TermUnit.CALENDAR_DAYS
    start_counts: bool = False
    rolls: bool = False

    def __post_init__(self) -> None:
        if not 0 <= self.n <= _LONGEST or (self.start_counts and self.n == 0):
            raise problem("periods.term-unreadable", text=f"{self.n} {self.unit.value}")

    @classmethod
    def parse(cls, text: str) -> Term:
        """A term as written in rules and papers. Raises Problem `periods.term-unreadable`."""
        found = _TERM.fullmatch(text.strip())
        number = None if found is None else _count(found["n"])
        if found is None or number is None:
            raise problem("periods.term-unreadable", text=text[:40])
        return cls(number, next(unit for unit in TermUnit if found[unit.name]))

    def __str__(self) -> str:
        return f"{self.n} {self.unit.value if self.n != 1 else self.unit.value.removesuffix('s')}"

    @property
    def zh(self) -> str:
        """15日, 5个工作日."""
        return f"{self.n}{_CHINESE[self.unit]}"

    def due(self, start: date | datetime, calendar: Calendar | None = None) -> Due:
        """When a term that starts at `start` is due.

        Minutes and hours need an instant with time zone; other terms take its day in Shanghai. Raises Problem
        `periods.needs-clock`, `periods.no-time-zone`, `periods.out-of-years`.
        """
        if self.unit in _CLOCK:
            return Due.at(self._later(start))
        table = calendar if calendar is not None else Calendar.shipped()
        first = day_of(start)
        last = self._last_day(first, table)
        if self.rolls:
            last = table.working_day_from(last)
        counted = self.unit == TermUnit.WORKING_DAYS or self.rolls
        return Due(last, end_of(last), assured=not counted or table.is_assured(first, last))

    def back_from(self, end: date, calendar: Calendar | None = None) -> date:
        """The day this term before `end`: the latest start, or the day to warn on.

        30 days before 31 December is 1 December; 3 months before 30 June is 30 March. Raises Problem
        `periods.needs-clock` for minutes and hours, `periods.out-of-years`.
        """
        if self.unit in _CLOCK:
            raise problem("periods.needs-clock", term=self)
        if self.unit == TermUnit.WORKING_DAYS:
            table = calendar if calendar is not None else Calendar.shipped()
            return table.plus_working_days(end, -self._counted)
        return self._plus(end, -self._counted)

    @property
    def _counted(self) -> int:
        return self.n - 1 if self.start_counts and self.unit in _BY_DAY else self.n

    def _last_day(self, first: date, calendar: Calendar) -> date:
        if self.unit == TermUnit.WORKING_DAYS:
            start = calendar.working_day_from(first) if self.start_counts else first
            return calendar.plus_working_days(start, self._counted)
        last = self._plus(first, self._counted)
        # A month that counts itself is over the day before: 1 March 2022 + 24 months is 28 or 29 February.
        return plus_days(last, -1) if self.start_counts and self.unit not in _BY_DAY else last

    def _plus(self, day: date, count: int) -> date:
        if self.unit == TermUnit.CALENDAR_DAYS:
            return plus_days(day, count)
        return plus_months(day, count * (MONTHS_OF_YEAR if self.unit == TermUnit.YEARS else 1))

    def _later(self, start: date | datetime) -> datetime:
        if not isinstance(start, datetime):
            raise problem("periods.needs-clock", term=self)
        try:
            return _aware(start).astimezone(SHANGHAI) + self.n * _CLOCK[self.unit]
        except OverflowError:
            raise problem("periods.out-of-years") from None


_BY_DAY = (TermUnit.CALENDAR_DAYS, TermUnit.WORKING_DAYS)


def end_of(day: date) -> datetime:
    """24:00 of `day` in Shanghai, which is 0:00 of the next. Raises Problem `periods.out-of-years`."""
    return datetime.combine(plus_days(day, 1), time.min, SHANGHAI)


def day_of(at: date | datetime) -> date:
    """The day in Shanghai. Raises Problem `periods.no-time-zone` for an instant without one."""
    return _aware(at).astimezone(SHANGHAI).date() if isinstance(at, datetime) else at


def _count(text: str) -> int | None:
    """A whole number in digits or Chinese numerals."""
    if text.isdecimal() and text.isascii():
        return int(text) if len(text) <= len(str(_LONGEST)) else None
    number = read_numeral(text)
    return None if number is None else int(number)


def _aware(at: datetime) -> datetime:
    if at.tzinfo is None or at.utcoffset() is None:
        raise problem("periods.no-time-zone", instant=at.isoformat())
    return at
