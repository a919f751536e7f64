"""Opening a round by one of the rules of the zone: what it is called, who is judged, who rates, on which day."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jingkai.kernel.facts.zones import find_zone
from jingkai.kernel.parties.access import Reader
from jingkai.kernel.parties.models import Organisation, Post
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.sealer import seal
from jingkai.kernel.rounds.kinds import ROUND, RoundBody
from jingkai.kernel.rounds.models.round import KIND
from jingkai.kernel.rounds.services import RoundDraft, open_round
from jingkai.kernel.rules.book import RuleBook
from jingkai.kernel.rules.models import RuleSet
from jingkai.web.acting import actor_of, reader_of_request
from jingkai.web.frame import kept_of

from .names import entrants_in, raters_in
from .pages import day_in, now, shown
from .problems import FIELD_UNCLEAR


@require_http_methods(["GET", "HEAD", "POST"])
def opening(request: HttpRequest) -> HttpResponseBase:
    """The form by which a round is opened; for who may run rounds."""
    zone, reader = find_zone(request.GET.get("zone", ""), timezone.localdate()), reader_of_request(request)
    if reader is not None and not reader.may("write", KIND):
        raise Http404
    host = _host(request, zone)
    rules = rules_of(host)
    refused: Problem | None = None
    if request.method == "POST":
        try:
            draft = _draft(request.POST, rules, host, zone, reader)
            made = open_round(actor_of(request), draft, at=now())
        except Problem as problem:
            refused = problem
        else:
            seal()
            return redirect(reverse("web:round", args=[made.pk]) + kept_of(request))
    wanted = request.POST.get("rule", request.GET.get("rule", ""))
    chosen = next((one for one in rules if one.key == wanted), rules[0] if rules else None)
    return shown(request, "opening", zone, refused=refused, rules=rules, chosen=chosen, host=host)


def rules_of(host: Organisation) -> list[RuleSet]:
    """The rules by which this unit may hold rounds today."""
    book, on = RuleBook(), timezone.localdate()
    return [book.resolve(key, host, on) for key in book.keys(ROUND, host, on)]


def _host(request: HttpRequest, zone: Organisation) -> Organisation:
    """The unit in whose post one acts; the zone for the console."""
    post = Post.objects.filter(pk=actor_of(request).post).select_related("body").first()
    return post.body if post is not None else zone


def _draft(
    sent: QueryDict, rules: list[RuleSet], host: Organisation, zone: Organisation, reader: Reader | None
) -> RoundDraft:
    """What the form says. Raises Problem `web-rounds.field-unclear`, `web-rounds.lines-unclear`,
    `web-rounds.people-unknown`.
    """
    rule = next((one for one in rules if one.key == sent.get("rule", "")), None)
    if rule is None:
        raise FIELD_UNCLEAR(field="办法", field_en="Rule", said=sent.get("rule", "")[:40] or "—")
    body, on = rule.body, timezone.localdate()
    assert isinstance(body, RoundBody)
    title, period = (" ".join(sent.get(name, "").split()) for name in ("title", "period"))
    return RoundDraft(
        rule.key,
        host,
        f"{rule.key} {period} {title}"[:180] if title else "",
        title,
        period,
        entrants_in(sent.get("entrants", ""), body, zone, on, reader),
        raters_in(sent.get("raters", ""), body, zone, on),
        day_in(sent.get("day", ""), "现场日期", "Day"),
    )
