"""kill -9 at any instant: there is a whole backup or none, a whole installation or an empty database."""

import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

from jingkai.kernel.records.backup import restore_backup, take_backup
from jingkai.kernel.records.doctor import examine
from jingkai.kernel.records.models import File
from jingkai.kernel.records.sealer import seal
from jingkai.kernel.records.sequence import latest
from jingkai.kernel.records.verify import verify
from tests.proof import proves

from .machines import Machine, NewMachine, at, here, with_content
from .samples import AT

FILES = 5
# Anywhere, and close to the end, where an archive gets its name and a database its place.
ANYWHERE, AT_THE_END, END = 6, 8, 250

Order = Callable[[str, Path, int], str]


@contextmanager
def killer(machine: Machine) -> Iterator[Order]:
    """order(word, path, instant): see `killed.py`."""
    with subprocess.Popen(
        [sys.executable, "-m", "jingkai.kernel.records.tests.killed"],
        cwd=Path(__file__).parents[4],
        env=machine.environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        orders, answers = process.stdin, process.stdout
        assert orders
        assert answers

        def order(word: str, path: Path, instant: int) -> str:
            orders.write(f"{word} {path} {instant}\n")
            orders.flush()
            return answers.readline().strip()

        yield order
        orders.close()


def instants(calls: int, seed: int) -> list[int]:
    chance = random.Random(seed)
    anywhere = [chance.randrange(1, calls) for _ in range(ANYWHERE)]
    return anywhere + [chance.randrange(max(1, calls - END), calls) for _ in range(AT_THE_END)]


def a_history() -> str:
    """The chain's head of a few entries with files."""
    for n in range(FILES):
        with_content(f"台账{n}")
    seal()
    return verify().head


def assert_whole(head: str) -> None:
    report = verify()
    assert (report.head, report.entries, report.files, report.breaks) == (head, FILES, FILES, [])
    assert [one for one in examine() if one.level == "fault"] == []
    assert File.objects.count() == latest() == FILES


@proves("K2.5.1")
def test_a_killed_backup_leaves_nothing_under_its_name(new_machine: NewMachine, tmp_path: Path) -> None:
    head = a_history()
    out = tmp_path / "out"
    out.mkdir()
    finished = []
    with killer(here()) as order:
        calls = int(order("backup", tmp_path / "measured.tar", 0).removeprefix("calls "))
        for n, instant in enumerate(instants(calls, seed=1)):
            place = out / f"{n}.tar"
            answer = order("backup", place, instant)
            if place.exists():
                finished.append(place)
            else:
                assert answer == "killed"
    # The kills did strike: what they left is hidden, and no archive.
    left = [path for path in out.iterdir() if path not in finished]
    assert len(left) > ANYWHERE
    assert [path.name for path in left if not path.name.startswith(".jingkai-backup-")] == []
    for archive in [*finished, take_backup(out / "after.tar", at=AT).path]:
        with at(new_machine()):
            restore_backup(archive)
            assert_whole(head)


@proves("K2.5.2")
def test_a_killed_restore_leaves_an_empty_database_or_a_whole_one(
    new_machine: NewMachine, tmp_path: Path
) -> None:
    head = a_history()
    archive = take_backup(tmp_path, at=AT).path
    measured = new_machine()
    with killer(measured) as order:
        calls = int(order("restore", archive, 0).removeprefix("calls "))
    empty = 0
    machine = new_machine()
    for instant in instants(calls, seed=2):
        with killer(machine) as order:
            order("restore", archive, instant)
        with at(machine):
            wait_for_servers(machine)
            finished = has_tables(machine)
            if finished:
                assert_whole(head)
        if finished:
            machine = new_machine()
        else:
            empty += 1
    assert empty > ANYWHERE // 2
    # Whatever the kills left behind on the last machine, the next restore goes through.
    with at(machine):
        if not has_tables(machine):
            restore_backup(archive)
        assert_whole(head)


def has_tables(machine: Machine) -> bool:
    if connection.vendor == "sqlite" and not Path(machine.database).exists():
        return False
    return bool(connection.introspection.table_names())


def wait_for_servers(machine: Machine) -> None:
    """PostgreSQL's process for a client that was killed may still be tidying up."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity"
                " WHERE datname = %s AND pid <> pg_backend_pid()",
                [machine.database],
            )
