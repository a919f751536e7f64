"""What was said of an entrant on the spot, and the matter that comes of it."""

from dataclasses import replace
from datetime import datetime

from django.db.models import Max

from jingkai.kernel.activities.queries import present_at
from jingkai.kernel.activities.services import put_outputs
from jingkai.kernel.matters.services import Draft
from jingkai.kernel.matters.services.together import Opening
from jingkai.kernel.parties.models import Person
from jingkai.kernel.parties.services import joining
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.writer import Writer
from jingkai.kernel.rules.daybook import day_book
from jingkai.kernel.rules.trial import refuse_in_trial

from ..gathering import rule_of
from ..models import Comment, Entrant
from ..models.round import KIND
from ..problems import COMMENT_UNCLEAR, NOT_ATTENDED
from .opening import WRITE


def comment(
    actor: Actor,
    entrant: Entrant,
    person: Person,
    says: str,
    *,
    at: datetime,
    task: Draft | None = None,
    call: Writer | None = None,
) -> Comment:
    """Enter what somebody who was there said of an entrant. A `task` becomes a matter about the entrant's subject, by
    the flow of the rule, and an output of the activity; its origin and subject are the comment's.

    Raises Problem `rounds.comment-unclear` (also where the rule opens no matters), `rounds.not-attended`,
    `parties.not-allowed` and those of `matters.services.open_matter`.
    """
    refuse_in_trial()
    round = entrant.round
    day_book(at).require(actor, WRITE, KIND, round.host)
    flow = rule_of(round).comments
    if not says.strip() or (task is not None and not flow):
        raise COMMENT_UNCLEAR()
    if person.pk not in present_at([entrant.activity_id or 0])[entrant.activity_id or 0]:
        raise NOT_ATTENDED(entrant=entrant.name)
    turn = _turn(entrant)
    opening = Opening(actor, round.zone, at=at)
    if task is not None:
        origin = f"{round.ref}/{entrant.pk}#{turn}"
        opening.add([replace(task, origin=origin, subject=task.subject or entrant.subject)], flow=flow)
    ready = opening.prepared()
    with joining(call, actor, act="rounds.comment", at=at, ref=round.ref) as writer:
        opened = ready.write(writer).new
        matter = opened[0] if opened else None
        row = writer.add(
            Comment(entrant=entrant, turn=turn, person=person, says=says.strip(), matter=matter, at=at)
        )
        if matter is not None and entrant.activity is not None:
            put_outputs(actor, entrant.activity, [matter.ref], at=at, call=writer)
    return row


def no_comment(actor: Actor, entrant: Entrant, *, at: datetime, call: Writer | None = None) -> Comment:
    """Enter that nobody commented on an entrant (无意见). Raises Problem `parties.not-allowed`."""
    refuse_in_trial()
    day_book(at).require(actor, WRITE, KIND, entrant.round.host)
    row = Comment(entrant=entrant, turn=_turn(entrant), at=at)
    with joining(call, actor, act="rounds.no-comment", at=at, ref=entrant.round.ref) as writer:
        return writer.add(row)


def _turn(entrant: Entrant) -> int:
    last = Comment.objects.filter(entrant=entrant).aggregate(last=Max("turn"))["last"]
    return (last or 0) + 1
