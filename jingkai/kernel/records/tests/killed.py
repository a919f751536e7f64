"""Backups and restores that are killed. `python -m jingkai.kernel.records.tests.killed`, an order a line:

    backup PLACE N      restore ARCHIVE N

Each runs in a process of its own, forked from here, which kills itself (SIGKILL) at its N-th function call; with
N = 0 it runs to its end. The answer is `calls N` when it came to its end, else `killed`; it is given when every
program that it had started is gone too.
"""

import os
import signal
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from types import FrameType
from typing import Any

import django

AT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


def dying_at(instant: int, counter: "count[int]") -> Callable[[FrameType, str, Any], None]:
    def watch(frame: FrameType, event: str, argument: Any) -> None:
        if event in ("call", "c_call") and next(counter) == instant:
            os.kill(os.getpid(), signal.SIGKILL)

    return watch


def carry_out(word: str, path: Path, instant: int) -> None:
    from django.db import connections

    from jingkai.kernel.records.backup import restore_backup, take_backup

    counter = count(1)
    sys.setprofile(dying_at(instant, counter))
    if word == "backup":
        take_backup(path, at=AT)
    else:
        restore_backup(path)
    sys.setprofile(None)
    connections.close_all()
    print(f"calls {next(counter)}", flush=True)


def main() -> None:
    django.setup()
    for line in sys.stdin:
        word, path, instant = line.split()
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            # What it starts inherits its standard output, so the pipe ends when the last of them does.
            os.dup2(writing, 1)
            os.close(writing)
            carry_out(word, Path(path), int(instant))
            os._exit(0)
        os.close(writing)
        with os.fdopen(reading) as said:
            answer = said.read().strip()
        os.waitpid(child, 0)
        print(answer or "killed", flush=True)


if __name__ == "__main__":
    main()
