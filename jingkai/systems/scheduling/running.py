"""The meeting screen: figure, why and who on one page, and the tasks that are typed beside them."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from jingkai.kernel.activities.models import Activity
from jingkai.kernel.activities.services import move
from jingkai.kernel.flows import services as flows
from jingkai.kernel.parties.models import Organisation, Post
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.sealer import seal
from jingkai.systems.economy.api import RowView
from jingkai.systems.supervision.api import Known
from jingkai.web.acting import actor_of, reader_of_request
from jingkai.web.language import language_of
from jingkai.web.render import render

from . import queries
from .agenda import Agenda, Group, agenda
from .entered import HOLD
from .outcome import outcome_of
from .pages import around
from .problems import LINE_UNKNOWN, NOT_ITS_DAY
from .services import Said, change, note, strike
from .tasks import Task, tasks_of
from .words import Words

POSTPONE, CANCEL = "postpone", "cancel"


@require_http_methods(["GET", "HEAD", "POST"])
def meeting(request: HttpRequest, key: int) -> HttpResponseBase:
    """The meeting as it runs; after it, what came of it."""
    activity = found(request, key)
    actor = actor_of(request)
    refused: Problem | None = None
    if request.method == "POST":
        try:
            place = _act(actor, activity, request.POST)
        except Problem as problem:
            refused = problem
        else:
            seal()
            return redirect(f"{request.get_full_path()}{place}")
    return _page(request, activity, actor, refused)


def found(request: HttpRequest, key: int) -> Activity:
    """The meeting of this id, as far as the reader sees. Raises Http404."""
    rows = queries.seen(reader_of_request(request)).filter(pk=key)
    activity = rows.select_related("case__flow", "case__holder", "zone", "host").first()
    if activity is None:
        raise Http404
    return activity


def _act(actor: Actor, activity: Activity, sent: QueryDict) -> str:
    """Do what was sent; the place on the page to come back to."""
    do, at = sent.get("do", ""), timezone.now()
    if do == "note":
        note(actor, activity, _said(sent), at=at, key=sent.get("key", "")[:60])
        return f"#{sent.get('place', 'tasks')[:20]}"
    if do == POSTPONE:
        move(actor, activity, POSTPONE, at=at, due=_day(sent))
        return ""
    if do == CANCEL:
        move(actor, activity, CANCEL, at=at, note=sent.get("note", "").strip())
        return ""
    n, turn = _number(sent, "n"), _number(sent, "turn")
    if do == "change":
        change(actor, activity, n, turn, _said(sent), at=at)
    elif do in ("strike", "restore"):
        strike(actor, activity, n, turn, at=at, struck=do == "strike")
    else:
        raise LINE_UNKNOWN(n=sent.get("n", "—")[:10])
    return f"#task-{n}"


def _said(sent: QueryDict) -> Said:
    def part(name: str, most: int) -> str:
        return " ".join(sent.get(name, "").split())[:most]

    return Said(
        said=part("said", 500),
        about=sent.get("about", "")[:200],
        unit=part("unit", 200),
        executing=part("executing", 200),
        leader=part("leader", 100),
        due=part("due", 100),
    )


def _day(sent: QueryDict) -> date:
    """Raises Problem `scheduling.day-unreadable`."""
    text = sent.get("day", "").strip()
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise NOT_ITS_DAY(day=text[:20] or "—") from error


def _number(sent: QueryDict, name: str) -> int:
    """Raises Problem `scheduling.line-unknown` for what is no number of a line."""
    text = sent.get(name, "")
    if not (text.isdecimal() and len(text) < 6):
        raise LINE_UNKNOWN(n=text[:10] or "—")
    return int(text)


def _page(request: HttpRequest, activity: Activity, actor: Actor, refused: Problem | None) -> HttpResponse:
    at, lang, reader = timezone.now(), language_of(request), reader_of_request(request)
    (standing,) = queries.standings([activity])
    tasks = tasks_of(activity, timezone.localdate(at))
    known = Known(activity.zone, timezone.localdate(at))
    values: dict[str, Any] = {"agenda": None, "outcome": None}
    if standing.open:
        read = agenda(activity.zone, standing.period, reader, at, lang)
        values |= {"agenda": read, "proof_of": _proof_of(request, read)}
    else:
        values["outcome"] = outcome_of(activity, reader, Words(lang), at)
        values["may_complete"] = _in_host(actor, activity)
    return render(
        request,
        "scheduling/meeting.html",
        status=400 if refused is not None else 200,
        **around(request, activity.zone, refused),
        meeting=standing,
        tasks=tasks,
        by_item=_by_item(tasks),
        left=sum(1 for one in tasks if one.place and not one.ready),
        may_write=standing.open and not flows.why_not(actor, activity.case, HOLD, at),
        units=_names(known.units, activity.zone),
        people=sorted(known.people),
        key=secrets.token_urlsafe(9),
        groups=list(Group),
        **values,
    )


def _proof_of(request: HttpRequest, read: Agenda) -> Callable[[RowView], str]:
    """Where the figure of a row is proved, as it was read for the meeting."""
    asked = {"period": str(read.month.period)}
    if request.GET.get("zone"):
        asked["zone"] = request.GET["zone"]
    if read.published:
        asked["as_of"] = str(read.month.as_of)

    def link(row: RowView) -> str:
        address = reverse("economy:figure", args=[row.line.holder.pk, row.line.definition.code])
        return f"{address}?{urlencode(asked)}"

    return link


def _in_host(actor: Actor, activity: Activity) -> bool:
    """Whether one acts in the office that held the meeting."""
    return Post.objects.filter(pk=actor.post, body=activity.host).exists()


def _by_item(tasks: list[Task]) -> dict[str, list[Task]]:
    found: dict[str, list[Task]] = {}
    for one in tasks:
        if one.place:
            found.setdefault(one.line.about, []).append(one)
    return found


def _names(units: dict[str, str], zone: Organisation) -> list[str]:
    """The names a unit may be typed by, its own before its aliases."""
    return sorted(units, key=lambda name: (units[name] != name, name))
