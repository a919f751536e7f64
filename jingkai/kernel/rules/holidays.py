"""The calendar as a rule: the State Council's table, with what a zone or a newer notice adds."""

from datetime import date
from typing import Literal

from pydantic import Field

from jingkai.engines.documents import Part
from jingkai.engines.periods import Calendar, DayKind, SpecialDay
from jingkai.kernel.parties.models import Organisation

from . import kinds
from .book import RuleBook

KEY = "calendar"


class Day(Part):
    """One day that a notice makes a holiday, or a working day by way of exchange."""

    day: date
    kind: Literal["holiday", "workday"]
    name: str
    notice: str
    year: int


class CalendarBody(Part):
    """日历: the days of the years it arranges; these years are taken from it, others from the shipped table."""

    days: list[Day] = Field(min_length=1)

    @property
    def calendar(self) -> Calendar:
        """The days as the engine of periods takes them."""
        return Calendar(
            SpecialDay(one.day, DayKind(one.kind), one.name, one.notice, one.year) for one in self.days
        )


kinds.register("calendar", CalendarBody, zh="日历", en="calendar")


def calendar_for(unit: Organisation | None, on: date, book: RuleBook | None = None) -> Calendar:
    """The calendar that holds for the unit: the shipped holiday table, years of a rule `calendar` replaced."""
    found = (book or RuleBook()).find(KEY, unit, on)
    shipped = Calendar.shipped()
    if found is None or not isinstance(found.body, CalendarBody):
        return shipped
    return shipped.replacing(found.body.calendar)
