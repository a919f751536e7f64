"""`make run` on a database with a zone of one's own says so and leaves it alone."""

import os
import subprocess
from pathlib import Path

import pytest
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="the script makes a database of its own"
)


def run(*command: str, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=300)


@pytest.mark.parametrize("zone", ["东港经济开发区", "滨河经济开发区"])
def test_the_sample_is_not_poured_into_it(tmp_path: Path, zone: str) -> None:
    env = os.environ | {
        "JINGKAI_DATABASE_URL": f"sqlite:///{tmp_path}/db.sqlite3",
        "JINGKAI_DATA_DIR": str(tmp_path / "data"),
        "SERVE": "no",
    }
    env.pop("DJANGO_SETTINGS_MODULE", None)
    assert run("jingkai", "init", "--zone", zone, env=env).returncode == 0
    before = run("jingkai", "verify", env=env).stdout
    done = run("scripts/run.sh", env=env)
    assert done.returncode == 0, done.stderr
    assert "site.not-the-sample" in done.stderr
    assert zone in done.stderr
    assert "不写入样例" in done.stdout
    assert "Traceback" not in done.stderr
    assert "Workbooks" not in done.stdout
    assert run("jingkai", "verify", env=env).stdout == before
    assert not (tmp_path / "data" / "sample-password").exists()
