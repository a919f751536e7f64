"""kill -9 at random instants: between two statements, inside one, inside a commit."""

import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import pytest
from django.db import connections

from jingkai.kernel.records.doctor import examine
from jingkai.kernel.records.models import Batch, BatchLive, Entry, File
from jingkai.kernel.records.sealer import seal
from jingkai.kernel.records.sequence import latest
from jingkai.kernel.records.tests.samples import known, written
from jingkai.kernel.records.verify import verify
from tests.harness import CommittedDatabase
from tests.proof import proves

from .victims import ROWS

KILLS_OF_AN_IMPORT = 30
# An import runs about this many statements; two of them are a range to pick an instant from.
STATEMENTS = 40

ROUNDS_OF_WRITERS = 5
PROCESSES, THREADS = 8, 25


@dataclass
class Victims:
    """The helper process. `told` is every effect that a process was told of before it died."""

    lines: IO[str]
    orders: IO[str]
    told: set[str] = field(default_factory=set)

    def kill_at(self, order: str, instant: int, processes: int = 1) -> None:
        """Start writers and kill them all when they have begun `instant` statements."""
        self.orders.write(f"{order}\n")
        self.orders.flush()
        found: list[int] = []
        statements = 0
        killed = False
        for line in self.lines:
            word, _, rest = line.strip().partition(" ")
            if word == "gone":
                return
            if word == "pid":
                found.append(int(rest))
            elif word == "+":
                self.told.add(rest)
            else:
                statements += 1
            if not killed and statements >= instant and len(found) == processes:
                killed = True
                for pid in found:
                    os.kill(pid, signal.SIGKILL)
        raise AssertionError("the helper process ended")


@contextmanager
def victims(database: CommittedDatabase) -> Iterator[Victims]:
    root = Path(__file__).parents[2]
    command = [sys.executable, "-m", "tests.invariants.victims"]
    with subprocess.Popen(
        command, cwd=root, env=database.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin
        assert process.stdout
        yield Victims(process.stdout, process.stdin)
        process.stdin.close()


def assert_whole() -> None:
    """Nothing half done: no fault, every hash right, each live batch as large as one call makes it."""
    assert [finding for finding in examine() if finding.level == "fault"] == []
    assert verify(files=False).breaks == []
    assert Entry.objects.count() == latest() == BatchLive.objects.count()


@proves("K2.3.2", "INV.8")
def test_an_import_killed_at_thirty_instants(committed_db: CommittedDatabase) -> None:
    chance = random.Random(20261121)
    connections.close_all()
    with victims(committed_db) as process:
        for _ in range(KILLS_OF_AN_IMPORT):
            process.kill_at("import", chance.randrange(1, 2 * STATEMENTS))
            assert_whole()
            connections.close_all()
    live = [name for name in known() if name.endswith("-0")]
    keys = {name.removesuffix("-0") for name in live}
    assert keys >= process.told, "what a process was told has happened did happen"
    assert len(known()) == len(keys) * ROWS
    # The kills did strike imports in the middle: there are rows that nobody sees.
    assert Batch.objects.filter(staged=True, live__isnull=True).exists()
    assert File.objects.count() > len(known())
    written("after")
    assert seal() == latest()
    assert_whole()


@proves("K2.3.3", "INV.8")
def test_two_hundred_writers_killed_at_random_instants(committed_db: CommittedDatabase) -> None:
    chance = random.Random(42)
    connections.close_all()
    with victims(committed_db) as process:
        for _ in range(ROUNDS_OF_WRITERS):
            instant = chance.randrange(PROCESSES * THREADS, 10 * PROCESSES * THREADS)
            process.kill_at(f"write {PROCESSES} {THREADS}", instant, PROCESSES)
            assert_whole()
            seal()
            connections.close_all()
    names = known()
    keys = {name.removesuffix("-a").removesuffix("-b") for name in names}
    assert len(names) == 2 * len(keys) == 2 * latest() == File.objects.count()
    assert keys >= process.told
    assert len(process.told) > PROCESSES
    written("after")
    assert seal() > 0
    assert_whole()


@pytest.mark.usefixtures("committed_db")
def test_what_is_checked_here_would_notice_half_a_batch() -> None:
    written("a", "b")
    BatchLive.objects.update(withdrawn_seq=1)
    with pytest.raises(AssertionError):
        assert_whole()
