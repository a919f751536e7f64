"""The facts of the history, month by month, each marked as sample."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from jingkai.engines.periods import Period
from jingkai.engines.quantity import Quantity
from jingkai.kernel.facts.drafts import Draft, Source

from ..declared import MeasurePart, indicators_file
from ..series import by_parts, growth, told
from .people import Parties

SAMPLE = "样例"
_QUARTER = 3
_JANUARY = 1


@dataclass(frozen=True)
class Month:
    """A month that is told."""

    year: int
    month: int

    @property
    def text(self) -> str:
        return f"{self.year}-{self.month:02}"


def months() -> list[Month]:
    """The months of the history, then the one that is about to be closed."""
    declared = indicators_file()
    first, last = Period.parse(declared.first_month), Period.parse(declared.closing_month)
    return [Month(one.year, one.start.month) for one in Period(first.start, last.end).months()]


def drafts_of(month: Month, parties: Parties) -> list[Draft]:
    """What was reported for a month; of the month to be closed only what comes by no workbook."""
    closing = month.text == indicators_file().closing_month
    return [
        draft
        for figure in indicators_file().figures
        if _is_told(figure, month) and not (closing and figure.workbook)
        for unit in ("", *by_parts(figure))
        for draft in _figures(figure, unit, month, parties)
    ]


def _is_told(figure: MeasurePart, month: Month) -> bool:
    if figure.every == "quarter":
        return month.month % _QUARTER == 0
    return month.month != _JANUARY or bool(figure.january) or figure.series == "stock"


def _figures(figure: MeasurePart, unit: str, month: Month, parties: Parties) -> Iterator[Draft]:
    to_date = Period.months_between(month.year, 1, month.month)
    now = told(figure, unit, month.year, month.month)
    match figure.series:
        case "flow":
            yield _draft(figure, unit, to_date, now, figure.unit, "amount", parties)
            rate = growth(figure, unit, month.year, month.month)
            yield _draft(figure, unit, to_date, rate, "%", "growth", parties)
        case "growth":
            rate = growth(figure, unit, month.year, month.month)
            yield _draft(figure, unit, to_date, rate, "%", "growth", parties)
        case "count":
            yield _draft(figure, unit, to_date, now, figure.unit, "count", parties)
        case "stock":
            at = Period.month(month.year, month.month)
            yield _draft(figure, unit, at, now, figure.unit, figure.aspect, parties)
        case "rate":
            yield _draft(figure, unit, to_date, now, figure.unit, "share", parties)


def _draft(
    figure: MeasurePart,
    unit: str,
    period: Period,
    value: Decimal,
    measured: str,
    aspect: str,
    parties: Parties,
) -> Draft:
    owner = parties.units[figure.owner]
    return Draft(
        name=figure.name,
        aspect=aspect,
        holder=parties.units[unit] if unit else parties.zone,
        period=period,
        quantity=Quantity.exactly(value, measured, text=str(value)),
        reported_by=owner,
        reporter=parties.clerks[figure.owner],
        source=Source(words=f"{SAMPLE}：{figure.owner}月报 {period.end:%Y-%m}"),
        caliber=figure.caliber,
    )
