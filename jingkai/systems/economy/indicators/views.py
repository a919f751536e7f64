"""The indicators of a zone: all with who answers for each, defining one, and one with its history and its amendment."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jingkai.engines.quantity import Problem as EngineProblem
from jingkai.kernel.facts.amending import amend_indicator, enter_indicator
from jingkai.kernel.facts.definitions import indicators as defined
from jingkai.kernel.facts.kinds import SCHEDULE_LIGHT
from jingkai.kernel.facts.models import Indicator
from jingkai.kernel.facts.vocabulary import vocabulary
from jingkai.kernel.facts.zones import find_zone
from jingkai.kernel.parties.access import Reader
from jingkai.kernel.parties.models import Organisation, Person
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.models import Entry
from jingkai.kernel.records.sealer import seal
from jingkai.kernel.rules.access import who_may
from jingkai.kernel.rules.book import RuleBook
from jingkai.kernel.rules.models import RuleSet
from jingkai.web.acting import actor_of, reader_of_request
from jingkai.web.dates import moment
from jingkai.web.frame import kept_of
from jingkai.web.language import language_of
from jingkai.web.render import render

from ..card import unit_in
from ..words import Lang, Words
from .form import Fields, choices
from .saying import in_words

_METHODS = ["GET", "HEAD", "POST"]
Refusal = Problem | EngineProblem


@require_http_methods(_METHODS)
def indicators(request: HttpRequest) -> HttpResponseBase:
    """Every indicator with its owner, leader, frequency, calibers and light rule; what is sent defines another."""
    zone, on = _zone(request), timezone.localdate()
    if request.method != "POST":
        return _list(request, zone, Fields.of(None))
    fields = Fields.sent(request.POST)
    try:
        draft = fields.draft(zone, None, on)
        row = enter_indicator(actor_of(request), zone, fields.texts["code"][:60], draft, at=timezone.now())
    except (Problem, EngineProblem) as refusal:
        return _list(request, zone, fields, refusal)
    seal()
    return redirect(_address(row))


@require_http_methods(_METHODS)
def definition(request: HttpRequest, code: str) -> HttpResponseBase:
    """One indicator: what its definition says, what it said before and why it was amended; and amending it."""
    zone, on = _zone(request), timezone.localdate()
    row = _seen(reader_of_request(request), zone).get(code)
    if row is None:
        raise Http404
    if request.method != "POST":
        return _one(request, row, Fields.of(row))
    fields, sent = Fields.sent(request.POST), request.POST.get("seen", "")
    try:
        before = Indicator.objects.filter(zone=zone, code=code, pk=int(sent) if _is_key(sent) else 0).first()
        amend_indicator(
            actor_of(request),
            before or Indicator(zone=zone, code=code, name=row.name),
            fields.draft(zone, row, on),
            reason=request.POST.get("reason", "")[:300],
            at=timezone.now(),
        )
    except (Problem, EngineProblem) as refusal:
        return _one(request, row, fields, refusal)
    seal()
    return redirect(_address(row))


def _list(
    request: HttpRequest, zone: Organisation, fields: Fields, refusal: Refusal | None = None
) -> HttpResponse:
    lang, reader = language_of(request), reader_of_request(request)
    book, on = RuleBook(), timezone.localdate()
    rows = list(_seen(reader, zone).values())
    formulas = in_words(zone, lang)
    return render(
        request,
        "economy/indicators.html",
        **_around(request, zone, fields, refusal),
        **choices(zone, None, on, lang),
        rows=[
            {
                "row": one,
                "name": one.name if lang == "zh" else one.name_en or one.name,
                "formula": formulas.get(one.code, one.formula),
                "said": dict(_said(one, lang)),
                "rule": book.find(SCHEDULE_LIGHT, one.owner or zone, on),
            }
            for one in rows
        ],
        rule_title=lambda rule: _title(rule, lang),
        may=reader is not None and bool(reader.units("rules", may="draft")),
        status=400 if refusal is not None else 200,
    )


def _one(
    request: HttpRequest, row: Indicator, fields: Fields, refusal: Refusal | None = None
) -> HttpResponse:
    lang, reader, zone = language_of(request), reader_of_request(request), row.zone
    return render(
        request,
        "economy/definition.html",
        **_around(request, zone, fields, refusal),
        **choices(zone, row, timezone.localdate(), lang),
        row=row,
        name=row.name if lang == "zh" else row.name_en or row.name,
        formula=in_words(zone, lang).get(row.code, ""),
        said=_said(row, lang),
        history=list(_history(row, lang)),
        reason=request.POST.get("reason", ""),
        may=_may(reader, row),
        status=400 if refusal is not None else 200,
    )


def _around(
    request: HttpRequest, zone: Organisation, fields: Fields, refusal: Refusal | None
) -> dict[str, Any]:
    lang = language_of(request)
    roles = who_may("draft", "rules", zone, timezone.localdate())
    return {
        "words": Words(lang),
        "zone": zone,
        "kept": kept_of(request),
        "fields": fields,
        "roles": Words(lang)("and").join(one.zh if lang == "zh" else one.en for one in roles),
        "refused": refusal and (refusal.zh if lang == "zh" else refusal.en),
        "code": refusal.code if refusal is not None else "",
    }


def _said(row: Indicator, lang: Lang) -> list[tuple[str, str]]:
    """What a definition says, each with its name; the same order everywhere."""
    words = Words(lang)
    nothing = words("nothing_said")
    return [
        ("owner", row.owner.name if row.owner is not None else nothing),
        ("leader", row.leader.title if row.leader is not None else nothing),
        ("frequency", words(f"every_{row.frequency}") if row.frequency else nothing),
        ("calibers", " > ".join(vocabulary().caliber_words(one, lang) for one in row.calibers) or nothing),
        ("formula", row.formula),
        ("unit", unit_in(row.unit, lang)),
        ("defining_decimals", str(row.decimals)),
        ("direction", words(f"direction_{row.direction}")),
        ("defining_name", row.name),
        ("defining_name_en", row.name_en or nothing),
    ]


def _history(row: Indicator, lang: Lang) -> Iterator[dict[str, Any]]:
    """Every definition of the code, the newest first: who entered it, when and why, and what it changed."""
    rows = Indicator.objects.known_at().filter(zone=row.zone, code=row.code).select_related("owner", "leader")
    listed = list(rows.order_by("-pk"))
    entries = {one.batch_id: one for one in Entry.objects.filter(batch__in=[one.batch_id for one in listed])}
    names = dict(
        Person.objects.filter(pk__in=[one.person for one in entries.values()]).values_list("pk", "name")
    )
    for one, before in zip(listed, [*listed[1:], None], strict=True):
        entry = entries[one.batch_id]
        old = dict(_said(before, lang)) if before is not None else {}
        yield {
            "who": names.get(entry.person or 0) or Words(lang)("system"),
            "at": moment(entry.at),
            "reason": one.reason or "",
            "first": before is None,
            "changes": [
                (what, old[what], said)
                for what, said in _said(one, lang)
                if what in old and old[what] != said
            ],
        }


def _may(reader: Reader | None, row: Indicator) -> bool:
    """Whether the reader may amend it; what one may not do is not offered."""
    if reader is None:
        return False
    units = reader.units("rules", may="draft")
    return bool(units) if row.owner_id is None else row.owner_id in units


def _seen(reader: Reader | None, zone: Organisation) -> dict[str, Indicator]:
    """The indicators that the reader may see, each as it is defined now."""
    seen = set(Indicator.objects.seen_by(reader).filter(zone=zone).values_list("pk", flat=True))
    return {code: one for code, one in defined(zone).items() if one.pk in seen}


def _title(rule: RuleSet, lang: Lang) -> str:
    title = rule.header.title
    return f"{title.zh if lang == 'zh' else title.en} {rule.version}"


def _zone(request: HttpRequest) -> Organisation:
    """Raises Problem `facts.no-zone`, `facts.zone-unnamed`, `facts.zone-unknown`."""
    return find_zone(request.GET.get("zone", ""), timezone.localdate())


def _address(row: Indicator) -> str:
    return f"{reverse('economy:definition', args=[row.code])}?{urlencode({'zone': row.zone.name})}"


def _is_key(text: str) -> bool:
    return text.isdecimal() and len(text) < 19
