"""Noting tasks while somebody speaks: each is kept at once, may be changed or struck, and overwrites nobody's."""

from dataclasses import dataclass, replace
from datetime import datetime

from jingkai.kernel.activities.models import Activity
from jingkai.kernel.activities.queries import planned_day
from jingkai.kernel.flows import services as flows
from jingkai.kernel.flows.models import CaseState
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.writing import writing
from jingkai.kernel.rules.trial import refuse_in_trial

from ..entered import HOLD, PLANNED
from ..models import TaskLine
from ..problems import CHANGED_MEANWHILE, LINE_EMPTY, LINE_UNKNOWN, MEETING_OVER
from ..tasks import due_reader


@dataclass(frozen=True)
class Said:
    """A task as it was typed: of what in the month (`about`), what, who, until when."""

    said: str
    about: str = ""
    unit: str = ""
    executing: str = ""
    leader: str = ""
    due: str = ""


def note(actor: Actor, activity: Activity, said: Said, *, at: datetime, key: str = "") -> TaskLine:
    """Note a further task; with a `key` the same request again gives the line that is there.

    Raises Problem `scheduling.meeting-over`, `scheduling.line-empty`, `records.request-changed`, and what keeps the
    actor from holding the meeting (`flows.not-the-doer`...): who may close it may write in it.
    """
    _may_write(actor, activity, at)
    row = _row(activity, said, actor, at)
    content = vars(said) | {"meeting": activity.pk}
    request = f"scheduling.note:{activity.pk}:{key}" if key else ""
    with writing(actor, act="scheduling.note", at=at, key=request, content=content, ref=activity.ref) as call:
        if call.repeated is not None:
            return TaskLine.objects.get(batch=call.repeated)
        _take_turn(activity)
        last = TaskLine.objects.filter(activity=activity).order_by("-n").first()
        row.n, row.turn = (last.n if last is not None else 0) + 1, 1
        return call.add(row)


def change(actor: Actor, activity: Activity, n: int, turn: int, said: Said, *, at: datetime) -> TaskLine:
    """Write the n-th task anew, after its `turn`. What it is about stays. The same words again change nothing.

    Raises Problem `scheduling.changed-meanwhile` where somebody else wrote it anew since, `scheduling.line-unknown`,
    and those of `note`.
    """
    before = _last(activity, n)
    row = _row(activity, replace(said, about=before.about), actor, at)
    return _write(actor, activity, row, before, turn, at)


def strike(
    actor: Actor, activity: Activity, n: int, turn: int, *, at: datetime, struck: bool = True
) -> TaskLine:
    """Strike the n-th task (划去), or take it up again. Raises Problems as `change`."""
    before = _last(activity, n)
    said = Said(before.said, before.about, before.unit, before.executing, before.leader, before.due_said)
    row = _row(activity, said, actor, at)
    row.struck = struck
    return _write(actor, activity, row, before, turn, at)


def hold_turn(activity: Activity) -> CaseState:
    """Who writes into a meeting, or ends it, waits here for the other."""
    return CaseState.objects.select_for_update().get(case=activity.case_id)


def _write(
    actor: Actor, activity: Activity, row: TaskLine, before: TaskLine, turn: int, at: datetime
) -> TaskLine:
    _may_write(actor, activity, at)
    if _says(before) == _says(row) and (before.turn == turn or before.writer_id == actor.person):
        return before
    if before.turn != turn:
        raise CHANGED_MEANWHILE()
    row.n, row.turn = before.n, turn + 1
    with writing(actor, act="scheduling.change", at=at, ref=activity.ref) as call:
        _take_turn(activity)
        return call.add(row)


def _take_turn(activity: Activity) -> None:
    if hold_turn(activity).state != PLANNED:
        raise MEETING_OVER()


def _may_write(actor: Actor, activity: Activity, at: datetime) -> None:
    refuse_in_trial()
    if CaseState.objects.get(case=activity.case_id).state != PLANNED:
        raise MEETING_OVER()
    if wrong := flows.why_not(actor, activity.case, HOLD, at):
        raise wrong[0]


def _last(activity: Activity, n: int) -> TaskLine:
    found = TaskLine.objects.known_at().filter(activity=activity, n=n).order_by("-turn").first()
    if found is None:
        raise LINE_UNKNOWN(n=n)
    return found


def _row(activity: Activity, said: Said, actor: Actor, at: datetime) -> TaskLine:
    """The line, its due date read."""
    if not said.said.strip():
        raise LINE_EMPTY()
    day = planned_day(activity)
    assert day is not None  # a meeting is planned for a day
    due = due_reader(activity, day).read(said.due, said.said)
    return TaskLine(
        activity=activity,
        about=said.about,
        said=said.said.strip(),
        unit=said.unit.strip(),
        executing=said.executing.strip(),
        leader=said.leader.strip(),
        due_said=said.due.strip(),
        due=due.due,
        struck=False,
        writer_id=actor.person,
        at=at,
    )


def _says(row: TaskLine) -> tuple[object, ...]:
    return (row.said, row.unit, row.executing, row.leader, row.due_said, row.due, row.struck)
