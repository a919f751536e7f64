"""The page on which an upper body's scores and places are entered: typed, or pasted from Excel and checked by cell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jingkai.engines.quantity import shortest
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.filestore import store
from jingkai.kernel.records.sealer import seal
from jingkai.kernel.rounds.services import Paper
from jingkai.web.grid.block import Block, cell_name
from jingkai.web.render import render
from jingkai.web.words import Words as WordsOf

from .analysis import Analysis, analyse
from .asking import Asked, asked
from .problems import CELLS_REFUSED
from .running import PLACES, Given, enter
from .table import Understood, places_from, understand

_METHODS = ["GET", "HEAD", "POST"]
_NAMED = 8
_GROWS = {"rows": (5, 0), "columns": (0, 1)}


@dataclass
class _Sent:
    """What the form holds. `wrong` are the places that are none, as they were typed."""

    block: Block
    places: dict[str, str]
    issuer: str = ""
    reason: str = ""


@require_http_methods(_METHODS)
def scores(request: HttpRequest) -> HttpResponseBase:
    """What the upper body gave: checked cell by cell, then entered with its paper."""
    found = asked(request)
    if found.round is None:
        if request.method == "POST":
            raise Http404
        return render(request, "assessment/upper_scores.html", **_nothing(found))
    there = analyse(found.round)
    if request.method != "POST":
        return _page(request, found, there, _there(there))
    sent, do = _there(there), request.POST.get("do", "")
    said: Understood | None = None
    try:
        sent = _sent(request, do, sent.issuer)
        if do in _GROWS:
            return _page(request, found, there, sent)
        said = understand(sent.block, there)
        places, wrong = places_from(sent.places)
        if do != "enter":
            return _page(request, found, there, sent, said)
        refused = [*said.refused, *(found.words(f"place_{name}") for name in wrong)]
        if refused:
            named = "、".join(refused[:_NAMED]) + ("…" if len(refused) > _NAMED else "")
            raise CELLS_REFUSED(count=len(refused), cells=named)
        if request.POST.get("seen") != said.digest:
            return _page(request, found, there, sent, said, note=found.words("look_again"))
        enter(
            found.actor,
            found.round,
            Given(said.scores, places),
            issuer=sent.issuer,
            paper=_paper(request),
            reason=sent.reason,
            at=timezone.now(),
        )
    except Problem as refusal:
        return _page(request, found, there, sent, said, refusal=refusal)
    seal()
    return redirect(found.link(reverse("assessment:half-year")))


def _sent(request: HttpRequest, do: str, issuer: str) -> _Sent:
    """What was sent; `issuer` is who gives scores, until the form asks for it."""
    pasted = request.POST.get("pasted", "")
    if do == "paste" and pasted.strip():
        block = Block.pasted(pasted, at_least=(2, 2))
    else:
        block = Block.sent(request.POST, at_least=(2, 2))
        down, along = _GROWS.get(do, (0, 0))
        block = Block.of(block.rows, at_least=(block.height + down, block.width + along))
    places = {name: request.POST.get(f"place-{name}", "")[:20] for name in PLACES}
    return _Sent(
        block, places, request.POST.get("issuer", issuer)[:120], request.POST.get("reason", "")[:300]
    )


def _there(there: Analysis) -> _Sent:
    """The table of the scheme with what is on record, to be filled."""
    rows = [("指标", "满分", "得分")]
    for one in there.lines:
        if one.part.is_indicator:
            points = "" if one.points is None else shortest(one.points)
            rows.append((one.part.title.zh, shortest(one.part.full), points))
    places = {
        name: "" if (value := getattr(there, name).value) is None else shortest(value) for name in PLACES
    }
    issuer = next((one.report.issuer for one in there.lines if one.report is not None), "")
    return _Sent(Block.of(rows), places, issuer or there.upper.rule.issuer.zh)


def _paper(request: HttpRequest) -> Paper | None:
    file = request.FILES.get("paper")
    if file is None or not file.name:
        return None
    return Paper(store(file), file.name[:200], file.content_type or "application/octet-stream")


def _nothing(found: Asked) -> dict[str, Any]:
    return found.around() | {"found": None, "runs": found.runs, "refused": None, "note": ""}


def _page(
    request: HttpRequest,
    found: Asked,
    there: Analysis,
    sent: _Sent,
    said: Understood | None = None,
    *,
    note: str = "",
    refusal: Problem | None = None,
) -> HttpResponse:
    wrong = places_from(sent.places)[1]
    places = [(name, sent.places[name], name in wrong) for name in PLACES]
    again = any(one.report is not None for one in there.lines) or any(
        getattr(there, name).facts for name in PLACES
    )
    return render(
        request,
        "assessment/upper_scores.html",
        **found.around()
        | found.refusal(refusal)
        | {
            "found": there,
            "runs": found.runs,
            "cells": WordsOf(found.words.lang, "jingkai.web.grid"),
            "block": sent.block,
            "marks": said.marks if said is not None else {},
            "said": said,
            "cell_name": cell_name,
            "places": places,
            "issuer": sent.issuer,
            "reason": sent.reason,
            "again": again,
            "note": note,
        },
    )
