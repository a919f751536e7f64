"""The written reports of a month: how each unit stands, and the two steps that ask for the next ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jingkai.engines.documents import Words as Declared
from jingkai.engines.quantity import round_half_up
from jingkai.kernel.flows.state import flow_of
from jingkai.kernel.forms.models import Request, Submission
from jingkai.kernel.forms.queries import Tally
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.sealer import seal
from jingkai.kernel.rules.daybook import day_book
from jingkai.systems.economy.api import moments
from jingkai.web.acting import actor_of
from jingkai.web.asking import Asked, asked
from jingkai.web.dates import moment
from jingkai.web.frame import kept_of
from jingkai.web.language import language_of
from jingkai.web.opening import address_of
from jingkai.web.render import render
from jingkai.web.rooms.forms.pages import instant_in

from ..bulletin.services import unit_of
from .problems import DUE_UNREADABLE
from .queries import form_of, reports_of, rule_of
from .services import ask_for_reports, draft_reports, proposed_due
from .words import Words


@require_http_methods(["GET", "HEAD", "POST"])
def reports(request: HttpRequest) -> HttpResponseBase:
    """The month's reports; a POST drafts the request for them, or issues it."""
    found = replace(asked(request, timezone.localdate()), unit=None)
    actor, at = actor_of(request), timezone.now()
    refused: Problem | None = None
    if request.method == "POST":
        try:
            if request.POST.get("do") == "issue":
                ask_for_reports(actor, found.zone, found.period, at=at)
            else:
                draft_reports(actor, found.zone, found.period, at=at, due=_due(request.POST))
        except Problem as problem:
            refused = problem
        else:
            seal()
            return redirect(request.get_full_path())
    return _page(request, found, actor, at, refused)


def _due(sent: QueryDict) -> date | None:
    """Until when, as it was sent; None where the form said nothing of it. Raises Problem `reports.due-unreadable`."""
    day, clock = sent.get("due", ""), sent.get("clock", "")
    try:
        return instant_in(day, clock)
    except ValueError as error:
        raise DUE_UNREADABLE(due=f"{day} {clock}"[:30]) from error


def _page(
    request: HttpRequest, found: Asked, actor: Actor, at: datetime, refused: Problem | None
) -> HttpResponse:
    lang, kept = language_of(request), kept_of(request)
    there = reports_of(found.zone, found.period, at, found.reader)
    proposed = proposed_due(found.zone, found.period, at) if there is None else None
    local = timezone.localtime(proposed) if proposed is not None else None
    recipients = there.request.recipients.select_related("unit").order_by("pk") if there is not None else ()
    return render(
        request,
        "scheduling/reports.html",
        status=400 if refused is not None else 200,
        asked=found,
        moments=moments(found.zone, lang, found.reader),
        words=Words(lang),
        found=there,
        spared=spared_words(there.tally) if there is not None else "",
        units=[one.unit.name for one in recipients],
        states=_states(there.request) if there is not None else {},
        form=form_of(found.zone, found.period, found.reader),
        late=local is not None and rule_of(found.zone, found.period).due(found.period) <= at,
        due=request.POST.get("due") or (f"{local:%Y-%m-%d}" if local is not None else ""),
        clock=request.POST.get("clock") or (f"{local:%H:%M}" if local is not None else ""),
        may_ask=_may_ask(actor, found.zone, at),
        open_report=lambda submission: address_of("submission", submission, kept),
        open_request=address_of("request", there.request, kept) if there is not None else "",
        moment=moment,
        refused=refused and (refused.zh if lang == "zh" else refused.en),
        code=refused.code if refused is not None else "",
    )


def spared_words(tally: Tally) -> str:
    """The share of cells that nobody had to type, one decimal: 83.3%."""
    return str(round_half_up(tally.spared.to("%"), 1)) if tally.spared.known else "—"


def _states(request: Request) -> dict[str, Declared]:
    """The words of every state that a submission may be in."""
    one = Submission.objects.filter(request=request).select_related("case__flow").first()
    return {} if one is None else {name: state.title for name, state in flow_of(one.case.flow).states.items()}


def _may_ask(actor: Actor, zone: Organisation, at: datetime) -> bool:
    try:
        day_book(at).require(actor, "send", "forms", unit_of(actor, zone))
    except Problem:
        return False
    return True
