"""What a database must be able to do to be backed up and restored."""

from collections.abc import Callable
from pathlib import Path
from typing import IO, Any, Protocol

from django.db.backends.base.base import BaseDatabaseWrapper

from ..hashing import GENESIS
from .manifest import State

Ask = Callable[[str], list[tuple[Any, ...]]]


class Copier(Protocol):
    """Copies a database of one kind while others write, and puts a copy into an empty one."""

    vendor: str
    part: str

    def copy(self, place: Path) -> State:
        """Write one moment of the whole database to `place`; what it holds at that moment.

        Raises Problem `records.database-not-ready`, `records.tool-missing` or `records.tool-failed`.
        """

    def server(self) -> str:
        """The version of the database program."""

    def assert_empty(self) -> None:
        """Raises Problem `records.database-not-empty` unless there is nothing where the copy shall go."""

    def load(self, source: IO[bytes]) -> None:
        """Put the copy in, whole or not at all. Raises as `copy`, and Problem `records.database-not-empty`."""


def copier_of(link: BaseDatabaseWrapper) -> Copier:
    """The copier for this connection. Raises KeyError for a database that is neither of the two."""
    from .postgresql import PostgreSQLCopier
    from .sqlite import SQLiteCopier

    copiers: dict[str, Callable[[BaseDatabaseWrapper], Copier]] = {
        "sqlite": SQLiteCopier,
        "postgresql": PostgreSQLCopier,
    }
    return copiers[link.vendor](link)


def read_state(ask: Ask) -> State:
    """What the copy holds. Plain SQL on the ground tables, so that a database that is older than the program
    can be backed up before it is upgraded.
    """
    seals = ask("SELECT entry_id, digest FROM jk_records_seal ORDER BY entry_id DESC LIMIT 1")
    sealed, head = seals[0] if seals else (0, GENESIS)
    return State(
        last=ask("SELECT last FROM jk_records_counter WHERE id = 1")[0][0],
        sealed=sealed,
        head=head,
        files=tuple(row[0] for row in ask("SELECT DISTINCT sha256 FROM jk_records_file ORDER BY 1")),
        migrations=tuple(
            f"{app}.{name}" for app, name in ask("SELECT app, name FROM django_migrations ORDER BY 1, 2")
        ),
    )
