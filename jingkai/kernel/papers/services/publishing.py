"""公示: shown for the days of the rule; somebody objects, another body decides."""

from datetime import datetime

from jingkai.engines.periods import Term, day_of
from jingkai.kernel.flows import services as flows
from jingkai.kernel.messages.services import send
from jingkai.kernel.parties.models import Person
from jingkai.kernel.parties.services import joining
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.writer import Writer
from jingkai.kernel.rules.daybook import day_book

from ..models import Issue, Objection, Paper, Publication, Review
from ..models.paper import KIND
from ..problems import (
    DECIDER_WROTE_IT,
    NOT_ISSUED,
    NOT_PUBLIC,
    OBJECTION_EMPTY,
    OBJECTION_TOO_LATE,
    PUBLISHED,
)
from ..sheet import template_of
from .issuing import ISSUE
from .reviewing import writers_of

FLOW = "flow.objection"
SUSTAIN, DISMISS = "sustain", "dismiss"


def publish_paper(actor: Actor, paper: Paper, *, at: datetime, call: Writer | None = None) -> Publication:
    """Put an issued paper before the public (公示) for the days that its template says, from today.

    Raises Problem `papers.not-public`, `papers.not-issued`, `papers.published`, `parties.not-allowed`.
    """
    book, terms = day_book(at), template_of(paper).public
    if terms is None:
        raise NOT_PUBLIC(template=paper.template.header.title.zh)
    book.require(actor, ISSUE, KIND, paper.unit)
    if not Issue.objects.filter(paper=paper).exists():
        raise NOT_ISSUED()
    if Publication.objects.filter(paper=paper).exists():
        raise PUBLISHED()
    calendar = book.calendar(paper.unit)
    row = Publication(
        paper=paper,
        first_day=book.on,
        last_day=Term.parse(terms.shown).due(at, calendar).day,
        until=Term.parse(terms.objection).due(at, calendar).day,
    )
    with joining(call, actor, act="papers.publish", at=at, ref=paper.ref) as writer:
        return writer.add(row)


def object_to(
    actor: Actor, publication: Publication, says: str, *, at: datetime, call: Writer | None = None
) -> Objection:
    """Object to what is published; a clerk enters what somebody outside objects. Who did is not told to the unit that
    published it.

    Raises Problem `papers.objection-empty`, `papers.objection-too-late`, and those of `flows.prepare_cases`.
    """
    if not says.strip():
        raise OBJECTION_EMPTY()
    day, unit = day_of(at), publication.paper.unit
    if not publication.first_day <= day <= publication.until:
        raise OBJECTION_TOO_LATE(first=publication.first_day, until=publication.until)
    prepared = flows.prepare_cases(actor, FLOW, [flows.CaseDraft(unit)], at=at)
    ref = publication.paper.ref
    with joining(call, actor, act="papers.object", at=at, ref=ref) as writer:
        (case,) = flows.write_cases(writer, prepared, [ref])
        return writer.add(Objection(case=case, publication=publication, says=says.strip(), day=day))


def decide_objection(
    actor: Actor,
    objection: Objection,
    *,
    sustained: bool,
    answer: str,
    at: datetime,
    call: Writer | None = None,
) -> None:
    """Decide on an objection, by a body other than the one that published and the one that objected; whoever objected
    is sent the answer. What was wrong is corrected by a new paper, or cancelled.

    Raises Problem `papers.decider-wrote-it`, and those of `flows.services.move`.
    """
    paper = objection.publication.paper
    if {actor.person, actor.for_person} & people_of(paper):
        raise DECIDER_WROTE_IT()
    name = SUSTAIN if sustained else DISMISS
    moved = flows.prepare_move(actor, objection.case, name, at=at, note=answer)
    first = objection.case.moves.get(n=1)
    to = Person.objects.filter(pk__in=[first.person_id])
    with joining(call, actor, act=f"papers.{name}", at=at, ref=str(objection)) as writer:
        flows.write_move(writer, moved)
        if to:
            title = "对公示异议的答复"
            send(actor, title, people=to, text=answer, kind="paper", ref=paper.ref, at=at, call=writer)


def people_of(paper: Paper) -> set[int]:
    """Ids of who wrote or reviewed a version of it, and of those for whom."""
    rows = Review.objects.filter(text__paper=paper).values_list("person", "for_person")
    return writers_of(paper).union(one for row in rows for one in row if one is not None)
