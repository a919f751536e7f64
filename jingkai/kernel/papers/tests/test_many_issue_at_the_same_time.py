import os
import subprocess
import sys
from collections.abc import Callable

import pytest

from jingkai.kernel.papers.models import Issue, Paper, PaperNumber
from jingkai.kernel.papers.services import issue_paper
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.doctor import examine
from tests.harness import CommittedDatabase
from tests.invariants.together import together
from tests.proof import proves

from .samples import MONDAY, a_press, a_reviewed, an_issued

WRITERS = 16
# Issues paper argv[1] as person argv[2] in post argv[3], and dies at its statement that names table argv[4].
DYING = """
import os, signal, sys
import django
django.setup()
from django.db import connection
from jingkai.kernel.papers.models import Paper
from jingkai.kernel.papers.services import issue_paper
from jingkai.kernel.papers.tests.samples import MONDAY
from jingkai.kernel.records.actor import Actor

paper, person, post, table = int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]

def watch(execute, sql, params, many, context):
    if sql.startswith("INSERT") and table in sql:
        os.kill(os.getpid(), signal.SIGKILL)
    return execute(sql, params, many, context)

with connection.execute_wrapper(watch):
    issue_paper(Actor(person=person, post=post), Paper.objects.get(pk=paper), at=MONDAY)
"""


@proves("W4.1.2", "W5.2.1")
def test_sixteen_who_issue_at_once_leave_no_gap_and_no_repeat(committed_db: CommittedDatabase) -> None:
    press = a_press()
    papers = [a_reviewed(press, str(n)) for n in range(WRITERS)]

    def issuing(paper: Paper) -> Callable[[], int]:
        return lambda: issue_paper(press.clerk, paper, at=MONDAY).number.n

    given = together(*(issuing(one) for one in papers))
    assert sorted(given, key=str) == sorted(range(1, WRITERS + 1), key=str)
    assert [one for one in examine() if one.level == "fault"] == []


@proves("W4.1.2")
def test_two_who_issue_the_same_paper_at_once_take_one_number(committed_db: CommittedDatabase) -> None:
    press = a_press()
    paper = a_reviewed(press)

    def issuing() -> int:
        return issue_paper(press.clerk, paper, at=MONDAY).number.n

    given = together(*(issuing for _ in range(4)))
    assert [one for one in given if one == 1] == [1]
    assert {one.code for one in given if isinstance(one, Problem)} <= {
        "flows.moved-meanwhile",
        "flows.no-such-move",
    }
    assert PaperNumber.objects.count() == 1


@proves("W4.1.2")
@pytest.mark.parametrize(
    "table", ["jk_papers_papernumber", "jk_papers_issue", "jk_messages_notice", "jk_records_entry"]
)
def test_a_process_killed_while_it_issues_leaves_no_gap(committed_db: CommittedDatabase, table: str) -> None:
    press = a_press()
    an_issued(press, "1")
    paper = a_reviewed(press, "2")
    clerk = press.clerk
    died = subprocess.run(
        [sys.executable, "-c", DYING, str(paper.pk), str(clerk.person), str(clerk.post), table],
        env=committed_db.environment
        | {"DJANGO_SETTINGS_MODULE": "jingkai.site.settings", "PYTHONPATH": os.getcwd()},
        capture_output=True,
    )
    assert died.returncode == -9, died.stderr.decode()
    assert Issue.objects.count() == PaperNumber.objects.count() == 1
    assert issue_paper(clerk, paper, at=MONDAY).number.n == 2
    assert [one for one in examine() if one.level == "fault"] == []
