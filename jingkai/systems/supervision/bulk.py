"""One move for many matters of the ledger (批量操作): those that were ticked, or all that the filter finds."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jingkai.engines.documents import Words as Declared
from jingkai.kernel.flows.state import flow_of
from jingkai.kernel.matters.models import Matter
from jingkai.kernel.matters.services.bulk import MovedEach, move_each
from jingkai.kernel.matters.services.moving import TRANSFER
from jingkai.kernel.records.sealer import seal
from jingkai.kernel.records.sequence import latest
from jingkai.kernel.rules.models import RuleSet
from jingkai.web.acting import actor_of, reader_of_request
from jingkai.web.frame import kept_of
from jingkai.web.render import render

from .ledger import listed, wanted_of
from .opened import opened
from .pages import around, zone_of

# How many are moved by one press, each in a call of its own; the page then offers the rest.
PORTION = 200
# What a form for many can bring.
_BRINGS = {"note"}


@dataclass(frozen=True)
class Offer:
    """A move that some of the chosen could make by their state, whoever may; `noted` where a note is needed."""

    name: str
    title: Declared
    count: int
    noted: bool


@require_http_methods(["GET", "HEAD", "POST"])
def bulk(request: HttpRequest) -> HttpResponse:
    """Choose the move; then how many were moved, and which were not and why."""
    reader, at, zone = reader_of_request(request), timezone.now(), zone_of(request)
    seen = _number(request.POST.get("seen", "")) or latest()
    rows = opened(listed(reader, zone, wanted_of(request.GET), at))
    if request.GET.get("of") != "all":
        rows = rows.filter(pk__in=[_number(one) for one in request.GET.getlist("pick")[:PORTION]])
    rows = rows.order_by("pk")
    found: MovedEach | None = None
    rest = after = 0
    if request.method == "POST":
        waiting = rows.filter(pk__gt=_number(request.POST.get("after", "")))
        portion = list(waiting.select_related("case__flow", "case__holder", "parent", "zone")[:PORTION])
        after = portion[-1].pk if portion else 0
        rest = max(0, waiting.count() - len(portion))
        note = request.POST.get("note", "").strip()
        found = move_each(actor_of(request), portion, request.POST.get("do", ""), seen=seen, at=at, note=note)
        seal()
    offers = _offers(rows) if found is None else []
    kept = kept_of(request)
    return render(
        request,
        "supervision/bulk.html",
        **around(request, zone, at),
        total=rows.count() if found is None else 0,
        offers=offers,
        found=found,
        rest=rest,
        after=after,
        seen=seen,
        sent=request.POST,
        back=f"{reverse('supervision:ledger')}?{_filter(request)}",
        address=lambda one: reverse("supervision:matter", args=[one.pk]) + kept,
    )


def _offers(rows: QuerySet[Matter]) -> list[Offer]:
    """The moves that need nothing that differs from matter to matter, with how many could make each."""
    states = list(rows.order_by().values_list("case__flow", "case__now__state").annotate(count=Count("pk")))
    flows = RuleSet.objects.in_bulk({flow for flow, *_ in states})
    found: dict[str, Offer] = {}
    for flow, state, count in states:
        for one in flow_of(flows[flow]).possible(state):
            if one.move == TRANSFER or not _BRINGS.issuperset(one.needs):
                continue
            there = found.get(one.move)
            found[one.move] = Offer(
                one.move, one.title, count + (there.count if there else 0), "note" in one.needs
            )
    return list(found.values())


def _filter(request: HttpRequest) -> str:
    """The filter by which they were found, for the way back."""
    query = request.GET.copy()
    for name in ("of", "pick"):
        query.pop(name, None)
    return query.urlencode()


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 19 else 0
