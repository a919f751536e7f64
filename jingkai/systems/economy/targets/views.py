"""Targets and bundles as a page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jingkai.engines.quantity import write
from jingkai.kernel.facts.definitions import indicators
from jingkai.kernel.facts.models import Indicator
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.sealer import seal
from jingkai.web.acting import actor_of
from jingkai.web.asking import Asked, asked
from jingkai.web.frame import kept_of
from jingkai.web.language import language_of
from jingkai.web.render import render

from ..moments import moments
from ..view import view
from ..views import month_asked
from ..words import Lang, Words
from .bundles import Shown, begin, bundles, find_bundle, make_active, mean
from .tree import Branch, tree


@require_http_methods(["GET", "HEAD", "POST"])
def targets(request: HttpRequest) -> HttpResponseBase:
    """The targets that the period lies in, with their parts and how they stand; the bundles of the year."""
    found = asked(request, timezone.localdate())
    if request.method != "POST":
        return _page(request, found)
    try:
        _act(request, found)
    except Problem as refusal:
        return _page(request, found, refusal)
    seal()
    return redirect(reverse("economy:targets") + kept_of(request) + "#bundles")


def _act(request: HttpRequest, found: Asked) -> None:
    """What the form asks for. Raises the Problems of bundles.py."""
    sent, actor, at = request.POST, actor_of(request), timezone.now()
    if sent.get("do") == "begin":
        begin(actor, found.zone, sent.get("code", ""), sent.get("name", ""), found.period.year, at=at)
        return
    key = sent.get("bundle", "")
    bundle = find_bundle(found.zone, int(key) if key.isdecimal() and len(key) < 18 else 0, found.reader)
    if sent.get("do") == "activate":
        make_active(actor, bundle, at=at)
        return
    place = sent.get("place", "")
    number = int(place) if place.isdecimal() and len(place) < 4 else 0
    given = (sent.get(name, "") for name in ("indicator", "value", "source"))
    mean(actor, found.zone, bundle, number, *given, at=at)


def _page(request: HttpRequest, found: Asked, refusal: Problem | None = None) -> HttpResponse:
    lang = language_of(request)
    month = month_asked(found)
    defined = indicators(found.zone, found.as_of)
    branches = tree(month)
    if found.unit is not None:
        branches = [one for one in branches if one.aim.row.holder_id == found.unit.pk]
    broken = [one.parts for one in branches if one.parts is not None]
    return render(
        request,
        "economy/targets.html",
        status=400 if refusal is not None else 200,
        words=Words(lang),
        asked=found,
        moments=moments(found.zone, lang, found.reader),
        rows=[_row(one, defined, request, lang) for one in branches],
        broken=len(broken),
        agreeing=sum(one.agrees for one in broken),
        bundles=[
            _bundle(one, defined, lang)
            for one in bundles(found.zone, found.period, found.as_of, found.reader)
        ],
        indicators=[(code, _name(one, lang), one.unit) for code, one in defined.items()],
        sent=request.POST,
        refused=refusal and (refusal.zh if lang == "zh" else refusal.en),
        code=refusal.code if refusal is not None else "",
    )


def _row(one: Branch, defined: dict[str, Indicator], request: HttpRequest, lang: Lang) -> dict[str, Any]:
    row, kept = one.aim.row, kept_of(request)
    indicator = defined.get(row.indicator)
    said = view(one.line, lang) if one.line is not None else None
    return {
        "other": one.above is not None and one.above.row.indicator != row.indicator,
        "depth": min(one.depth, 3),
        "name": _name(indicator, lang) if indicator is not None else row.indicator,
        "card": reverse("economy:indicator", args=[row.indicator]) + kept,
        "holder": row.holder.name,
        "target": write(one.aim.quantity, style="marks" if lang == "zh" else "en", grouped=lang == "en"),
        "link": reverse("economy:target", args=[row.pk]) + kept,
        "source": row.source,
        "parts": one.parts.words(lang) if one.parts is not None else "",
        "agrees": one.parts is None or one.parts.agrees,
        "said": said,
        "figure": reverse("economy:figure", args=[row.holder_id, row.indicator]) + kept,
    }


def _bundle(one: Shown, defined: dict[str, Indicator], lang: Lang) -> dict[str, Any]:
    style = "marks" if lang == "zh" else "en"
    return {
        "key": one.bundle.pk,
        "code": one.bundle.code,
        "name": one.bundle.name if one.bundle.name != one.bundle.code else "",
        "holder": one.bundle.holder.name,
        "active": one.active,
        "missing": [digit.place for digit in one.missing],
        "stretch": (one.stretch.upper, one.stretch.words()) if one.stretch is not None else None,
        "digits": [
            (
                digit.place,
                digit.digit,
                _name(defined.get(digit.aim.row.indicator), lang) or digit.aim.row.indicator,
                write(digit.aim.quantity, style=style),
                digit.aim.row.pk,
            )
            if digit.aim is not None
            else (digit.place, digit.digit, "", "", 0)
            for digit in one.digits
        ],
    }


def _name(indicator: Indicator | None, lang: Lang) -> str:
    if indicator is None:
        return ""
    return indicator.name if lang == "zh" else indicator.name_en or indicator.name
