"""A process does not work on a database whose guards are gone, or that is of another release.

It is asked at the first statement on a table of ours, not when the connection opens: a migration that makes or
mends the guards opens it too. Who examines a database, or copies it, does so in whatever state it is.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from . import install
from .declare import declarations
from .problems import DATABASE_NEWER, DATABASE_NOT_READY

_examining: ContextVar[bool] = ContextVar("jk_records_examining", default=False)


def guard_first_use() -> None:
    """Have this thread's connection assert the state of its database once, before it works on our tables.

    From that statement comes Problem `records.database-not-ready`, `records.database-newer` or
    `records.triggers-differ`, as long as it is so.
    """
    if not any(isinstance(one, _FirstUse) for one in connection.execute_wrappers):
        connection.execute_wrappers.append(_FirstUse(connection))


@contextmanager
def examining() -> Iterator[None]:
    """Inside it nothing is asked: the database is looked at as it is."""
    before = _examining.set(True)
    try:
        yield
    finally:
        _examining.reset(before)


def assert_made(link: BaseDatabaseWrapper) -> None:
    """Raises Problem `records.database-not-ready` or `records.database-newer` unless the database has had the
    program's migrations and no others.
    """
    known, had = known_migrations(), applied_migrations(link)
    if lacking := sorted(known - had):
        raise DATABASE_NOT_READY(lacking=lacking[0])
    if unknown := sorted(had - known):
        raise DATABASE_NEWER(migration=unknown[0])


def known_migrations() -> set[str]:
    """What this program can bring a database to, as `app.name`."""
    return {".".join(key) for key in MigrationLoader(None).disk_migrations or ()}


def applied_migrations(link: BaseDatabaseWrapper) -> set[str]:
    """What the database has had."""
    return {".".join(key) for key in MigrationRecorder(link).applied_migrations()}


class _FirstUse:
    """An execute wrapper that takes itself away when the database was found as it must be."""

    def __init__(self, link: BaseDatabaseWrapper) -> None:
        self._link = link
        self._tables = [one.table for one in declarations()]

    def __call__(self, execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any) -> Any:
        if not _examining.get() and not install.migrating() and self._is_ours(str(sql)):
            with examining():
                assert_made(self._link)
                install.assert_guarded(self._link)
            self._link.execute_wrappers.remove(self)
        return execute(sql, params, many, context)

    def _is_ours(self, sql: str) -> bool:
        return any(table in sql for table in self._tables)
