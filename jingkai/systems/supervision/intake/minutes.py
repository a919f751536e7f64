"""Minutes on a page: pasted, taken apart into proposed points, mended and marked by the clerk, opened as tasks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from jingkai.engines.periods import SHANGHAI
from jingkai.kernel.matters.models import Matter
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.sealer import seal
from jingkai.kernel.rules.book import RuleBook
from jingkai.web.acting import actor_of, reader_of_request
from jingkai.web.language import language_of
from jingkai.web.render import render

from ..kinds import MINUTES, MinutesBody
from ..opened import matters_of
from ..pages import around, units_of, zone_of
from ..problems import DAY_UNREADABLE, NOTHING_MARKED, UNIT_TO_CHOOSE
from ..services import Meeting, Point, open_tasks
from ..services.asking import Asks, ask
from ..services.minutes import several, undated
from ..services.naming import Known
from ..services.proposing import MOST_POINTS, propose
from ..words import Words

# Rows below the proposed ones, for points that were not found.
SPARE = 2
_PARTS = ("title", "unit", "executing", "leader", "due")


@dataclass(frozen=True)
class Row:
    """A row of the form: the heading it stands under, the point, whether it is marked as a task, the matter it is
    already, and what is to be asked of it.
    """

    section: str
    point: Point
    marked: bool
    there: Matter | None = None
    asks: Asks | None = None


@require_http_methods(["GET", "HEAD", "POST"])
def minutes(request: HttpRequest) -> HttpResponseBase:
    """Paste, look at what was found, mark, open. Nothing is written before the last step."""
    zone, sent, lang = zone_of(request), request.POST, language_of(request)
    rows: list[Row] = []
    refused: Problem | None = None
    if request.method == "POST":
        rows = _read(sent, zone) if sent.get("do") == "read" else _taken(_rows(sent), sent.get("take", ""))
        try:
            meeting = _meeting(sent, zone)
            rows = _asked(_beside(rows, meeting, request, zone), meeting, zone)
            if sent.get("do") == "open":
                return _open(request, zone, meeting, rows, sent.get("text", ""))
        except Problem as problem:
            refused = problem
    return _page(request, zone, rows, refused, Words(lang))


def _open(
    request: HttpRequest, zone: Organisation, meeting: Meeting, rows: Sequence[Row], text: str
) -> HttpResponse:
    points = [one.point for one in rows if one.marked]
    if not points:
        raise NOTHING_MARKED()
    done = open_tasks(actor_of(request), zone, meeting, points, text, at=timezone.now())
    seal()
    note = {"opened": len(done.tasks.new), "there": len(done.tasks.there)}
    asked = {"zone": request.GET["zone"]} if request.GET.get("zone") else {}
    return redirect(
        f"{reverse('supervision:ledger')}?{urlencode(asked | {'show': 'all', 'q': meeting.title} | note)}"
    )


def _page(
    request: HttpRequest, zone: Organisation, rows: Sequence[Row], refused: Problem | None, words: Words
) -> HttpResponse:
    at, reader, sent = timezone.now(), reader_of_request(request), request.POST
    rule = RuleBook().body(MINUTES, zone, timezone.localdate(), MinutesBody)
    units = units_of(zone, reader)
    own = next((unit.pk for unit in units if reader is not None and unit.pk in reader.bodies), None)
    text = sent.get("text", "")
    return render(
        request,
        "supervision/minutes.html",
        status=400 if refused is not None else 200,
        **around(request, zone, at),
        rows=rows,
        text=text,
        yearless=list(undated(text, zone, timezone.localdate())),
        kinds=rule.meetings,
        units=units,
        people=sorted(Known(zone, timezone.localdate()).people) if rows else [],
        sent=sent,
        host=sent.get("host") or str(own or ""),
        held=sent.get("held") or str(timezone.localdate()),
        refused=refused and (refused.zh if words.lang == "zh" else refused.en),
        code=refused.code if refused is not None else "",
        most=MOST_POINTS,
    )


def _read(sent: QueryDict, zone: Organisation) -> list[Row]:
    """What is found in the text, every point marked, and rows for what was not found."""
    found = [
        Row(one.section, one.point, True) for one in propose(sent.get("text", ""), zone, timezone.localdate())
    ]
    last = found[-1].point.row if found else 0
    return found + [Row("", Point(last + n, ""), False) for n in range(1, SPARE + 1)]


def _rows(sent: QueryDict) -> list[Row]:
    """The rows as they were sent."""
    rows = []
    for row in range(1, MOST_POINTS + SPARE + 1):
        if f"title-{row}" in sent:
            said = {part: " ".join(sent.get(f"{part}-{row}", "").split()) for part in _PARTS}
            marked = f"mark-{row}" in sent and bool(said["title"])
            rows.append(Row(sent.get(f"section-{row}", ""), Point(row, **said), marked))
    return rows


def _taken(rows: Sequence[Row], taken: str) -> list[Row]:
    """The rows with what the clerk took of what is offered: `executing-3|城建局|建设局`, `due-3||2024-07-31`."""
    field, _, pair = taken.partition("|")
    part, _, number = field.partition("-")
    old, _, new = pair.partition("|")
    if part not in _PARTS or not new:
        return list(rows)
    found = []
    for row in rows:
        if str(row.point.row) == number:
            names = [new if one == old else one for one in several(getattr(row.point, part))]
            said = "、".join(dict.fromkeys(names)) if old else new
            changed: dict[str, Any] = {part: said}
            row = replace(row, point=replace(row.point, **changed))
        found.append(row)
    return found


def _asked(rows: Sequence[Row], meeting: Meeting, zone: Organisation) -> list[Row]:
    """The rows with what is to be asked of those that are marked."""
    marked = [one.point for one in rows if one.marked]
    asks = ask(marked, zone, meeting, timezone.localdate())
    return [replace(one, asks=asks.get(one.point.row)) for one in rows]


def _beside(rows: Sequence[Row], meeting: Meeting, request: HttpRequest, zone: Organisation) -> list[Row]:
    """The rows with the matters that they are already, as far as the reader sees them."""
    seen = matters_of(reader_of_request(request), zone).filter(origin__startswith=f"{meeting.origin}#")
    there = {one.origin.rpartition("#")[2]: one for one in seen}
    return [replace(one, there=there.get(str(one.point.row))) for one in rows]


def _meeting(sent: QueryDict, zone: Organisation) -> Meeting:
    """Raises Problem `supervision.day-unreadable`, `supervision.unit-to-choose`."""
    try:
        day = date.fromisoformat(sent.get("held", "").strip())
    except ValueError as error:
        raise DAY_UNREADABLE(day=sent.get("held", "")[:20] or "—") from error
    host = sent.get("host", "")
    unit = None
    if host.isdecimal() and len(host) < 19:
        unit = Organisation.objects.filter(zone.subtree(), pk=int(host)).first()
    if unit is None:
        raise UNIT_TO_CHOOSE()
    held = datetime.combine(day, time(0), tzinfo=SHANGHAI)
    return Meeting(sent.get("kind", ""), " ".join(sent.get("title", "").split())[:200], held, unit)
