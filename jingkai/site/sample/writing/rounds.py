"""A site visit that is being rated, and a hearing whose results are announced: each step by whom it is."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from jingkai.kernel.papers.services import issue_paper, publish_paper, review_paper
from jingkai.kernel.parties.models import Person
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.registers.models import Subject
from jingkai.kernel.rounds.models import Entrant, Round
from jingkai.kernel.rounds.services import (
    EntrantDraft,
    RaterDraft,
    RoundDraft,
    Vote,
    announce,
    attend,
    close,
    comment,
    draft_publicity,
    grade,
    no_comment,
    open_round,
    recognise,
    vote,
)

from ..applied import PanelPart
from ..declared import OfficePart, projects_file
from ..register import projects
from ..reviewed import HearingPart, RaterPart, VisitPart, rounds_file
from .people import Parties

_MORNING = time(1, tzinfo=UTC)


def write_rounds(parties: Parties) -> None:
    """Hold both, unless they are there; each is gone on with where it was broken off."""
    declared = rounds_file()
    _visit(parties, declared.visit)
    _hearing(parties, declared.hearing)


def _visit(parties: Parties, said: VisitPart) -> None:
    office, at = actor_in(parties, rounds_file().office), at_of(said.day)
    codes = [one.code for one in projects() if one.reached.get(said.stage, date.max) <= said.day]
    units = [one.pk for one in parties.units.values()]
    rows = Subject.objects.filter(kind=projects_file().kind, holder__in=units, code__in=codes).order_by(
        "code"
    )
    stops = [EntrantDraft(one.holder, subject=one) for one in rows.select_related("holder")[: said.count]]
    raters = [RaterDraft(person_in(parties, one)) for one in said.raters]
    round = open_round(office, draft_of(parties, said, stops, raters), at=at)
    entrants = entrants_of(round)
    if any(one.comments.exists() for one in entrants):
        return
    people = [one.person for one in raters]
    attend(office, round, entrants, people, at=at)
    for gone in said.absent:
        missed = [one for one in entrants if one.place in gone.stops]
        attend(office, round, missed, [], absent=[person_in(parties, gone)], at=at)
    for rater in said.raters:
        cast(parties, round, entrants, rater, "位次票", at)
    for key in said.uncommented:
        no_comment(office, entrants[key - 1], at=at)
    for one in said.comments:
        stop = entrants[one.stop - 1]
        comment(office, stop, person_in(parties, one), one.says, at=at)


def _hearing(parties: Parties, said: HearingPart) -> None:
    declared = rounds_file()
    office, at = actor_in(parties, declared.office), at_of(said.day)
    judged = [EntrantDraft(parties.units[one.unit], group=one.group) for one in said.entrants]
    raters = [RaterDraft(person_in(parties, one), one.group) for one in said.raters]
    round = open_round(office, draft_of(parties, said, judged, raters), at=at)
    if round.announcements.exists():
        return
    entrants = entrants_of(round)
    attend(office, round, entrants, [one.person for one in raters], at=at)
    for rater in said.raters:
        cast(parties, round, entrants, rater, said.groups[rater.group], at)
    recogniser = actor_in(parties, said.recogniser)
    for entrant, one in zip(entrants, said.entrants, strict=True):
        if not entrant.recognitions.exists():
            recognise(recogniser, entrant, said.recognised, one.recognised, at=at, note="样例")
    if not round.gradings.exists():
        close(office, round, at=at_of(said.closed))
        grade(office, round, at=at_of(said.closed))
    publish(parties, round, said.contact, at_of(said.published))
    announce(actor_in(parties, declared.principal), round, at=at_of(said.announced))


def publish(parties: Parties, round: Round, contact: str, at: datetime) -> None:
    """The notice: drafted by one of the office, reviewed by another, issued and published."""
    office = actor_in(parties, rounds_file().office)
    clerk = parties.actor(rounds_file().office.unit, "经办")
    paper = draft_publicity(clerk, round, contact=contact, at=at)
    review_paper(office, paper, at=at)
    issue_paper(office, paper, at=at)
    publish_paper(office, paper, at=at)


def draft_of(
    parties: Parties,
    said: VisitPart | HearingPart | PanelPart,
    entrants: list[EntrantDraft],
    raters: list[RaterDraft],
) -> RoundDraft:
    """What is opened, as the file says it."""
    host = parties.units[rounds_file().office.unit]
    return RoundDraft(
        said.rule, host, f"{said.rule} {said.period}", said.title, said.period, entrants, raters, said.day
    )


def cast(
    parties: Parties, round: Round, entrants: list[Entrant], rater: RaterPart, criterion: str, at: datetime
) -> None:
    """The ballots of a rater, once."""
    given = zip(entrants, rater.gives, strict=False)
    if votes := [Vote(entrant, criterion, one) for entrant, one in given if one]:
        vote(
            actor_in(parties, rater), round, votes, at=at, key=f"sample:{round.pk}:{rater.unit}:{rater.post}"
        )


def entrants_of(round: Round) -> list[Entrant]:
    """Who is judged, in order."""
    rows = Entrant.objects.filter(round=round).order_by("place")
    return list(rows.select_related("round", "unit", "subject", "activity"))


def actor_in(parties: Parties, who: OfficePart) -> Actor:
    """Who holds the post, acting in it."""
    return parties.actor(who.unit, who.post)


def person_in(parties: Parties, who: OfficePart) -> Person:
    """Who holds the post."""
    return Person.objects.get(pk=actor_in(parties, who).person)


def at_of(day: date) -> datetime:
    """The morning of the day."""
    return datetime.combine(day, _MORNING)
