"""Asking the units for the written report of a month: as last month, in two steps."""

from __future__ import annotations

from datetime import date, datetime

from jingkai.engines.periods import Period, day_of
from jingkai.kernel.forms.models import Request
from jingkai.kernel.forms.services import RequestDraft, ask_approval, draft_request, issue, why_approval
from jingkai.kernel.forms.services.issuing import costs_of
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.rules.daybook import day_book
from jingkai.kernel.rules.holidays import calendar_for

from ..bulletin.services import unit_of
from .problems import ASKED_ALREADY, NO_FORM, NOT_DRAFTED
from .queries import DRAFT, form_of, last_request, reports_of, rule_of


def draft_reports(
    actor: Actor, zone: Organisation, period: Period, *, at: datetime, due: datetime | date | None = None
) -> Request:
    """Draft the request for the report of a month: the newest form, the units that were asked last (at first all right
    below the zone), due at `due` or by the rule. Nobody is asked before it is issued.

    Raises Problem `reports.no-form`, `reports.asked-already`, and those of `forms.services.draft_request`.
    """
    form = form_of(zone, period)
    if form is None:
        raise NO_FORM(form=rule_of(zone, period).form)
    there = reports_of(zone, period, at)
    if there is not None:
        if there.state == DRAFT:
            return there.request
        raise ASKED_ALREADY(period=period.words("zh"), period_en=period.words("en"))
    unit = unit_of(actor, zone)
    until = due or rule_of(zone, period).due(period)
    draft = RequestDraft(form, period, _units(zone, unit, period, at), unit, due=until)
    return draft_request(actor, draft, at=at)


def ask_for_reports(actor: Actor, zone: Organisation, period: Period, *, at: datetime) -> bool:
    """Issue the draft; where a unit's monthly budget would be exceeded, ask for approval instead, and give False.

    Raises Problem `reports.not-drafted`, and those of `forms.services.issue` and `ask_approval`.
    """
    there = reports_of(zone, period, at)
    if there is None or there.state != DRAFT:
        raise NOT_DRAFTED()
    if why_approval(there.request, costs_of(there.request, day_book(at))):
        ask_approval(actor, there.request, at=at)
        return False
    issue(actor, there.request, at=at)
    return True


def proposed_due(zone: Organisation, period: Period, at: datetime) -> datetime | None:
    """Until when the reports are due as the page proposes it."""
    return rule_of(zone, period).proposed(period, at, calendar_for(zone, day_of(at)))


def _units(zone: Organisation, unit: Organisation, period: Period, at: datetime) -> list[Organisation]:
    """Those that were asked last; at first all right below the zone but the one that asks."""
    live = Organisation.objects.live_on(day_of(at)).exclude(pk=zone.pk)
    last = last_request(zone, period)
    if last is not None:
        return list(live.filter(pk__in=last.recipients.values("unit")).order_by("pk"))
    return list(live.filter(parent=zone).exclude(pk=unit.pk).order_by("pk"))
