"""The entries of the two lists: proposed by one office, decided by another, each as far as it has come."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from jingkai.systems.supervision.api import Entry, Listing, enter_listing, move_listing

from ..declared import conduct_file
from .matters import errand
from .people import Parties

_MORNING = time(1, tzinfo=UTC)


def write_conduct(parties: Parties) -> int:
    """Enter what is not there yet and make the moves that are not made yet; how many entries are new. An entry whose
    matter is not there is left out.
    """
    said, written = conduct_file(), 0
    proposer = parties.actor(said.proposer.unit, said.proposer.post)
    decider = parties.actor(said.decider.unit, said.decider.post)
    for one in said.entries:
        matter = errand(parties, *one.matter.split("/"))
        if matter is None:
            continue
        person = parties.person(one.unit, one.post)
        row = Listing.objects.known_at().filter(side=one.side, person=person, event=matter.ref).first()
        if row is None:
            entry = Entry(
                one.side, person, parties.units[one.unit], matter.ref, matter.title, one.effect, matter.ref
            )
            row = enter_listing(proposer, parties.zone, entry, at=_at(one.day))
            written += 1
        # The first move of a case opened it.
        for step in one.moves[row.case.moves.count() - 1 :]:
            move_listing(decider, row, step.name, at=_at(step.day), note=step.note)
            row.case.refresh_from_db()
    return written


def _at(day: date) -> datetime:
    return datetime.combine(day, _MORNING)
