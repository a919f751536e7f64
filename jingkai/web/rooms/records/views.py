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
from .moves import moves_called
from .words import Words


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Who wrote or read what, for those whom a role opens the journal; for others there is no such page."""
    reader = reader_of_request(request)
    if reader is not None and not reader.reaches("logs"):
        raise Http404
    zone = find_zone(request.GET.get("zone", ""), timezone.localdate())
    words = Words(language_of(request), moves_called(zone, timezone.localdate()))
    wanted = _wanted(request)
    found = journal(reader, wanted)
    seen = named({one.entry.ref for one in found.lines}, reader)

    def about(ref: str) -> tuple[str, str]:
        """What an entry is about, by its title where the reader may read that; and where it is opened."""
        if ref not in seen:
            return words.ref(ref), address_of_ref(ref, zone)
        kind, row = seen[ref]
        said = (words.ref(f"{ref.partition(':')[0]}:{kind.note_of(row)}"), kind.title_of(row, words.lang))
        return " ".join(one for one in said if one), address_of(kind.kind, row)

    return render(
        request,
        "web/rooms/journal.html",
        words=words,
        zone=zone,
        zones=zones(timezone.localdate()),
        wanted=wanted,
        found=found,
        rooms=rooms(reader),
        units=units(reader, zone, timezone.localdate()),
        seal=last_seal(),
        moment=moment,
        about=about,
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
