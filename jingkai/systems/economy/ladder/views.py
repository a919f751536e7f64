"""The ladder as a page: how many on each rung, who, by which figure, and who moved since last year."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from jingkai.engines.quantity import write
from jingkai.kernel.facts.kinds import figure
from jingkai.kernel.rules.book import RuleBook
from jingkai.web.asking import asked
from jingkai.web.frame import kept_of
from jingkai.web.language import language_of
from jingkai.web.render import render

from ..kinds import LADDER, LadderBody, TierPart
from ..moments import moments
from ..words import Lang, Words
from .tiers import Stand, counts, ladder_of, year_of


@require_safe
def ladder(request: HttpRequest) -> HttpResponse:
    """Enterprises by tier in the last whole year, as known at the number that was asked for."""
    found, lang = asked(request, timezone.localdate()), language_of(request)
    year = year_of(found.period)
    rule = RuleBook(found.as_of).find(LADDER, found.zone, year.last_day)
    body = rule.body if rule is not None and isinstance(rule.body, LadderBody) else None
    stands = ladder_of(found.zone, body, year, found.as_of, found.reader) if body is not None else []
    return render(
        request,
        "economy/ladder.html",
        words=Words(lang),
        asked=found,
        moments=moments(found.zone, lang, found.reader),
        year=year.words(lang),
        last=year.same_period_last_year().words(lang),
        rule=rule,
        ladder=body,
        title=_title,
        tiers=[(tier, _from(tier, lang), now, then) for tier, now, then in counts(stands, body)]
        if body
        else [],
        rows=[_row(one, body, request, lang) for one in stands] if body else [],
        undecided=sum(one.rung is not None and not one.rung.decided for one in stands),
    )


def _row(one: Stand, body: LadderBody, request: HttpRequest, lang: Lang) -> dict[str, Any]:
    words = Words(lang)
    rungs = one.rung.tiers if one.rung is not None else ()
    named = [_title(tier, lang) if tier is not None else words("ladder_below") for tier in rungs]
    return {
        "name": one.enterprise.name,
        "value": _said(one.value, lang)
        if one.value is not None
        else words("ladder_tied" if one.tied else "ladder_unknown"),
        "link": reverse("economy:fact", args=[one.fact.row.pk]) + kept_of(request)
        if one.fact is not None
        else "",
        "before": _said(one.before_value, lang) if one.before_value is not None else "—",
        "decided": one.rung is not None and one.rung.decided,
        "tier": named[0] if len(named) == 1 else "",
        "between": words("ladder_between").join(named) if len(named) > 1 else "",
        "moved": one.moved(body),
    }


def _title(tier: TierPart, lang: Lang) -> str:
    return tier.title.zh if lang == "zh" else tier.title.en


def _from(tier: TierPart, lang: Lang) -> str:
    return _said(figure(tier.at_least), lang)


def _said(value: Any, lang: Lang) -> str:
    return write(value, style="marks" if lang == "zh" else "en", grouped=lang == "en")
