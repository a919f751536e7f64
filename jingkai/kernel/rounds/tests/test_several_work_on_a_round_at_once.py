"""What is done to a round at one moment is done one after the other, or refused: nothing is half there."""

from jingkai.kernel.problems import Problem
from jingkai.kernel.rounds.models import Adjustment, Announcement, Grading, Result
from jingkai.kernel.rounds.services import adjust, announce, close, grade
from tests.invariants.together import together
from tests.proof import proves

from .samples import FRIDAY, a_hall, entrant, graded
from .test_a_result_is_frozen import a_year


def test_two_gradings_at_once_are_two_turns_or_one_is_refused(committed_db: object) -> None:
    del committed_db
    hall = a_hall()
    round, *_ = a_year(hall)
    close(hall.office, round, at=FRIDAY)
    done = together(*[lambda: grade(hall.office, round, at=FRIDAY) for _ in range(3)])
    refused = {one.code for one in done if isinstance(one, Problem)}
    assert refused <= {"rounds.changed-meanwhile", "flows.moved-meanwhile"}
    turns = sorted(Grading.objects.values_list("turn", flat=True))
    assert turns == list(range(1, 4 - len([one for one in done if isinstance(one, Problem)])))
    assert Result.objects.count() == 2 * len(turns)


@proves("A2.1.4")
def test_an_adjustment_beside_the_announcement_is_in_what_is_announced_or_refused(
    committed_db: object,
) -> None:
    del committed_db
    hall = a_hall()
    round, *_ = a_year(hall)
    graded(hall, round)
    east = entrant(round, "东城街道")
    done = together(
        lambda: adjust(hall.principal, east, 1, reason="补计", at=FRIDAY),
        lambda: announce(hall.principal, round, at=FRIDAY),
        lambda: adjust(hall.principal, east, 2, reason="补计", at=FRIDAY),
    )
    refused = {one.code for one in done if isinstance(one, Exception)}  # type: ignore[attr-defined]
    assert refused in ({"rounds.announced"}, {"rounds.stale"})
    assert Announcement.objects.exists() != Adjustment.objects.exists()
