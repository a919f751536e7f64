"""Three hundred matters, each with the moves it has made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import groupby

from jingkai.kernel.matters.models import Matter
from jingkai.kernel.matters.services import Draft, move, open_matters
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.models import RequestKey
from jingkai.kernel.records.writer import Writer
from jingkai.kernel.records.writing import writing

from ..declared import matters_file, zone_file
from ..docket import Errand, Step, errands
from .people import Parties

ACT = "sample.matters"


def write_matters(parties: Parties, at: datetime) -> int:
    """Open what is not there yet and make the moves that are not made yet; how many matters are new.

    A call takes the matters of one week one step on: a move sees only what is live already.
    """
    listed = errands()
    actors = {one.name: parties.actor(one.name, one.posts[1].title) for one in zone_file().units}
    there = Matter.objects.known_at().filter(zone=parties.zone).count()
    longest = max(len(one.steps) for one in listed)
    for _, week in groupby(listed, key=lambda one: one.given):
        some = list(week)
        for turn in range(longest + 1):
            _turn(parties, some, actors, turn, at)
    return len(listed) - there


def _turn(
    parties: Parties, some: Sequence[Errand], actors: Mapping[str, Actor], turn: int, at: datetime
) -> None:
    """Turn 0 opens these matters, turn n makes the n-th move of each that has one."""
    office = actors[matters_file().office]
    key = f"sample:matters:{parties.zone.pk}:{some[0].number}:{turn}"
    if RequestKey.objects.filter(key=key).exists():
        return
    with writing(office, act=ACT, at=at, key=key, content=[one.number for one in some]) as call:
        if turn == 0:
            _open(parties, some, office, call)
            return
        matters = _matters(parties, some)
        for one in some:
            if len(one.steps) >= turn:
                step = one.steps[turn - 1]
                _move(matters[_origin(one)], step, office if step.by_office else actors[one.unit], call)


def _open(parties: Parties, some: Sequence[Errand], office: Actor, call: Writer) -> None:
    declared = matters_file()
    for flow in sorted(set(declared.flows.values())):
        drafts = [_draft(parties, one) for one in some if declared.flows[one.kind] == flow]
        if drafts:
            open_matters(office, parties.zone, drafts, flow=flow, at=some[0].given, call=call)


def _draft(parties: Parties, one: Errand) -> Draft:
    return Draft(
        title=one.title,
        unit=parties.units[one.unit],
        origin=_origin(one),
        due=one.due,
        kind=one.kind,
        evidence=matters_file().evidence,
    )


def _move(matter: Matter, step: Step, actor: Actor, call: Writer) -> None:
    declared = matters_file()
    evidence = declared.evidence if step.name == "report" else ""
    note = declared.notes.get(step.name, "")
    move(actor, matter, step.name, at=step.at, evidence=evidence, note=note, call=call)


def _matters(parties: Parties, some: Sequence[Errand]) -> dict[str, Matter]:
    found = Matter.objects.known_at().filter(zone=parties.zone, origin__in=[_origin(one) for one in some])
    return {row.origin: row for row in found.select_related("case__flow", "parent")}


def _origin(one: Errand) -> str:
    return f"样例:{one.origin}/{one.number}"
