"""The months of a period as the reader of workbooks takes them."""

from __future__ import annotations

from collections.abc import Iterator

from jingkai.engines.periods import Period
from jingkai.engines.sheets.times import Span


def spans_of(period: Period, *, stock: bool) -> Iterator[Span]:
    """A January figure of a flow is the month and the year to date at once; a stock is of its last month.

    None for months that neither begin with January nor are one. `period` is of whole months of one year.
    """
    year, first, last = period.year, period.start.month, period.last_day.month
    if first != last:
        if first == 1:
            yield Span(year, first, last, cumulative=True)
        return
    if stock:
        yield Span(year, last, last, cumulative=None)
        return
    yield Span(year, last, last, cumulative=False)
    if last == 1:
        yield Span(year, 1, 1, cumulative=True)
