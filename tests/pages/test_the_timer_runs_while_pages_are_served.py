"""`jingkai tick` does what falls due once, or over and over beside the server, and ends with it."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from jingkai.kernel.records import timed
from jingkai.site.commands.tick import turning
from tests.harness import CommittedDatabase
from tests.month.commands import Shell
from tests.proof import proves

from .serving import served


def test_a_command_does_what_is_due_and_says_how_much(founded: Shell) -> None:
    done = founded("tick", "--lang", "en")
    assert (done.code, done.out.splitlines()) == (
        0,
        ["registers.remind: 0", "rounds.follow-falls: 0", "rounds.remind: 0"],
    )


def test_what_is_refused_is_said_and_the_command_fails(
    founded: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(at: object) -> int:
        raise ZeroDivisionError

    monkeypatch.setattr(timed, "_WORKS", {"a.work": fails, "b.work": lambda at: 2})
    done = founded("tick")
    assert (done.code, done.out.splitlines()) == (1, ["a.work：没有办成 [ZeroDivisionError]", "b.work：2"])


def test_it_turns_at_once_and_every_so_often_for_as_long_as_it_is_wanted() -> None:
    clock = [0.0]
    done: list[float] = []

    def sleep(seconds: float) -> None:
        clock[0] += seconds

    turning(lambda: done.append(clock[0]), 600, lambda: clock[0] < 1500, clock=lambda: clock[0], sleep=sleep)
    assert done == [0, 600, 1200]


@proves("A3.3.1")
def test_the_server_starts_a_timer_that_goes_with_it(founded: Shell, committed_db: CommittedDatabase) -> None:
    with served(committed_db, JINGKAI_TIMER_MINUTES="1"):
        (timer,) = timers(committed_db)
    assert gone(timer)


def test_a_timer_whose_starter_was_killed_ends_by_itself(committed_db: CommittedDatabase) -> None:
    starter = subprocess.Popen(
        [sys.executable, "-c", _STARTER], env=os.environ | committed_db.environment, stdout=subprocess.PIPE
    )
    assert starter.stdout is not None
    timer = int(starter.stdout.readline())
    starter.send_signal(signal.SIGKILL)
    starter.wait()
    starter.stdout.close()
    assert gone(timer)


_STARTER = """
import os, subprocess, sys
command = [sys.executable, "-m", "jingkai.site.cli", "tick", "--every", "60", "--beside", str(os.getpid())]
child = subprocess.Popen(command, stdout=subprocess.DEVNULL)
print(child.pid, flush=True)
child.wait()
"""


def timers(database: CommittedDatabase) -> set[int]:
    """The ids of processes that are such a timer, on this database: others are tested beside this."""
    found = set()
    for place in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = place.read_bytes().split(b"\0")
            variables = place.with_name("environ").read_bytes()
        except OSError:
            continue
        if b"tick" in words and b"--every" in words and database.url.encode() in variables:
            found.add(int(place.parent.name))
    return found


def gone(process: int) -> bool:
    """Whether the process ends within half a minute."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        if "State:\tZ" in Path(f"/proc/{process}/status").read_text():
            return True
    return False
