"""Which period a figure of so long ago is of."""

from __future__ import annotations

from jingkai.engines.periods.period import Period

from .shape import Ago

_MONTHS_OF_YEAR = 12


def earlier(period: Period, ago: Ago) -> tuple[Period, ...]:
    """The periods that may be meant, the likeliest first."""
    if ago.step == "year":
        return (period.shifted(-_MONTHS_OF_YEAR * ago.count),)
    found: tuple[Period, ...] = (period,)
    for _ in range(ago.count):
        found = tuple(dict.fromkeys(before for one in found for before in _befores(one)))
    return found


def _befores(period: Period) -> tuple[Period, ...]:
    """The periods just before, the likeliest first: of the year to date, the year to the month before. A first quarter
    or half-year spans the same days; it is held against the one before it.
    """
    first, last = period.start, period.last_day
    if first.month == 1 and first.year == last.year and 1 < last.month < _MONTHS_OF_YEAR:
        return Period.ytd(first.year, last.month - 1), period.previous()
    return (period.previous(),)
