"""The test harness itself: real commits only in a database of their own."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from django.db import connection, connections

from jingkai.kernel.records.models import Batch, File
from jingkai.kernel.records.sequence import latest
from jingkai.kernel.records.tests.samples import known, written
from tests.harness import CommittedDatabase

ROOT = Path(__file__).parents[2]

REFUSED = "transaction=True is banned"
BANNED = {
    "mark": ("@pytest.mark.django_db(transaction={})\ndef test_it() -> None:\n    pass\n", REFUSED),
    "fixture": ("def test_it(transactional_db: None) -> None:\n    pass\n", REFUSED),
    "both": ("@pytest.mark.django_db\ndef test_it(committed_db: object) -> None:\n    pass\n", "leave the"),
}


def run_tests(text: str, directory: Path, environment: Mapping[str, str]) -> str:
    """What pytest prints about a file of tests under our harness; empty if they pass."""
    (directory / "test_sample.py").write_text(f"import pytest\n\n{text}")
    shutil.copy(ROOT / "conftest.py", directory)
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--rootdir", str(directory)]
    command += ["-c", str(ROOT / "pyproject.toml"), str(directory / "test_sample.py")]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env=environment)
    return run.stdout + run.stderr if run.returncode else ""


@pytest.mark.parametrize("way", BANNED)
def test_a_test_that_would_flush_or_mix_is_refused(way: str, tmp_path: Path) -> None:
    text, answer = BANNED[way]
    assert answer in run_tests(text.format(True), tmp_path, os.environ)


def test_committed_tests_alone_never_meet_the_installations_database(
    committed_db: CommittedDatabase, tmp_path: Path
) -> None:
    written("of the installation")
    text = (
        "from jingkai.kernel.records.tests.samples import known\n\n"
        "def test_it(committed_db: object) -> None:\n    assert known() == []\n"
    )
    connections.close_all()
    assert run_tests(text, tmp_path, committed_db.environment) == ""


@pytest.mark.parametrize("time", [1, 2])
def test_what_one_test_commits_no_other_sees(time: int, committed_db: CommittedDatabase) -> None:
    assert latest() == 0, f"run {time} begins with an empty journal"
    written("a")
    assert known() == ["a"]
    assert connection.settings_dict["NAME"] in committed_db.url


def test_another_process_opens_the_same_database(committed_db: CommittedDatabase) -> None:
    written("from here")
    program = (
        "import django; django.setup()\n"
        "from jingkai.kernel.records.models import File\n"
        "print(File.objects.known_at().get().name)"
    )
    environment = committed_db.environment | {"DJANGO_SETTINGS_MODULE": "jingkai.site.settings"}
    command = [sys.executable, "-c", program]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env=environment)
    assert run.stdout == "from here\n", run.stderr


@pytest.mark.django_db
@pytest.mark.parametrize("time", [1, 2])
def test_a_plain_database_test_is_rolled_back(time: int) -> None:
    assert Batch.objects.count() == 0, f"run {time} begins empty"
    written("a")
    assert File.objects.count() == 1
