"""Periods and moments as people here read them."""

from __future__ import annotations

from datetime import datetime

from jingkai.engines.periods import SHANGHAI, Period, PeriodKind

from .words import Lang

NO_MOMENT = "—"


def period_words(period: Period, lang: Lang) -> str:
    """2024年3月, 2024年1-3月, 2024年; in English the written form."""
    if lang == "en" or not period.is_whole_months:
        return str(period)
    year, first, last = period.year, period.start.month, period.end.month
    if period.kind == PeriodKind.YEAR or (first, last) == (1, 12):
        return f"{year}年"
    return f"{year}年{first}月" if first == last else f"{year}年{first}-{last}月"


def moment(at: datetime | None) -> str:
    """A time in the zone's own clock: 2024-04-08 17:00."""
    return at.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M") if at is not None else NO_MOMENT
