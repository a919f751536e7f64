"""City and province beside the zone (eA19, eA22): whether a main indicator grows faster than their means, and how its
place in the province moves. What is not known stays unknown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from jingkai.engines.documents import Words
from jingkai.engines.periods import Period
from jingkai.kernel.parties.access import Reader
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.rounds.kinds import FactBody
from jingkai.kernel.rules.book import RuleBook
from jingkai.kernel.rules.models import RuleSet

from .figures import UNKNOWN, Figure, Figures
from .kinds import COMPARISON, ComparisonBody

Flag = Literal["above", "even", "below", "unknown"]
# How many months of the year the places are followed back.
_MONTHS = 12


@dataclass(frozen=True)
class Compared:
    """A main indicator: its growth in the zone (`derived`: computed, as nobody printed it), the city and the province
    to date in %, and its places in the province in the months of the year, the asked one last.
    """

    title: Words
    own: Figure
    derived: bool
    city: Figure
    province: Figure
    places: tuple[tuple[Period, Figure], ...]

    def gap(self, other: Figure) -> Decimal | None:
        """Own growth less the other's, in points."""
        if self.own.value is None or other.value is None:
            return None
        return self.own.value - other.value

    def flag(self, other: Figure) -> Flag:
        """Above where the own growth is greater; the same growth is not above."""
        gap = self.gap(other)
        if gap is None:
            return "unknown"
        return "above" if gap > 0 else "below" if gap < 0 else "even"

    @property
    def place(self) -> Figure:
        """In the asked month."""
        return self.places[-1][1]

    @property
    def climbed(self) -> int | None:
        """Places won since the last month before of which the place is known."""
        known = [one.value for _, one in self.places if one.value is not None]
        if self.place.value is None or len(known) < 2:
            return None
        return int(known[-2] - known[-1])


@dataclass(frozen=True)
class Comparison:
    """All of them, by which version of the rule."""

    rule: RuleSet
    rows: tuple[Compared, ...]

    def counted(self, flag: Flag) -> int:
        """How many indicators are so beside the province."""
        return sum(1 for one in self.rows if one.flag(one.province) == flag)


def to_date(month: Period) -> Period:
    """From January to the month."""
    last = month.months()[-1]
    return Period.months_between(last.start.year, 1, last.start.month)


def compare_with(
    zone: Organisation, month: Period, as_of: int | None = None, reader: Reader | None = None
) -> Comparison:
    """As known at `as_of`, as far as the reader may see the figures. Raises Problem `rules.not-found`."""
    book, span = RuleBook(as_of), to_date(month)
    rule = book.resolve(COMPARISON, zone, span.last_day)
    body = book.body(COMPARISON, zone, span.last_day, ComparisonBody)
    asked = [
        one
        for row in body.indicators.values()
        for one in (row.own, row.amount, row.city, row.province, row.place)
        if one is not None
    ]
    spans = _spans(span)
    figures = Figures(zone, asked, [*spans, span.same_period_last_year()], as_of, reader)
    rows = []
    for row in body.indicators.values():
        printed = figures.of(row.own, span)
        own = _growth(figures, row.amount, span) if not printed.facts else printed
        rows.append(
            Compared(
                row.title,
                own,
                own is not printed and own.value is not None,
                figures.of(row.city, span),
                figures.of(row.province, span),
                tuple((one, figures.of(row.place, one)) for one in spans),
            )
        )
    return Comparison(rule, tuple(rows))


def _growth(figures: Figures, amount: FactBody | None, span: Period) -> Figure:
    """The growth on the same period last year in %, unrounded; unknown where that was not above zero."""
    now, last = figures.of(amount, span), figures.of(amount, span.same_period_last_year())
    if now.value is None or last.value is None or last.value <= 0:
        return UNKNOWN
    return Figure((now.value / last.value - 1) * 100, (*last.facts, *now.facts))


def _spans(last: Period) -> Sequence[Period]:
    return [to_date(one) for one in last.months()][-_MONTHS:]
