"""`make run`: the sample zone, its departments' tables, the month closed and printed, the pages served."""

import os
import re
import signal
import subprocess
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.db import connection

from tests.proof import proves

from .serving import answering, free_port

ROOT = Path(__file__).resolve().parents[2]


@proves("K1.2.2", "K1.2.1", "W1.1.1")
@pytest.mark.skipif(connection.vendor != "sqlite", reason="the script makes a database of its own, on SQLite")
def test_from_nothing_to_the_closed_month_on_a_page(tmp_path: Path) -> None:
    port, said = free_port(), tmp_path / "said.txt"
    environment = os.environ | {
        "JINGKAI_DATABASE_URL": f"sqlite:///{tmp_path}/db.sqlite3",
        "JINGKAI_DATA_DIR": str(tmp_path / "data"),
        "PORT": str(port),
    }
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    with said.open("wb") as output:
        started = subprocess.Popen(
            ["scripts/run.sh"],
            cwd=ROOT,
            env=environment,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    try:
        address = answering(f"http://127.0.0.1:{port}", started, patience=300)
        html = signed_in_at(address, said.read_text(encoding="utf-8"))
    except AssertionError as error:
        raise AssertionError(said.read_text(encoding="utf-8")[-2000:]) from error
    finally:
        os.killpg(started.pid, signal.SIGTERM)
        started.wait(timeout=30)
    # The address leads to the sign-in page, and from there to the page of the role.
    assert "滨河经济开发区2024年3月经济运行调度" in html
    assert "经济发展局 主要负责人" in html
    printed = said.read_text(encoding="utf-8")
    assert "已公布：月度:1" in printed
    # No table was refused, and none left a question open.
    assert "not-allowed" not in printed
    assert printed.count("待答复 0") == printed.count("入账 ")


def signed_in_at(address: str, printed: str) -> str:
    """What a newcomer sees who opens the address and signs in with what was printed last."""
    words = printed.rpartition("with the password ")[2].split("\x1b")[0].split()
    assert f"{address}/" in printed
    assert re.search(r"^economy\t主要负责人", printed, re.MULTILINE)
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    with opener.open(f"{address}/", timeout=30) as page:
        form = page.read().decode("utf-8")
    token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', form)
    assert token
    fields = {"login": "economy", "password": words[0], "csrfmiddlewaretoken": token[1]}
    with opener.open(f"{address}/signin", urlencode(fields).encode(), timeout=30) as page:
        html: str = page.read().decode("utf-8")
    return html
