"""Minutes of a meeting become tasks: each point that the clerk marked, with leader, unit and due date."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from jingkai.engines.periods import day_of
from jingkai.kernel.activities.models import Activity
from jingkai.kernel.activities.services import Plan, enter_held, put_outputs
from jingkai.kernel.flows.problems import NOT_IN_POST
from jingkai.kernel.flows.services.acting import acting, wrong_with
from jingkai.kernel.matters.problems import UNIT_MISSING, WORD_UNKNOWN
from jingkai.kernel.matters.services import Draft, Opened, Opening
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.problems import ProblemKind
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.writing import writing
from jingkai.kernel.rules.book import RuleBook
from jingkai.kernel.rules.daybook import day_book

from ..kinds import MINUTES, READING, MinutesBody, ReadingBody
from ..problems import DUE_BEFORE_MEETING, DUE_NO_SUCH_DAY, DUE_UNCLEAR, HELD_BEFORE_POST, LEADER_MISSING
from .due import Doubt, DueReader
from .naming import Names

# How much of the text around a date is shown with a question.
_AROUND = 12


@dataclass(frozen=True)
class Meeting:
    """A meeting that was held: its kind by the rule of minutes (`standing`), title, when, and who was the host."""

    kind: str
    title: str
    held: datetime
    host: Organisation

    @property
    def origin(self) -> str:
        """Which meeting it is."""
        return f"meeting:{day_of(self.held).isoformat()} {self.title}"


@dataclass(frozen=True)
class Point:
    """A point that the clerk marked as a task; names and due date as they stand in the minutes, or empty."""

    row: int
    title: str
    unit: str = ""
    executing: str = ""
    leader: str = ""
    due: str = ""


@dataclass(frozen=True)
class Asked:
    """A date of the text that gives no year: it is asked, and nothing is made of it."""

    date: str
    around: str


@dataclass(frozen=True)
class Minuted:
    """What came of the minutes."""

    meeting: Activity
    tasks: Opened
    asked: tuple[Asked, ...]


def open_tasks(
    actor: Actor, zone: Organisation, meeting: Meeting, points: Sequence[Point], text: str, *, at: datetime
) -> Minuted:
    """Open the tasks of a meeting, all or none; the same minutes again open nothing.

    A task without a due date has the term of its kind of meeting, counted from the meeting. Raises Problem
    `supervision.held-before-post` where the actor did not hold the post on the day of the meeting,
    `matters.unit-missing` and `supervision.leader-missing` with every row concerned, `supervision.unit-unknown`,
    `supervision.leader-unknown`, `supervision.due-before-meeting`, `supervision.due-no-such-day`,
    `supervision.due-unclear`, `matters.word-unknown` for a kind of meeting that the rule does not have, and those of
    `open_matters`.
    """
    on = day_of(at)
    rule = RuleBook().body(MINUTES, zone, on, MinutesBody)
    if meeting.kind not in rule.meetings:
        known = "、".join(sorted(rule.meetings))
        raise WORD_UNKNOWN(what="会议种类 kind of meeting", word=meeting.kind, known=known)
    _refuse_incomplete(points)
    dues = _dues(points, due_reader(zone, meeting, rule.meetings[meeting.kind].term))
    names = Names(zone, on)
    drafts = [_draft(one, meeting, names, dues[one.row]) for one in points]
    names.refuse_unknown()
    opening = Opening(actor, zone, at=at)
    opening.add(drafts, flow=rule.flow)
    ready = opening.prepared()
    plan = Plan("meeting", meeting.title, meeting.origin, meeting.host, plan=text)
    activity = Activity.objects.known_at().filter(zone=zone, origin=meeting.origin).first()
    if activity is None:
        _refuse_before_post(actor, meeting)
    with writing(actor, act="supervision.minutes", at=at, ref=meeting.origin) as call:
        activity = activity or enter_held(actor, zone, plan, at=meeting.held, call=call)
        done = ready.write(call)
        put_outputs(actor, activity, [one.ref for one in done.new], at=at, call=call)
    return Minuted(activity, done, tuple(undated(text, zone, on)))


def _refuse_before_post(actor: Actor, meeting: Meeting) -> None:
    """A meeting is entered in a post that was held on its day."""
    book = day_book(meeting.held)
    if any(one.code == NOT_IN_POST.code for one in wrong_with(acting(actor, book), book.on)):
        raise HELD_BEFORE_POST(day=book.on)


def undated(text: str, zone: Organisation, on: date) -> Iterator[Asked]:
    """The dates of a text that give no year, in order, each with the words around it."""
    rule = RuleBook().body(READING, zone, on, ReadingBody)
    for found in re.finditer(rule.yearless_date, text):
        around = text[max(0, found.start() - _AROUND) : found.end() + _AROUND]
        yield Asked(found[0], " ".join(around.split()))


def _refuse_incomplete(points: Sequence[Point]) -> None:
    nobody = [str(one.row) for one in points if not one.unit.strip()]
    if nobody:
        raise UNIT_MISSING(rows="、".join(nobody))
    headless = [str(one.row) for one in points if not one.leader.strip()]
    if headless:
        raise LEADER_MISSING(rows="、".join(headless))


def due_reader(zone: Organisation, meeting: Meeting, term: str) -> DueReader:
    """Reads the due dates of pasted minutes: they come from anywhere, so that a year they do not give is asked."""
    return DueReader(zone, meeting.host, day_of(meeting.held), term, years_asked=True)


_REFUSED: dict[Doubt | None, ProblemKind] = {
    Doubt.PAST: DUE_BEFORE_MEETING,
    Doubt.NO_SUCH_DAY: DUE_NO_SUCH_DAY,
}


def _dues(points: Sequence[Point], reader: DueReader) -> dict[int, date]:
    """The day each is due on. Raises Problem `supervision.due-before-meeting`, `supervision.due-no-such-day`,
    `supervision.due-unclear`, the first with all that it is about.
    """
    found: dict[int, date] = {}
    refused: dict[ProblemKind, list[str]] = {}
    for one in points:
        said = reader.read(one.due, one.title)
        if said.due is not None:
            found[one.row] = said.due
        else:
            refused.setdefault(_REFUSED.get(said.doubt, DUE_UNCLEAR), []).append(
                f"第 {one.row} 行 {said.words}"
            )
    for kind, rows in refused.items():
        raise kind(rows="；".join(rows))
    return found


def _draft(point: Point, meeting: Meeting, names: Names, due: date) -> Draft:
    lead, *others = (*names.units(several(point.unit), point.row), None)
    executing = (*others, *names.units(several(point.executing), point.row))
    return Draft(
        title=point.title,
        unit=lead,
        executing=tuple(one for one in executing if one is not None),
        leader=names.leader(point.leader, point.row),
        origin=f"{meeting.origin}#{point.row}",
        due=due,
        row=point.row,
    )


def several(text: str) -> list[str]:
    """The names that stand in one cell or field."""
    return [one for one in re.split(r"[、，,;；\s]+", text.strip()) if one]
