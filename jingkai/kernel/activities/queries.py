"""Reading activities. What a person reads starts from `visible_to(reader)`."""

from datetime import date

from jingkai.kernel.flows.models import CaseState
from jingkai.kernel.flows.state import current_dues

from .models import Activity
from .models.activity import HELD

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
