"""From hints to the period a figure is of, and how periods are written."""

from dataclasses import dataclass, replace

from jingkai.engines.periods.labels import PeriodHint

STATES = ("plan", "plan_total", "plan_growth", "plan_share")
"""Said of the whole year (or project), whatever month the table is of."""
RATES = ("growth", "growth_mom", "completion_rate", "share", "pp_gap", "pp_change", "yoy_change")
"""Said of another figure, whose period they share."""


@dataclass(frozen=True)
class Span:
    """Months `first`..`last` of a year (None: the table does not say which), or the whole year."""

    year: int | None
    first: int | None
    last: int | None
    cumulative: bool | None
    years_back: int = 0
    """How many years before the table's own, where the table does not say which year that is."""

    def __str__(self) -> str:
        return self.written() or ""

    def written(self) -> str | None:
        """`2024-03`, `2024-01/2024-03`, `2024`; `--03` without a year; None when there is nothing to say."""
        if self.last is None or self.first is None:
            return str(self.year) if self.year is not None else None
        year = f"{self.year}-" if self.year is not None else "--"
        if self.first == self.last and not self.cumulative:
            return f"{year}{self.last:02d}"
        return f"{year}{self.first:02d}/{year}{self.last:02d}"


def whole_year(base: PeriodHint, year: int | None = None) -> Span:
    """A plan's period."""
    return Span(year if year is not None else base.year, None, None, None)


def state(base: PeriodHint) -> Span:
    """A count or balance at the end of the table's last month."""
    if base.last is None:
        return Span(base.year, None, None, None)
    return Span(base.year, base.last, base.last, None)


def explicit(hint: PeriodHint, base: PeriodHint) -> Span | None:
    """The span a header or row fixes by itself (with the table's year and last month), or None."""
    year = hint.year if hint.year is not None else base.year
    months_said = hint.last is not None or hint.cumulative is not None or hint.current
    back = 0
    if hint.year is None and hint.shift in ("same_period_last_year", "last_year"):
        year, back = (year - 1, 0) if year is not None else (None, 1)
    if hint.shift == "last_year" and not months_said:
        return Span(year, None, None, True, back)
    if hint.shift == "last_month" and hint.last is None and base.last is not None:
        if base.last == 1:
            return Span(year - 1 if year is not None else None, 12, 12, False, 0 if year is not None else 1)
        return Span(year, base.last - 1, base.last - 1, False)
    if hint.last is not None and hint.first is not None:
        cumulative = hint.cumulative
        if cumulative is None:
            cumulative = hint.first == 1 and (hint.last > 1 or hint.as_of)
        return Span(year, hint.first, hint.last, cumulative, back)
    if hint.whole_year:
        return Span(year, None, None, True, back)
    if hint.current and base.last is not None:
        return Span(year, base.last, base.last, False, back)
    if hint.cumulative and base.last is not None:
        return Span(year, 1, base.last, True, back)
    return None


def of_table(base: PeriodHint) -> list[Span]:
    """The spans an unmarked flow may have, the likelier first: one if the table says it, else two."""
    if base.last is None:
        return [Span(base.year, None, None, True)] if base.year is not None and base.whole_year else []
    if base.cumulative or base.as_of or (base.first is not None and base.first < base.last):
        first = base.first if base.first is not None and not base.as_of else 1
        return [Span(base.year, first, base.last, first == 1)]
    if base.last == 1:
        return [Span(base.year, 1, 1, False)]
    return [Span(base.year, 1, base.last, True), Span(base.year, base.last, base.last, False)]


def shifted(span: Span, hint: PeriodHint) -> Span:
    """The span of the same months last year, when the hint says so."""
    if hint.shift == "same_period_last_year" and hint.year is None:
        return replace(span, year=span.year - 1) if span.year is not None else replace(span, years_back=1)
    return span
