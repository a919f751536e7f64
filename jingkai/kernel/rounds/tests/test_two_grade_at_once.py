"""Of gradings made at one moment each is a turn of its own, or is refused: none is half there."""

from jingkai.kernel.problems import Problem
from jingkai.kernel.rounds.models import Grading, Result
from jingkai.kernel.rounds.services import close, grade
from tests.invariants.together import together

from .samples import FRIDAY, a_hall
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
