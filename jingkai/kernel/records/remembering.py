"""What was read is remembered as long as nothing is written to the rooms it was read from.

    @remembered(64, "parties")
    def zones(on: date) -> tuple[Organisation, ...]: ...

    with reading():
        zones(today)      # reads
    with reading():
        zones(today)      # does not, unless a batch with rows of parties went live or was withdrawn meanwhile

All that is remembered in one process is handed to every thread: it is read and never changed. What depends on more
than the record and its arguments (the clock, a session, an account's password) is not remembered.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache, update_wrapper
from typing import Any, Generic, ParamSpec, TypeVar, cast

from django.db import connection

P = ParamSpec("P")
R = TypeVar("R")

# The room that changes with every batch; an entry without one changes no row of the record.
_ALL = "jk_records"
# By the time of its entry a database that was restored, and then went on otherwise, is told from what it was.
_LAST = (
    "SELECT v.room, v.seq, e.at FROM jk_records_roomversion v JOIN jk_records_entry e ON e.seq = v.seq"
    " ORDER BY v.room"
)


@dataclass(frozen=True)
class Version:
    """Which state of which rooms of which database was read: of each its number, and when that was given."""

    database: str
    rooms: tuple[tuple[int, datetime | str], ...]


@dataclass
class _Reading:
    """One reading: its versions are looked up when the first is asked for."""

    @cached_property
    def _last(self) -> dict[str, tuple[int, datetime | str]]:
        with connection.cursor() as cursor:
            cursor.execute(_LAST)
            return {room: (seq, at) for room, seq, at in cursor.fetchall()}

    def version(self, rooms: tuple[str, ...]) -> Version:
        """Of these rooms. One to which nothing was ever written is at number 0."""
        return Version(
            str(connection.settings_dict["NAME"]), tuple(self._last.get(one, (0, "")) for one in rooms)
        )


_READING: ContextVar[_Reading | None] = ContextVar("jk_records_reading", default=None)


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


def version(*rooms: str) -> Version | None:
    """What is being read, of these rooms or of the whole record; None outside `reading()`."""
    found = _READING.get()
    return found.version(_labels(rooms)) if found is not None else None


def last_change(*rooms: str) -> int:
    """The number at which something was last written to one of these rooms: what is known of them at any later number
    is what was known at that one.
    """
    found = (_READING.get() or _Reading()).version(_labels(rooms))
    return max(seq for seq, _ in found.rooms)


class Remembered(Generic[P, R]):
    """A function whose last results are kept by version and arguments. `rooms` are the labels of the apps it reads."""

    def __init__(self, function: Callable[P, R], most: int, rooms: tuple[str, ...]) -> None:
        @lru_cache(maxsize=most)
        def kept(_: Version, *args: Any, **kwargs: Any) -> R:
            return function(*args, **kwargs)

        self.function, self.rooms, self._kept = function, rooms, kept
        update_wrapper(self, function)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        """The result for these arguments, read again only if something was written to a room that it reads."""
        now = _READING.get()
        if now is None:
            return self.function(*args, **kwargs)
        # mypy takes keywords for what can not be hashed.
        return self._kept(now.version(self.rooms), *args, **cast(Any, kwargs))

    @property
    def whole(self) -> bool:
        """Whether it reads the whole record, and is asked again after every write."""
        return _ALL in self.rooms

    def forget(self) -> None:
        """Forget all results."""
        self._kept.cache_clear()


_REMEMBERED: list[Remembered[Any, Any]] = []


def remembered(most: int, *rooms: str) -> Callable[[Callable[P, R]], Remembered[P, R]]:
    """Keep the last `most` results, by arguments (which are hashable) and by the version of the `rooms` that are read
    (`"parties"`; a system's, too); without any, of the whole record. Which batches are known is no room of its own:
    a row that goes live or is withdrawn changes its room. Outside `reading()` the function is called each time.
    """

    def decorate(function: Callable[P, R]) -> Remembered[P, R]:
        found = Remembered(function, most, _labels(rooms))
        _REMEMBERED.append(found)
        return found

    return decorate


def all_remembered() -> tuple[Remembered[Any, Any], ...]:
    """Every function that is remembered."""
    return tuple(_REMEMBERED)


def forget() -> None:
    """Forget everything: the database was changed otherwise than by its services (tests, a repaired cache)."""
    for one in _REMEMBERED:
        one.forget()


def _labels(rooms: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"jk_{one}" for one in rooms) or (_ALL,)
