"""A fresh database for a test that really commits: a file copy on SQLite, CREATE DATABASE ... TEMPLATE
elsewhere.
"""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode
from uuid import uuid4

from django.db import connection, connections
from django.test import Client

# The pages as a person (whose key is asked) reads them: the fixture `reads`.
Reads = Callable[[Any], Client]


@dataclass(frozen=True)
class CommittedDatabase:
    """Where the fresh database is. `environment` lets a child process open it."""

    url: str

    @property
    def environment(self) -> dict[str, str]:
        return os.environ | {"JINGKAI_DATABASE_URL": self.url}


@contextmanager
def fresh_database(directory: Path) -> Iterator[CommittedDatabase]:
    """Point Django at a new copy of the migrated test database; afterwards back, and the copy is gone."""
    make = _sqlite_copy if connection.vendor == "sqlite" else _postgresql_copy
    connections.close_all()
    name = connection.settings_dict["NAME"]
    if name != connection.settings_dict["TEST"]["NAME"]:
        raise RuntimeError(f"{name} is not the test database")
    with make(directory) as copy:
        connection.settings_dict["NAME"] = copy
        try:
            yield CommittedDatabase(_url(copy))
        finally:
            connections.close_all()
            connection.settings_dict["NAME"] = name


@contextmanager
def _sqlite_copy(directory: Path) -> Iterator[str]:
    copy = directory / "committed.sqlite3"
    source = sqlite3.connect(connection.settings_dict["NAME"])
    target = sqlite3.connect(copy)
    try:
        source.backup(target)
        target.execute("PRAGMA journal_mode=WAL")
    finally:
        source.close()
        target.close()
    yield str(copy)


@contextmanager
def _postgresql_copy(directory: Path) -> Iterator[str]:
    copy = f"test_copy_{uuid4().hex[:16]}"
    template = connection.settings_dict["NAME"]
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{copy}" TEMPLATE "{template}"')
    try:
        yield copy
    finally:
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{copy}" WITH (FORCE)')


def _url(name: str) -> str:
    if connection.vendor == "sqlite":
        return f"sqlite://{quote(name)}"
    settings = connection.settings_dict
    query = {key.lower(): settings[key] for key in ("HOST", "PORT") if settings[key]}
    login = quote(settings["USER"]) + (f":{quote(settings['PASSWORD'])}" if settings["PASSWORD"] else "")
    return f"postgresql://{login}@/{quote(name)}?{urlencode(query)}"
