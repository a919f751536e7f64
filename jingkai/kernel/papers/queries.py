"""Reading papers as a person: what is hidden is as if it were not there. Without a reader (the platform itself on its
own console) everything.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from jingkai.engines.documents import Words
from jingkai.kernel.flows.models import CaseState, Move
from jingkai.kernel.flows.state import flow_of
from jingkai.kernel.parties.access import Reader
from jingkai.kernel.parties.models import Organisation

from .models import Issue, Objection, Paper, PaperNumber, Publication, Text
from .problems import NOT_FOUND
from .sheet import CANCELLED


@dataclass(frozen=True)
class Standing:
    """A paper in a list: its title, where it stands, and its number once it is issued."""

    paper: Paper
    title: str
    state: str
    words: Words
    issue: Issue | None


@dataclass(frozen=True)
class Numbered:
    """A number that was given; of one that was cancelled, why."""

    number: PaperNumber
    title: str
    cancelled: str | None


def find_paper(reader: Reader | None, number: str) -> Paper:
    """The paper of this id, or of this number as it is printed. Raises Problem `papers.not-found`, by the same query
    for one that the reader may not see as for one that is not there.
    """
    wanted = number.strip().removeprefix("paper:")
    named = Q(numbers__label=wanted)
    if wanted.isascii() and wanted.isdecimal() and len(wanted) < 19:
        named |= Q(pk=int(wanted))
    found = _seen(reader).filter(named).select_related("case__flow", "zone", "unit", "template").first()
    if found is None:
        raise NOT_FOUND(number=number)
    return found


def papers(
    reader: Reader | None, zone: Organisation, *, state: str = "", template: str = "", about: str = ""
) -> list[Standing]:
    """The zone's papers, the newest first; in one state, from one template, or about one reference, if given."""
    rows = _seen(reader).filter(zone=zone)
    if state:
        rows = rows.filter(case__now__state=state)
    if template:
        rows = rows.filter(template__key=template)
    if about:
        rows = rows.filter(about__ref=about)
    return standings(rows.select_related("case__flow", "zone", "unit", "template").order_by("-pk"))


def standings(rows: Iterable[Paper]) -> list[Standing]:
    """How these papers stand, in their order."""
    some = list(rows)
    states = dict(
        CaseState.objects.filter(case__in=[one.case_id for one in some]).values_list("case_id", "state")
    )
    # The newest version comes last and stays.
    titles = dict(Text.objects.filter(paper__in=some).order_by("turn").values_list("paper_id", "title"))
    issues = {
        one.paper_id: one for one in Issue.objects.filter(paper__in=some).select_related("number", "file")
    }
    return [
        Standing(
            one,
            titles[one.pk],
            states[one.case_id],
            flow_of(one.case.flow).states[states[one.case_id]].title,
            issues.get(one.pk),
        )
        for one in some
    ]


def numbers(reader: Reader | None, zone: Organisation, series: str, year: int) -> list[Numbered]:
    """The numbers of a series and year in their order, the cancelled ones with their reasons."""
    rows = PaperNumber.objects.seen_by(reader)
    some = list(rows.filter(zone=zone, series=series, year=year).select_related("paper").order_by("n"))
    cases = [one.paper.case_id for one in some]
    moves = Move.objects.filter(case__in=cases, flow_move__target=CANCELLED)
    reasons = dict(moves.values_list("case_id", "note"))
    issues = Issue.objects.filter(number__in=some)
    titles = dict(issues.values_list("number_id", "text__title"))
    return [Numbered(one, titles.get(one.pk, ""), reasons.get(one.paper.case_id)) for one in some]


def publication_of(reader: Reader | None, paper: Paper) -> Publication | None:
    """The paper's publication, if it has one that the reader may see."""
    rows = Publication.objects.seen_by(reader)
    return rows.filter(paper=paper).first()


def objections(reader: Reader | None, publication: Publication) -> list[Objection]:
    """What was objected to, as far as the reader may know."""
    rows = Objection.objects.seen_by(reader)
    return list(rows.filter(publication=publication).select_related("case__flow").order_by("pk"))


def _seen(reader: Reader | None) -> QuerySet[Paper]:
    return Paper.objects.seen_by(reader)
