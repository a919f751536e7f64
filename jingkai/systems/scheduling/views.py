"""The meetings of the zone, as a page."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jingkai.engines.periods import Period
from jingkai.engines.quantity import Problem as Refusal
from jingkai.kernel.facts.reported import reported_months
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.sealer import seal
from jingkai.kernel.records.sequence import latest
from jingkai.systems.supervision.api import Known, Names
from jingkai.web.acting import actor_of, reader_of_request
from jingkai.web.declare import month_in_work
from jingkai.web.frame import kept_of
from jingkai.web.language import language_of
from jingkai.web.render import render

from . import queries
from .pages import around, zone_of
from .problems import CHAIR_UNKNOWN, MEETING_INCOMPLETE
from .services import Call, call_meeting


@require_http_methods(["GET", "HEAD", "POST"])
def meetings(request: HttpRequest) -> HttpResponseBase:
    """The meetings, and the form that calls one."""
    zone, reader, lang = zone_of(request), reader_of_request(request), language_of(request)
    refused: Problem | None = None
    if request.method == "POST":
        try:
            activity = call_meeting(actor_of(request), zone, _call(request.POST, zone), at=timezone.now())
        except Problem as problem:
            refused = problem
        else:
            seal()
            return redirect(reverse("scheduling:meeting", args=[activity.pk]) + kept_of(request))
    months = reported_months(zone, latest(), reader)
    return render(
        request,
        "scheduling/meetings.html",
        status=400 if refused is not None else 200,
        **around(request, zone, refused),
        meetings=queries.meetings(reader, zone),
        months=[(str(one), one.words(lang)) for one in months],
        usual=str(month_in_work(zone, months, reader)) if months else "",
        people=sorted(Known(zone, timezone.localdate()).people),
    )


def _call(sent: QueryDict, zone: Organisation) -> Call:
    """The form's. Raises Problem `scheduling.meeting-incomplete`, `scheduling.chair-unknown`."""
    said = {
        name: " ".join(sent.get(name, "").split()) for name in ("title", "day", "where", "chair", "period")
    }
    day, period = _day(said["day"]), _month(said["period"])
    missing = [
        both
        for both, there in (
            (("名称", "its title"), said["title"]),
            (("日期", "its day"), day),
            (("主持人", "who chairs"), said["chair"]),
            (("调度的月份", "the month it is about"), period),
        )
        if not there
    ]
    if missing or day is None or period is None:
        raise MEETING_INCOMPLETE(
            missing="、".join(zh for zh, _ in missing), missing_en=", ".join(en for _, en in missing)
        )
    chair = Names(zone, timezone.localdate()).leader(said["chair"], 1)
    if chair is None:
        raise CHAIR_UNKNOWN(name=said["chair"][:40])
    return Call(said["title"][:150], day, said["where"][:200], chair, period)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _month(text: str) -> Period | None:
    """A month or what is said as one; None for what is none."""
    try:
        found = Period.parse(text)
    except Refusal:
        return None
    return found if found.is_whole_months and found.year == found.end.year else None
