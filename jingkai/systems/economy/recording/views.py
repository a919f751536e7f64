"""Figures are typed or pasted, checked cell by cell, and recorded when the clerk confirms what was understood."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jingkai.kernel.facts.answers import reason_of
from jingkai.kernel.facts.by_hand import enter
from jingkai.kernel.facts.models import Fact
from jingkai.kernel.facts.recording import correctable
from jingkai.kernel.facts.zones import find_zone, zones
from jingkai.kernel.parties.access import visible
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.sealer import seal
from jingkai.kernel.records.sequence import latest
from jingkai.web.acting import actor_of, reader_of_request
from jingkai.web.frame import kept_of
from jingkai.web.grid.block import Block, cell_name
from jingkai.web.language import language_of
from jingkai.web.render import render
from jingkai.web.words import Words as WordsOf

from ..words import Words
from .meanwhile import LOOKED_AT, changed_meanwhile
from .page import GROWS, SMALLEST, Head, block_of_fact, by_hand, entered, head_of_fact, page_values
from .problems import CELLS_REFUSED, NOT_BY_HAND, NOTHING_TYPED, SOURCE_MISSING
from .setting import setting_of
from .understood import REASON, Understood, understand

# How many cells a refusal names.
_NAMED = 8


@require_http_methods(["GET", "HEAD", "POST"])
def record(request: HttpRequest) -> HttpResponseBase:
    """An empty table, or the figure of a fact that is to be corrected; what is sent is checked and, once confirmed,
    recorded.
    """
    zone = find_zone(request.GET.get("zone", ""), timezone.localdate())
    if request.method == "POST":
        return _sent(request, zone)
    key = request.GET.get("fact", "")
    if not key:
        return _page(request, zone, Head(when=_when(request)), Block.of([], at_least=SMALLEST))
    row = _fact(request, zone, key)
    return _page(request, zone, head_of_fact(row), block_of_fact(row))


def _sent(request: HttpRequest, zone: Organisation) -> HttpResponseBase:
    sent, do = request.POST, request.POST.get("do", "")
    head, found = Head.of(sent), None
    block = Block.of([], at_least=SMALLEST)
    try:
        block = _block(request, do)
        if do in GROWS:
            return _page(request, zone, head, block)
        setting = setting_of(request, sent, zone, timezone.localdate())
        found = understand(block, setting, _fact_link(request), _reasons(request, block))
        if do != "record":
            return _page(request, zone, head, block, found)
        _assert_ready(found, head)
        if sent.get("seen") != found.digest:
            said = changed_meanwhile(found, sent, Words(language_of(request)))
            return _page(request, zone, head, block, found, note=said)
        drafts = [one.draft for one in found.laid.values()]
        batch = enter(
            actor_of(request),
            setting.unit,
            drafts,
            reason=head.reason,
            reasons=found.reasons_by_draft,
            at=timezone.now(),
        )
    except Problem as refusal:
        return _page(request, zone, head, block, found, refusal=refusal)
    seal()
    kept = kept_of(request)
    done = urlencode({"done": batch.pk if batch is not None else ""})
    return redirect(f"{reverse('economy:record')}{kept}{'&' if kept else '?'}{done}")


def _block(request: HttpRequest, do: str) -> Block:
    pasted = request.POST.get("pasted", "")
    if do == "paste" and pasted.strip():
        return Block.pasted(pasted, at_least=(2, 2))
    block = Block.sent(request.POST, at_least=(2, 2))
    down, along = GROWS.get(do, (0, 0))
    return Block.of(block.rows, at_least=(block.height + down, block.width + along))


def _reasons(request: HttpRequest, block: Block) -> dict[tuple[int, int], str]:
    """Why figures in doubt are so, by their cells."""
    places = ((row, column) for row in range(block.height) for column in range(block.width))
    said = {place: reason_of(request.POST.get(f"{REASON}{place[0]}-{place[1]}", "")) for place in places}
    return {place: reason for place, reason in said.items() if reason}


def _assert_ready(found: Understood, head: Head) -> None:
    """Raises Problem `recording.cells-refused`, `recording.nothing-typed`, `recording.source-missing`."""
    if found.refused:
        named = [cell_name(*place) for place in found.refused]
        raise CELLS_REFUSED(
            count=len(named), cells="、".join(named[:_NAMED]) + ("…" if len(named) > _NAMED else "")
        )
    if not any(one.writes for one in found.laid.values()):
        raise NOTHING_TYPED()
    if not head.source.strip():
        raise SOURCE_MISSING()


def _page(
    request: HttpRequest,
    zone: Organisation,
    head: Head,
    block: Block,
    found: Understood | None = None,
    *,
    note: str = "",
    refusal: Problem | None = None,
) -> HttpResponse:
    lang, on, reader = language_of(request), timezone.localdate(), reader_of_request(request)
    done, period = entered(request.GET.get("done", "") if request.method != "POST" else "", reader, lang)
    return render(
        request,
        "economy/record.html",
        status=400 if refusal is not None else 200,
        words=Words(lang),
        cells=WordsOf(lang, "jingkai.web.grid"),
        zones=zones(on),
        note=note,
        looked_at=(LOOKED_AT, latest()),
        refused=refusal and (refusal.zh if lang == "zh" else refusal.en),
        code=refusal.code if refusal is not None else "",
        done=done,
        done_batch=_batch_link(request) if done else "",
        done_month=f"{reverse('economy:month')}?{urlencode({'period': period})}" if period else "",
        fact_link=_fact_link(request),
        **page_values(zone, reader, head, block, found, lang, on),
    )


def _fact(request: HttpRequest, zone: Organisation, key: str) -> Fact:
    """The fact that is to be corrected: one that is seen, of the zone, and typed in its turn.

    Raises Http404, Problem `recording.not-by-hand`, `facts.superseded-already`.
    """
    reader = reader_of_request(request)
    there = Fact.objects.known_at().filter(holder__in=Organisation.objects.filter(zone.subtree()))
    there = there if reader is None else visible(there, reader)
    if not (key.isdecimal() and len(key) < 18 and there.filter(pk=int(key)).exists()):
        raise Http404
    row = correctable(int(key))
    if not by_hand(row):
        raise NOT_BY_HAND()
    return Fact.objects.select_related("measure", "holder", "reported_by").get(pk=row.pk)


def _when(request: HttpRequest) -> str:
    """The period that was picked before, as it may be typed."""
    period = request.GET.get("period", "")
    return period if len(period) <= 20 else ""


def _batch_link(request: HttpRequest) -> str:
    """Where what was just recorded is seen whole, and taken back."""
    return reverse("economy:batch", args=[int(request.GET["done"])]) + kept_of(request)


def _fact_link(request: HttpRequest) -> Callable[[str], str]:
    kept = kept_of(request)
    return lambda ref: reverse("economy:fact", args=[ref.partition(":")[2]]) + kept
