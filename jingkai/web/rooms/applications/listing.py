"""The applications and consultations that a reader may see: first those that wait for the reader."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from jingkai.engines.documents import Words
from jingkai.kernel.flows import services as flows
from jingkai.kernel.flows.models import Case
from jingkai.kernel.flows.state import flow_of, standings
from jingkai.kernel.parties.access import Reader
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.registers.models import Application, Consultation

from ..flows.stepper import forward

# How many that ended are listed.
_ENDED = 50


@dataclass(frozen=True)
class Row:
    """An application or a consultation; how it stands; the term that runs, until when and whether it is over; what the
    reader may do next, if anything leads on.
    """

    row: Any
    unit: Organisation
    state: Words
    ended: bool
    term: Words | None
    due: date | None
    late: bool
    do: Words | None


def applications(reader: Reader | None, zone: Organisation, actor: Actor, at: datetime) -> list[Row]:
    """The applications of the zone."""
    rows = Application.objects.seen_by(reader).select_related("subject__holder", "case__flow", "case__now")
    return _rows(rows.filter(case__holder__in=_within(zone)), actor, at)


def consultations(reader: Reader | None, zone: Organisation, actor: Actor, at: datetime) -> list[Row]:
    """The consultations of its units."""
    rows = Consultation.objects.seen_by(reader).select_related("case__flow", "case__now", "case__holder")
    return _rows(rows.filter(case__holder__in=_within(zone)), actor, at)


def _within(zone: Organisation) -> QuerySet[Organisation]:
    return Organisation.objects.filter(zone.subtree())


def _rows(rows: QuerySet[Any], actor: Actor, at: datetime) -> list[Row]:
    waiting = rows.filter(case__now__ended=False).order_by("pk")
    ended = rows.filter(case__now__ended=True).order_by("-pk")[:_ENDED]
    found = [_row(one, actor, at) for one in [*waiting, *ended]]
    return sorted(found, key=lambda one: (one.do is None, one.ended))


def _row(row: Any, actor: Actor, at: datetime) -> Row:
    case: Case = row.case
    flow, ended = flow_of(case.flow), case.now.ended
    running = [] if ended else [one for one in standings(case, at) if one.met is None]
    term = min(running, key=lambda one: one.due.day, default=None)
    said = (term.title.late if term.late else term.title.title) if term is not None else None
    return Row(
        row=row,
        unit=case.holder,
        state=flow.states[case.now.state].title,
        ended=ended,
        term=said,
        due=term.due.day if term is not None else None,
        late=term is not None and term.late,
        do=None if ended else _next(row, actor, at),
    )


def _next(row: Any, actor: Actor, at: datetime) -> Words | None:
    """What the actor may do next: of a consultation anything, of an application what leads on."""
    if actor.person is None:
        return None
    case: Case = row.case
    asked = [one for one in flows.choices(actor, case, at) if one.move.act or one.move.by == "doer"]
    if isinstance(row, Application):
        name = forward(flow_of(case.flow), case.now.state)
        asked = [one for one in asked if one.move.move == name]
    return next((one.move.title for one in asked if not one.obstacles), None)
