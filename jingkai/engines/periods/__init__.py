"""Periods (时期): months and years, cumulative and single values, growth, terms and working days."""

from jingkai.engines.periods.period import Period, PeriodKind
from jingkai.engines.periods.problems import PROBLEMS
from jingkai.engines.periods.undated import UndatedPeriod

__all__ = ["PROBLEMS", "Period", "PeriodKind", "UndatedPeriod"]
