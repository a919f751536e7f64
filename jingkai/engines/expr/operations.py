"""What each operation of the plan does to values. With an unknown operand the result is unknown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Literal, cast

from jingkai.engines.expr import intervals
from jingkai.engines.expr.intervals import settled
from jingkai.engines.expr.plan import Op
from jingkai.engines.expr.types import NumberType, Type
from jingkai.engines.expr.values import Known, Unknown, Value, unknown
from jingkai.engines.periods import Calendar, Period, Term
from jingkai.engines.periods.dates import plus_days, plus_months
from jingkai.engines.quantity import Operator, Problem, Quantity, compare, share

Order = Literal["<", "<=", ">", ">="]


def apply(op: Op, given: tuple[Value, ...], type_: Type, calendar: Callable[[], Calendar]) -> Value:
    """`op` on `given` values, all of the types that the plan promises; `type_` is that of the result."""
    known: list[Known] = []
    for value in given:
        if isinstance(value, Unknown):
            return value
        known.append(value)
    if op is Op.DUE:
        return _due(known, calendar())
    if op in _IN_UNIT:
        assert isinstance(type_, NumberType)
        return _IN_UNIT[op](known, type_)
    return _PLAIN[op](known)


def same(left: Known, right: Known) -> bool | Unknown:
    """Whether two values of one type are equal; of quantities it may be undecided."""
    if isinstance(left, Quantity) and isinstance(right, Quantity):
        return _decided(compare(left, "=", right))
    return left == right


def _decided(truth: bool | None) -> bool | Unknown:
    return unknown("straddles") if truth is None else truth


def _ordered(operator: Order, given: list[Known]) -> Value:
    left, right = given
    if isinstance(left, Quantity) and isinstance(right, Quantity):
        return _decided(compare(left, cast(Operator, operator), right))
    assert isinstance(left, date)
    assert isinstance(right, date)
    return {"<": left < right, "<=": left <= right, ">": left > right, ">=": left >= right}[operator]


def _different(given: list[Known]) -> Value:
    equal = same(*given)
    return equal if isinstance(equal, Unknown) else not equal


def _among(given: list[Known]) -> Value:
    left, items = given
    assert isinstance(items, tuple)
    doubtful: Unknown | None = None
    for item in items:
        equal = item if isinstance(item, Unknown) else same(left, item)
        if isinstance(equal, Unknown):
            doubtful = doubtful or equal
        elif equal:
            return True
    return doubtful if doubtful is not None else False


def _arithmetic(operator: str, given: list[Known]) -> Value:
    left, right = cast(list[Quantity], given)
    match operator:
        case "+":
            return settled(lambda: left + right)
        case "-":
            return settled(lambda: left - right)
        case "*":
            return settled(lambda: left * right)
    return settled(lambda: left / right, "zero-divisor")


def _extreme(which: Literal["min", "max"], given: list[Known]) -> Value:
    if isinstance(given[0], Quantity):
        return intervals.extreme(cast(list[Quantity], given), which)
    dates = cast(list[date], given)
    return min(dates) if which == "min" else max(dates)


def _clamp(given: list[Known]) -> Value:
    value, low, high = cast(list[Quantity], given)
    return intervals.extreme([low, intervals.extreme([value, high], "min")], "max")


def _round(given: list[Known]) -> Value:
    value, places = cast(list[Quantity], given)
    assert places.lo is not None
    return intervals.rounded(value, int(places.lo))


def _text(test: Callable[[str, str], bool], given: list[Known]) -> Value:
    text, part = cast(list[str], given)
    return test(text, part)


def _moved(sign: int, given: list[Known]) -> Value:
    day, days = cast(tuple[date, Quantity], tuple(given))
    if not days.is_exact or days.lo is None or days.lo != days.lo.to_integral_value():
        return unknown("not-whole")
    whole = sign * int(days.lo)
    return _within_calendar(lambda: plus_days(day, whole))


def _months_later(given: list[Known]) -> Value:
    day, months = cast(tuple[date, Quantity], tuple(given))
    assert months.lo is not None
    whole = int(months.lo)
    return _within_calendar(lambda: plus_months(day, whole))


def _within_calendar(make: Callable[[], date | Period]) -> Value:
    try:
        return make()
    except Problem:
        return unknown("out-of-calendar")


def _period_step(step: Callable[[Period], date | Period], given: list[Known]) -> Value:
    (period,) = cast(list[Period], given)
    return _within_calendar(lambda: step(period))


def _date_step(step: Callable[[date], Period], given: list[Known]) -> Value:
    (day,) = cast(list[date], given)
    return step(day)


def quarter_of(day: date) -> Period:
    """The quarter a day lies in."""
    return Period.quarter(day.year, (day.month + 2) // 3)


def _due(given: list[Known], calendar: Calendar) -> Value:
    day, term = cast(tuple[date, str], tuple(given))
    return _within_calendar(lambda: Term.parse(term).due(day, calendar).day)


def _share(given: list[Known], type_: NumberType) -> Value:
    part, whole = cast(list[Quantity], given)
    return settled(lambda: share(part, whole).to(type_.unit), "zero-divisor")


def _growth(given: list[Known], type_: NumberType) -> Value:
    now, before = cast(list[Quantity], given)
    return intervals.growth(now, before, type_.unit)


def _convert(given: list[Known], type_: NumberType) -> Value:
    (value,) = cast(list[Quantity], given)
    return settled(lambda: value.to(type_.unit))


def _days_between(given: list[Known], type_: NumberType) -> Value:
    first, last = cast(list[date], given)
    return Quantity.exactly((last - first).days, type_.unit)


_IN_UNIT: Mapping[Op, Callable[[list[Known], NumberType], Value]] = {
    Op.SHARE: _share,
    Op.GROWTH: _growth,
    Op.CONVERT: _convert,
    Op.DAYS_BETWEEN: _days_between,
}

_PLAIN: Mapping[Op, Callable[[list[Known]], Value]] = {
    Op.NOT: lambda given: not given[0],
    Op.NEGATE: lambda given: -cast(Quantity, given[0]),
    Op.ABS: lambda given: abs(cast(Quantity, given[0])),
    Op.ADD: partial(_arithmetic, "+"),
    Op.SUBTRACT: partial(_arithmetic, "-"),
    Op.MULTIPLY: partial(_arithmetic, "*"),
    Op.DIVIDE: partial(_arithmetic, "/"),
    Op.EQUAL: lambda given: same(*given),
    Op.DIFFERENT: _different,
    Op.LESS: partial(_ordered, "<"),
    Op.AT_MOST: partial(_ordered, "<="),
    Op.GREATER: partial(_ordered, ">"),
    Op.AT_LEAST: partial(_ordered, ">="),
    Op.AMONG: _among,
    Op.WITHIN: lambda given: cast(Period, given[1]).contains(cast("date | Period", given[0])),
    Op.MIN: partial(_extreme, "min"),
    Op.MAX: partial(_extreme, "max"),
    Op.CLAMP: _clamp,
    Op.ROUND: _round,
    Op.FLOOR: lambda given: intervals.floored(cast(Quantity, given[0])),
    Op.CONTAINS: partial(_text, lambda text, part: part in text),
    Op.STARTS_WITH: partial(_text, str.startswith),
    Op.DAYS_AFTER: partial(_moved, 1),
    Op.DAYS_BEFORE: partial(_moved, -1),
    Op.ADD_MONTHS: _months_later,
    Op.FIRST_DAY: partial(_period_step, lambda period: period.start),
    Op.LAST_DAY: partial(_period_step, lambda period: period.end),
    Op.PREVIOUS: partial(_period_step, Period.previous),
    Op.LAST_YEAR: partial(_period_step, Period.same_period_last_year),
    Op.YEAR_TO_DATE: partial(_period_step, Period.cumulative),
    Op.MONTH_OF: partial(_date_step, lambda day: Period.month(day.year, day.month)),
    Op.QUARTER_OF: partial(_date_step, quarter_of),
    Op.YEAR_OF: partial(_date_step, lambda day: Period.of_year(day.year)),
}
