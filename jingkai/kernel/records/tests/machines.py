"""A second machine: an empty database and an empty data folder, to restore into."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import connection, connections

from jingkai.kernel.records.filestore import store
from jingkai.kernel.records.models import Batch
from jingkai.kernel.records.writing import writing
from tests.harness import CommittedDatabase, _url

from .samples import AT, CLERK

NewMachine = Callable[[], "Machine"]


@dataclass(frozen=True)
class Machine:
    """Where its database and its data are."""

    database: str
    data: Path

    @property
    def environment(self) -> dict[str, str]:
        """For a process that shall run there."""
        with at(self):
            return CommittedDatabase(_url(self.database)).environment | {"JINGKAI_DATA_DIR": str(self.data)}


def here() -> Machine:
    """The machine the test is at."""
    return Machine(connection.settings_dict["NAME"], Path(settings.JINGKAI_DATA_DIR))


@contextmanager
def at(machine: Machine) -> Iterator[Machine]:
    """Work on that machine, and afterwards on the one before."""
    before = here()
    _go(machine)
    try:
        yield machine
    finally:
        _go(before)


@contextmanager
def new_machines(folder: Path) -> Iterator[NewMachine]:
    """Gives machines without a table; their databases are gone afterwards."""
    made: list[str] = []

    def make() -> Machine:
        name = f"test_machine_{uuid4().hex[:16]}"
        data = folder / name
        if connection.vendor == "sqlite":
            return Machine(str(data / "db.sqlite3"), data)
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
        made.append(name)
        return Machine(name, data)

    try:
        yield make
    finally:
        for name in made:
            with connection._nodb_cursor() as cursor:
                cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def with_content(name: str) -> Batch:
    """A live batch with a file that lies in the data folder; the name is its content."""
    stored = store(BytesIO(name.encode()))
    with writing(CLERK, act="files.add", at=AT) as call:
        call.add(stored.row(name, "text/plain"))
    return call.batch


def every_row() -> dict[str, list[Any]]:
    """All rows of all tables, the framework's too."""
    with closing(connection.cursor()) as cursor:
        found = {}
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            found[table] = sorted(cursor.fetchall(), key=repr)
        return found


def _go(machine: Machine) -> None:
    connections.close_all()
    connection.settings_dict["NAME"] = machine.database
    settings.JINGKAI_DATA_DIR = machine.data
