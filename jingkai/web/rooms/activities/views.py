"""The pages of activities: the list, and one of them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from jingkai.kernel.activities.models import Activity, Output, Participant
from jingkai.kernel.activities.queries import HOLD, day_held
from jingkai.kernel.facts.zones import find_zone, zones
from jingkai.kernel.flows.state import current_dues
from jingkai.kernel.parties.models import Organisation
from jingkai.web.acting import actor_of, reader_of_request
from jingkai.web.dates import moment
from jingkai.web.declare import page_of
from jingkai.web.frame import kept_of
from jingkai.web.language import language_of
from jingkai.web.opening import address_of
from jingkai.web.render import render
from jingkai.web.rooms.flows.sheet import CaseSheet

from .listing import Wanted, listing
from .things import things
from .words import Words


@require_safe
def activities(request: HttpRequest) -> HttpResponse:
    """What was planned and what happened, the newest day first."""
    zone, wanted = find_zone(request.GET.get("zone", ""), timezone.localdate()), _wanted(request)
    return render(
        request,
        "web/rooms/activities.html",
        **_around(request, zone),
        wanted=wanted,
        found=listing(reader_of_request(request), zone, wanted),
    )


@require_safe
def activity(request: HttpRequest, key: int) -> HttpResponse:
    """One activity: how far it is, who took part as what, what it was about and what came of it."""
    reader, words, kept = reader_of_request(request), Words(language_of(request)), kept_of(request)
    rows = Activity.objects.seen_by(reader).filter(pk=key)
    row = rows.select_related("case__flow", "case__holder", "zone", "host", "place").first()
    if row is None:
        raise Http404
    outputs = Output.objects.seen_by(reader).filter(activity=row).order_by("pk").values_list("ref", flat=True)
    return render(
        request,
        "web/rooms/activity.html",
        **_around(request, row.zone),
        activity=row,
        sheet=CaseSheet(row.case, actor_of(request), timezone.now()),
        # Every day it was ever planned for is on record: the first is shown beside the one that holds.
        planned=current_dues(row.case).get(HOLD),
        first=row.case.dues.filter(term=HOLD).order_by("turn").first(),
        held=day_held(row),
        parts=_parts(Participant.objects.seen_by(reader).filter(activity=row)),
        about=things([row.about], reader, row.zone, words, kept),
        outputs=things(outputs, reader, row.zone, words, kept),
        own=address_of("activity", row, kept) if _has_own_page(row) else "",
    )


def _has_own_page(row: Activity) -> bool:
    """Whether a system has a page for this kind of activity: it is worked on there."""
    page = page_of("activity", row.kind)
    return page is not None and bool(page.of)


def _parts(rows: Any) -> dict[str, list[str]]:
    """Part to the names of those who take it, units before people."""
    found: dict[str, list[str]] = {}
    for one in rows.select_related("unit", "person").order_by("person", "pk"):
        found.setdefault(one.part, []).append((one.unit or one.person).name)
    return found


def _wanted(request: HttpRequest) -> Wanted:
    """What the address asks for; what it says wrongly is left out."""
    asked = request.GET
    unit, page = asked.get("of", ""), asked.get("page", "")
    return Wanted(
        kind=asked.get("kind", "")[:40],
        words=asked.get("q", "").strip()[:100],
        unit=int(unit) if unit.isdecimal() and len(unit) < 19 else None,
        since=_day(asked.get("since", "")),
        until=_day(asked.get("until", "")),
        state=asked.get("state", "")[:60],
        page=int(page) if page.isdecimal() and len(page) < 9 else 1,
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _around(request: HttpRequest, zone: Organisation) -> dict[str, Any]:
    return {
        "words": Words(language_of(request)),
        "zone": zone,
        "zones": zones(timezone.localdate()),
        "today": timezone.localdate(),
        "kept": kept_of(request),
        "moment": moment,
    }
