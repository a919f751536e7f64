"""Date arithmetic by calendar months that the standard library leaves out, and its refusals."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

from jingkai.engines.periods.problems import problem

MONTHS_OF_YEAR = 12


@lru_cache(maxsize=4096)
def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def plus_days(day: date, days: int) -> date:
    """`day` + `days`. Raises Problem `periods.out-of-years`."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        raise problem("periods.out-of-years") from None


def plus_months(day: date, months: int) -> date:
    """The same day of the month `months` later, or the month's last day if it has no such day.

    Source: 民法典 第二百零二条 (the end of a period counted in months or years). Raises Problem
    `periods.out-of-years`.
    """
    year, index = divmod(day.year * MONTHS_OF_YEAR + day.month - 1 + months, MONTHS_OF_YEAR)
    if not date.min.year <= year <= date.max.year:
        raise problem("periods.out-of-years")
    last = month_end(year, index + 1)
    return last.replace(day=min(day.day, last.day))
