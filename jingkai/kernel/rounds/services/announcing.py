"""Announcing results, and archiving the round."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from jingkai.engines.periods import day_of
from jingkai.kernel.flows import services as flows
from jingkai.kernel.flows.state import state_of
from jingkai.kernel.papers.models import Objection, Publication
from jingkai.kernel.parties.services import joining
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.models import Basis
from jingkai.kernel.records.writer import Writer
from jingkai.kernel.rules.daybook import day_book
from jingkai.kernel.rules.trial import refuse_in_trial

from ..basis import changed_since, fallen, rows_that_may_fall
from ..gathering import Input, batches_of, gather, rule_of
from ..models import Announcement, Archive, Consequence, Entrant, Grading, Result, Round
from ..models.rating import commented
from ..problems import COMMENTS_MISSING, DRAW, NOT_GRADED, NOT_PUBLIC, STALE
from ..schemes import ADJUSTMENT
from ..words import SAID, draws_in_words
from .proposing import Proposal, prepare, write

ANNOUNCE, ARCHIVE = "announce", "archive"
_CANCELLED = "cancelled"


def announce(
    actor: Actor, round: Round, *, at: datetime, reason: str = "", call: Writer | None = None
) -> Announcement:
    """Announce the last grading: from here on it stays. What the rule says follows from it is proposed, and takes no
    effect yet. `reason` says why a draw is let stand (`words.draws_in_words` warns of one before).

    Raises Problem `rounds.not-graded`, `rounds.stale`, `rounds.draw`, `rounds.not-public`, and those of
    `flows.prepare_move`: `flows.verifier-is-doer` for who graded.
    """
    refuse_in_trial()
    book = day_book(at)
    grading = Grading.objects.filter(round=round).order_by("-turn").first()
    if grading is None:
        raise NOT_GRADED()
    moved = flows.prepare_move(actor, round.case, ANNOUNCE, at=at, book=book)
    inputs = gather(round, grading.as_of).inputs
    # A recognition is the same row still where a fact under it was corrected.
    if changed := changed_since(inputs, gather(round).inputs) or sorted(fallen(one.ref for one in inputs)):
        raise STALE(what="、".join(changed))
    if grading.drawn and not reason.strip():
        said = draws_in_words(grading)
        raise DRAW(classes="；".join(one.zh for one in said), classes_en="; ".join(one.en for one in said))
    publication = published(round, grading, at)
    follow = list(_following(round, grading))
    cases = prepare(actor, follow, at=at, book=book)
    with joining(call, actor, act="rounds.announce", at=at, ref=round.ref) as writer:
        flows.write_move(writer, moved)
        row = Announcement(
            round=round,
            grading=grading,
            publication=publication,
            reason=reason.strip(),
            at=at,
            day=day_of(at),
        )
        writer.add(row)
        writer.stand_on(grading.ref, batches_of(one for one in inputs if one.name != ADJUSTMENT))
        _stand(writer, write(writer, follow, cases), inputs)
    return row


def archive(actor: Actor, round: Round, *, at: datetime, call: Writer | None = None) -> Archive:
    """Archive a round that is announced.

    Raises Problem `rounds.comments-missing`, and those of `flows.prepare_move`.
    """
    refuse_in_trial()
    refuse_uncommented(round)
    moved = flows.prepare_move(actor, round.case, ARCHIVE, at=at)
    with joining(call, actor, act="rounds.archive", at=at, ref=round.ref) as writer:
        flows.write_move(writer, moved)
        return writer.add(Archive(round=round, at=at))


def refuse_uncommented(round: Round) -> None:
    """Raises Problem `rounds.comments-missing` that names who has neither a comment nor the word that there is none."""
    if round.commented:
        waiting = Entrant.objects.filter(~commented(), round=round).order_by("place")
        if names := list(waiting.values_list("name", flat=True)):
            raise COMMENTS_MISSING(count=len(names), entrants="、".join(names))


def published(round: Round, grading: Grading, at: datetime) -> Publication | None:
    """The publication of this grading, over and without an objection that stands. None where the rule asks for none.

    Raises Problem `rounds.not-public`.
    """
    if not round.public:
        return None
    rows = Publication.objects.known_at().filter(paper__about__ref=grading.ref).select_related("paper__case")
    found = [one for one in rows.order_by("-pk") if state_of(one.paper.case) != _CANCELLED]
    if not found:
        raise NOT_PUBLIC(**SAID["not-published"])
    if day_of(at) <= found[0].until:
        raise NOT_PUBLIC(**SAID["still-shown"])
    objections = Objection.objects.filter(publication=found[0]).select_related("case")
    states = {state_of(one.case) for one in objections}
    if "sustained" in states:
        raise NOT_PUBLIC(**SAID["sustained"])
    if states - {"dismissed"}:
        raise NOT_PUBLIC(**SAID["undecided"])
    return found[0]


def _following(round: Round, grading: Grading) -> Iterable[Proposal]:
    """What the rule says follows from these results."""
    rule = rule_of(round).consequences
    rows = Result.objects.filter(grading=grading).select_related("entrant").order_by("pk")
    for result in rows:
        for key, one in rule.items():
            if result.tier == one.tier and (not one.classes or result.entrant.group in one.classes):
                yield Proposal(key, round.host, one.flow, result.ref, result=result)


def _stand(writer: Writer, rows: Sequence[Consequence], inputs: Iterable[Input]) -> None:
    """Each stands on its result and on the single rows that came into it."""
    of_entrant: dict[str, list[Input]] = defaultdict(list)
    for one in rows_that_may_fall(inputs):
        of_entrant[one.entrant].append(one)
    results = [(row, row.result) for row in rows if row.result is not None]
    writer.add_all(
        Basis(ref=row.ref, stands_on_id=one.batch, row=one.ref)
        for row, result in results
        for one in of_entrant[result.entrant.name]
    )
    writer.add_all(
        Basis(ref=row.ref, stands_on_id=result.batch_id, row=result.ref) for row, result in results
    )
