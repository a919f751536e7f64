"""The scores of the zone's units as they stand, as pages."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from jingkai.kernel.rounds.kinds import ROUND
from jingkai.kernel.rules.book import RuleBook
from jingkai.web.render import render

from .pages import around, zone_of


@require_safe
def scores(request: HttpRequest) -> HttpResponse:
    """The rules of rounds that hold in the zone; where there is none, who makes one."""
    zone, book, today = zone_of(request), RuleBook(), timezone.localdate()
    rules = [book.resolve(key, zone, today) for key in book.keys(ROUND, zone, today)]
    return render(request, "assessment/scores.html", **around(request, zone), rules=rules)
