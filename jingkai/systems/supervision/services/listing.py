"""Entries of the two lists: proposed by a person with all three of person, event and effect, moved as their flow says,
answered by whom they are about. Each change is told to that person.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from jingkai.engines.periods import day_of
from jingkai.kernel.flows.lateness import runs
from jingkai.kernel.flows.models import CaseState, Move
from jingkai.kernel.flows.problems import NOT_THE_DOER
from jingkai.kernel.flows.services import CaseDraft, prepare_cases, prepare_move, write_cases, write_move
from jingkai.kernel.flows.services.acting import acting
from jingkai.kernel.flows.state import flow_of, state_of
from jingkai.kernel.matters.models import Matter
from jingkai.kernel.matters.services.evidence import Attached
from jingkai.kernel.messages.services import send
from jingkai.kernel.parties.models import Organisation, Person, Post
from jingkai.kernel.parties.queries import resolves_to
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.writer import Writer
from jingkai.kernel.records.writing import writing
from jingkai.kernel.rules.access import reader_for, require
from jingkai.kernel.rules.daybook import day_book

from ..conduct.candidates import days_late
from ..conduct.causes import causes_for
from ..conduct.proofs import Shown, event_of, proof_of
from ..models import Listing, Reply, Side
from ..models.correction import AMEND
from ..models.listing import KIND
from ..problems import (
    CAUSE_UNKNOWN,
    CORRECTION_EMPTY,
    EVENT_UNKNOWN,
    LISTED_ALREADY,
    LISTING_INCOMPLETE,
    PERSON_ELSEWHERE,
    PROOF_UNKNOWN,
    REPLY_EMPTY,
    REPLY_LATE,
    REPLY_OF_ANOTHER,
)
from .answering import answer_until
from .publicity import list_of, refuse_unshown

PUBLICISE = "publicise"
# The three, and what each is called where it is missing.
_THREE = (
    ("person", "人", "the person"),
    ("event", "事（事项、活动或督查结论）", "the event (a matter, an activity or a conclusion)"),
    ("happened", "事的内容", "what happened"),
    ("effect", "成效", "the effect"),
    ("proof", "成效的依据", "what proves the effect"),
)


@dataclass(frozen=True)
class Entry:
    """What somebody wants entered: `event` and `proof` are references (`matter:3-2024-17`, `fact:9`, `file:4`)."""

    side: str
    person: Person | None
    unit: Organisation
    event: str
    happened: str
    effect: str
    proof: str


def enter_listing(actor: Actor, zone: Organisation, entry: Entry, *, at: datetime) -> Listing:
    """Nominate a positive example, or propose an entry of the negative list; others decide about it.

    Raises Problem `supervision.listing-incomplete` that names all that is missing, `supervision.event-unknown`,
    `supervision.proof-unknown`, `supervision.person-elsewhere`, `supervision.listed-already`, `parties.not-allowed`,
    and those of `flows.services.prepare_cases`.
    """
    person = _whole(entry)
    on = day_of(at)
    unit = resolves_to(entry.unit, on=on)
    if not Post.objects.valid_on(on).filter(person=person, body__in=[entry.unit, unit]).exists():
        raise PERSON_ELSEWHERE(person=person.name, unit=entry.unit.name)
    require(actor, "write", KIND, unit, on=on)
    reader = reader_for(actor.person, on=on) if actor.person is not None else None
    event = event_of(entry.event, reader)
    if event is None:
        raise EVENT_UNKNOWN(ref=entry.event)
    if proof_of(entry.proof, entry.side, entry.event, reader, at) is None:
        raise PROOF_UNKNOWN(ref=entry.proof)
    if Listing.objects.filter(side=entry.side, person=person, event=entry.event).exists():
        raise LISTED_ALREADY()
    rule = list_of(zone, entry.side, at)
    prepared = prepare_cases(actor, rule.flow, [CaseDraft(unit)], at=at)
    with writing(actor, act="supervision.list", at=at, ref=entry.event) as call:
        (case,) = write_cases(call, prepared, [f"listing:{entry.side}:{person.pk}:{entry.event}"[:200]])
        row = call.add(
            Listing(
                case=case,
                zone=zone,
                side=entry.side,
                person=person,
                unit=unit,
                event=entry.event,
                happened=entry.happened.strip(),
                effect=entry.effect.strip(),
                proof=entry.proof,
                days=_days(entry, event, at),
            )
        )
        tell(actor, row, flow_of(case.flow).opening.title.zh, "", at, call)
    return row


def move_listing(
    actor: Actor, listing: Listing, name: str, files: Sequence[Attached] = (), *, at: datetime, note: str = ""
) -> Move:
    """Make the next move of an entry, with its files as evidence. Making it public goes by `publicise`; a correction is
    made by `correct_listing`.

    Raises Problem `supervision.not-shown-yet`, `supervision.correction-empty`, `flows.not-the-doer`, and those of
    `flows.services.move`.
    """
    if name == AMEND:
        raise CORRECTION_EMPTY()
    if name == PUBLICISE:
        refuse_unshown(listing, at)
    if (refused := not_by(actor, listing, name, at)) is not None:
        raise refused
    evidence = "files" if files else ""
    ready = prepare_move(actor, listing.case, name, at=at, evidence=evidence, note=note)
    title = flow_of(listing.case.flow).move(name, ready.flow_move.source)
    with writing(actor, act=f"supervision.{name}", at=at, ref=listing.ref) as call:
        rows = call.add_all(one.stored.row(one.name, one.media_type) for one in files)
        made = write_move(call, replace(ready, evidence=" ".join(f"file:{row.pk}" for row in rows)))
        tell(actor, listing, title.title.zh if title else name, note, at, call)
    return made


def not_by(actor: Actor, listing: Listing, name: str, at: datetime) -> Problem | None:
    """Why the actor does not do this: it is put right by the unit of the person, and not by who proposed the entry,
    though that counts as having done something in it.
    """
    wanted = flow_of(listing.case.flow).move(name, state_of(listing.case))
    if wanted is None or wanted.by != "doer":
        return None
    body = acting(actor, day_book(at)).body
    return None if body == listing.unit else NOT_THE_DOER(who=listing.unit.name)


def reply(actor: Actor, listing: Listing, says: str, *, at: datetime, cause: str = "") -> Reply:
    """The person concerned answers; the entry stays as it was. `cause` is the reference of another unit's late matter.

    Raises Problem `supervision.reply-of-another`, `supervision.reply-empty`, `supervision.reply-late`,
    `supervision.cause-unknown`.
    """
    # Who acts for another does not speak for him here: it is about the person.
    if actor.person != listing.person_id or actor.for_person is not None:
        raise REPLY_OF_ANOTHER()
    if not says.strip():
        raise REPLY_EMPTY()
    until = answer_until(listing)
    if until is not None and until.passed(at):
        raise REPLY_LATE(until=until.day)
    if cause and cause not in {one.ref for one in causes_for(listing, at)}:
        raise CAUSE_UNKNOWN(ref=cause)
    with writing(actor, act="supervision.reply", at=at, ref=listing.ref) as call:
        # Whoever decides about the entry waits for this answer, or this answer for the decision.
        CaseState.objects.select_for_update().get(case=listing.case_id)
        return call.add(
            Reply(listing=listing, person=listing.person, at=at, says=says.strip(), cause=cause or None)
        )


def _days(entry: Entry, event: Shown, at: datetime) -> int | None:
    """How late the matter is that a negative entry is about, by its own moves."""
    if entry.side != Side.NEGATIVE or not isinstance(event.row, Matter):
        return None
    return days_late(runs(event.row.case, at), at) or None


def _whole(entry: Entry) -> Person:
    lacking = [
        (zh, en)
        for name, zh, en in _THREE
        if not (getattr(entry, name).strip() if name != "person" else entry.person)
    ]
    if lacking or entry.person is None:
        raise LISTING_INCOMPLETE(
            missing="、".join(zh for zh, _ in lacking), missing_en=", ".join(en for _, en in lacking)
        )
    return entry.person


def tell(actor: Actor, listing: Listing, what: str, note: str, at: datetime, call: Writer) -> None:
    """Tell the person concerned, unless it was he who did it."""
    if actor.person == listing.person_id:
        return
    title = f"{listing.get_side_display()}：{what}"
    text = "\n".join(one for one in (listing.happened, note) if one)
    send(actor, title, people=[listing.person], text=text, kind="listing", ref=listing.ref, at=at, call=call)
