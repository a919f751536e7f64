"""Asking: the forms there are, making a request of one, and how a request stands."""

from __future__ import annotations

import secrets

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jingkai.kernel.flows.state import state_of
from jingkai.kernel.forms.burden import minutes_of, rules_for
from jingkai.kernel.forms.declared import define_declared
from jingkai.kernel.forms.filling import lines_of
from jingkai.kernel.forms.models import Form, Request
from jingkai.kernel.forms.problems import FORM_NOT_FOUND, REQUEST_NOT_FOUND
from jingkai.kernel.forms.queries import approvers, find_form, find_request, newest_forms, standing_of
from jingkai.kernel.forms.services import (
    RequestDraft,
    approve,
    ask_approval,
    draft_request,
    finish,
    halt,
    issue,
    refuse,
    why_approval,
    withdraw,
)
from jingkai.kernel.forms.services.issuing import costs_of
from jingkai.kernel.forms.sheet import blank_sections
from jingkai.kernel.parties.models import Organisation, Person
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.sealer import seal
from jingkai.kernel.rules.book import RuleBook
from jingkai.kernel.rules.daybook import DayBook
from jingkai.web.acting import actor_of, reader_of_request

from ..flows.sheet import CaseSheet
from .pages import instant_in, own_unit, period_in, shown, today, units_of, zone_of
from .problems import ENTRY_UNREADABLE, FILE_TO_CHOOSE

_METHODS = ["GET", "HEAD", "POST"]
_LARGEST = 1_000_000


@require_http_methods(_METHODS)
def forms(request: HttpRequest) -> HttpResponseBase:
    """The forms of the zone; a file of fields and forms is brought in here."""
    zone, reader, refused = zone_of(request), reader_of_request(request), None
    if request.method == "POST":
        try:
            file = request.FILES.get("file")
            if file is None or (file.size or 0) > _LARGEST:
                raise FILE_TO_CHOOSE()
            text = file.read().decode("utf-8", errors="replace")
            define_declared(actor_of(request), zone, text, at=timezone.now())
            seal()
            return redirect(request.get_full_path())
        except Problem as problem:
            refused = problem
    rules = rules_for(zone, today(), RuleBook())
    listed = [(one, lines := lines_of(one), minutes_of(lines, rules)) for one in newest_forms(zone, reader)]
    mine = Request.objects.seen_by(reader).filter(zone=zone).select_related("requester", "form", "case__flow")
    return shown(
        request,
        "forms",
        zone,
        refused=refused,
        listed=listed,
        requests=mine.order_by("-pk")[:20],
        rules=rules,
    )


@require_http_methods(_METHODS)
def form(request: HttpRequest, code: str) -> HttpResponseBase:
    """One form: its fields, who owns each, what it costs; and making a request of it."""
    zone, reader = zone_of(request), reader_of_request(request)
    try:
        found = find_form(zone, code, reader)
    except Problem as problem:
        if problem.kind is FORM_NOT_FOUND:
            raise Http404 from problem
        raise
    refused: Problem | None = None
    if request.method == "POST":
        try:
            made = _draft(request, found)
            seal()
            return redirect(reverse("web:request", args=[made.pk]))
        except Problem as problem:
            refused = problem
    rules = rules_for(zone, today(), RuleBook())
    before = Request.objects.seen_by(reader).filter(form__code=code, zone=zone).order_by("-pk").first()
    return shown(
        request,
        "form",
        zone,
        refused=refused,
        form=found,
        sections=blank_sections(found),
        rules=rules,
        minutes=minutes_of(lines_of(found), rules),
        units=units_of(zone, reader),
        picked=_picked(request, before),
        approvers=approvers(zone, today()),
        sent=request.POST,
        key=request.POST.get("key") or secrets.token_hex(8),
        next_period=before.period.shifted(before.period.month_count)
        if before and before.period.is_whole_months
        else "",
        mine=own_unit(request),
    )


@require_http_methods(_METHODS)
def one_request(request: HttpRequest, key: int) -> HttpResponseBase:
    """One request: what it costs whom, who has sent what, and what may be done with it."""
    found, refused = _request(request, key), None
    if request.method == "POST":
        try:
            _act(request, found)
            seal()
            return redirect(request.get_full_path())
        except Problem as problem:
            refused, found = problem, _request(request, key)
    reader, at = reader_of_request(request), timezone.now()
    case = CaseSheet(found.case, actor_of(request), at)
    open_now = state_of(found.case) in ("draft", "awaiting")
    costs = costs_of(found, DayBook(today())) if open_now else []
    return shown(
        request,
        "request",
        found.zone,
        refused=refused,
        request_row=found,
        case=case,
        costs=costs,
        why=why_approval(found, costs),
        tally=standing_of(found, at, reader),
        offered=[one for one in case.choices if not one.obstacles],
        # Whoever opens a request that waits, and may not approve it, is told who may.
        barred=next((one for one in case.choices if one.obstacles and one.move.move == "approve"), None),
        sent=request.POST,
    )


def _draft(request: HttpRequest, form: Form) -> Request:
    """What the form on the page asks for. Raises Problem `web-forms.entry-unreadable` and those of `draft_request`."""
    sent = request.POST
    period = period_in(sent.get("period", ""))
    if period is None:
        raise ENTRY_UNREADABLE(what="时期", what_en="The period", said=sent.get("period", "")[:20] or "—")
    try:
        due = instant_in(sent.get("due", ""), sent.get("clock", ""))
    except ValueError as error:
        said = f"{sent.get('due', '')} {sent.get('clock', '')}"[:30]
        raise ENTRY_UNREADABLE(what="期限", what_en="The due time", said=said) from error
    keys = [int(one) for one in sent.getlist("unit") if one.isdecimal() and len(one) < 19]
    units = list(Organisation.objects.filter(form.zone.subtree(), pk__in=keys).order_by("pk"))
    named = sent.get("approver", "")
    approver = Person.objects.filter(pk=int(named)).first() if named.isdecimal() and len(named) < 19 else None
    draft = RequestDraft(
        form=form,
        period=period,
        units=units,
        requester=own_unit(request) or form.issuer,
        due=due,
        emergency=sent.get("emergency") == "yes",
        approver=approver,
        reason=sent.get("reason", ""),
    )
    key = sent.get("key", "")[:40]
    return draft_request(
        actor_of(request), draft, at=timezone.now(), key=f"forms.request:{key}" if key else ""
    )


def _act(request: HttpRequest, found: Request) -> None:
    actor, at, sent = actor_of(request), timezone.now(), request.POST
    do, note = sent.get("do", ""), sent.get("note", "").strip()
    if CaseSheet(found.case, actor, at).sent_again(do, sent.get("seen", "")):
        return
    plain = {"issue": issue, "ask": ask_approval, "approve": approve, "finish": finish}
    if do in plain:
        plain[do](actor, found, at=at)
    elif do == "refuse":
        refuse(actor, found, reason=note, at=at)
    elif do == "halt":
        halt(actor, found, reason=note, at=at)
    else:
        withdraw(actor, found, reason=note, at=at)


def _request(request: HttpRequest, key: int) -> Request:
    try:
        return find_request(key, reader_of_request(request))
    except Problem as problem:
        if problem.kind is REQUEST_NOT_FOUND:
            raise Http404 from problem
        raise


def _picked(request: HttpRequest, before: Request | None) -> set[int]:
    """The units that are ticked: those sent, else those of the request before."""
    if request.method == "POST":
        return {int(one) for one in request.POST.getlist("unit") if one.isdecimal()}
    return set(before.recipients.values_list("unit", flat=True)) if before is not None else set()
