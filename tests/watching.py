"""Whatever the tests have read through what is remembered, it reads no table of a room that it did not name."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from django.db import connection

from jingkai.kernel.records.remembering import Remembered, version

_TABLE = re.compile(r'"?\b(jk_[a-z]+)_[a-z]+\b"?')
# Which batches are known is asked of every row, and changes with the room of the row.
_KNOWN = re.compile(
    r'EXISTS\(SELECT (?:1|%s) AS "a" FROM "jk_records_batchlive" (\w+) WHERE \([^()]*(?:\([^()]*\)[^()]*)*'
    r'\1\."batch_id" = \("?\w+"?\."batch_id"\)\)'
)
# What a row that was read points to in this room is written once: when its batch went live, the file it was read from.
_POINTED_TO = re.compile(
    r'SELECT "jk_records_batchlive"\."batch_id"(?: AS "\w+")?, "jk_records_batchlive"\."live_seq"(?: AS "\w+")? '
    r'FROM "jk_records_batchlive" WHERE "jk_records_batchlive"\."batch_id" IN \([^()]*\)'
    r'|SELECT (?:"jk_records_file"\."\w+"(?: AS "\w+")?(?:, )?)+ FROM "jk_records_file" WHERE '
    r'"jk_records_file"\."id" IN \([^()]*\)'
)
_ASKED: ContextVar[Remembered[Any, Any] | None] = ContextVar("what is asked", default=None)
_call = Remembered.__call__


class NotNamedError(AssertionError):
    """A remembered function reads what it did not name: it would be believed after a write that changes it."""


def watched(one: Remembered[Any, Any], *args: Any, **kwargs: Any) -> Any:
    """As without the watch; raises NotNamedError."""
    above = _ASKED.get()
    if above is not None and not above.whole and (left := set(one.rooms) - set(above.rooms)):
        raise NotNamedError(f"{name_of(above)} asks {name_of(one)}, and does not name {sorted(left)}")
    version()  # looked up once a reading, by whoever asks first
    token = _ASKED.set(one)
    try:
        with connection.execute_wrapper(_looking(one)):
            return _call(one, *args, **kwargs)
    finally:
        _ASKED.reset(token)


def name_of(one: Remembered[Any, Any]) -> str:
    return f"{one.function.__module__}.{one.function.__qualname__}"


def rooms_in(sql: str) -> set[str]:
    """The rooms whose tables the statement reads."""
    return set(_TABLE.findall(_POINTED_TO.sub("", _KNOWN.sub("", sql))))


def _looking(one: Remembered[Any, Any]) -> Callable[..., Any]:
    def look(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if _ASKED.get() is one and not one.whole and (left := rooms_in(sql) - set(one.rooms)):
            raise NotNamedError(f"{name_of(one)} does not name {sorted(left)}: {sql}")
        return execute(sql, params, many, context)

    return look


def watch() -> None:
    """From here on each call is watched."""
    Remembered.__call__ = watched  # type: ignore[method-assign]
