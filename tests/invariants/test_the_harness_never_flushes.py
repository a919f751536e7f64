"""The test harness itself: real commits only in a database of their own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

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


@pytest.mark.parametrize("way", BANNED)
def test_a_test_that_would_flush_or_mix_is_refused(way: str, tmp_path: Path) -> None:
    text, answer = BANNED[way]
    path = tmp_path / "test_banned.py"
    path.write_text("import pytest\n\n" + text.format(True))
    command = [sys.executable, "-m", "pytest", "-p", "conftest", "-p", "no:cacheprovider"]
    command += ["--rootdir", str(tmp_path), "-c", str(ROOT / "pyproject.toml"), str(path)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env=os.environ)
    assert run.returncode != 0
    assert answer in run.stdout + run.stderr


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
