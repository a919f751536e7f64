"""`jingkai serve`: the pages, for those who sign in; or, on this machine only, as somebody without signing in."""

from __future__ import annotations

import argparse
import ipaddress
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from ._common import DONE, guarded, language, person_named, say, today

NAME = "serve"
HELP = "serve the pages at http://127.0.0.1:8000"

_PROCESSES = 2
_THREADS = 2
# What --as calls the platform's own console, to which all is shown.
_CONSOLE = "console"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """--host, --port, --processes, --as, --lang."""
    parser.add_argument("--host", default="127.0.0.1", help="the address of this machine to listen on")
    parser.add_argument("--port", type=int, default=8000, help="the port to listen on")
    parser.add_argument("--processes", type=int, default=_PROCESSES, help="how many processes answer")
    parser.add_argument(
        "--as",
        dest="person",
        metavar="PERSON",
        default="",
        help="without sign-in, on this machine only: as this person (name or person:ID), or as console, which sees all",
    )
    language(parser)


@guarded
def run(args: argparse.Namespace) -> int:
    """Serves until it is stopped.

    Raises Problem `web.not-loopback`, `web.not-encrypted`, `web.port-taken`, `parties.person-unknown`.
    """
    from django.conf import settings

    from jingkai.kernel.facts.zones import find_zone, zones
    from jingkai.web.problems import NOT_ENCRYPTED, NOT_LOOPBACK, PORT_TAKEN

    as_whom = args.person or os.environ.get("JINGKAI_ACTS_AS") or ""
    if not _is_loopback(args.host):
        if as_whom:
            raise NOT_LOOPBACK(host=args.host)
        if not settings.JINGKAI_HTTPS:
            raise NOT_ENCRYPTED(host=args.host)
    if _is_taken(args.host, args.port):
        raise PORT_TAKEN(port=args.port, other=args.port + 1)
    on = today()
    if not zones(on):
        find_zone("", on)  # refuses, and says how a zone is founded
    if args.person:
        _without_sign_in(None if args.person == _CONSOLE else person_named(args.person).pk)
    _say_how(args, as_whom)
    with _timer(settings.JINGKAI_TIMER_MINUTES):
        _serve(args.host, args.port, args.processes)
    return DONE


@contextmanager
def _timer(minutes: int) -> Iterator[None]:
    """A process that does what falls due as long as the pages are served; 0 minutes start none."""
    if not minutes:
        yield
        return
    # Of its own start, not forked: it opens its own database, and ends by itself when this process is gone.
    command = [sys.executable, "-m", "jingkai.site.cli", "tick"]
    command += ["--every", str(minutes), "--beside", str(os.getpid())]
    with subprocess.Popen(command) as process:
        try:
            yield
        finally:
            process.terminate()


def _without_sign_in(person: int | None) -> None:
    """The settings are read already, and a process that is forked takes them over; one that is started reads them."""
    from django.conf import settings

    settings.JINGKAI_SIGN_IN, settings.JINGKAI_ACTS_AS = False, person
    os.environ["JINGKAI_ACTS_AS"] = str(person or _CONSOLE)


def _say_how(args: argparse.Namespace, as_whom: str) -> None:
    from jingkai.kernel.parties.models import Account

    address = f"http://{args.host}:{args.port}/"
    say(args, f"页面在 {address} ，按 Ctrl+C 停止", f"The pages are at {address}, Ctrl+C stops them")
    if as_whom:
        say(
            args,
            f"不经登录，以“{as_whom}”的身份打开；只有本机能访问，本机上的人都能看。",
            f"Without sign-in, as {as_whom}: only this machine reaches them, and everybody on it.",
        )
    elif not Account.objects.exists():
        say(
            args,
            "还没有账号，谁也登录不了：请先运行 jingkai account add。",
            "There is no account yet, so nobody can sign in: run jingkai account add first.",
        )


def _serve(host: str, port: int, processes: int) -> None:
    from django.db import connections
    from granian import Granian
    from granian.constants import Interfaces

    # The processes open their own; a connection of SQLite must not be carried over a fork.
    connections.close_all()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jingkai.site.settings")
    Granian(
        "jingkai.site.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=processes,
        blocking_threads=_THREADS,
        websockets=False,
        log_access=False,
        respawn_failed_workers=True,
    ).serve()


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _is_taken(host: str, port: int) -> bool:
    with socket.socket() as one:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            one.bind((host, port))
        except OSError:
            return True
    return False
