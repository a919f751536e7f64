"""What every page of the system asks for and shows."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from jingkai.kernel.facts.zones import find_zone
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.problems import Problem
from jingkai.web.dates import moment
from jingkai.web.frame import kept_of
from jingkai.web.language import language_of
from jingkai.web.opening import address_of

from .words import Words


def zone_of(request: HttpRequest) -> Organisation:
    """The zone that the address names. Raises Problem `facts.no-zone`, `facts.zone-unnamed`, `facts.zone-unknown`."""
    return find_zone(request.GET.get("zone", ""), timezone.localdate())


def around(request: HttpRequest, at: datetime, refused: Problem | None = None) -> dict[str, Any]:
    """What stands around what a page is about; with why something was not done."""
    lang = language_of(request)
    return {
        "words": Words(lang),
        "at": at,
        "moment": moment,
        "kept": kept_of(request),
        "address_of": address_of,
        "sent": request.POST,
        "refused": "" if refused is None else refused.zh if lang == "zh" else refused.en,
        "code": "" if refused is None else refused.code,
    }
