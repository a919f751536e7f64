"""The sample zone's matters: what was asked, of whom, when it was due, and what was done with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from .chance import choice, pick
from .declared import DaysPart, RecentPart, WayPart, matters_file, zone_file

_HUNDRED = 100
# Offices open at eight; what is done on one day is done an hour after the other.
_MORNING = time(0, tzinfo=UTC)
_HOUR = timedelta(hours=1)
_WEEK = timedelta(weeks=1)
# The moves of the office that asked; the others are the unit's.
OFFICE = ("verify", "close", "return")


@dataclass(frozen=True)
class Step:
    """A move of a matter, by its unit (`by_office` is false) or by the office that asked."""

    name: str
    at: datetime
    by_office: bool = False


@dataclass(frozen=True)
class Errand:
    """One matter and its life as far as it is known."""

    number: int
    title: str
    kind: str
    origin: str
    unit: str
    given: datetime
    due: date
    steps: tuple[Step, ...]


def errands() -> list[Errand]:
    """All matters, in the order in which they were assigned."""
    made = [_errand(number) for number in range(1, matters_file().count + 1)]
    return sorted(made, key=lambda one: (one.given, one.number))


def recent(founded: date) -> list[Errand]:
    """What the zone works at on the day it is founded, in the order in which it was assigned."""
    declared = matters_file()
    made = [_recent(declared.count + n, part, founded) for n, part in enumerate(declared.recent, 1)]
    return sorted(made, key=lambda one: (one.given, one.number))


def _recent(number: int, part: RecentPart, founded: date) -> Errand:
    def morning(days: int) -> datetime:
        return datetime.combine(founded + timedelta(days=days), _MORNING)

    given = morning(part.given)
    return Errand(
        number=number,
        title=f"{part.title}（样例{number:03}）",
        kind=part.kind,
        origin=part.origin,
        unit=part.unit,
        given=given,
        due=_workday(founded + timedelta(days=part.due)),
        steps=tuple(
            Step(name, max(morning(days), given) + n * _HOUR, by_office=name in OFFICE)
            for n, (name, days) in enumerate(part.steps.items(), 1)
        ),
    )


def _errand(number: int) -> Errand:
    declared = matters_file()
    weeks = (declared.last_day - declared.first_day) // _WEEK + 1
    given = datetime.combine(declared.first_day + _WEEK * pick(weeks, "given", number), _MORNING)
    due = _workday(given.date() + timedelta(days=_days(declared.term, "term", number)))
    kind = choice(sorted(declared.kinds), "kind", number)
    title = choice(declared.kinds[kind], "title", number).replace(
        "○", choice(declared.places, "place", number)
    )
    units = [one.name for one in zone_file().units if one.name != declared.office]
    return Errand(
        number=number,
        title=f"{title}（样例{number:03}）",
        kind=kind,
        origin=choice(declared.origins, "origin", number),
        unit=choice(units, "unit of matter", number),
        given=given,
        due=due,
        steps=_steps(number, declared.flows[kind], given, due),
    )


def _steps(number: int, flow: str, given: datetime, due: date) -> tuple[Step, ...]:
    """The moves that lie before what is known by now; a move whose forerunner lies later is not made either."""
    declared = matters_file()
    way = _way(number)
    signed = given + timedelta(days=_days(declared.sign, "sign", number)) + _HOUR
    days = _days(way.report, "report", number)
    reported = max(datetime.combine(due, _MORNING) + timedelta(days=days), signed + 3 * _HOUR) + _HOUR
    steps = [Step("accept", signed), Step("begin", signed + _HOUR), Step("report", reported)]
    looked = reported + timedelta(days=_days(declared.verify, "verify", number))
    if way.returned:
        again = looked + timedelta(days=_days(declared.verify, "again", number))
        steps += [Step("return", looked, True), Step("report", again)]
        looked = again + timedelta(days=_days(declared.verify, "second", number))
    steps += [Step("verify", looked + _HOUR, True), Step("close", looked + 2 * _HOUR, True)]
    until = datetime.combine(declared.known_until, _MORNING)
    return tuple(step for step in steps if step.at < until and step.name not in declared.lacks[flow])


def _way(number: int) -> WayPart:
    drawn = pick(_HUNDRED, "way", number)
    for way in matters_file().ways:
        if drawn < way.share:
            return way
        drawn -= way.share
    raise ValueError("matters.yaml: the shares of the ways do not make a hundred")


def _days(part: DaysPart, *words: object) -> int:
    return part.least + pick(part.more, *words)


def _workday(day: date) -> date:
    """The day itself, or the Monday after a weekend."""
    saturday = 5
    return day + timedelta(days=7 - day.weekday()) if day.weekday() >= saturday else day
