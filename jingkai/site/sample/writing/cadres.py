"""The records of persons: the organisation line enters for which projects they answer, they answer to an entry, a
reward is proposed by one office and approved by another.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from jingkai.kernel.registers.events import charges
from jingkai.kernel.rounds.models import Consequence
from jingkai.kernel.rounds.services import decide
from jingkai.systems.cadres.charging import charge_by_name
from jingkai.systems.cadres.services import propose_reward
from jingkai.systems.supervision.api import Listing, Reply, lines_of, reply, stands

from ..serving import PersonPart, cadres_file
from .matters import errand
from .people import Parties

_MORNING = time(1, tzinfo=UTC)


def write_cadres(parties: Parties) -> None:
    """Write what is not there yet; nothing about whom no list has an entry."""
    for one in cadres_file().people:
        himself = parties.actor(one.unit, one.post)
        entries = Listing.objects.known_at().filter(person=himself.person, zone=parties.zone)
        if entries.exists():
            _charges(parties, one)
            _answers(parties, one)
            _rewards(parties, one)


def _charges(parties: Parties, one: PersonPart) -> None:
    organiser = cadres_file().organiser
    person = parties.person(one.unit, one.post)
    there = set(charges().filter(person=person).values_list("subject__code", flat=True))
    for said in one.charges:
        if said.project not in there:
            actor = parties.actor(organiser.unit, organiser.post)
            charge_by_name(actor, person, said.project, said.duty, said.since, at=_at(said.day))


def _answers(parties: Parties, one: PersonPart) -> None:
    himself = parties.actor(one.unit, one.post)
    for said in one.answers:
        matter = errand(parties, *said.matter.split("/"))
        rows = Listing.objects.known_at().filter(person=himself.person, event=matter.ref if matter else "")
        for row in rows.exclude(pk__in=Reply.objects.known_at().values("listing")):
            reply(himself, row, said.says, at=_at(said.day))


def _rewards(parties: Parties, one: PersonPart) -> None:
    declared, person = cadres_file(), parties.person(one.unit, one.post)
    rows = Listing.objects.known_at().filter(person=person, side="positive").order_by("pk")
    grounds = [line.listing for line in lines_of(rows) if stands(line)]
    for said in one.rewards:
        row = Consequence.objects.known_at().filter(person=person, key=said.key).first()
        if row is None and grounds:
            proposer = parties.actor(declared.proposer.unit, declared.proposer.post)
            row = propose_reward(proposer, said.key, grounds, reason=said.reason, at=_at(said.day))
        if row is not None and row.case.moves.count() == 1:
            approver = parties.actor(declared.organiser.unit, declared.organiser.post)
            decide(approver, row, "approve", at=_at(said.approved))


def _at(day: date) -> datetime:
    return datetime.combine(day, _MORNING)
