"""The parts of an upper body's scheme as pages: who answers for each, its tag, how departments explain it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jingkai.kernel.parties.models import Organisation, Post
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.models import Entry
from jingkai.kernel.records.sealer import seal
from jingkai.web.dates import moment
from jingkai.web.render import render

from ..models import Note, Responsibility, Tag
from .analysis import analyse
from .asking import Asked, asked
from .said import Said, said_of
from .saying import Named, interpret, leaders, make_responsible, may_say, tag
from .scheme import Part, Upper

_METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(_METHODS)
def items(request: HttpRequest) -> HttpResponseBase:
    """The responsibility table with its holes, and the tag of every indicator."""
    found = asked(request)
    upper = found.upper
    if upper is None:
        if request.method == "POST":
            raise Http404
        return _nothing(request, found)
    if request.method != "POST":
        return _items(request, found, upper)
    try:
        responsibilities, words = _responsibilities(request.POST, found, upper), _tags(request.POST, upper)
        at = timezone.now()
        if responsibilities:
            make_responsible(found.actor, upper, responsibilities, at=at)
        if words:
            tag(found.actor, upper, words, at=at)
    except Problem as refusal:
        return _items(request, found, upper, refusal)
    seal()
    return redirect(found.link(reverse("assessment:upper-items")))


@require_http_methods(_METHODS)
def item(request: HttpRequest) -> HttpResponseBase:
    """One part: its clause and full marks, what departments said of it, what it was tagged and who answered before."""
    found = asked(request)
    upper, node = found.upper, request.GET.get("node", "")
    part = next((one for one in upper.parts if one.node == node), None) if upper is not None else None
    if upper is None or part is None or not (found.reader is None or found.reader.opens("scores")):
        raise Http404
    if request.method != "POST":
        return _item(request, found, upper, part)
    sent = request.POST
    try:
        interpret(
            found.actor,
            upper,
            part.node,
            sent.get("department", ""),
            sent.get("says", "")[:4000],
            at=timezone.now(),
        )
    except Problem as refusal:
        return _item(request, found, upper, part, refusal)
    seal()
    return redirect(found.link(reverse("assessment:upper-item"), node=part.node))


def _items(request: HttpRequest, found: Asked, upper: Upper, refusal: Problem | None = None) -> HttpResponse:
    said = said_of(upper, found.on)
    if found.reader is not None and not found.reader.opens("scores"):
        # Whom no grant opens any score reads nothing of who answers for it.
        return _nothing(request, found, hidden=True)
    posts = {one.pk: one for one in leaders(found.zone, found.book)}
    for one in said.responsibilities.values():
        posts.setdefault(one.leader_id, one.leader)
    may = {one.node for one in upper.parts if may_say(found.actor, upper, said, one.node, found.book)}
    lines = {one.part.node: one for one in analyse(found.round).lines} if found.round is not None else {}
    return render(
        request,
        "assessment/upper_items.html",
        **found.around() | found.refusal(refusal),
        upper=upper,
        said=said,
        runs=found.runs,
        may=may,
        lines=lines,
        sent=request.POST,
        units=list(Organisation.objects.live_on(found.on).filter(found.zone.subtree()).order_by("pk")),
        posts=list(posts.values()),
        own=_own(found, said),
        change=found.runs and request.GET.get("change") == "responsibilities",
    )


def _nothing(request: HttpRequest, found: Asked, *, hidden: bool = False) -> HttpResponse:
    """There is no scheme, or it is not the reader's to read."""
    return render(request, "assessment/upper_items.html", **found.around(), upper=None, hidden=hidden)


def _own(found: Asked, said: Said) -> set[str]:
    """The parts that the reader's own unit leads."""
    bodies = found.reader.bodies if found.reader is not None else frozenset()
    return {
        one.node
        for one in said.upper.parts
        if (responsibility := said.responsibility(one.node)) is not None and responsibility.unit_id in bodies
    }


def _responsibilities(sent: QueryDict, found: Asked, upper: Upper) -> dict[str, Named]:
    """What was chosen for each part; where neither is chosen nothing is said of it."""
    units = Organisation.objects.live_on(found.on).filter(found.zone.subtree()).in_bulk()
    posts = Post.objects.valid_on(found.on).filter(body__in=units).select_related("person").in_bulk()
    named = {}
    for number, part in enumerate(upper.parts):
        unit, leader = sent.get(f"unit-{number}", ""), sent.get(f"leader-{number}", "")
        if unit or leader:
            named[part.node] = Named(_of(units, unit), _of(posts, leader))
    return named


def _of(rows: Mapping[int, Any], text: str) -> Any:
    return rows.get(int(text)) if text.isascii() and text.isdecimal() and len(text) < 19 else None


def _tags(sent: QueryDict, upper: Upper) -> dict[str, str]:
    return {
        one.node: word
        for number, one in enumerate(upper.parts)
        if one.is_indicator and (word := sent.get(f"tag-{number}", ""))
    }


def _item(
    request: HttpRequest, found: Asked, upper: Upper, part: Part, refusal: Problem | None = None
) -> HttpResponse:
    said = said_of(upper, found.on)
    line = None
    if found.round is not None:
        line = next((one for one in analyse(found.round).lines if one.part.node == part.node), None)
    return render(
        request,
        "assessment/upper_item.html",
        **found.around() | found.refusal(refusal),
        upper=upper,
        part=part,
        line=line,
        responsibility=said.responsibility(part.node),
        inherited=part.node not in said.responsibilities or part.node in said.gone,
        tag=said.tag(part.node),
        notes=said.notes.get(part.node, ()),
        history=_history(found, upper, part),
        may=may_say(found.actor, upper, said, part.node, found.book),
        sent=request.POST,
        moment=moment,
    )


def _history(found: Asked, upper: Upper, part: Part) -> list[dict[str, str]]:
    """Everything that was said of the part, the newest first: when, by whom, what."""
    words, zh = found.words, found.words.lang == "zh"
    told: list[tuple[Responsibility | Note | Tag, str]] = []
    for model in (Responsibility, Note, Tag):
        rows = model.objects.known_at().filter(zone=upper.zone, key=upper.scheme.key, node=part.node)
        for row in rows.select_related("person", "scheme"):
            if isinstance(row, Responsibility):
                told.append(
                    (row, words("said_responsibility", unit=row.unit.name, leader=row.leader.person.name))
                )
            elif isinstance(row, Note):
                told.append((row, words("said_note", department=row.department)))
            else:
                declared = upper.rule.tags.get(row.word)
                word = row.word if declared is None else declared.zh if zh else declared.en
                told.append((row, words("said_tag", tag=word)))
    entries = {one.batch_id: one for one in Entry.objects.filter(batch__in=[row.batch_id for row, _ in told])}
    return [
        {
            "at": moment(row.at),
            "who": row.person.name if row.person is not None else words("platform"),
            "what": what,
            "version": row.scheme.version,
            "entry": str(entries[row.batch_id].seq) if row.batch_id in entries else "",
        }
        for row, what in sorted(told, key=lambda one: one[0].at, reverse=True)
    ]
