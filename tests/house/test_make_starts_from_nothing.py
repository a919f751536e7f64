"""The make targets do what the README says, also where something is missing."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.house.conftest import Run
from tests.proof import proves

DEBIAN = Path("/etc/debian_version").exists()
POSTGRES = bool(list(Path("/usr/lib/postgresql").glob("*/bin/initdb"))) or shutil.which("initdb")
Fake = Callable[[str, str], None]


@proves("K1.3.2")
def test_without_the_right_to_install_it_says_in_one_line_what_to_install(
    checkout: Path, fake: Fake, run: Run
) -> None:
    fake("id", "echo 1000")
    fake("apt-get", "echo called >> apt-get.log")
    done = run("bash", "-c", "source scripts/lib.sh; provide python3-venv")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "sudo apt-get install python3-venv" in done.stderr
    assert not (checkout / "apt-get.log").exists()


@proves("K1.3.2")
@pytest.mark.skipif(not DEBIAN, reason="this is not a Debian")
def test_as_root_on_debian_it_installs_what_is_missing(checkout: Path, fake: Fake, run: Run) -> None:
    fake("id", "echo 0")
    fake("apt-get", 'echo "$@" >> apt-get.log')
    assert run("bash", "-c", "source scripts/lib.sh; provide python3-venv").returncode == 0
    calls = (checkout / "apt-get.log").read_text(encoding="utf-8").split("\n")
    assert calls[0].startswith("update")
    assert calls[1].startswith("install")
    assert calls[1].endswith(" python3-venv")


@proves("K1.3.2")
def test_a_python_that_is_too_old_is_refused_in_one_line(fake: Fake, run: Run) -> None:
    for python in ("python3", "python3.11", "python3.12", "python3.13", "python3.14"):
        fake(python, "exit 1")
    fake("id", "echo 1000")
    done = run("scripts/environment.sh")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1


@proves("K1.3.1")
@pytest.mark.skipif(not POSTGRES, reason="no PostgreSQL is installed here")
def test_make_test_runs_everything_on_sqlite_and_the_rooms_on_postgresql(
    checkout: Path, fake: Fake, run: Run
) -> None:
    for room in ("jingkai/engines", "jingkai/kernel", "jingkai/site"):
        (checkout / room).mkdir(parents=True)
    fake("python", 'echo "$JINGKAI_DATABASE_URL | $*" >> python.log')
    done = run("scripts/test.sh")
    assert done.returncode == 0, done.stderr
    log = (checkout / "python.log").read_text(encoding="utf-8").strip().split("\n")
    first, second = (line for line in log if "-m pytest" in line)
    assert first == f"sqlite:///{checkout}/var/test.sqlite3 | -m pytest -n 1 --dist worksteal"
    assert second.startswith("postgresql://jingkai@/jingkai?host=")
    assert " | -m pytest -n 1 --dist worksteal jingkai/kernel jingkai/site --deselect=" in second
    assert run("scripts/postgres", "status").returncode != 0, "the server it started is stopped again"


@proves("K1.3.1")
@pytest.mark.skipif(not POSTGRES, reason="no PostgreSQL is installed here")
@pytest.mark.parametrize("database", ["SQLite", "PostgreSQL"])
def test_a_failure_on_one_database_fails_the_whole_and_is_named(fake: Fake, run: Run, database: str) -> None:
    fake("python", f'[[ "$*" != *pytest* || "$JINGKAI_DATABASE_URL" != {database.lower()}:* ]]')
    done = run("scripts/test.sh")
    assert done.returncode == 1
    assert done.stderr.strip() == f"make test: failed on: {database}"


@pytest.mark.skipif(not POSTGRES, reason="no PostgreSQL is installed here")
def test_the_test_server_is_found_again_and_leaves_nothing(checkout: Path, run: Run) -> None:
    first, again = run("scripts/postgres", "start"), run("scripts/postgres", "start")
    assert first.returncode == again.returncode == 0, first.stderr
    assert first.stdout == again.stdout == run("scripts/postgres", "url").stdout
    home = Path(first.stdout.strip().split("host=")[1])
    assert (home / ".s.PGSQL.5432").is_socket()
    assert home.stat().st_mode & 0o077 == 0, "nobody else may connect"
    assert run("scripts/postgres", "stop").returncode == 0
    assert not home.exists()


def test_a_second_start_makes_no_environment_again(checkout: Path, fake: Fake, run: Run) -> None:
    (checkout / ".venv").mkdir()
    (checkout / ".venv/.ready").touch()
    assert run("make", "--question", "environment").returncode == 0
    (checkout / "requirements/dev.txt").touch()
    (checkout / ".venv/.ready").touch()
    assert run("make", "--question", "environment").returncode == 0
    (checkout / ".venv/.ready").unlink()
    assert run("make", "--question", "environment").returncode == 1


@proves("K1.3.7")
def test_clean_removes_what_was_made_and_keeps_the_data(checkout: Path, run: Run) -> None:
    made = [".venv/bin/x", "build/x", "dist/x", ".mypy_cache/x", "jingkai/__pycache__/x", "var/test.sqlite3"]
    kept = ["var/jingkai.sqlite3", "var/data/file", "jingkai/code.py"]
    for name in made + kept:
        (checkout / name).parent.mkdir(parents=True, exist_ok=True)
        (checkout / name).touch()
    assert run("make", "clean").returncode == 0
    assert [name for name in made if (checkout / name).exists()] == []
    assert [name for name in kept if not (checkout / name).exists()] == []


@proves("K1.4.1")
@pytest.mark.parametrize(
    ("lint", "test", "ends"), [("true", "true", 0), ("false", "true", 1), ("true", "false", 1)]
)
def test_ci_runs_lint_and_test_and_says_how_they_closed(
    checkout: Path, fake: Fake, run: Run, lint: str, test: str, ends: int
) -> None:
    fake(
        "make",
        f'echo "$*" >> make.log; if [ "$1" = lint ]; then {lint}; else echo "7 passed in 1.00s"; {test}; fi',
    )
    done = run(".ci/run")
    assert done.returncode == ends
    assert (checkout / "make.log").read_text(encoding="utf-8") == "lint\ntest\n"
    closing = done.stdout.split("In short:\n")[1]
    assert closing == f"7 passed in 1.00s\nCI {'failed' if ends else 'passed'}\n"


@pytest.fixture
def archive(checkout: Path, run: Run) -> Path:
    """An archive as make dist unpacks it, for this machine, without wheels."""
    folder = checkout / "archive"
    folder.mkdir()
    shutil.copy(checkout / "scripts/dist-install.sh", folder / "install.sh")
    (folder / "runtime.txt").write_text("", encoding="utf-8")
    kind = "import sys, sysconfig; v = sys.version_info; print(f'cp{v[0]}{v[1]}-{sysconfig.get_platform()}')"
    (folder / "KIND").write_text(run("python3", "-c", kind).stdout, encoding="utf-8")
    run("bash", "-c", "cd archive && sha256sum KIND runtime.txt install.sh > SHA256SUMS")
    return folder


@proves("K1.3.6")
def test_an_archive_that_was_changed_on_its_way_is_not_installed(archive: Path, run: Run) -> None:
    (archive / "runtime.txt").write_text("other", encoding="utf-8")
    done = run(str(archive / "install.sh"), str(archive / "target"))
    assert done.returncode == 1
    assert "changed on its way" in done.stderr
    assert not (archive / "target").exists()


@proves("K1.3.6")
def test_an_archive_for_another_kind_of_machine_is_not_installed(archive: Path, run: Run) -> None:
    (archive / "KIND").write_text("cp311-linux-riscv64\n", encoding="utf-8")
    run("bash", "-c", "cd archive && sha256sum KIND runtime.txt install.sh > SHA256SUMS")
    done = run(str(archive / "install.sh"), str(archive / "target"))
    assert done.returncode == 1
    assert "riscv64" in done.stderr
    assert not (archive / "target").exists()
