"""The rules of a zone, one version with its history and comparison, and the approval of a draft."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from jingkai.engines.periods import Period
from jingkai.engines.quantity import Problem as EngineProblem
from jingkai.kernel.facts.reported import reported_months
from jingkai.kernel.facts.zones import find_zone
from jingkai.kernel.parties.access import Reader
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.sealer import seal
from jingkai.kernel.rules.access import who_may
from jingkai.kernel.rules.kinds import kind_of
from jingkai.kernel.rules.models import RuleSet
from jingkai.kernel.rules.services import approve
from jingkai.kernel.rules.services.entering import approval_of, last_revision
from jingkai.kernel.rules.trial import trials, try_out
from jingkai.web.acting import actor_of, reader_of_request
from jingkai.web.dates import moment
from jingkai.web.declare import month_in_work
from jingkai.web.frame import kept_of
from jingkai.web.language import language_of
from jingkai.web.opening import address_of_ref
from jingkai.web.render import render
from jingkai.web.words import Words

from .changes import changes, text_changes
from .listing import Held, baseline, rules_of, versions
from .reading import Reading

# How many lines of a trial a page lists.
_SHOWN = 200


@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """Every rule in force in the zone, with what is about to change."""
    lang, zone, today = language_of(request), zone_of(request), timezone.localdate()
    held, alone = rules_of(reader_of_request(request), zone, today)
    kinds = {one.rule.kind: one.kind for one in held}
    q, kind = request.GET.get("q", "").strip()[:100], request.GET.get("kind", "")
    return render(
        request,
        "web/rooms/rules.html",
        **around(request, zone),
        held=[one for one in held if _meets(one, q, kind)],
        drafts=[*(row for one in held for row in one.drafts), *alone],
        any=bool(held or alone),
        kinds=[(name, one.zh if lang == "zh" else one.en) for name, one in sorted(kinds.items())],
        q=q,
        chosen=kind,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def rule(request: HttpRequest, key: int) -> HttpResponseBase:
    """One version: what it says, what differs, what it would change, who approved it or may."""
    row, zone = find_rule(request, key), zone_of(request)
    refused: Problem | None = None
    if request.method == "POST":
        try:
            approve(actor_of(request), row, at=timezone.now())
        except Problem as problem:
            refused = problem
        else:
            seal()
            return redirect(request.get_full_path())
    lang, reader, today = language_of(request), reader_of_request(request), timezone.localdate()
    found = versions(reader, zone, row.key, today)
    approval = approval_of(row)
    is_draft = approval is None
    other = _other(request) if request.GET.get("with") else baseline(row, zone)
    return render(
        request,
        "web/rooms/rule.html",
        status=400 if refused is not None else 200,
        **around(request, zone),
        rule=row,
        reading=Reading(row, lang),
        kind=kind_of(row.kind),
        versions=found,
        holding=next((one.rule for one in found if one.holds), None),
        is_draft=is_draft,
        approved=approval is not None and approval.rule_set_id == row.pk,
        last=last_revision(row),
        today=today,
        other=other,
        changes=changes(other, row, lang) if other else [],
        text_changes=text_changes(other, row) if other else [],
        compared=bool(request.GET.get("with")) or is_draft,
        tried=_tried(request, row, zone, reader) if is_draft else None,
        may_draft=bool(units_to_draft_for(reader, zone)),
        **_approving(request, row, zone, reader),
        refused=refused and (refused.zh if lang == "zh" else refused.en),
        code=refused.code if refused is not None else "",
    )


def _approving(
    request: HttpRequest, row: RuleSet, zone: Organisation, reader: Reader | None
) -> dict[str, Any]:
    """Whether the reader may approve the version, and who could."""
    unit = row.unit or zone
    actor = actor_of(request)
    own = bool({row.author_id, row.author_for_id} & ({actor.person, actor.for_person} - {None}))
    may = reader is not None and reader.may("approve", "rules", unit.pk)
    return {
        "own": own,
        "may_approve": may and not own,
        "approvers": who_may("approve", "rules", unit, timezone.localdate()),
    }


def _tried(request: HttpRequest, row: RuleSet, zone: Organisation, reader: Reader | None) -> dict[str, Any]:
    """What the trial shows; without a month that is asked for only which would be tried."""
    lang, unit = language_of(request), row.unit or zone
    months = reported_months(zone, reader=reader)
    today = timezone.localdate()
    usual = (
        month_in_work(zone, months, reader) if months else Period.month(today.year, today.month).shifted(-1)
    )
    asked = request.GET.get("try", "")
    found: dict[str, Any] = {
        "on": [one.title for one in trials(row.kind)],
        "month": asked or str(usual),
        "effects": None,
        "wrong": "",
    }
    if asked and found["on"]:
        try:
            period = Period.parse(asked)
        except EngineProblem as problem:
            return found | {"wrong": problem.zh if lang == "zh" else problem.en}
        effects = try_out(row, unit, period.last_day, reader=reader)
        found["words"] = period.words(lang)
        found["count"] = len(effects)
        found["effects"] = [(one, address_of_ref(one.ref, zone)) for one in effects[:_SHOWN]]
    return found


def _other(request: HttpRequest) -> RuleSet:
    key = request.GET.get("with", "")
    if not (key.isdecimal() and len(key) < 19):
        raise Http404
    return find_rule(request, int(key))


def find_rule(request: HttpRequest, key: int) -> RuleSet:
    """The version of this number that the reader may see. Raises Http404."""
    rows = RuleSet.objects.seen_by(reader_of_request(request))
    found = rows.select_related("unit", "author").filter(pk=key).first()
    if found is None:
        raise Http404
    return found


def zone_of(request: HttpRequest) -> Organisation:
    """The zone that the address names. Raises Problem `facts.no-zone`, `facts.zone-unnamed`, `facts.zone-unknown`."""
    return find_zone(request.GET.get("zone", ""), timezone.localdate())


def units_to_draft_for(reader: Reader | None, zone: Organisation) -> list[Organisation]:
    """The zone and its units for which the reader may draft rules."""
    if reader is None:
        return []
    units = reader.units("rules", may="draft")
    rows = Organisation.objects.live_on(timezone.localdate()).filter(zone.subtree(), pk__in=units)
    return sorted(rows, key=lambda one: (one.pk != zone.pk, one.pk))


def around(request: HttpRequest, zone: Organisation) -> dict[str, Any]:
    """What stands around what a page is about."""
    lang = language_of(request)
    words = Words(lang, __package__)
    return {
        "words": words,
        "zone": zone,
        "kept": kept_of(request),
        "moment": moment,
        "where": lambda row: where(row, words),
        "name": lambda said: said.zh if lang == "zh" else said.en,
        "valid": lambda row: _valid(row, words),
    }


def where(row: RuleSet, words: Words) -> str:
    """Where a version holds, in words."""
    if row.unit is not None:
        return row.unit.name
    region = row.scope.removeprefix("region:")
    return words("of_region", region=region) if region else words("everywhere")


def _valid(row: RuleSet, words: Words) -> str:
    if row.valid_to is None:
        return words("since", day=row.valid_from)
    return words("span", since=row.valid_from, until=row.valid_to)


def _meets(one: Held, q: str, kind: str) -> bool:
    title = one.rule.header.title
    text = " ".join([title.zh, title.en, one.rule.key, one.rule.source, one.kind.zh, one.kind.en]).lower()
    return kind in ("", one.rule.kind) and all(word in text for word in q.lower().split())
