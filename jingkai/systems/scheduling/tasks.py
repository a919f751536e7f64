"""The tasks of a meeting as they read now: who does each, until when, and what is still to be asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from jingkai.kernel.activities.models import Activity
from jingkai.kernel.activities.queries import planned_day
from jingkai.kernel.parties.models import Organisation, Person
from jingkai.kernel.rules.book import RuleBook
from jingkai.systems.supervision.api import Doubt, DueReader, DueSaid, Known, Names, several

from .kinds import SCHEDULING, SchedulingBody
from .models import TaskLine
from .queries import lines_of

# What a task may lack, in the order in which it is asked.
UNIT, UNIT_UNKNOWN, EXECUTING_UNKNOWN, LEADER_UNKNOWN, DUE = (
    "unit", "unit-unknown", "executing-unknown", "leader-unknown", "due",
)  # fmt: skip


@dataclass(frozen=True)
class Task:
    """A task line with the units and the leader its names stand for. `place` is its number as it is read out, 0 of one
    that is struck. `lacks` is what keeps it from being handed out, `asked` why it has no due date, `like` are names
    that a name in doubt may mean.
    """

    line: TaskLine
    place: int
    unit: Organisation | None
    executing: tuple[Organisation, ...]
    leader: Person | None
    lacks: tuple[str, ...]
    asked: DueSaid | None
    like: tuple[str, ...]

    @property
    def ready(self) -> bool:
        """Whether it may be handed out."""
        return not self.lacks

    @property
    def title(self) -> str:
        """What is to be done, as it stands at the head of a matter: without a full stop."""
        return self.line.said.rstrip("。.；; ")


def due_reader(activity: Activity, day: date) -> DueReader:
    """Reads the due dates of the meeting, planned for that day: a day without a year is of the meeting's."""
    rule = RuleBook().body(SCHEDULING, activity.zone, day, SchedulingBody)
    return DueReader(activity.zone, activity.host, day, rule.term, years_asked=False)


def tasks_of(activity: Activity, on: date) -> list[Task]:
    """The tasks of the meeting, struck ones too, in the order in which they were first noted."""
    names, known = Names(activity.zone, on), Known(activity.zone, on)
    reader = due_reader(activity, planned_day(activity) or on)
    return [_task(line, place, names, known, reader) for line, place in placed(lines_of([activity]))]


def placed(lines: Iterable[TaskLine]) -> Iterator[tuple[TaskLine, int]]:
    """The lines of one meeting with their numbers as they are read out: what is struck has none and counts for none."""
    place = 0
    for line in lines:
        place += not line.struck
        yield line, 0 if line.struck else place


def live_tasks(activity: Activity, on: date) -> list[Task]:
    """The tasks that are not struck, as they are read out."""
    return [one for one in tasks_of(activity, on) if one.place]


def _task(line: TaskLine, place: int, names: Names, known: Known, reader: DueReader) -> Task:
    lead = names.units([line.unit], line.n)
    wanted = several(line.executing)
    executing = names.units(wanted, line.n)
    leader = names.leader(line.leader, line.n)
    lacks, doubtful = [], []
    if not lead:
        lacks.append(UNIT_UNKNOWN if line.unit else UNIT)
        doubtful.append(line.unit)
    if any(not names.units([one], line.n) for one in wanted):
        lacks.append(EXECUTING_UNKNOWN)
    if line.leader and leader is None:
        lacks.append(LEADER_UNKNOWN)
    if line.due is None:
        lacks.append(DUE)
    like = [own for one in doubtful if one for own in known.like(one)]
    return Task(
        line=line,
        place=place,
        unit=lead[0] if lead else None,
        executing=tuple(one for one in executing if one not in lead),
        leader=leader,
        lacks=tuple(lacks),
        asked=_asked(line, reader) if line.due is None else None,
        like=tuple(like),
    )


def _asked(line: TaskLine, reader: DueReader) -> DueSaid:
    """Why a line has no due date. One that was no day when it was noted is not made one later: the words are asked."""
    read = reader.read(line.due_said, line.said)
    return read if read.doubt is not None else DueSaid(None, read.words, Doubt.UNCLEAR, named=read.words)
