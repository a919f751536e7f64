"""The page of the journal."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from jingkai.kernel.facts.zones import find_zone, zones
from jingkai.kernel.parties.search import named
from jingkai.web.acting import reader_of_request
from jingkai.web.dates import moment
from jingkai.web.language import language_of
from jingkai.web.opening import address_of, address_of_ref
from jingkai.web.render import render

from .journal import Wanted, journal, last_seal, rooms, units
from .words import Words


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Who wrote or read what, for those whom a role opens the journal; for others there is no such page."""
    reader = reader_of_request(request)
    if reader is not None and not reader.reaches("logs"):
        raise Http404
    zone = find_zone(request.GET.get("zone", ""), timezone.localdate())
    wanted = _wanted(request)
    found = journal(reader, wanted)
    seen = named({one.entry.ref for one in found.lines}, reader)

    def address(ref: str) -> str:
        """Where what an entry is about is opened, if the reader may."""
        if ref in seen:
            kind, row = seen[ref]
            return address_of(kind.kind, row)
        return address_of_ref(ref, zone)

    return render(
        request,
        "web/rooms/journal.html",
        words=Words(language_of(request)),
        zone=zone,
        zones=zones(timezone.localdate()),
        wanted=wanted,
        found=found,
        rooms=rooms(reader),
        units=units(reader, zone, timezone.localdate()),
        seal=last_seal(),
        moment=moment,
        address=address,
    )


def _wanted(request: HttpRequest) -> Wanted:
    """What the address asks for; what it says wrongly is left out."""
    asked = request.GET
    unit, before = asked.get("of", ""), asked.get("before", "")
    return Wanted(
        person=asked.get("person", "").strip()[:60],
        unit=int(unit) if unit.isdecimal() and len(unit) < 19 else None,
        since=_day(asked.get("since", "")),
        until=_day(asked.get("until", "")),
        room=asked.get("room", "")[:40],
        before=int(before) if before.isdecimal() and len(before) < 19 else None,
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
