"""`jingkai serve`: the pages by a real server, on this machine only."""

import socket
import urllib.request
from contextlib import closing

import pytest
from django.test import Client

from tests.harness import CommittedDatabase
from tests.month.commands import Shell

from .serving import free_port, served


def test_a_server_answers_with_pages_and_their_style(site: Client, committed_db: CommittedDatabase) -> None:
    with served(committed_db) as address:
        with urllib.request.urlopen(f"{address}/", timeout=10) as page:
            html = page.read().decode("utf-8")
        assert "经济运行调度" in html
        style = html.partition('rel="stylesheet" href="')[2].partition('"')[0]
        with urllib.request.urlopen(address + style, timeout=10) as css:
            assert css.headers["Content-Type"].startswith("text/css")
            assert "max-age=31536000" in css.headers["Cache-Control"]


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "example.org", "10.0.0.1"])
def test_without_sign_in_it_is_not_shown_to_other_machines(founded: Shell, host: str) -> None:
    refused = founded("serve", "--host", host, "--as", "console")
    assert (refused.code, "web.not-loopback" in refused.err) == (1, True)


def test_passwords_do_not_go_over_the_network_in_clear(founded: Shell) -> None:
    refused = founded("serve", "--host", "0.0.0.0")
    assert (refused.code, "web.not-encrypted" in refused.err) == (1, True)


def test_a_port_that_is_taken_is_said(founded: Shell) -> None:
    with closing(socket.socket()) as one:
        one.bind(("127.0.0.1", 0))
        one.listen()
        refused = founded("serve", "--port", one.getsockname()[1], "--lang", "en")
    assert (refused.code, "web.port-taken" in refused.err) == (1, True)


def test_without_a_zone_it_says_how_one_is_founded(shell: Shell) -> None:
    refused = shell("serve", "--port", free_port())
    assert (refused.code, "facts.no-zone" in refused.err) == (1, True)
