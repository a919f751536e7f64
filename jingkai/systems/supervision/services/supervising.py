"""Planning a supervision (督查) of a unit about a matter, and the guard on how often."""

from datetime import date, datetime

from jingkai.engines.periods import day_of
from jingkai.kernel.activities.models import Activity
from jingkai.kernel.activities.queries import planned_day, state_of
from jingkai.kernel.activities.services import Part, Plan, move, plan_activity
from jingkai.kernel.matters.models import Matter
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.parties.queries import resolves_to
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.rules.access import reader_for, role_of
from jingkai.kernel.rules.book import RuleBook

from ..kinds import SUPERVISION, SupervisionBody
from ..problems import NEEDS_APPROVER, NEEDS_PRINCIPAL

KIND, OBJECT = "supervision", "object"


def plan_supervision(
    actor: Actor, matter: Matter, unit: Organisation, day: date, *, host: Organisation, at: datetime
) -> Activity:
    """Plan to supervise a unit about a matter on a day; nothing is done before it is approved.

    Raises Problems as `plan_activity`.
    """
    body = resolves_to(unit, on=day_of(at))
    turn = visits_planned(matter) + 1
    wanted = Plan(
        kind=KIND,
        title=f"督查{body.name}：{matter.title}"[:300],
        origin=f"supervision:{matter.ref}:{body.pk}:{turn}",
        host=host,
        about=matter.ref,
        parts=[Part(body, OBJECT)],
    )
    return plan_activity(actor, matter.zone, wanted, day, at=at)


def visits_planned(matter: Matter) -> int:
    """How many supervisions about the matter were planned until now."""
    return Activity.objects.filter(zone=matter.zone, kind=KIND, about=matter.ref).count()


def approve_supervision(actor: Actor, activity: Activity, *, at: datetime, note: str = "") -> None:
    """Approve a supervision. A second one of the same unit about the same in one month needs the principal.

    Raises Problem `supervision.needs-approver`, `supervision.needs-principal`, and those of `flows.services.move`.
    """
    if (refused := not_approved_by(actor, activity, at)) is not None:
        raise refused
    move(actor, activity, "approve", at=at, note=note)


def not_approved_by(actor: Actor, activity: Activity, at: datetime) -> Problem | None:
    """Why the actor does not approve this supervision; None if nothing keeps him from it."""
    rule = RuleBook().body(SUPERVISION, activity.zone, day_of(at), SupervisionBody)
    first = earlier_this_month(activity)
    wanted = rule.again_approvers if first is not None else rule.approvers
    on = day_of(at)
    roles = reader_for(actor.person, on=on).roles if actor.person is not None else frozenset()
    if roles & set(wanted):
        return None
    titles = [role_of(one, activity.zone, on).title for one in wanted]
    who = {"who": "、".join(one.zh for one in titles), "who_en": ", ".join(one.en for one in titles)}
    if first is None:
        return NEEDS_APPROVER(**who)
    objects = "、".join(one.name for one in objects_of(activity))
    return NEEDS_PRINCIPAL(unit=objects, first=planned_day(first), **who)


def earlier_this_month(activity: Activity) -> Activity | None:
    """Another supervision of the same unit about the same, planned for the same month and not cancelled.

    Of two that are only planned the one that was planned first counts.
    """
    day = planned_day(activity)
    units = {one.pk for one in objects_of(activity)}
    others = Activity.objects.known_at().filter(zone=activity.zone, kind=KIND, about=activity.about)
    for other in others.exclude(pk=activity.pk).order_by("pk"):
        other_day, state = planned_day(other), state_of(other)
        same_month = day and other_day and (day.year, day.month) == (other_day.year, other_day.month)
        counts = state != "cancelled" and (state != "planned" or other.pk < activity.pk)
        if same_month and counts and units & {one.pk for one in objects_of(other)}:
            return other
    return None


def objects_of(activity: Activity) -> list[Organisation]:
    """The units that are supervised."""
    rows = activity.participants.filter(part=OBJECT, unit__isnull=False).select_related("unit").order_by("pk")
    return [one.unit for one in rows if one.unit is not None]
