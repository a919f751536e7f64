"""The rounds of a zone, one of them, and one of those who are judged in it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from jingkai.kernel.activities.queries import day_held, planned_day
from jingkai.kernel.facts.zones import find_zone
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.sealer import seal
from jingkai.kernel.rounds.models.round import KIND
from jingkai.web.acting import actor_of, reader_of_request

from .acts import act, act_on_entrant
from .listing import listing
from .pages import shown
from .sheet import RoundSheet, sheet_of_request

_METHODS = ["GET", "HEAD", "POST"]


@require_safe
def rounds(request: HttpRequest) -> HttpResponseBase:
    """The rounds of the zone; those in which one rates now first."""
    zone, reader = find_zone(request.GET.get("zone", ""), timezone.localdate()), reader_of_request(request)
    return shown(
        request,
        "rounds",
        zone,
        rounds=listing(reader, zone, actor_of(request).person),
        may_open=reader is None or reader.may("write", KIND),
    )


@require_http_methods(_METHODS)
def round(request: HttpRequest, key: int) -> HttpResponseBase:
    """One round: how far it is, who is judged, who has rated, what comes next."""
    sheet, refused = worked(request, key)
    if refused is None and request.method == "POST":
        return redirect(request.get_full_path())
    return shown(request, "round", sheet.round.zone, refused=refused, sheet=sheet)


@require_http_methods(_METHODS)
def entrant(request: HttpRequest, key: int, place: int) -> HttpResponseBase:
    """One of those who are judged: who was there, what was said of it, which matters came of that."""
    sheet = sheet_of_request(request, key)
    one = next((row for row in sheet.entrants if row.place == place), None)
    if one is None:
        raise Http404
    refused: Problem | None = None
    if request.method == "POST":
        try:
            act_on_entrant(sheet, one, request.POST)
        except Problem as problem:
            refused, sheet = problem, sheet_of_request(request, key)
        else:
            seal()
            return redirect(request.get_full_path())
    activity = one.activity
    zone = sheet.round.zone
    return shown(
        request,
        "entrant",
        zone,
        refused=refused,
        sheet=sheet,
        one=one,
        comments=sheet.comments_on(one),
        present=sheet.present(one),
        recognitions=sheet.recognitions_of(one),
        held=day_held(activity) if activity is not None else None,
        planned=planned_day(activity) if activity is not None else None,
        units=_units(zone) if sheet.may_run else [],
        before=next((row for row in sheet.entrants if row.place == place - 1), None),
        after=next((row for row in sheet.entrants if row.place == place + 1), None),
    )


def worked(request: HttpRequest, key: int) -> tuple[RoundSheet, Problem | None]:
    """The round after what was sent was done, and why it was not."""
    sheet = sheet_of_request(request, key)
    if request.method != "POST":
        return sheet, None
    try:
        act(sheet, request.POST, request.FILES.get("file"))
    except Problem as problem:
        return sheet_of_request(request, key), problem
    seal()
    return sheet, None


def _units(zone: Organisation) -> list[Organisation]:
    rows = Organisation.objects.live_on(timezone.localdate()).filter(zone.subtree())
    return list(rows.exclude(pk=zone.pk).order_by("pk"))
