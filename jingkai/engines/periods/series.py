"""Cumulative and single values (累计数与当月数): each from the other, with gaps left unknown."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from jingkai.engines.periods.dates import plus_days
from jingkai.engines.periods.period import Period
from jingkai.engines.periods.problems import problem
from jingkai.engines.quantity import Quantity, total


def increments(cumulative: Mapping[Period, Quantity]) -> dict[Period, Quantity]:
    """What was added between one known cumulative figure of a year and the next, in order.

    Where a month has no figure the increment covers several: of figures to February and to March alone,
    January and February are one piece (statistics often publish no January). An unknown figure counts as
    none. Figures of several years may be given together. Raises Problem `periods.not-cumulative`.
    """
    result: dict[Period, Quantity] = {}
    before: tuple[Period, Quantity] | None = None
    for period in sorted(cumulative):
        if not period.is_cumulative:
            raise problem("periods.not-cumulative", period=period)
        value = cumulative[period]
        if not value.known:
            continue
        if before is None or before[0].year != period.year:
            result[period] = value
        else:
            first = before[0].end.month + 1
            result[Period.months_between(period.year, first, period.end.month)] = value - before[1]
        before = (period, value)
    return result


def single(cumulative: Mapping[Period, Quantity], month: Period) -> Quantity:
    """The value of one `month`: its cumulative figure less the one before; unknown if one of them is missing.

    Raises Problem `periods.not-cumulative`, `periods.not-whole-months`, `quantity.nothing-to-add` without
    figures.
    """
    found = increments(cumulative).get(month.months()[0]) if month.month_count == 1 else None
    return found if found is not None else _unknown_like(cumulative)


def accumulated(singles: Mapping[Period, Quantity], period: Period) -> Quantity:
    """The sum over `period` of the singles that tile it exactly; unknown if a piece of it is missing.

    Pieces may be months or longer (January and February in one). Raises Problem `periods.overlapping` if two
    pieces share a day, `quantity.nothing-to-add` without figures.
    """
    inside = sorted(piece for piece in singles if period.contains(piece))
    for left, right in pairwise(inside):
        if left.overlaps(right):
            raise problem("periods.overlapping", left=left, right=right)
    reached = period.start
    for piece in inside:
        if piece.start != reached:
            return _unknown_like(singles)
        reached = plus_days(piece.end, 1) if piece.end < period.end else piece.end
    if not inside or inside[-1].end != period.end:
        return _unknown_like(singles)
    return total(singles[piece] for piece in inside)


def _unknown_like(figures: Mapping[Period, Quantity]) -> Quantity:
    return Quantity.unknown(next(iter(figures.values())).unit) if figures else total([])
