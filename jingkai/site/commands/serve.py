"""`jingkai serve`: the pages, on this machine."""

from __future__ import annotations

import argparse
import ipaddress
import os
import socket

from ._common import DONE, actor, guarded, language, now, person, say

NAME = "serve"
HELP = "serve the pages at http://127.0.0.1:8000"

_PROCESSES = 2
_THREADS = 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """--host, --port, --processes, --as, --lang."""
    parser.add_argument("--host", default="127.0.0.1", help="the address of this machine to listen on")
    parser.add_argument("--port", type=int, default=8000, help="the port to listen on")
    parser.add_argument("--processes", type=int, default=_PROCESSES, help="how many processes answer")
    person(parser)
    language(parser)


@guarded
def run(args: argparse.Namespace) -> int:
    """Serves until it is stopped. Raises Problem `web.not-loopback`, `web.port-taken`, `parties.name-unknown`."""
    from jingkai.kernel.facts.zones import find_zone, zones
    from jingkai.web.problems import NOT_LOOPBACK, PORT_TAKEN

    if not _is_loopback(args.host):
        raise NOT_LOOPBACK(host=args.host)
    if _is_taken(args.host, args.port):
        raise PORT_TAKEN(port=args.port, other=args.port + 1)
    on = now().date()
    if not zones(on):
        find_zone("", on)  # refuses, and says how a zone is founded
    who = actor(args).person
    if who is not None:
        os.environ["JINGKAI_ACTS_AS"] = str(who)
    say(
        args,
        f"页面在 http://{args.host}:{args.port}/ ，按 Ctrl+C 停止",
        f"The pages are at http://{args.host}:{args.port}/, Ctrl+C stops them",
    )
    _serve(args.host, args.port, args.processes)
    return DONE


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
