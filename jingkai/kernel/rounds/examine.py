"""What doctor finds here that no database can refuse."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef

from jingkai.kernel.flows.models import CaseState, Move
from jingkai.kernel.papers.models import Objection
from jingkai.kernel.papers.services.publishing import DISMISS, SUSTAIN
from jingkai.kernel.records.doctor import Finding, examination

from .models import Announcement, Archive, Grading, Round
from .services.publicising import people_of, rounds_of


@examination
def states_of_rounds() -> Iterator[Finding]:
    """A round stands as graded, announced or archived exactly if it has the rows of that."""
    for state, rows in (
        (("graded", "announced", "archived"), Grading),
        (("announced", "archived"), Announcement),
        (("archived",), Archive),
    ):
        says = CaseState.objects.filter(case=OuterRef("case"), state__in=state)
        there = rows._base_manager.filter(round=OuterRef("pk"))
        for round in Round.objects.filter(Exists(says), ~Exists(there)):
            zh, en = (
                f"考评 {round.pk} 的状态与{rows._meta.verbose_name}记录不一致",
                f"round {round.pk}: its state says more than its rows",
            )
            yield Finding("rounds.not-graded", "fault", round.ref, zh, en)


@examination
def decided_objections() -> Iterator[Finding]:
    """Nobody decided on an objection to results that he had a part in."""
    decided = Move.objects.filter(flow_move__move__in=[SUSTAIN, DISMISS])
    about = Objection.objects.filter(publication__paper__about__ref__startswith="round:")
    rows = {one.case_id: one for one in about.select_related("publication__paper")}
    for move in decided.filter(case__in=rows):
        row = rows[move.case_id]
        for round in rounds_of(row):
            if {move.person_id, move.for_person_id} & people_of(round):
                zh, en = (
                    f"异议 {row.pk} 由参与考评的人处理",
                    f"objection {row.pk} was decided by who had a part in the round",
                )
                yield Finding("rounds.decider-took-part", "fault", str(row), zh, en)
