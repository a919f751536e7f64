"""The bulletin of a month: compiled as one looks, drafted as a paper by a button."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jingkai.kernel.papers.content import runs_of, slots_from
from jingkai.kernel.papers.models import Paper
from jingkai.kernel.papers.models.paper import KIND
from jingkai.kernel.papers.queries import Standing, standings
from jingkai.kernel.papers.services.drafting import DRAFT
from jingkai.kernel.papers.sheet import last_text
from jingkai.kernel.parties.access import visible
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.sealer import seal
from jingkai.kernel.rules.daybook import day_book
from jingkai.systems.economy.api import moments, sees_all
from jingkai.web.acting import actor_of
from jingkai.web.asking import Asked, asked
from jingkai.web.dates import moment
from jingkai.web.frame import kept_of
from jingkai.web.language import language_of
from jingkai.web.opening import address_of_ref
from jingkai.web.render import render

from .compiling import compile_bulletin
from .prose import Prose, typed
from .services import bulletins, draft_bulletin, running, says_the_same, unit_of

_MOST = 4000


@dataclass(frozen=True)
class _Drafted:
    """The month's paper as the page shows it: how it stands, the id of its text, whether it says what is known now."""

    standing: Standing
    text: int
    same: bool
    issued: bool


@require_http_methods(["GET", "HEAD", "POST"])
def bulletin(request: HttpRequest) -> HttpResponseBase:
    """The month's bulletin as it would be printed now, and the form that drafts it."""
    found = replace(asked(request, timezone.localdate()), unit=None)
    actor, sent = actor_of(request), request.POST
    refused: Problem | None = None
    if request.method == "POST":
        prose = Prose(sent.get("opening", "")[:_MOST], sent.get("demands", "")[:_MOST])
        try:
            paper = draft_bulletin(
                actor,
                found.zone,
                found.period,
                prose,
                at=timezone.now(),
                as_of=found.as_of if found.past else None,
                seen=_number(sent, "seen"),
            )
        except Problem as problem:
            refused = problem
        else:
            seal()
            return redirect(reverse("web:paper", args=[paper.pk]) + kept_of(request))
    return _page(request, found, actor, refused)


def _page(request: HttpRequest, found: Asked, actor: Actor, refused: Problem | None) -> HttpResponse:
    lang, may_draft = language_of(request), _may_draft(actor, found)
    # Who drafts it reads what the paper will say.
    reader = None if may_draft else found.reader
    compiled = compile_bulletin(
        found.zone, found.period, lang, at=timezone.now(), as_of=found.as_of, reader=reader
    )
    paper = _paper(found)
    prose = _prose(request.POST if refused is not None else None, paper)
    return render(
        request,
        "scheduling/bulletin.html",
        status=400 if refused is not None else 200,
        asked=found,
        moments=moments(found.zone, lang, found.reader),
        words=compiled.words,
        bulletin=compiled,
        until=moment(compiled.month.known_until),
        opens=lambda ref: address_of_ref(ref, found.zone),
        drafted=_drafted(found, paper, prose),
        prose=prose,
        runs_of=runs_of,
        example="{" + compiled.rows[0].line.definition.code + "}" if compiled.rows else "",
        may_draft=may_draft,
        refused=refused and (refused.zh if lang == "zh" else refused.en),
        code=refused.code if refused is not None else "",
    )


def _paper(found: Asked) -> Paper | None:
    """The month's paper, if the reader may see it."""
    there = running(bulletins(found.zone, found.period))
    if there is None or found.reader is None:
        return there
    return there if visible(Paper.objects.filter(pk=there.pk), found.reader).exists() else None


def _prose(sent: QueryDict | None, paper: Paper | None) -> Prose:
    """As it was sent and refused; else as it stands in the paper."""
    if sent is not None:
        return Prose(sent.get("opening", ""), sent.get("demands", ""))
    if paper is None:
        return Prose()
    slots = slots_from(last_text(paper).slots)
    return Prose(typed(slots.get("opening")), typed(slots.get("demands")))


def _drafted(found: Asked, paper: Paper | None, prose: Prose) -> _Drafted | None:
    if paper is None:
        return None
    (standing,) = standings([paper])
    compiled = compile_bulletin(found.zone, found.period, "zh", at=timezone.now(), as_of=found.as_of)
    try:
        same = says_the_same(paper, compiled.slots(prose))
    except Problem:
        # What is typed just now can't be compiled.
        same = False
    return _Drafted(standing, last_text(paper).pk, same, standing.issue is not None)


def _may_draft(actor: Actor, found: Asked) -> bool:
    at = timezone.now()
    try:
        day_book(at).require(actor, DRAFT, KIND, unit_of(actor, found.zone))
    except Problem:
        return False
    return sees_all(actor, found.zone, timezone.localdate())


def _number(sent: QueryDict, name: str) -> int | None:
    text = sent.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() else None
