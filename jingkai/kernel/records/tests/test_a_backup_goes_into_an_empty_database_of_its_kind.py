"""What restoring refuses besides a damaged archive, and that the refusal leaves what was there."""

import io
import json
import os
import sqlite3
import tarfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections

from jingkai.kernel.problems import Problem
from jingkai.kernel.records.backup import Backup, Manifest, restore_backup, take_backup
from jingkai.kernel.records.backup.archive import ArchiveWriter
from jingkai.kernel.records.role import become_owner
from tests.proof import proves

from .machines import Machine, NewMachine, at, every_row, here, with_content
from .samples import AT, known

SQLITE = connection.vendor == "sqlite"
only_sqlite = pytest.mark.skipif(not SQLITE, reason="about SQLite's files")
only_postgresql = pytest.mark.skipif(SQLITE, reason="about PostgreSQL's programs")


@pytest.fixture
def backup(new_machine: NewMachine, tmp_path: Path) -> Backup:
    with_content("一月")
    return take_backup(tmp_path, at=AT)


def refusal_of(archive: Path) -> Problem:
    with pytest.raises(Problem) as refusal:
        restore_backup(archive)
    return refusal.value


def telling(backup: Backup, path: Path, **other: Any) -> Path:
    """A whole archive with another manifest."""
    with tarfile.open(backup.path) as tar, path.open("wb") as target:
        archive = ArchiveWriter(target, 0)
        for member in tar:
            if member.name not in ("manifest.json", "SHA256SUMS"):
                archive.add(member.name, tar.extractfile(member) or io.BytesIO(), member.size)
        archive.close(replace(backup.manifest, **other))
    return path


@proves("K2.5.2")
def test_a_database_with_anything_in_it_is_left_as_it_is(backup: Backup) -> None:
    with_content("二月")
    before = every_row()
    assert refusal_of(backup.path).code == "records.database-not-empty"
    assert every_row() == before


@proves("K2.5.2")
def test_a_backup_of_the_other_kind_of_database_is_refused(
    backup: Backup, new_machine: NewMachine, tmp_path: Path
) -> None:
    other = {"sqlite": "postgresql", "postgresql": "sqlite"}[connection.vendor]
    archive = telling(backup, tmp_path / "other.tar", database=other)
    with at(new_machine()):
        refusal = refusal_of(archive)
    assert refusal.code == "records.archive-foreign"
    assert other in refusal.zh


def test_a_backup_of_a_newer_program_is_refused_and_of_an_older_one_restored(
    backup: Backup, new_machine: NewMachine, tmp_path: Path
) -> None:
    had = backup.manifest.migrations
    newer = telling(backup, tmp_path / "newer.tar", migrations=[*had, "jk_records.0999_later"], program="9.0")
    older = telling(backup, tmp_path / "older.tar", migrations=had[:-1])
    with at(new_machine()):
        refusal = refusal_of(newer)
        assert refusal.code == "records.archive-newer"
        assert "jk_records.0999_later" in refusal.en
        assert "9.0" in refusal.en
        assert restore_backup(older).older
        assert known() == ["一月"]


def test_a_manifest_of_another_format_is_refused(
    backup: Backup, new_machine: NewMachine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def of_version_2(manifest: Manifest) -> bytes:
        return json.dumps({"format": "jingkai backup 2"}).encode()

    with monkeypatch.context() as patched:
        patched.setattr(Manifest, "to_json", of_version_2)
        archive = telling(backup, tmp_path / "two.tar")
    with at(new_machine()):
        refusal = refusal_of(archive)
    assert (refusal.code, refusal.values["part"]) == ("records.archive-damaged", "manifest.json")


# ---- SQLite


def an_empty_file(path: Path) -> None:
    path.touch()


def a_file_without_tables(path: Path) -> None:
    """What a command leaves that was refused because there is no database."""
    with closing(sqlite3.connect(path)) as there:
        there.execute("PRAGMA journal_mode = WAL")


@only_sqlite
@pytest.mark.parametrize("make", [an_empty_file, a_file_without_tables])
def test_a_database_file_without_a_table_counts_as_empty(
    make: Callable[[Path], None], backup: Backup, new_machine: NewMachine
) -> None:
    machine = new_machine()
    machine.data.mkdir()
    make(Path(machine.database))
    with at(machine):
        restore_backup(backup.path)
        assert known() == ["一月"]


@only_sqlite
def test_a_journal_without_its_database_is_not_played_into_the_restored_one(
    backup: Backup, new_machine: NewMachine
) -> None:
    machine = new_machine()
    machine.data.mkdir()
    left_over = Path(f"{machine.database}-wal")
    left_over.write_bytes(b"pages of another database")
    with at(machine):
        assert refusal_of(backup.path).code == "records.database-not-empty"
        assert not Path(machine.database).exists()
        left_over.unlink()
        restore_backup(backup.path)
        assert known() == ["一月"]


@only_sqlite
def test_a_database_that_somebody_has_open_is_not_taken_from_him(
    backup: Backup, new_machine: NewMachine
) -> None:
    machine = new_machine()
    machine.data.mkdir()
    a_file_without_tables(Path(machine.database))
    with closing(sqlite3.connect(machine.database, isolation_level=None)) as somebody:
        somebody.execute("BEGIN")
        assert somebody.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
        with at(machine):
            assert refusal_of(backup.path).code == "records.database-not-empty"
    with at(machine):
        restore_backup(backup.path)
        assert known() == ["一月"]


@only_sqlite
def test_a_database_that_is_made_while_we_restore_stays(
    backup: Backup, new_machine: NewMachine, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine = new_machine()
    link = os.link

    def link_later(source: Path, target: Path) -> None:
        target.write_text("somebody's")
        link(source, target)

    monkeypatch.setattr(os, "link", link_later)
    with at(machine):
        assert refusal_of(backup.path).code == "records.database-not-empty"
    assert Path(machine.database).read_text() == "somebody's"


@only_sqlite
def test_what_was_erased_is_not_in_the_backup(new_machine: NewMachine, tmp_path: Path) -> None:
    """A copy of the file would hold what deleted rows left in its free pages, where SQLite does not wipe them."""
    secret = "destroyed-key-" * 40
    with connection.cursor() as cursor:
        for sentence in (
            "PRAGMA secure_delete = OFF",
            "CREATE TABLE vault (key text)",
            f"INSERT INTO vault VALUES ('{secret}')",
            "DELETE FROM vault",
        ):
            cursor.execute(sentence)
    connections.close_all()
    assert secret[100:].encode() in Path(here().database).read_bytes()
    backup = take_backup(tmp_path, at=AT)
    assert b"destroyed-key-" not in backup.path.read_bytes()


def damaged_sqlite(machine: Machine) -> None:
    connections.close_all()
    with Path(machine.database).open("r+b") as file:
        file.seek(8192)
        file.write(b"\xff" * 200_000)


@only_sqlite
def test_a_database_that_can_not_be_read_gives_no_backup(new_machine: NewMachine, tmp_path: Path) -> None:
    with_content("一月")
    damaged_sqlite(here())
    out = tmp_path / "out"
    out.mkdir()
    with pytest.raises(Problem) as refusal:
        take_backup(out, at=AT)
    assert refusal.value.code == "records.tool-failed"
    assert list(out.iterdir()) == []


# ---- PostgreSQL


@only_postgresql
def test_without_its_client_programs_both_say_what_to_install(
    backup: Backup, new_machine: NewMachine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Problem) as refusal:
        take_backup(tmp_path / "second.tar", at=AT)
    assert (refusal.value.code, refusal.value.values["tool"]) == ("records.tool-missing", "pg_dump")
    assert not (tmp_path / "second.tar").exists()
    with at(new_machine()):
        refusal_again = refusal_of(backup.path)
        assert connection.introspection.table_names() == []
    assert (refusal_again.code, refusal_again.values["tool"]) == ("records.tool-missing", "pg_restore")


@only_postgresql
def test_a_dump_that_does_not_go_in_leaves_nothing(
    backup: Backup, new_machine: NewMachine, tmp_path: Path
) -> None:
    """One statement of it fails: here, because a function of the same name is there already."""
    with at(new_machine()):
        become_owner(connection)
        with connection.cursor() as cursor:
            cursor.execute(
                "CREATE FUNCTION jk_records_seal_no_change() RETURNS int LANGUAGE sql AS 'SELECT 1'"
            )
        refusal = refusal_of(backup.path)
        assert refusal.code == "records.tool-failed"
        assert "jk_records_seal_no_change" in refusal.zh
        assert connection.introspection.table_names() == []


@only_postgresql
def test_a_dump_that_fails_gives_no_backup_and_says_why(
    new_machine: NewMachine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "pg_dump"
    program.write_text("#!/bin/sh\necho half a dump\necho 'server version mismatch' >&2\nexit 1\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Problem) as refusal:
        take_backup(tmp_path / "a.tar", at=AT)
    assert refusal.value.code == "records.tool-failed"
    assert refusal.value.values == {"tool": "pg_dump", "why": "server version mismatch"}
    assert not (tmp_path / "a.tar").exists()
