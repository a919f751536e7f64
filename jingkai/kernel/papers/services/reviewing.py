"""Reviewing papers: by somebody who did not write them."""

from datetime import datetime

from jingkai.kernel.flows import services as flows
from jingkai.kernel.flows.models import Move
from jingkai.kernel.parties.services import joining
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.writer import Writer

from ..models import Paper, Review, Text
from ..problems import REVIEWER_MISSING, REVIEWER_WROTE_IT, REVISED_MEANWHILE
from ..sheet import last_text

REVIEW, RETURN = "review", "return"


def review_paper(
    actor: Actor,
    paper: Paper,
    *,
    at: datetime,
    note: str = "",
    text: Text | None = None,
    call: Writer | None = None,
) -> Review:
    """Approve the newest version. `text` is the one that was read, if the caller knows: a newer one is refused.

    Raises Problem `papers.reviewer-wrote-it`, `papers.reviewer-missing`, `papers.revised-meanwhile`, and those of
    `flows.services.move`.
    """
    if actor.person is None:
        raise REVIEWER_MISSING()
    newest = last_text(paper)
    if text is not None and text != newest:
        raise REVISED_MEANWHILE()
    if {actor.person, actor.for_person} & writers_of(paper):
        raise REVIEWER_WROTE_IT()
    moved = flows.prepare_move(actor, paper.case, REVIEW, at=at, note=note)
    with joining(call, actor, act="papers.review", at=at, ref=paper.ref) as writer:
        flows.write_move(writer, moved)
        return writer.add(
            Review(text=newest, person_id=actor.person, for_person_id=actor.for_person, note=note, at=at)
        )


def return_draft(actor: Actor, paper: Paper, *, note: str, at: datetime, call: Writer | None = None) -> Move:
    """Send it back to be revised, saying why. Raises Problems as `flows.services.move`."""
    moved = flows.prepare_move(actor, paper.case, RETURN, at=at, note=note)
    with joining(call, actor, act="papers.return", at=at, ref=paper.ref) as writer:
        return flows.write_move(writer, moved)


def writers_of(paper: Paper) -> set[int]:
    """Ids of who wrote a version of it, and of those for whom."""
    rows = Text.objects.filter(paper=paper).values_list("writer", "for_person")
    return {one for row in rows for one in row if one is not None}
