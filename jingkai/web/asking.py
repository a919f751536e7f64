"""What a page of figures is asked for, all of it in the address: zone, unit, period, as-of."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import QuerySet
from django.http import HttpRequest

from jingkai.engines.periods import Period
from jingkai.kernel.facts.models import Fact
from jingkai.kernel.facts.reported import reported_months
from jingkai.kernel.facts.zones import find_zone, zones
from jingkai.kernel.parties.access import Reader, visibility_of
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.records.models import Entry
from jingkai.kernel.records.remembering import last_change, remembered
from jingkai.kernel.records.sequence import latest

from .acting import reader_of_request
from .dates import moment
from .declare import month_in_work
from .month import period_named
from .problems import NO_SUCH_AS_OF, NO_SUCH_UNIT, NOTHING_REPORTED
from .words import Lang


@dataclass(frozen=True)
class Asked:
    """`as_of` is the number that is read at: the last one, unless the address names an earlier (`past`)."""

    zone: Organisation
    zones: tuple[Organisation, ...]
    unit: Organisation | None
    period: Period
    months: tuple[Period, ...]
    as_of: int
    past: bool
    reader: Reader | None

    @property
    def units(self) -> list[Organisation]:
        """The units that may be picked: whose figures are read."""
        below = _readable(self.zone, self.reader).exclude(pk=self.zone.pk)
        return list(below.order_by("pk"))

    def about(self, unit: Organisation) -> Asked:
        """The same, on a page of one thing that is the unit's: what is picked there is whose thing it is."""
        return replace(self, unit=unit)

    def within(self, period: Period) -> Asked:
        """The same, in the last month of a period: what a page of one thing leads back to."""
        return replace(self, period=period.months()[-1]) if period.is_whole_months else self

    def unit_with(self, key: int) -> Organisation | None:
        """The zone or a unit of it, if its figures are read."""
        return _readable(self.zone, self.reader).filter(pk=key).first()

    @property
    def before(self) -> Period:
        """The month before."""
        return self.period.months()[0].shifted(-1)

    @property
    def after(self) -> Period:
        """The month after."""
        return self.period.months()[-1].shifted(1)

    @property
    def in_work(self) -> Period | None:
        """The month that is worked on; None where nothing was reported yet."""
        return month_in_work(self.zone, self.months, self.reader) if self.months else None

    @property
    def since(self) -> str:
        """Since when the figures are what the page shows: when one was written last that it knows."""
        entry = Entry.objects.filter(seq=min(self.as_of, last_change("facts"))).first()
        return moment(entry.at if entry is not None else None)

    def words(self, lang: Lang, period: Period | None = None) -> str:
        """A period in words; the one asked for, if none is given."""
        return (period or self.period).words(lang)

    def periods(self, lang: Lang) -> list[tuple[str, str, bool]]:
        """The periods that may be picked: as the address has them, in words, and whether it is the one asked for."""
        there = self.months if self.period in self.months else (self.period, *self.months)
        return [(str(one), one.words(lang), one == self.period) for one in there]


def asked(request: HttpRequest, on: date) -> Asked:
    """Read it from the address; without a period the month that was chosen before, else the one that is worked on.

    Raises Problem `facts.no-zone`, `facts.zone-unnamed`, `facts.zone-unknown`, `web.no-such-unit`,
    `web.no-such-as-of`, `web.nothing-reported` and the engine's `periods.unreadable`.
    """
    zone = find_zone(request.GET.get("zone", ""), on)
    last = latest()
    as_of = _number(request.GET.get("as_of", ""), last)
    reader = reader_of_request(request)
    months = _months(zone, as_of, reader)
    wanted = period_named(request)
    if not wanted and not months:
        raise NOTHING_REPORTED(zone=zone.name)
    return Asked(
        zone=zone,
        zones=tuple(zones(on)),
        unit=_unit(request.GET.get("unit", ""), zone, reader),
        period=Period.parse(wanted) if wanted else month_in_work(zone, months, reader),
        months=months,
        as_of=as_of,
        past=as_of != last,
        reader=reader,
    )


def as_of_in(request: HttpRequest) -> int | None:
    """The number that the address names; None for what is known now. Raises Problem `web.no-such-as-of`."""
    text = request.GET.get("as_of", "")
    return _number(text, latest()) if text else None


@remembered(64, "facts", "parties")
def _months(zone: Organisation, as_of: int, reader: Reader | None) -> tuple[Period, ...]:
    return tuple(reported_months(zone, as_of, reader))


def _number(text: str, last: int) -> int:
    if not text:
        return last
    if not (text.isdecimal() and 0 < int(text) <= last):
        raise NO_SUCH_AS_OF(as_of=text[:20], last=last)
    return int(text)


def _readable(zone: Organisation, reader: Reader | None) -> QuerySet[Organisation]:
    """The organisations of the zone whose figures the reader reads; all, without one."""
    found = Organisation.objects.filter(zone.subtree())
    return found if reader is None else found.filter(pk__in=reader.units(visibility_of(Fact).kind))


def _unit(text: str, zone: Organisation, reader: Reader | None) -> Organisation | None:
    if not text:
        return None
    found = _readable(zone, reader).filter(pk=int(text)).first() if text.isdecimal() else None
    if found is None:
        raise NO_SUCH_UNIT(unit=text[:20], zone=zone.name)
    return found
