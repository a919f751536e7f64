"""Calling a scheduling meeting (定会)."""

from dataclasses import dataclass
from datetime import date, datetime

from jingkai.engines.periods import Period, day_of
from jingkai.kernel.activities.models import Activity
from jingkai.kernel.activities.services import Part, Plan, plan_activity
from jingkai.kernel.flows.problems import MOVER_MISSING
from jingkai.kernel.flows.services.acting import acting
from jingkai.kernel.flows.services.permitting import KEPT
from jingkai.kernel.parties.models import Organisation, Person
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.rules.daybook import day_book

from ..entered import ABOUT, CHAIR, FLOW, KIND
from ..kinds import SCHEDULING, SchedulingBody


@dataclass(frozen=True)
class Call:
    """A meeting to be held: what it is called, on which day, where, who chairs, which month it speaks about."""

    title: str
    day: date
    where: str
    chair: Person
    period: Period


def call_meeting(actor: Actor, zone: Organisation, wanted: Call, *, at: datetime) -> Activity:
    """Enter a scheduling meeting of the zone, hosted by the office in whose post one acts.

    Raises Problem `flows.mover-missing`, `parties.not-allowed`, and those of `activities.services.plan_activity`:
    `activities.planned-already` for the same title on the same day.
    """
    book = day_book(at)
    host = acting(actor, book).body
    if host is None:
        raise MOVER_MISSING()
    right = book.rules.body(SCHEDULING, zone, day_of(at), SchedulingBody).calling
    book.require(actor, right.act, right.of, zone, keeps=KEPT)
    plan = Plan(
        kind=KIND,
        title=wanted.title,
        origin=f"meeting:{wanted.day.isoformat()} {wanted.title}",
        host=host,
        about=f"{ABOUT}{wanted.period}",
        where=wanted.where,
        parts=(Part(wanted.chair, CHAIR),),
    )
    return plan_activity(actor, zone, plan, wanted.day, at=at, flow=FLOW)
