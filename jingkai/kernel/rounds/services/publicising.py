"""Putting results before the public, and deciding on objections to them: by papers, and by nobody who took part."""

from datetime import datetime

from jingkai.kernel.papers.models import Objection, Paper
from jingkai.kernel.papers.services import PaperDraft, draft_paper
from jingkai.kernel.papers.services import decide_objection as decide
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.writer import Writer

from ..gathering import rule_of
from ..models import Adjustment, Ballot, Grading, Recognition, Round
from ..problems import DECIDER_TOOK_PART, NOT_GRADED, NOT_PUBLIC
from ..queries import lines
from ..words import SAID


def draft_publicity(
    actor: Actor, round: Round, *, contact: str, at: datetime, reason: str = "", call: Writer | None = None
) -> Paper:
    """Draft the paper by which the last grading is put before the public (公示); it is reviewed, issued and published
    as any paper. `contact` says where to object.

    Raises Problem `rounds.not-graded`, `rounds.not-public` where the rule has no such paper, and those of
    `draft_paper`.
    """
    template = rule_of(round).public
    if not template:
        raise NOT_PUBLIC(**SAID["no-template"])
    grading = Grading.objects.filter(round=round).order_by("-turn").first()
    if grading is None:
        raise NOT_GRADED()
    slots = {"subject": f"{round.title}结果", "points": lines(grading), "contact": contact}
    if reason:
        slots["reason"] = reason
    draft = PaperDraft(template, round.host, grading.ref, slots=slots, refs=(round.ref, grading.ref))
    return draft_paper(actor, draft, at=at, call=call)


def decide_objection(
    actor: Actor,
    objection: Objection,
    *,
    sustained: bool,
    answer: str,
    at: datetime,
    call: Writer | None = None,
) -> None:
    """Decide on an objection to results: by nobody who wrote what is published, and by nobody who made them.

    Raises Problem `rounds.decider-took-part` and those of `papers.services.decide_objection`.
    """
    for round in rounds_of(objection):
        if {actor.person, actor.for_person} & people_of(round):
            raise DECIDER_TOOK_PART()
    decide(actor, objection, sustained=sustained, answer=answer, at=at, call=call)


def rounds_of(objection: Objection) -> list[Round]:
    """The rounds whose results the objection is to."""
    refs = objection.publication.paper.about.values_list("ref", flat=True)
    keys = [ref.partition(":")[2] for ref in refs if ref.startswith("round:")]
    return list(Round.objects.filter(pk__in=[int(key) for key in keys]))


def people_of(round: Round) -> set[int]:
    """Ids of who rated, entered ballots, recognised, adjusted or graded in the round, and of those for whom."""
    found = set(Ballot.objects.filter(entrant__round=round).values_list("rater__person", flat=True))
    for rows in (
        Ballot.objects.filter(entrant__round=round),
        Recognition.objects.filter(entrant__round=round),
        Adjustment.objects.filter(entrant__round=round),
        Grading.objects.filter(round=round),
    ):
        found |= {one for both in rows.values_list("person", "for_person") for one in both if one is not None}
    return found
