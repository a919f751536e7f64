"""Adjusting what an entrant came to: beside the original, with the reason."""

from datetime import datetime

from jingkai.kernel.parties.services import joining
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.writer import Writer
from jingkai.kernel.rules.daybook import day_book
from jingkai.kernel.rules.trial import refuse_in_trial

from ..figures import Number, to_nano
from ..models import Adjustment, Announcement, Entrant, Result
from ..models.round import KIND
from ..problems import ANNOUNCED, NOT_GRADED, REASON_MISSING
from .judging import APPROVE, hold, not_of_the_own_unit


def adjust(
    actor: Actor,
    entrant: Entrant,
    points: Number,
    *,
    reason: str,
    at: datetime,
    evidence: str = "",
    call: Writer | None = None,
) -> Adjustment:
    """Add points to what an entrant came to, or take them off (below zero). It counts from the next grading on; what
    was graded stays.

    Raises Problem `rounds.reason-missing`, `rounds.not-graded` (also where the entrant has no points that could be
    adjusted), `rounds.announced`, `rounds.own-unit`, `rounds.too-fine`, `parties.not-allowed`.
    """
    refuse_in_trial()
    book, round = day_book(at), entrant.round
    book.require(actor, APPROVE, KIND, round.host)
    person, body = not_of_the_own_unit(actor, entrant, book)
    if not reason.strip():
        raise REASON_MISSING()
    if Announcement.objects.filter(round=round).exists():
        raise ANNOUNCED()
    last = Result.objects.filter(entrant=entrant).order_by("-grading__turn").first()
    if last is None or last.original is None:
        raise NOT_GRADED()
    row = Adjustment(
        entrant=entrant,
        points=to_nano(points),
        reason=reason.strip(),
        evidence=evidence,
        person_id=person,
        for_person_id=actor.for_person,
        body=body,
        at=at,
        day=book.on,
    )
    with joining(call, actor, act="rounds.adjust", at=at, ref=round.ref) as writer:
        # Nobody announces meanwhile: then the database would not see this row, nor this the announcement.
        hold(round)
        return writer.add(row)
