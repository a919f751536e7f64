"""What every page of the system asks for and shows."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from jingkai.kernel.facts.zones import find_zone, zones
from jingkai.kernel.parties.access import Reader
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.records.remembering import remembered
from jingkai.web.dates import moment
from jingkai.web.frame import kept_of
from jingkai.web.language import language_of

from .ledger_sheet import late_words
from .words import Words


def zone_of(request: HttpRequest) -> Organisation:
    """The zone that the address names. Raises Problem `facts.no-zone`, `facts.zone-unnamed`, `facts.zone-unknown`."""
    return find_zone(request.GET.get("zone", ""), timezone.localdate())


def units_of(zone: Organisation, reader: Reader | None) -> list[Organisation]:
    """The units of the zone whose names the reader may read."""
    return list(_units_of(zone, reader.anybody if reader is not None else None, timezone.localdate()))


@remembered(64, "parties")
def _units_of(zone: Organisation, reader: Reader | None, on: date) -> tuple[Organisation, ...]:
    rows = Organisation.objects.live_on(on).seen_by(reader)
    return tuple(rows.filter(zone.subtree()).exclude(pk=zone.pk).order_by("pk"))


def around(request: HttpRequest, zone: Organisation, at: datetime) -> dict[str, Any]:
    """What stands around what a page is about."""
    return {
        "words": Words(language_of(request)),
        "zone": zone,
        "zones": zones(timezone.localdate()),
        "at": at,
        "moment": moment,
        "day": timezone.localdate(at),
        "late_words": late_words,
        "kept": kept_of(request),
    }
