"""The scores of a grading are made ready before the lock is taken; what is written is whole, proven, or not there."""

import os
import signal
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, connections

from jingkai.kernel.records.ready import Ready
from jingkai.kernel.records.sealer import seal
from jingkai.kernel.records.verify import verify
from jingkai.kernel.registers.models import Subject
from jingkai.kernel.rounds.computing import same_again
from jingkai.kernel.rounds.models import Grading, Round, Score
from jingkai.kernel.rounds.services import close, grade

from .samples import FRIDAY, Hall, a_hall, graded
from .test_a_result_is_frozen import a_year

# Where the power may go: before the first result, between results and scores, and with all rows in place.
CUTS = ('INSERT INTO "jk_rounds_result"', 'INSERT INTO "jk_rounds_score"', 'INSERT INTO "jk_records_entry"')


def killed_at(statement: str, work: Callable[[], object]) -> bool:
    """Run in a process of its own, which is killed as it is about to run the statement; whether it was."""
    connections.close_all()
    child = os.fork()
    if child == 0:

        def cut(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
            if sql.startswith(statement):
                os.kill(os.getpid(), signal.SIGKILL)
            return execute(sql, *rest)

        with connection.execute_wrapper(cut):
            work()
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL


def a_closed_year() -> tuple[Hall, Round]:
    hall = a_hall()
    round, *_ = a_year(hall)
    close(hall.office, round, at=FRIDAY)
    return hall, round


@pytest.mark.django_db
def test_scores_made_ready_are_proven_as_any_row() -> None:
    hall = a_hall()
    round, *_ = a_year(hall)
    grading = graded(hall, round)
    seal()
    assert verify(files=False).intact
    assert same_again(grading)
    found = Score.objects.filter(result__grading=grading)
    nodes = {"总分", "投资", "市考"} & set(found.values_list("node", flat=True))
    assert nodes
    assert dict(found.filter(node="市考").values_list("node", "source")) == {"市考": "reported"}


def test_a_power_cut_leaves_no_part_of_a_grading(committed_db: object) -> None:
    del committed_db
    hall, round = a_closed_year()
    for statement in CUTS:
        assert killed_at(statement, lambda: grade(hall.office, round, at=FRIDAY))
        assert (Grading.objects.count(), Score.objects.count()) == (0, 0)
    grading = grade(hall.office, round, at=FRIDAY)
    seal()
    assert (grading.turn, verify(files=False).intact) == (1, True)


def test_a_table_that_is_searched_is_not_written_this_way() -> None:
    with pytest.raises(ValueError, match="searched"):
        Ready(Subject, "holder", [])
