"""The tasks of a meeting as they read now: who does each, until when, and what is still to be asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from jingkai.kernel.activities.models import Activity
from jingkai.kernel.parties.models import Organisation, Person
from jingkai.systems.supervision.api import Known, Names, several

from .models import TaskLine
from .queries import lines_of

# What a task may lack, in the order in which it is asked.
UNIT, UNIT_UNKNOWN, EXECUTING_UNKNOWN, LEADER_UNKNOWN, DUE = (
    "unit", "unit-unknown", "executing-unknown", "leader-unknown", "due",
)  # fmt: skip
# How many names are offered for one that is in doubt.
_MOST = 6


@dataclass(frozen=True)
class Task:
    """A task line with the units and the leader its names stand for. `place` is its number as it is read out, 0 of one
    that is struck. `lacks` is what keeps it from being handed out, `like` are names that a name in doubt may mean.
    """

    line: TaskLine
    place: int
    unit: Organisation | None
    executing: tuple[Organisation, ...]
    leader: Person | None
    lacks: tuple[str, ...]
    like: tuple[str, ...]

    @property
    def ready(self) -> bool:
        """Whether it may be handed out."""
        return not self.lacks

    @property
    def title(self) -> str:
        """What is to be done, as it stands at the head of a matter: without a full stop."""
        return self.line.said.rstrip("。.；; ")


def tasks_of(activity: Activity, on: date) -> list[Task]:
    """The tasks of the meeting, struck ones too, in the order in which they were first noted."""
    names, known = Names(activity.zone, on), Known(activity.zone, on)
    return [_task(line, place, names, known) for line, place in placed(lines_of([activity]))]


def placed(lines: Iterable[TaskLine]) -> Iterator[tuple[TaskLine, int]]:
    """The lines of one meeting with their numbers as they are read out: what is struck has none and counts for none."""
    place = 0
    for line in lines:
        place += not line.struck
        yield line, 0 if line.struck else place


def live_tasks(activity: Activity, on: date) -> list[Task]:
    """The tasks that are not struck, as they are read out."""
    return [one for one in tasks_of(activity, on) if one.place]


def _task(line: TaskLine, place: int, names: Names, known: Known) -> Task:
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
    like = dict.fromkeys(own for one in doubtful if one for own in _like(one, known.units))
    return Task(
        line=line,
        place=place,
        unit=lead[0] if lead else None,
        executing=tuple(one for one in executing if one not in lead),
        leader=leader,
        lacks=tuple(lacks),
        like=tuple(like)[:_MOST],
    )


def _like(name: str, units: dict[str, str]) -> Iterable[str]:
    """Names of units that hold the name, or are held by it; then those that share most of its characters."""
    held = [own for known, own in units.items() if name in known or known in name]
    if held:
        return held
    shared = {own: len(set(name) & set(known)) / len(set(name)) for known, own in units.items()}
    half = 0.5
    return sorted((own for own, share in shared.items() if share >= half), key=lambda own: -shared[own])
