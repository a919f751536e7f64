"""What every page of the system asks for and shows."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from jingkai.kernel.facts.zones import find_zone, zones
from jingkai.kernel.parties.models import Organisation
from jingkai.web.frame import kept_of
from jingkai.web.language import language_of

from .words import Words


def zone_of(request: HttpRequest) -> Organisation:
    """The zone that the address names. Raises Problem `facts.no-zone`, `facts.zone-unnamed`, `facts.zone-unknown`."""
    return find_zone(request.GET.get("zone", ""), timezone.localdate())


def around(request: HttpRequest, zone: Organisation) -> dict[str, Any]:
    """What stands around what a page is about."""
    return {
        "words": Words(language_of(request)),
        "zone": zone,
        "zones": zones(timezone.localdate()),
        "kept": kept_of(request),
    }
