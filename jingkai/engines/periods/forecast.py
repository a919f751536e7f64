"""Forecast to the end of the year (全年预计) from figures that add up from January, with the errors that the same
method made in earlier years.

The shares of the months in earlier years and the growth so far are what the planning department of the State Taxation
Administration forecast revenue with: 国家税务总局计划统计司宏观分析处,《税务研究》2000 年第 2 期第 51-53 页 (how three
years were distributed over the months, and the growth of what is in). The formulas here are the plain ones of common
practice; none of them knows of a policy or a project that begins in autumn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from jingkai.engines.periods.dates import MONTHS_OF_YEAR
from jingkai.engines.periods.period import Period
from jingkai.engines.periods.problems import problem
from jingkai.engines.quantity import EXACT, Quantity, Unit, compare

# How many years the shares of the months are taken from (近三年), unless another number is asked for.
YEARS = 3


@dataclass(frozen=True, slots=True)
class Year:
    """A year of which all is known: its figure to the month asked for and its total, in one unit."""

    year: int
    to_date: Fraction
    total: Fraction


# From the figure to date, the month and the years that it asked for, the total.
Formula = Callable[[Fraction, int, tuple[Year, ...]], Fraction]


@dataclass(frozen=True, slots=True)
class ForecastMethod:
    """A way to forecast. `needs` says from how many years just before it takes what it takes at most (None: as many
    as are asked for), of which one must be known; 0 takes nothing.
    """

    name: str
    zh: str
    en: str
    needs: int | None
    formula: Formula

    def of(self, history: Mapping[int, Year], year: int, years: int) -> tuple[Year, ...] | None:
        """The years it takes to forecast `year`; None where none of them is known."""
        wanted = range(year - (years if self.needs is None else self.needs), year)
        found = tuple(history[one] for one in wanted if one in history)
        return found if found or self.needs == 0 else None


def _progress(to_date: Fraction, _: int, years: tuple[Year, ...]) -> Fraction:
    shares = [one.to_date / one.total for one in years]
    return to_date * len(shares) / sum(shares)


def _growth(to_date: Fraction, _: int, years: tuple[Year, ...]) -> Fraction:
    (last,) = years
    return last.total * to_date / last.to_date


def _linear(to_date: Fraction, month: int, _: tuple[Year, ...]) -> Fraction:
    return to_date * MONTHS_OF_YEAR / month


FORECASTS: dict[str, ForecastMethod] = {
    one.name: one
    for one in (
        ForecastMethod("progress", "进度比例法", "progress of earlier years", None, _progress),
        ForecastMethod("growth", "同比外推法", "growth to date", 1, _growth),
        ForecastMethod("linear", "时间进度法", "share of the year by months", 0, _linear),
    )
}


@dataclass(frozen=True, slots=True)
class PastForecast:
    """What the method would have said at the same month of an earlier year, from nothing later than that; `error` is
    forecast / actual - 1 in %.
    """

    year: int
    forecast: Quantity
    actual: Quantity
    error: Quantity


@dataclass(frozen=True, slots=True)
class Forecast:
    """The year's total as `method` has it from the figure of `period`.

    Had it erred as in the worst of the past years, either way, the total would be `low` or `high`: with few years
    that is what happened, and no probability. `used` are the periods whose figures made the value, those of the
    past errors aside.
    """

    method: ForecastMethod
    period: Period
    value: Quantity
    low: Quantity
    high: Quantity
    past: tuple[PastForecast, ...]
    used: tuple[Period, ...]

    @property
    def error(self) -> Quantity:
        """The mean of the past errors without their signs (平均绝对百分比误差), in %."""
        sizes = [abs(one.error).value or Decimal(0) for one in self.past]
        return _quantity(sum(map(Fraction, sizes), Fraction(0)) / len(sizes), "%")


def forecast(
    cumulative: Mapping[Period, Quantity], period: Period, method: str = "progress", *, years: int = YEARS
) -> Forecast:
    """The total of the year of `period` from figures of January to a month, of this and earlier years.

    An earlier year counts where both its figure to the same month and its total are exact; what is unknown, a bound
    or rough is not taken for a figure. Figures as they stand now: what was revised since is not undone.

    Raises Problem `periods.not-cumulative` for a figure of single months or of a day (a level, 时点数, has no total of
    the year), `periods.forecast-method`, `periods.forecast-unknown`, `periods.forecast-base` for figures of 0 or less,
    `periods.forecast-falls` where a year's figures do not add up, `periods.forecast-history` where no earlier year
    shows the method's error, and `quantity.units-differ`.
    """
    way = FORECASTS.get(method)
    if way is None:
        raise problem("periods.forecast-method", method=method, known="、".join(FORECASTS))
    for one in (*cumulative, period):
        if not one.is_cumulative:
            raise problem("periods.not-cumulative", period=one)
    now = cumulative.get(period)
    if now is None or not now.is_exact:
        raise problem("periods.forecast-unknown", period=period, found=now.text or now if now else "—")
    unit, month = now.unit, period.end.month
    to_date = _positive(period, now)
    for before, figure in cumulative.items():
        if before.year == period.year and before < period and figure.is_exact:
            _assert_adds_up(before, figure, period, now)
    history = _history(cumulative, period, unit)
    taken = way.of(history, period.year, years)
    past = tuple(_past(way, history, month, years, unit))
    if taken is None or not past:
        known = "、".join(map(str, history)) or "—"
        raise problem("periods.forecast-history", zh=way.zh, en=way.en, period=period, known=known)
    value = way.formula(to_date, month, taken)
    implied = [value * Fraction(one.actual.value or 0) / Fraction(one.forecast.value or 1) for one in past]
    used = [each for one in taken for each in (Period.ytd(one.year, month), Period.of_year(one.year))]
    return Forecast(
        way,
        period,
        _quantity(value, unit),
        _quantity(min(value, *implied), unit),
        _quantity(max(value, *implied), unit),
        past,
        tuple(dict.fromkeys([*used, period])),
    )


def _history(cumulative: Mapping[Period, Quantity], period: Period, unit: Unit) -> dict[int, Year]:
    """The years before that of `period` of which all is known, in order."""
    found = {}
    for year in sorted({one.year for one in cumulative if one.year < period.year}):
        ends = Period.ytd(year, period.end.month), Period.of_year(year)
        to_date, total = cumulative.get(ends[0]), cumulative.get(ends[1])
        if to_date is not None and total is not None and to_date.is_exact and total.is_exact:
            _assert_adds_up(ends[0], to_date, ends[1], total)
            found[year] = Year(year, _positive(ends[0], to_date.to(unit)), _positive(ends[1], total.to(unit)))
    return found


def _past(
    way: ForecastMethod, history: Mapping[int, Year], month: int, years: int, unit: Unit
) -> Iterable[PastForecast]:
    for year, known in history.items():
        taken = way.of(history, year, years)
        if taken is not None:
            said = way.formula(known.to_date, month, taken)
            error = _quantity((said / known.total - 1) * 100, "%")
            yield PastForecast(year, _quantity(said, unit), _quantity(known.total, unit), error)


def _positive(period: Period, figure: Quantity) -> Fraction:
    """The figure, from which a share or a growth can be taken."""
    if figure.value is None or figure.value <= 0:
        raise problem("periods.forecast-base", period=period, figure=figure)
    return Fraction(figure.value)


def _assert_adds_up(before: Period, was: Quantity, period: Period, figure: Quantity) -> None:
    """A figure from January is never less than that of fewer months: what falls is a level, or a mistake."""
    if compare(figure, "<", was):
        raise problem("periods.forecast-falls", before=before, was=was, period=period, figure=figure)


def _quantity(number: Fraction, unit: Unit | str) -> Quantity:
    """Exact where the number has an end, else to sixty digits."""
    return Quantity.exactly(EXACT.divide(Decimal(number.numerator), Decimal(number.denominator)), unit)
