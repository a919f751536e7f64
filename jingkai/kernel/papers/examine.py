"""What doctor finds here that no database can refuse."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Q

from jingkai.kernel.flows.models import CaseState, Move
from jingkai.kernel.records.doctor import Finding, examination

from .models import Issue, Objection, Paper
from .services.publishing import DISMISS, SUSTAIN, people_of

_ISSUED, _CANCELLED = "issued", "cancelled"


@examination
def issued_papers() -> Iterator[Finding]:
    """A paper is issued or cancelled exactly if it has a number and was frozen."""
    says = CaseState.objects.filter(case=OuterRef("case"), state__in=[_ISSUED, _CANCELLED])
    there = Issue.objects.filter(paper=OuterRef("pk"))
    for paper in Paper.objects.filter(Exists(says) & ~Exists(there) | ~Exists(says) & Exists(there)):
        zh, en = (
            f"文件 {paper.pk} 的状态与印发记录不一致",
            f"paper {paper.pk}: its state and its issue differ",
        )
        yield Finding("papers.not-issued", "fault", paper.ref, zh, en)


@examination
def unissued_numbers() -> Iterator[Finding]:
    """No number was given to a paper that was not issued."""
    there = Issue.objects.filter(paper=OuterRef("pk"))
    for paper in Paper.objects.filter(Q(numbers__isnull=False) & ~Exists(there)):
        zh, en = f"文件 {paper.pk} 有文号而未印发", f"paper {paper.pk} has a number and was not issued"
        yield Finding("papers.number-elsewhere", "fault", paper.ref, zh, en)


@examination
def decided_objections() -> Iterator[Finding]:
    """Nobody decided on an objection to what he wrote or reviewed."""
    decided = Move.objects.filter(flow_move__move__in=[SUSTAIN, DISMISS])
    rows = {one.case_id: one for one in Objection.objects.select_related("publication__paper")}
    for move in decided.filter(case__in=rows):
        row = rows[move.case_id]
        if {move.person_id, move.for_person_id} & people_of(row.publication.paper):
            zh, en = (
                f"异议 {row.pk} 由拟稿或审签该公示的人处理",
                f"objection {row.pk} was decided by who wrote or reviewed what it is about",
            )
            yield Finding("papers.decider-wrote-it", "fault", str(row), zh, en)
