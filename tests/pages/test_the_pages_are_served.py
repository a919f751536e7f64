"""`jingkai serve`: the pages by a real server, on this machine only."""

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from urllib.error import URLError

from django.test import Client

from tests.harness import CommittedDatabase
from tests.month.commands import Shell

_PATIENCE = 30.0


def free_port() -> int:
    with closing(socket.socket()) as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def served(database: CommittedDatabase) -> Iterator[str]:
    """The address of a server on this database."""
    port = free_port()
    command = [sys.executable, "-m", "jingkai.site.cli", "serve", "--port", str(port), "--processes", "1"]
    server = subprocess.Popen(
        command, env=database.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield answering(f"http://127.0.0.1:{port}", server)
    finally:
        server.terminate()
        server.wait(timeout=_PATIENCE)


def answering(address: str, server: "subprocess.Popen[bytes]") -> str:
    """The address, once something answers there."""
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/guide", timeout=5):
                return address
        except URLError:
            continue
    raise AssertionError(f"nothing answers at {address}")


def test_a_server_answers_with_pages_and_their_style(site: Client, committed_db: CommittedDatabase) -> None:
    with served(committed_db) as address:
        with urllib.request.urlopen(f"{address}/", timeout=10) as page:
            html = page.read().decode("utf-8")
        assert "经济运行调度" in html
        style = html.partition('rel="stylesheet" href="')[2].partition('"')[0]
        with urllib.request.urlopen(address + style, timeout=10) as css:
            assert css.headers["Content-Type"].startswith("text/css")
            assert "max-age=31536000" in css.headers["Cache-Control"]


def test_it_is_not_shown_to_other_machines(founded: Shell) -> None:
    for host in ("0.0.0.0", "::", "example.org", "10.0.0.1"):
        refused = founded("serve", "--host", host)
        assert (refused.code, "web.not-loopback" in refused.err) == (1, True)


def test_a_port_that_is_taken_is_said(founded: Shell) -> None:
    with closing(socket.socket()) as one:
        one.bind(("127.0.0.1", 0))
        one.listen()
        refused = founded("serve", "--port", one.getsockname()[1], "--lang", "en")
    assert (refused.code, "web.port-taken" in refused.err) == (1, True)


def test_without_a_zone_it_says_how_one_is_founded(shell: Shell) -> None:
    refused = shell("serve", "--port", free_port())
    assert (refused.code, "facts.no-zone" in refused.err) == (1, True)
