"""Reading activities. What a person reads starts from `visible_to(reader)`."""

from collections.abc import Iterable
from datetime import date

from jingkai.kernel.flows.models import CaseState
from jingkai.kernel.flows.state import current_dues

from .models import Activity, Participant
from .models.activity import ABSENT, HELD, PRESENT

HOLD = "hold"


def planned_day(activity: Activity, n: int | None = None) -> date | None:
    """The day it is planned for, postponements taken into account; None for one entered after it was held."""
    due = current_dues(activity.case, n).get(HOLD)
    return due.day if due is not None else None


def day_held(activity: Activity) -> date | None:
    """The day it was held on; None if it was not."""
    found = activity.case.moves.filter(flow_move__target=HELD).order_by("n").first()
    return found.day if found is not None else None


def state_of(activity: Activity) -> str:
    """The state it is in now."""
    return str(CaseState.objects.get(case=activity.case).state)


def present_at(activities: Iterable[int], n: int | None = None) -> dict[int, set[int]]:
    """Who was there, as known at n: ids of persons by the id of the activity; of one without any an empty set."""
    wanted = list(activities)
    rows = Participant.objects.known_at(n).filter(activity__in=wanted, part__in=[PRESENT, ABSENT])
    found: dict[int, set[int]] = {one: set() for one in wanted}
    for activity, person, part in rows.order_by("pk").values_list("activity", "person", "part"):
        (found[activity].add if part == PRESENT else found[activity].discard)(person)
    return found
