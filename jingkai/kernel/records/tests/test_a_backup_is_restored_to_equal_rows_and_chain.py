"""What comes out of a backup is what was there at one moment, while others wrote before, during and after."""

import stat
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path
from threading import Event, Semaphore
from typing import Any

import pytest
from django.db import connection, connections

from jingkai.kernel.problems import Problem
from jingkai.kernel.records.backup import Manifest, postgresql, restore_backup, take_backup, taking
from jingkai.kernel.records.doctor import examine
from jingkai.kernel.records.filestore import open_stored, path_of
from jingkai.kernel.records.models import Entry, File
from jingkai.kernel.records.sealer import seal
from jingkai.kernel.records.sequence import latest
from jingkai.kernel.records.verify import verify
from jingkai.kernel.records.withdrawal import withdraw
from tests.proof import proves

from .machines import NewMachine, at, every_row, here, with_content
from .samples import AT, CLERK, imported, known, written

WRITERS = 6
BACKUPS = 4


def a_history() -> None:
    """Rows of every kind of writing: live, withdrawn, staged, with files; the last entries are not sealed."""
    batch = with_content("一季度.csv")
    imported(*(f"台账{n}" for n in range(40)))
    with_content("二季度.csv")
    seal()
    withdraw(CLERK, batch, at=AT, reason="错报")


def assert_whole(manifest: Manifest) -> None:
    """The chain's head is the one that was backed up, every hash and every file is right, nothing is at fault.

    Files that the samples only name are in no data folder: they are damaged here as they were there.
    """
    report = verify()
    assert (report.entries, report.sealed, report.head) == (manifest.last, manifest.sealed, manifest.head)
    assert {one.place for one in report.breaks} == {f"file:{sha256}" for sha256 in manifest.damaged}
    assert [one for one in examine() if one.level == "fault"] == []


@proves("K2.5.1", "K2.5.2")
def test_every_row_every_file_and_the_head_are_the_same_on_an_empty_machine(
    new_machine: NewMachine, tmp_path: Path
) -> None:
    a_history()
    before, head = every_row(), verify().head
    backup = take_backup(tmp_path, at=AT)

    with at(new_machine()):
        restored = restore_backup(backup.path)
        assert restored.manifest == backup.manifest
        assert not restored.older
        assert every_row() == before
        assert verify().head == head == backup.manifest.head
        assert_whole(backup.manifest)
        for content in ("一季度.csv", "二季度.csv"):
            with open_stored(File.objects.get(name=content).sha256) as stored:
                assert stored.read().decode() == content


@proves("K2.5.2")
def test_the_restored_installation_goes_on_where_the_other_was(
    new_machine: NewMachine, tmp_path: Path
) -> None:
    a_history()
    last, batch = latest(), written("before").pk
    backup = take_backup(tmp_path, at=AT)
    with at(new_machine()):
        restore_backup(backup.path)
        assert written("after").pk == batch + 1
        assert latest() == last + 2
        # Its guards are there, and the program's role has its rights and no more.
        with pytest.raises(Problem) as refusal:
            withdraw(CLERK, Entry.objects.get(seq=1).batch, at=AT, reason="again")
        assert refusal.value.code == "records.batch-withdrawn"
        assert [one for one in examine() if one.level == "fault"] == []


@proves("K2.5.1")
def test_backups_taken_while_others_write_are_each_one_moment(
    new_machine: NewMachine, tmp_path: Path
) -> None:
    stop, wrote = Event(), Semaphore(0)

    def write_on(writer: int) -> int:
        try:
            for n in count():
                if stop.is_set():
                    return n
                with_content(f"{writer}-{n}")
                wrote.release()
        finally:
            connections.close_all()
        return 0

    with ThreadPoolExecutor(WRITERS) as pool:
        running = [pool.submit(write_on, writer) for writer in range(WRITERS)]
        backups = []
        try:
            for n in range(BACKUPS):
                # Somebody writes between any two backups, and is writing when each begins.
                for _ in range(2 * WRITERS):
                    wrote.acquire()
                backups.append(take_backup(tmp_path / f"{n}.tar", at=AT))
                seal()
        finally:
            stop.set()
        calls = sum(one.result() for one in running)

    assert latest() == calls > backups[-1].manifest.last
    lasts = [one.manifest.last for one in backups]
    assert lasts == sorted(set(lasts)), "each saw more than the one before"
    for backup in backups:
        manifest = backup.manifest
        expected = known(manifest.last)
        assert manifest.damaged == []
        with at(new_machine()):
            restore_backup(backup.path)
            assert known() == expected
            assert File.objects.count() == latest() == manifest.last == manifest.files
            assert_whole(manifest)


def writing_first(monkeypatch: pytest.MonkeyPatch, module: Any, name: str) -> None:
    """Have somebody else's call committed right before the module calls its function."""
    function: Callable[..., Any] = getattr(module, name)

    def write() -> None:
        with_content("late")
        connections.close_all()

    def late(*arguments: Any, **options: Any) -> Any:
        with ThreadPoolExecutor(1) as somebody:
            somebody.submit(write).result()
        return function(*arguments, **options)

    monkeypatch.setattr(module, name, late)


@pytest.mark.parametrize(
    ("module", "name"),
    [
        pytest.param(taking, "damaged", id="after-the-copy"),
        pytest.param(
            postgresql.PostgreSQLCopier,
            "_run",
            id="before-the-dump",
            marks=pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no dump"),
        ),
    ],
)
@proves("K2.5.1")
def test_what_is_committed_after_the_moment_is_in_no_part_of_the_backup(
    module: Any, name: str, new_machine: NewMachine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_content("early")
    seal()
    with monkeypatch.context() as patched:
        writing_first(patched, module, name)
        backup = take_backup(tmp_path, at=AT)
    assert known() == ["early", "late"]
    with at(new_machine()):
        restore_backup(backup.path)
        assert known() == ["early"]
        assert backup.manifest.files == backup.manifest.last == 1
        assert_whole(backup.manifest)


@proves("K2.5.1")
def test_a_damaged_file_is_left_out_and_named_and_the_rest_is_saved(
    new_machine: NewMachine, tmp_path: Path
) -> None:
    for name in ("whole", "changed", "gone"):
        with_content(name)
    seal()
    hashes = dict(File.objects.values_list("name", "sha256"))
    path_of(hashes["changed"]).chmod(0o600)
    path_of(hashes["changed"]).write_text("chanGed")
    path_of(hashes["gone"]).unlink()

    backup = take_backup(tmp_path, at=AT)
    assert set(backup.manifest.damaged) == {hashes["changed"], hashes["gone"]}
    assert backup.manifest.files == 1
    with at(new_machine()):
        restore_backup(backup.path)
        assert known() == ["changed", "gone", "whole"]
        assert_whole(backup.manifest)


def test_a_backup_is_for_its_owner_alone_and_never_takes_the_place_of_a_file(
    new_machine: NewMachine, tmp_path: Path
) -> None:
    written("a")
    backup = take_backup(tmp_path, at=AT)
    assert stat.S_IMODE(backup.path.stat().st_mode) == 0o600
    assert backup.path.name == "jingkai-20261121T090000Z-1.tar"
    content = backup.path.read_bytes()
    for place in (tmp_path, backup.path):
        with pytest.raises(Problem) as refusal:
            take_backup(place, at=AT)
        assert refusal.value.code == "records.backup-exists"
    assert backup.path.read_bytes() == content
    with pytest.raises(Problem) as refusal:
        take_backup(tmp_path / "no-such-folder" / "a.tar", at=AT)
    assert refusal.value.code == "records.not-written"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


@proves("K2.5.1", "K2.5.2")
def test_two_commands_carry_an_installation_to_another_machine(
    new_machine: NewMachine, tmp_path: Path
) -> None:
    for name in ("一月", "二月"):
        with_content(name)
    seal()
    head = verify().head
    archive = tmp_path / "out.tar"

    def jingkai(environment: dict[str, str], *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "jingkai.site.cli", *command],
            cwd=Path(__file__).parents[4],
            env=environment,
            capture_output=True,
            text=True,
        )

    there = new_machine()
    taken = jingkai(here().environment, "backup", str(archive), "--lang", "en")
    assert (taken.returncode, taken.stderr) == (0, "")
    assert f"2 entries (2 sealed), 2 files; head {head}" in taken.stdout
    restored = jingkai(there.environment, "restore", str(archive), "--lang", "en")
    assert (restored.returncode, restored.stderr) == (0, "")
    assert "Intact." in restored.stdout
    assert restored.stdout.count(head) == 2
    for command in ("doctor", "verify"):
        assert jingkai(there.environment, command).returncode == 0
    again = jingkai(there.environment, "restore", str(archive), "--lang", "en")
    assert again.returncode == 1
    assert "[records.database-not-empty]" in again.stderr
