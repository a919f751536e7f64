"""Nobody sleeps and looks again: who can't write yet waits for his turn, and gets it when it is free."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from jingkai.kernel.records.models import Entry
from jingkai.kernel.records.sealer import seal
from jingkai.kernel.records.staging import go_live, stage, stage_rows
from jingkai.kernel.records.tests.samples import AT, CLERK, a_file, files, known, written
from jingkai.kernel.records.writing import journal, writing
from tests.harness import CommittedDatabase
from tests.invariants.together import together

pytestmark = pytest.mark.skipif(
    "connection.vendor != 'sqlite'", reason="PostgreSQL's own locks have a queue: writers take no turns there"
)

HOLDER = """
import os, signal, django
django.setup()
from jingkai.kernel.records.tests.samples import AT, CLERK, a_file
from jingkai.kernel.records.writing import writing
with writing(CLERK, act="held", at=AT) as call:
    call.add(a_file("never"))
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def impatient(committed_db: CommittedDatabase, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite refuses at once where it would wait, so that a writer who didn't wait for his turn fails."""
    connection.close()
    monkeypatch.setitem(connection.settings_dict["OPTIONS"], "timeout", 0)
    # Held open: the last connection to close takes SQLite's lock too, to put the journal away.
    assert Entry.objects.count() == 0


@pytest.mark.usefixtures("impatient")
def test_writers_of_every_kind_wait_for_their_turn_and_not_for_sqlite() -> None:
    def call() -> int:
        return len([written("a") for _ in range(5)])

    def read_what_is_sealed() -> int:
        return len([journal(CLERK, act="read", at=AT) for _ in range(5)])

    def bring_in() -> int:
        batch = stage("import")
        stage_rows(batch, files(3))
        go_live(CLERK, batch, act="import", at=AT)
        return 5

    def extend_the_chain() -> int:
        seal()
        return 5

    kinds = [call, read_what_is_sealed, bring_in, extend_the_chain]
    assert together(*(kinds * 3)) == [5] * 12
    assert Entry.objects.count() == 3 * (5 + 5 + 1)


@pytest.mark.usefixtures("impatient")
def test_a_call_that_is_refused_gives_its_turn_back() -> None:
    def break_off() -> None:
        with writing(CLERK, act="files.add", at=AT) as call:
            call.add(a_file("never"))
            raise InterruptedError

    with pytest.raises(InterruptedError):
        break_off()
    written("after")
    assert known() == ["after"]


def test_a_process_that_dies_in_its_turn_gives_it_back(committed_db: CommittedDatabase) -> None:
    root = Path(__file__).parents[4]
    died = subprocess.run([sys.executable, "-c", HOLDER], cwd=root, env=committed_db.environment, check=False)
    assert died.returncode == -signal.SIGKILL
    assert Path(f"{connection.settings_dict['NAME']}-turn").exists()
    written("after")
    assert known() == ["after"]
