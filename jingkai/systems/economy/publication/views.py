"""The page on which a month is published: what will be kept is read first, and one press publishes just that."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jingkai.kernel.problems import Problem
from jingkai.kernel.records.sealer import seal
from jingkai.web.acting import actor_of
from jingkai.web.asking import Asked, asked
from jingkai.web.language import language_of
from jingkai.web.render import render

from ..findings import contradictions, ties
from ..publishing import publish
from ..shown import moment
from ..view import view
from ..words import Words
from .ready import changes, name_of, ready


@require_http_methods(["GET", "HEAD", "POST"])
def publication(request: HttpRequest) -> HttpResponseBase:
    """What a press would publish; a press publishes it and leads to the month, if it is what was looked at."""
    found = asked(request, timezone.localdate())
    if request.method != "POST":
        return _page(request, found)
    try:
        publish(
            actor_of(request),
            found.zone,
            found.period,
            seen=request.POST.get("seen", ""),
            at=timezone.now(),
        )
    except Problem as refusal:
        return _page(request, found, refusal)
    seal()
    return redirect(_month(found))


def _page(request: HttpRequest, found: Asked, refusal: Problem | None = None) -> HttpResponse:
    """Raises Problems as `ready`."""
    lang = language_of(request)
    there = ready(actor_of(request), found.zone, found.period, at=timezone.now())
    month, published = there.month, there.published
    disagree = [one for line in month.everything for some in (contradictions, ties) for one in some([line])]
    lit = [line for line in month.everything if line.light.lamp is not None]
    return render(
        request,
        "economy/publication.html",
        status=400 if refusal is not None else 200,
        words=Words(lang),
        asked=found,
        month=month,
        mark=there.mark,
        batches=there.batches,
        until=moment(month.known_until),
        back=_month(found),
        known=len(month.lines) - len(there.blanks),
        lit=len(lit),
        rules=[
            f"{one.header.title.zh if lang == 'zh' else one.header.title.en} {one.version}"
            for one in month.rules
        ],
        blanks=[view(line, lang) for line in there.blanks],
        late=[view(line, lang) for line in there.late],
        disagree=[one.zh if lang == "zh" else one.en for one in disagree],
        differences=[(one.name, one.facts[0].row.holder.name, len(one.facts)) for one in month.differences],
        open=[one.signal.en if lang == "en" and one.signal.en else one.signal.zh for one in there.open],
        published=published,
        published_at=moment(published.at) if published is not None else "",
        published_by=name_of(published.by, lang) if published is not None else "",
        changes=list(changes(there, lang)),
        refused=refusal and (refusal.zh if lang == "zh" else refusal.en),
        code=refusal.code if refusal is not None else "",
    )


def _month(found: Asked) -> str:
    """The month's page, as it is known now."""
    there = {"zone": found.zone.name, "period": str(found.period)}
    return f"{reverse('economy:month')}?{urlencode(there)}"
