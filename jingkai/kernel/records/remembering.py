"""What was read is remembered as long as nothing is written: its key is the version of the record.

    @remembered(64)
    def zones(on: date) -> tuple[Organisation, ...]: ...

    with reading():
        zones(today)      # reads
    with reading():
        zones(today)      # does not, unless a batch went live or was withdrawn meanwhile

All that is remembered in one process is handed to every thread: it is read and never changed. What depends on more
than the record and its arguments (the clock, a session, an account's password) is not remembered.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache, wraps
from typing import Any, ParamSpec, TypeVar, cast

from django.db import connection

P = ParamSpec("P")
R = TypeVar("R")

# The last batch that went live. A withdrawal is a batch as well; an entry without one changes no row of the record.
# By the time of its entry a database that was restored, and then went on otherwise, is told from what it was.
_LAST = (
    "SELECT b.live_seq, e.at FROM jk_records_batchlive b JOIN jk_records_entry e ON e.seq = b.live_seq"
    " ORDER BY b.live_seq DESC LIMIT 1"
)


@dataclass(frozen=True)
class Version:
    """Which state of which database was read."""

    database: str
    seq: int
    at: datetime | str


@dataclass
class _Reading:
    """One reading: its version is looked up when it is first asked for."""

    @cached_property
    def version(self) -> Version:
        with connection.cursor() as cursor:
            cursor.execute(_LAST)
            seq, at = cursor.fetchone() or (0, "")
        return Version(str(connection.settings_dict["NAME"]), seq, at)


_READING: ContextVar[_Reading | None] = ContextVar("jk_records_reading", default=None)
_FORGET: list[Callable[[], None]] = []


@contextmanager
def reading() -> Iterator[None]:
    """Inside it what is `remembered` is read once a version. For what only reads: a page that is asked for."""
    token = _READING.set(_Reading())
    try:
        yield
    finally:
        _READING.reset(token)


@contextmanager
def afresh() -> Iterator[None]:
    """Inside it nothing is remembered: what is computed is not of the record alone (a draft on trial)."""
    token = _READING.set(None)
    try:
        yield
    finally:
        _READING.reset(token)


def version() -> Version | None:
    """What is being read; None outside `reading()`."""
    found = _READING.get()
    return found.version if found is not None else None


def remembered(most: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Keep the last `most` results, by version and arguments (which are hashable). Outside `reading()` the function is
    called each time.
    """

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        @lru_cache(maxsize=most)
        def kept(_: Version, *args: Any, **kwargs: Any) -> R:
            return function(*args, **kwargs)

        @wraps(function)
        def call(*args: P.args, **kwargs: P.kwargs) -> R:
            now = version()
            if now is None:
                return function(*args, **kwargs)
            # mypy takes keywords for what can not be hashed.
            return kept(now, *args, **cast(Any, kwargs))

        _FORGET.append(kept.cache_clear)
        return call

    return decorate


def forget() -> None:
    """Forget everything: the database was changed otherwise than by its services (tests, a repaired cache)."""
    for clear in _FORGET:
        clear()
