"""The invented history: what a figure of a unit comes to by the end of a month."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, localcontext
from functools import cache

from .chance import swing
from .declared import FIRST_YEAR, MONTHS, MeasurePart, indicators_file

_PERCENT = Decimal(100)
# How far a part's growth may lie from the zone's, in points.
_LEAN = Decimal(5)
# Digits of the arithmetic; figures are told with far fewer.
_DIGITS = 40


def rounded(value: Decimal, decimals: int) -> Decimal:
    """Half up, the manner of bulletins."""
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def by_parts(figure: MeasurePart) -> dict[str, int]:
    """The units that share a figure, each with its weight; none if it is told of the zone only."""
    return indicators_file().parts.get(figure.parts, {})


def told(figure: MeasurePart, unit: str, year: int, month: int) -> Decimal:
    """What the unit's figure is at the end of a month, as it is told; `unit` is empty for the whole zone.

    A flow or a count is to date; the zone's is the sum of its parts as they are told, so that tables foot.
    """
    parts = by_parts(figure)
    if parts and not unit:
        return sum((told(figure, part, year, month) for part in parts), Decimal(0))
    with localcontext(prec=_DIGITS):
        match figure.series:
            case "stock":
                return rounded(_stock(figure, year, month), figure.decimals)
            case "rate":
                return rounded(_rate(figure, year, month), figure.decimals)
            case _:
                months = (_month(figure, unit, year, one) for one in range(1, month + 1))
                return rounded(sum(months, Decimal(0)), figure.decimals)


def growth(figure: MeasurePart, unit: str, year: int, month: int) -> Decimal:
    """Growth on the same months of last year in %, to one decimal, from the figures as they are told; by
    comparable scope where the figure says so.
    """
    now, before = told(figure, unit, year, month), told(figure, unit, year - 1, month)
    if figure.series == "growth":  # its level is never told, so nothing was rounded before
        now, before = (_level(figure, unit, one, month) for one in (year, year - 1))
    return rounded((now / before - 1) * _PERCENT + figure.scope, 1)


def whole_year(figure: MeasurePart, unit: str, year: int) -> Decimal:
    """What the unit reached in a year."""
    return told(figure, unit, year, MONTHS)


def _level(figure: MeasurePart, unit: str, year: int, month: int) -> Decimal:
    return sum((_month(figure, unit, year, one) for one in range(1, month + 1)), Decimal(0))


@cache
def _month(figure: MeasurePart, unit: str, year: int, month: int) -> Decimal:
    """The month alone, not rounded."""
    if year == FIRST_YEAR:
        season = indicators_file().seasons[figure.season]
        parts = by_parts(figure)
        share = Decimal(parts[unit]) / sum(parts.values()) if unit else Decimal(1)
        return figure.base * share * season[month - 1] / sum(season)
    before = _month(figure, unit, year - 1, month)
    return before * (1 + _points(figure, unit, year, month) / _PERCENT)


def _points(figure: MeasurePart, unit: str, year: int, month: int) -> Decimal:
    """Growth of one month on the same month of last year, in %."""
    lean = _LEAN * swing("lean", figure.name, unit) if unit else Decimal(0)
    usual = figure.grows[min(year - FIRST_YEAR, len(figure.grows)) - 1]
    return usual + lean + figure.swing * swing("month", figure.name, unit, year, month)


def _stock(figure: MeasurePart, year: int, month: int) -> Decimal:
    """At the end of a month: year by year, and within a year evenly."""
    level = figure.base
    for one in range(FIRST_YEAR + 1, year + 1):
        passed = MONTHS if one < year else month
        usual = figure.grows[min(one - FIRST_YEAR, len(figure.grows)) - 1]
        wobble = figure.swing * swing("stock", figure.name, one, passed)
        level *= 1 + (usual * passed / MONTHS + wobble) / _PERCENT
    return level


def _rate(figure: MeasurePart, year: int, month: int) -> Decimal:
    level = figure.base + sum(figure.grows[: year - FIRST_YEAR], Decimal(0))
    return level + figure.swing * swing("rate", figure.name, year, month)
