"""Periods (时期): months and years, cumulative and single values, growth, terms and working days."""

from jingkai.engines.periods.calendar import Calendar, DayKind, SpecialDay
from jingkai.engines.periods.change import (
    Contradiction,
    ahead,
    base_of_change,
    base_of_growth,
    change,
    contradiction,
    growth,
    growth_against_base,
    growth_against_change,
    increase_of_growth,
    scheduled,
    whole_of_share,
)
from jingkai.engines.periods.forecast import FORECASTS, Forecast, ForecastMethod, PastForecast, forecast
from jingkai.engines.periods.period import Period, PeriodKind
from jingkai.engines.periods.problems import PROBLEMS
from jingkai.engines.periods.series import accumulated, increments, single
from jingkai.engines.periods.term import SHANGHAI, Due, Term, TermUnit, day_of, end_of
from jingkai.engines.periods.undated import UndatedPeriod

__all__ = [
    "FORECASTS",
    "PROBLEMS",
    "SHANGHAI",
    "Calendar",
    "Contradiction",
    "DayKind",
    "Due",
    "Forecast",
    "ForecastMethod",
    "PastForecast",
    "Period",
    "PeriodKind",
    "SpecialDay",
    "Term",
    "TermUnit",
    "UndatedPeriod",
    "accumulated",
    "ahead",
    "base_of_change",
    "base_of_growth",
    "change",
    "contradiction",
    "day_of",
    "end_of",
    "forecast",
    "growth",
    "growth_against_base",
    "growth_against_change",
    "increase_of_growth",
    "increments",
    "scheduled",
    "single",
    "whole_of_share",
]
