"""Early signs of a period by kind; entering one; opening it as a matter, or saying why nothing need be done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jingkai.engines.documents import Words as Declared
from jingkai.engines.periods import Period
from jingkai.kernel.flows.state import flow_of
from jingkai.kernel.matters.kinds import FAMILIES
from jingkai.kernel.matters.models import Signal
from jingkai.kernel.matters.queries import Noticed, noticed_in
from jingkai.kernel.matters.services import Notice, dismiss, enter_signal, open_as_matter
from jingkai.kernel.matters.services.noticing import OPEN, signal_rules
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.sealer import seal
from jingkai.web.acting import actor_of
from jingkai.web.asking import Asked, asked
from jingkai.web.frame import kept_of
from jingkai.web.language import language_of
from jingkai.web.problems import NO_SUCH_UNIT
from jingkai.web.render import render

from ..moments import moments
from ..problems import DAY_UNREADABLE
from ..words import Words

_METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(_METHODS)
def signs(request: HttpRequest) -> HttpResponseBase:
    """The signs of a period as known then, and the form by which a person enters one."""
    found = asked(request, timezone.localdate())
    if request.method != "POST":
        return _page(request, found)
    try:
        on = _enter(request, found)
    except Problem as refusal:
        return _page(request, found, refusal)
    seal()
    there = {"zone": found.zone.name, "period": str(Period.month(on.year, on.month))}
    return redirect(f"{reverse('economy:signs')}?{urlencode(there)}")


@require_http_methods(["POST"])
def sign(request: HttpRequest, key: int) -> HttpResponseBase:
    """What a sign comes to: `open` makes it a matter, `dismiss` with a reason leaves it."""
    found = asked(request, timezone.localdate())
    rows = Signal.objects.seen_by(found.reader).filter(zone=found.zone, pk=key)
    one = rows.select_related("case__flow", "zone", "unit").first()
    if one is None:
        raise Http404
    at = timezone.now()
    try:
        if request.POST.get("do") == "dismiss":
            dismiss(actor_of(request), one, reason=request.POST.get("reason", "").strip(), at=at)
        else:
            open_as_matter(actor_of(request), one, at=at)
    except Problem as refusal:
        return _page(request, found, refusal)
    seal()
    return redirect(reverse("economy:signs") + kept_of(request))


def _enter(request: HttpRequest, found: Asked) -> date:
    """Raises Problem `economy.day-unreadable`, `web.no-such-unit` and those of `enter_signal`."""
    sent = request.POST
    try:
        on = date.fromisoformat(sent.get("on", "").strip())
    except ValueError as error:
        raise DAY_UNREADABLE(day=sent.get("on", "")[:20] or "—") from error
    number = sent.get("unit", "")
    unit = next((one for one in (found.zone, *found.units) if str(one.pk) == number), None)
    if unit is None:
        raise NO_SUCH_UNIT(unit=number[:20], zone=found.zone.name)
    text = " ".join(sent.get("text", "").split())
    about = " ".join(sent.get("about", "").split()) or text
    said = Notice(sent.get("kind", ""), about[:200], on.isoformat(), text, unit, until=on)
    enter_signal(actor_of(request), found.zone, said, at=timezone.now())
    return on


def _page(request: HttpRequest, found: Asked, refusal: Problem | None = None) -> HttpResponse:
    lang, reader = language_of(request), found.reader
    listed = noticed_in(found.zone, found.period, found.as_of if found.past else None, reader)
    if found.unit is not None:
        listed = [one for one in listed if one.signal.unit_id == found.unit.pk]
    rules, _ = signal_rules(found.zone, timezone.now())
    counts = Counter(one.family for one in listed)
    return render(
        request,
        "economy/signs.html",
        status=400 if refusal is not None else 200,
        words=Words(lang),
        asked=found,
        moments=moments(found.zone, lang, reader),
        families=[(one, counts[one]) for one in FAMILIES],
        rows=[_row(one, {name: kind.title for name, kind in rules.kinds.items()}, lang) for one in listed],
        kinds=[
            (name, kind.title.zh if lang == "zh" else kind.title.en)
            for name, kind in sorted(rules.kinds.items(), key=lambda item: FAMILIES.index(item[1].family))
            if kind.found_by == "person"
        ],
        units=_units(found),
        own=_own(found),
        today=str(timezone.localdate()),
        sent=request.POST,
        refused=refusal and (refusal.zh if lang == "zh" else refusal.en),
        code=refusal.code if refusal is not None else "",
    )


def _row(one: Noticed, titles: Mapping[str, Declared], lang: str) -> dict[str, Any]:
    signal = one.signal
    state = flow_of(signal.case.flow).states[one.state].title if one.state else None
    title = titles.get(signal.kind)
    return {
        "key": signal.pk,
        "family": one.family,
        "kind": (title.zh if lang == "zh" else title.en) if title is not None else signal.kind,
        "said": signal.en if lang == "en" and signal.en else signal.zh,
        "unit": signal.unit.name,
        "on": signal.until,
        "by_rule": signal.rule_id is not None,
        "state": (state.zh if lang == "zh" else state.en) if state is not None else "",
        "open": one.state == OPEN,
        "matter": one.matter,
    }


def _units(found: Asked) -> Sequence[Organisation]:
    return [found.zone, *found.units]


def _own(found: Asked) -> int:
    """The unit that is picked already: the reader's own, else the zone."""
    bodies = found.reader.bodies if found.reader is not None else frozenset()
    return next((one.pk for one in found.units if one.pk in bodies), found.zone.pk)
