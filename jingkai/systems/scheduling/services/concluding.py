"""When people stand up: the meeting was held, its matters are open, its minutes and letters are drafted.

What was decided is one call: the meeting is held, and every task is a matter or adds to one. Minutes and letters
follow, a call each and each under a key of its own, so that no call holds the others up. Whoever presses again, after a
power cut or beside a colleague, completes what is missing and doubles nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from jingkai.engines.periods import day_of
from jingkai.kernel.activities.models import Activity
from jingkai.kernel.activities.queries import planned_day
from jingkai.kernel.activities.services import put_outputs, was_held
from jingkai.kernel.flows import services as flows
from jingkai.kernel.flows.models import CaseState, Move
from jingkai.kernel.flows.problems import MOVED_MEANWHILE
from jingkai.kernel.matters.models import Joined, Matter
from jingkai.kernel.matters.queries import Noticed, noticed_in
from jingkai.kernel.matters.services import Draft, Opening, PreparedJoining, prepare_joining
from jingkai.kernel.matters.standing import ended, lead_of
from jingkai.kernel.papers.models import Paper
from jingkai.kernel.papers.services import PaperDraft, draft_paper
from jingkai.kernel.parties.access import Reader
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.writing import writing
from jingkai.kernel.rules.access import reader_for
from jingkai.kernel.rules.book import RuleBook
from jingkai.kernel.rules.trial import refuse_in_trial
from jingkai.systems.supervision.api import Decision, draft_assignment

from ..entered import CANCELLED, HOLD, PLANNED
from ..kinds import SCHEDULING, SchedulingBody
from ..models import TaskLine
from ..open_matters import Topic, open_matters, origin_of, topic_of
from ..problems import CHANGED_SINCE_READ, MEETING_OVER, NOT_YET, NOTHING_NOTED, TASKS_INCOMPLETE
from ..queries import matters_of, papers_of, period_of, standings
from ..sentence import sentence
from ..tasks import Task, live_tasks
from ..words import Words
from .noting import hold_turn

MINUTES, ASSIGNMENT = "paper.minutes", "paper.assignment"
ASSIGN, OPEN = "assign", "open"


def last_written(activity: Activity) -> int:
    """The id of the turn that was written last into the meeting: what was read back is what holds while it stays."""
    row = TaskLine.objects.known_at().filter(activity=activity).order_by("-pk").first()
    return row.pk if row is not None else 0


def confirm(actor: Actor, activity: Activity, seen: int, *, at: datetime) -> None:
    """Confirm the tasks as they were read back when `seen` was the turn written last; a meeting that was held is
    completed, whatever `seen` says.

    Raises Problem `scheduling.not-yet`, `scheduling.nothing-noted`, `scheduling.tasks-incomplete`,
    `scheduling.changed-since-read`, `scheduling.meeting-over` for one that was cancelled, and those of
    `flows.prepare_move`, `matters.services.Opening`, `papers.services.draft_paper`, `supervision.api.draft_assignment`.
    """
    refuse_in_trial()
    state = CaseState.objects.get(case=activity.case_id).state
    if state == CANCELLED:
        raise MEETING_OVER()
    if state == PLANNED:
        try:
            _decide(actor, activity, seen, at)
        except Problem as problem:
            # A colleague pressed at the same moment and was first: what is missing is completed below.
            if problem.code != MOVED_MEANWHILE.code or not was_held(activity):
                raise
    _minutes(actor, activity, at)
    for matter in matters_of(activity):
        _letter(actor, activity, matter, at)


@dataclass
class _Decisions:
    """What comes of the tasks: matters to be opened, those there that are handed out, signals that come to them."""

    opening: Opening
    handed_out: list[tuple[Matter, flows.PreparedMove]] = field(default_factory=list)
    # By the origin of the matter to be opened, or by the matter that is there.
    joinings: list[tuple[str | Matter, PreparedJoining]] = field(default_factory=list)


def _decide(actor: Actor, activity: Activity, seen: int, at: datetime) -> None:
    tasks = _ready_tasks(activity, at)
    held = flows.prepare_move(actor, activity.case, HOLD, at=at)
    decided = _decisions(actor, activity, tasks, at)
    ready = decided.opening.prepared()
    with writing(actor, act="scheduling.confirm", at=at, ref=activity.ref) as call:
        if hold_turn(activity).state != PLANNED:
            raise MOVED_MEANWHILE()
        if last_written(activity) != seen:
            raise CHANGED_SINCE_READ()
        flows.write_move(call, held)
        done = ready.write(call)
        by_origin = {one.origin: one for one in [*done.new, *done.there]}
        for _, move in decided.handed_out:
            flows.write_move(call, move)
        for to, joining in decided.joinings:
            joining.write(call, by_origin[to] if isinstance(to, str) else to)
        came = [*done.new, *done.there, *(matter for matter, _ in decided.handed_out)]
        put_outputs(actor, activity, [one.ref for one in came], at=at, call=call)


def _ready_tasks(activity: Activity, at: datetime) -> list[Task]:
    """The tasks that are not struck. Raises the Problem that keeps them from being handed out."""
    day = planned_day(activity)
    if day is not None and day > day_of(at):
        raise NOT_YET(day=day)
    tasks = live_tasks(activity, day_of(at))
    if not tasks:
        raise NOTHING_NOTED()
    if lacking := [str(one.place) for one in tasks if not one.ready]:
        raise TASKS_INCOMPLETE(rows="、".join(lacking))
    return tasks


def _decisions(actor: Actor, activity: Activity, tasks: Iterable[Task], at: datetime) -> _Decisions:
    zone, reader = activity.zone, _reader(actor, at)
    rule = RuleBook().body(SCHEDULING, zone, day_of(at), SchedulingBody)
    there = open_matters(zone, reader)
    waiting = [one for one in noticed_in(zone, period_of(activity), None, reader) if one.state == OPEN]
    found = _Decisions(Opening(actor, zone, at=at))
    taken: set[int] = set()
    day = planned_day(activity)
    for task in tasks:
        matter = _matter_for(task, there) if task.line.about else None
        if matter is not None and _may_hand_out(actor, matter, task, found, at):
            said = _decided_in(activity, task)
            move = flows.prepare_move(actor, matter.case, ASSIGN, at=at, due=task.line.due, note=said)
            found.handed_out.append((matter, move))
        else:
            found.opening.add([_draft(task, activity, day)], flow=rule.flow, parent=matter)
        for one in _signals(task, waiting):
            if one.signal.pk in taken:
                continue
            taken.add(one.signal.pk)
            to, how = (
                (matter, Joined.ADDED)
                if matter is not None
                else (origin_of(activity, day, task.place), Joined.OPENED)
            )
            found.joinings.append((to, prepare_joining(actor, one.signal, how, at=at)))
    return found


def _reader(actor: Actor, at: datetime) -> Reader | None:
    return reader_for(actor.person, on=day_of(at)) if actor.person is not None else None


def _matter_for(task: Task, there: Mapping[Topic, list[tuple[str, Matter]]]) -> Matter | None:
    """The open matter that the task adds to: one that its unit leads, else the one about this very row."""
    some = there.get(topic_of(task.line.about), [])
    own = [one for _, one in some if task.unit is not None and lead_of(one).unit == task.unit]
    same = [one for about, one in some if about == task.line.about]
    return next(iter([*own, *same]), None)


def _may_hand_out(actor: Actor, matter: Matter, task: Task, found: _Decisions, at: datetime) -> bool:
    """Whether the matter itself waits to be handed out to this unit: then the task hands it out, with its day."""
    if (
        task.executing
        or lead_of(matter).unit != task.unit
        or any(matter == one for one, _ in found.handed_out)
    ):
        return False
    return not flows.why_not(actor, matter.case, ASSIGN, at)


def _signals(task: Task, waiting: Iterable[Noticed]) -> list[Noticed]:
    """The signals that nothing came of yet and that the task answers: about the same, of its row or its unit."""
    about = task.line.about
    return [
        one
        for one in waiting
        if about
        and topic_of(one.signal.about) == topic_of(about)
        and (one.signal.about.endswith(about) or one.signal.unit == task.unit)
    ]


def _draft(task: Task, activity: Activity, day: date | None) -> Draft:
    return Draft(
        title=task.title,
        unit=task.unit,
        executing=task.executing,
        leader=task.leader,
        origin=origin_of(activity, day, task.place),
        due=task.line.due,
        row=task.place,
    )


def _minutes(actor: Actor, activity: Activity, at: datetime) -> None:
    """The minutes as a draft (会议纪要): reviewed and issued like any paper."""
    key = f"{activity.ref}/minutes"
    paper = Paper.objects.known_at().filter(zone=activity.zone, key=key).first()
    if paper is None:
        paper = draft_paper(actor, _minutes_draft(activity, key, at), at=at)
    put_outputs(actor, activity, [paper.ref], at=at)


def _minutes_draft(activity: Activity, key: str, at: datetime) -> PaperDraft:
    (meeting,) = standings([activity])
    slots = {
        "meeting": activity.title,
        "day": meeting.day or day_of(at),
        "place": activity.where,
        "host": meeting.chair.name if meeting.chair is not None else activity.host.name,
        "points": [sentence(one, Words("zh")) for one in live_tasks(activity, day_of(at))],
    }
    refs = (activity.ref, *(one.ref for one in matters_of(activity)))
    return PaperDraft(MINUTES, activity.host, key, slots=slots, refs=refs)


def _letter(actor: Actor, activity: Activity, matter: Matter, at: datetime) -> None:
    """交办单 to the unit that leads; none to the office itself, and none once the matter went on its way."""
    if lead_of(matter).unit == activity.host or ended(matter):
        return
    if any(one.about.filter(ref=matter.ref).exists() for one in papers_of(activity, ASSIGNMENT)):
        return
    paper = draft_assignment(actor, matter, at=at, decided=_decision(activity, matter, at))
    put_outputs(actor, activity, [paper.ref], at=at)


def _decision(activity: Activity, matter: Matter, at: datetime) -> Decision | None:
    """The task by which the meeting handed out a matter that was there; None of a matter that the meeting opened.

    It is found by what the move says, so that whoever completes what broke off finds the same.
    """
    moves = Move.objects.filter(case=matter.case, flow_move__move=ASSIGN, note__gt="")
    noted = set(moves.values_list("note", flat=True))
    day = planned_day(activity)
    for task in live_tasks(activity, day_of(at)) if noted else ():
        if _decided_in(activity, task) in noted:
            return Decision(task.title, origin_of(activity, day, task.place))
    return None


def _decided_in(activity: Activity, task: Task) -> str:
    """What the move says that hands a matter out by a task of the meeting."""
    words = Words("zh")
    return words("decided_in", meeting=activity.title, sentence=sentence(task, words))
