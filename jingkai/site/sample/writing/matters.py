"""Three hundred matters of 2023 and 2024, and what is being done now, each with the moves it has made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from itertools import groupby

from jingkai.engines.periods import day_of
from jingkai.kernel.matters.models import Matter
from jingkai.kernel.matters.services import Draft, Opening, move
from jingkai.kernel.records.actor import SYSTEM, Actor
from jingkai.kernel.records.models import Entry, RequestKey
from jingkai.kernel.records.writing import writing
from jingkai.kernel.rules.daybook import DayBook

from ..declared import matters_file, zone_file
from ..docket import Errand, Step, errands, recent
from .people import Parties, read_parties

ACT = "sample.matters"


def write_matters(parties: Parties, at: datetime) -> int:
    """The matters of the history; see `_write`."""
    return _write(parties, errands(), at)


def write_recent(zone_name: str, *, at: datetime) -> int:
    """What the zone works at on the day of `at`, or on the earlier day on which this was begun; see `_write`."""
    parties = read_parties(zone_name, at)
    done = f"sample:recent-done:{parties.zone.pk}"
    if RequestKey.objects.filter(key=done).exists():
        return 0
    written = _write(parties, recent(_founded(parties, at)), at)
    with writing(SYSTEM, act=ACT, at=at, key=done, content=zone_name, ref=zone_name):
        pass
    return written


def _founded(parties: Parties, at: datetime) -> date:
    """The day that the recent matters are told from: kept, so that whoever breaks off goes on from the same day."""
    key = f"sample:recent:{parties.zone.pk}"
    with writing(SYSTEM, act=ACT, at=at, key=key, content=parties.zone.name, ref=parties.zone.name):
        pass
    entry = Entry.objects.get(batch=RequestKey.objects.get(key=key).batch)
    return day_of(entry.at)


def _write(parties: Parties, listed: Sequence[Errand], at: datetime) -> int:
    """Open what is not there yet and make the moves that are not made yet; how many matters are new.

    The matters of one day are opened in one call; each move is a call of its own, in the order of time.
    """
    actors = {one.name: parties.actor(one.name, one.posts[1].title) for one in zone_file().units}
    there = len(_matters(parties, listed))
    for _, some in groupby(listed, key=lambda one: one.given):
        _open(parties, list(some), actors[matters_file().office], at)
    _move_all(parties, listed, actors)
    return len(listed) - there


def _open(parties: Parties, some: Sequence[Errand], office: Actor, at: datetime) -> None:
    key = f"sample:matters:{parties.zone.pk}:{some[0].number}"
    if RequestKey.objects.filter(key=key).exists():
        return
    declared = matters_file()
    opening = Opening(office, parties.zone, at=some[0].given)
    for flow in sorted(set(declared.flows.values())):
        opening.add((_draft(parties, one) for one in some if declared.flows[one.kind] == flow), flow=flow)
    ready = opening.prepared()
    with writing(office, act=ACT, at=at, key=key, content=[one.number for one in some]) as call:
        ready.write(call)


def _draft(parties: Parties, one: Errand) -> Draft:
    return Draft(
        title=one.title,
        unit=parties.units[one.unit],
        origin=_origin(one),
        due=one.due,
        kind=one.kind,
        evidence=matters_file().evidence,
    )


def _move_all(parties: Parties, listed: Sequence[Errand], actors: Mapping[str, Actor]) -> None:
    matters = _matters(parties, listed)
    office = matters_file().office
    left = [
        (step, one)
        for one in listed
        # The first move of a case opened it.
        for step in one.steps[matters[_origin(one)].case.now.n - 1 :]
    ]
    left.sort(key=lambda pair: (pair[0].at, pair[1].number))
    for day, some in groupby(left, key=lambda pair: day_of(pair[0].at)):
        book = DayBook(day)
        for step, one in some:
            _move(matters[_origin(one)], step, actors[office if step.by_office else one.unit], book)


def _move(matter: Matter, step: Step, actor: Actor, book: DayBook) -> None:
    declared = matters_file()
    evidence = declared.evidence if step.name == "report" else ""
    note = declared.notes.get(step.name, "")
    move(actor, matter, step.name, at=step.at, evidence=evidence, note=note, book=book)


def _matters(parties: Parties, listed: Sequence[Errand]) -> dict[str, Matter]:
    found = Matter.objects.known_at().filter(zone=parties.zone, origin__in=[_origin(one) for one in listed])
    return {
        row.origin: row for row in found.select_related("case__flow", "case__holder", "case__now", "parent")
    }


def errand(parties: Parties, meeting: str, number: str) -> Matter | None:
    """The matter that a meeting of the sample gave this number, on whatever day."""
    rows = Matter.objects.known_at().filter(zone=parties.zone)
    return rows.filter(origin__startswith="meeting:", origin__endswith=f" {_said(meeting, number)}").first()


def _origin(one: Errand) -> str:
    return f"meeting:{one.given:%Y-%m-%d} {_said(one.origin, one.number)}"


def _said(meeting: str, number: object) -> str:
    return f"{meeting}（样例）#{number}"
