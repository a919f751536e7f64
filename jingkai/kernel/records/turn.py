"""Writers take turns on SQLite, in about the order in which they came."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def transacting() -> Iterator[None]:
    """The only transaction of a call, begun when it is this writer's turn.

    Raises RuntimeError if a transaction is open already.
    """
    with _turn(), transaction.atomic(durable=True):
        yield


@contextmanager
def _turn() -> Iterator[None]:
    """Who waits for SQLite's own lock sleeps and looks again, ever longer, so that one of 16 writers waited as
    long as the others went on. The system wakes those who wait for a lock on a file when it is free, and
    takes it from a process that dies. PostgreSQL needs no help.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    # A file of its own: closing the database's file would drop the locks that SQLite holds on it.
    path = f"{connection.settings_dict['NAME']}-turn"
    handle = os.open(path, os.O_RDONLY | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
