"""Before its first work on the database a command asks for the guards; who examines or mends it does not."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from jingkai.kernel.problems import Problem
from jingkai.kernel.records import install, startup
from jingkai.kernel.records.dialects import dialect_of
from jingkai.kernel.records.doctor import examine
from jingkai.kernel.records.role import become_app, become_owner
from jingkai.kernel.records.startup import examining, guard_first_use
from jingkai.kernel.records.tests.samples import known, written
from jingkai.kernel.records.verify import verify
from jingkai.site import cli
from tests.harness import CommittedDatabase
from tests.proof import proves

ROOT = Path(__file__).parents[3]

# Commands that work on the database, as they are called.
WORKING = {
    "adopt": ("adopt", "."),
    "fill": ("fill", "docs/examples/经发局_2024年3月.csv"),
    "import": ("import", "docs/examples/经发局_2024年3月.csv"),
    "month": ("month", "2024-03"),
    "prove": ("prove", "fact:1"),
    "rules": ("rules", "list"),
    "undo": ("undo", "1"),
}

Jingkai = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def jingkai(committed_db: CommittedDatabase, tmp_path: Path) -> Jingkai:
    def run(*command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "jingkai.site.cli", *command],
            cwd=ROOT,
            env=os.environ | committed_db.environment | {"JINGKAI_DATA_DIR": str(tmp_path / "data")},
            capture_output=True,
            text=True,
        )

    return run


def take_a_trigger_away() -> str:
    """Somebody with the owner's rights does; its name."""
    dialect = dialect_of(connection)
    trigger = next(one for one in sorted(dialect.installed(connection)) if one.table == "jk_records_entry")
    if connection.vendor == "postgresql":
        become_owner(connection)
    dialect.drop(connection, trigger)
    if connection.vendor == "postgresql":
        become_app(connection)
    return trigger.name


@proves("K2.1.6")
def test_every_command_with_a_database_starts_where_the_guards_are_asked_for() -> None:
    bare = {module.NAME for module in cli._modules() if not module.run.__qualname__.startswith("guarded.")}
    assert bare == {"forecast", "read", "scheme", "score"}


@proves("K2.1.6")
@pytest.mark.parametrize("command", WORKING.values(), ids=WORKING)
def test_a_command_is_refused_while_a_guard_is_missing(command: tuple[str, ...], jingkai: Jingkai) -> None:
    name = take_a_trigger_away()
    refused = jingkai(*command)
    assert refused.returncode == 1
    assert "[records.triggers-differ]" in refused.stderr
    assert name in refused.stderr
    assert "Traceback" not in refused.stderr


@proves("K2.1.6")
def test_doctor_names_what_is_gone_backup_saves_it_and_init_mends_it(
    jingkai: Jingkai, tmp_path: Path
) -> None:
    written("a")
    name = take_a_trigger_away()
    assert name in jingkai("doctor").stdout
    assert jingkai("verify", "--no-files").returncode == 0
    jingkai("backup", str(tmp_path / "before.tar"))
    assert (tmp_path / "before.tar").exists()
    assert jingkai("init").returncode == 0
    assert jingkai("doctor").returncode == 0
    assert jingkai("rules", "list").returncode == 0


@pytest.mark.skipif(
    connection.vendor != "sqlite", reason="a PostgreSQL database is made by its administrator"
)
def test_a_database_that_is_not_made_yet_is_named_and_no_traceback_is_shown(tmp_path: Path) -> None:
    place = {
        "JINGKAI_DATABASE_URL": f"sqlite://{tmp_path}/new.sqlite3",
        "JINGKAI_DATA_DIR": str(tmp_path / "data"),
    }
    # It was opened before: a file without a table.
    with closing(sqlite3.connect(tmp_path / "new.sqlite3")) as there:
        there.execute("PRAGMA journal_mode = WAL")
    for command in ("month 2024-03", "undo 1", "doctor", "verify", f"backup {tmp_path}"):
        refused = subprocess.run(
            [sys.executable, "-m", "jingkai.site.cli", *command.split()],
            cwd=ROOT,
            env=os.environ | place,
            capture_output=True,
            text=True,
        )
        assert refused.returncode == 1, command
        assert "jingkai init" in refused.stderr, command
        assert "[records.database-not-ready]" in refused.stderr, command


@pytest.fixture
def guarded(committed_db: CommittedDatabase) -> None:
    guard_first_use()


@pytest.mark.usefixtures("guarded")
def test_it_is_asked_once_and_before_anything_is_read_or_written(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    monkeypatch.setattr(install, "assert_guarded", lambda link: asked.append(link))
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    assert asked == []
    assert known() == []
    assert asked == [connection]
    written("a")
    assert asked == [connection]


@pytest.mark.usefixtures("guarded")
def test_it_is_refused_again_until_it_is_mended() -> None:
    with examining():
        take_a_trigger_away()
    for _ in range(2):
        with pytest.raises(Problem) as refusal:
            written("a")
        assert refusal.value.code == "records.triggers-differ"
    call_command("migrate", verbosity=0)
    written("a")
    assert known() == ["a"]


@pytest.mark.usefixtures("guarded")
def test_a_database_of_another_release_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    ours = startup.known_migrations()
    monkeypatch.setattr(startup, "known_migrations", lambda: ours | {"jk_records.0999_later"})
    for work in (known, examine, verify):
        with pytest.raises(Problem) as refusal:
            work()
        assert refusal.value.code == "records.database-not-ready"
        assert "jk_records.0999_later" in refusal.value.zh
    monkeypatch.setattr(startup, "known_migrations", lambda: ours - {"jk_records.0001_initial"})
    for work in (known, examine, verify):
        with pytest.raises(Problem) as refusal:
            work()
        assert refusal.value.code == "records.database-newer"
    monkeypatch.setattr(startup, "known_migrations", lambda: ours)
    assert known() == []
