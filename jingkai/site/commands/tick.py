"""`jingkai tick`: what falls due as time goes on; once, or over and over as the timer of `jingkai serve`."""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable

from ._common import DONE, REFUSED, guarded, language, now, say, seal

NAME = "tick"
HELP = "do what is due by itself: look what fell of the basis of results, tell of terms that are over"

# How long the timer sleeps before it looks whether the server is still there.
_NAP_SECONDS = 2.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """--every, --beside, --lang."""
    parser.add_argument(
        "--every", type=minutes, metavar="MINUTES", help="again every so many minutes, until it is stopped"
    )
    parser.add_argument(
        "--beside",
        type=int,
        metavar="PROCESS",
        help="with --every: only while this process, which started it, is there",
    )
    language(parser)


@guarded
def run(args: argparse.Namespace) -> int:
    """Does what is due and says how much it was; 1 where something was refused or failed."""
    if args.every is None:
        return _once(args)
    # Whose parent died is handed to another one at once.
    turning(lambda: _once(args), args.every * 60, lambda: args.beside in (None, os.getppid()))
    return DONE


def turning(
    do: Callable[[], object],
    seconds: float,
    wanted: Callable[[], bool],
    *,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], object] = time.sleep,
) -> None:
    """Do it now and every so many seconds, for as long as it is wanted."""
    while wanted():
        do()
        until = clock() + seconds
        while wanted() and clock() < until:
            sleep(min(_NAP_SECONDS, seconds))


def _once(args: argparse.Namespace) -> int:
    from django.db import connections

    from jingkai.kernel.records.timed import do_what_is_due

    done = do_what_is_due(now())
    seal()
    # Until the next time nothing of it is kept open.
    connections.close_all()
    for one in done:
        if one.refused:
            say(args, f"{one.name}：没有办成 [{one.refused}]", f"{one.name}: not done [{one.refused}]")
        elif one.count or args.every is None:
            say(args, f"{one.name}：{one.count}", f"{one.name}: {one.count}")
    return REFUSED if any(one.refused for one in done) else DONE


def minutes(text: str) -> int:
    """A whole number of minutes, one at least. Raises ValueError."""
    found = int(text)
    if found < 1:
        raise ValueError(text)
    return found
