"""Reading back: every task in a sentence, and one press that makes minutes, letters and matters of them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jingkai.kernel.flows import services as flows
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.sealer import seal
from jingkai.web.acting import actor_of
from jingkai.web.frame import kept_of
from jingkai.web.language import language_of
from jingkai.web.render import render

from . import queries
from .entered import HOLD
from .pages import around
from .problems import LINE_UNKNOWN
from .running import found
from .sentence import sentence
from .services import confirm, last_written
from .tasks import live_tasks
from .words import Words


@require_http_methods(["GET", "HEAD", "POST"])
def reading(request: HttpRequest, key: int) -> HttpResponseBase:
    """The tasks as the chair reads them; confirming them ends the meeting."""
    activity, actor, at = found(request, key), actor_of(request), timezone.now()
    refused: Problem | None = None
    meeting = reverse("scheduling:meeting", args=[activity.pk]) + kept_of(request)
    if request.method == "POST":
        seen = request.POST.get("seen", "")
        try:
            if not (seen.isdecimal() and len(seen) < 19):
                raise LINE_UNKNOWN(n=seen[:10] or "—")
            confirm(actor, activity, int(seen), at=at)
        except Problem as problem:
            refused = problem
        else:
            seal()
            return redirect(meeting)
    (standing,) = queries.standings([activity])
    if not standing.open and refused is None:
        return redirect(meeting)
    # Read before the tasks: what is written in between is then found out, and not confirmed unread.
    seen_now = last_written(activity)
    words = Words(language_of(request))
    tasks = live_tasks(activity, timezone.localdate(at))
    return render(
        request,
        "scheduling/reading.html",
        status=400 if refused is not None else 200,
        **around(request, activity.zone, refused),
        meeting=standing,
        back=meeting,
        read=[(one, sentence(one, words)) for one in tasks],
        lacking=[str(one.place) for one in tasks if not one.ready],
        seen=seen_now,
        may_confirm=standing.open and not flows.why_not(actor, activity.case, HOLD, at),
        early=standing.day is not None and standing.day > timezone.localdate(at),
    )
