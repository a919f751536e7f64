"""Things that happen at the same time."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

from django.db import connections

T = TypeVar("T")


def together(*works: Callable[[], T]) -> list[T | Exception]:
    """Run each in a thread and on a connection of its own, begun at one moment; what each gave or raised."""
    start = Barrier(len(works))

    def run(work: Callable[[], T]) -> T | Exception:
        try:
            start.wait()
            return work()
        except Exception as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))
