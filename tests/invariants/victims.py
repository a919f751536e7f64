"""Processes to be killed. `python -m tests.invariants.victims`: each line on standard input starts writers.

    import      one process that imports batch after batch
    write 8 25  8 processes of 25 threads, each writing call after call

On standard output: `pid N` for each process, `.` for each statement it is about to run, `+ NAME` for each
effect it was told of, `gone` when the processes are. Django is loaded once and the processes are forked
from here.
"""

import itertools
import os
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import django

# An import's rows and what one transaction of it holds: several transactions an import.
ROWS = 60
CHUNK = 20


def say(line: str) -> None:
    # One write a line: lines of many threads and processes don't mix in a pipe.
    os.write(1, f"{line}\n".encode())


def watched(execute: Callable[..., Any], *arguments: Any) -> Any:
    say(".")
    return execute(*arguments)


def import_for_ever(name: str) -> None:
    from django.db import connection

    from jingkai.kernel.records.actor import SYSTEM
    from jingkai.kernel.records.models import File
    from jingkai.kernel.records.staging import go_live, stage, stage_rows

    with connection.execute_wrapper(watched):
        for number in itertools.count():
            batch = stage("import")
            for start in range(0, ROWS, CHUNK):
                rows = [_file(File, f"{name}-{number}-{start + n}") for n in range(CHUNK)]
                stage_rows(batch, rows)
            key = f"{name}-{number}"
            go_live(SYSTEM, batch, act="import", at=datetime.now(UTC), key=key, content=key)
            say(f"+ {key}")


def write_for_ever(name: str) -> None:
    from django.db import connection

    from jingkai.kernel.records.actor import SYSTEM
    from jingkai.kernel.records.models import File
    from jingkai.kernel.records.writing import writing

    with connection.execute_wrapper(watched):
        for number in itertools.count():
            key = f"{name}-{number}"
            with writing(SYSTEM, act="write", at=datetime.now(UTC), key=key, content=key) as call:
                call.add_all([_file(File, f"{key}-a"), _file(File, f"{key}-b")])
            say(f"+ {key}")


def _file(model: Any, name: str) -> Any:
    return model(sha256="a" * 64, name=name, size=1, media_type="text/plain")


def in_threads(work: Callable[[str], None], name: str, count: int) -> None:
    threads = [threading.Thread(target=work, args=(f"{name}-{n}",), daemon=True) for n in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def main() -> None:
    django.setup()
    for generation, line in enumerate(sys.stdin):
        word, *numbers = line.split()
        processes, threads = (int(number) for number in numbers) if numbers else (1, 1)
        work = import_for_ever if word == "import" else write_for_ever
        children = []
        for process in range(processes):
            child = os.fork()
            if child == 0:
                say(f"pid {os.getpid()}")
                in_threads(work, f"{word}-{generation}-{process}", threads)
                os._exit(1)
            children.append(child)
        for child in children:
            os.waitpid(child, 0)
        say("gone")


if __name__ == "__main__":
    main()
