"""What a database dialect must be able to do for the declarations."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from django.db.backends.base.base import BaseDatabaseWrapper

from ..declare import Declaration, Guard


@dataclass(frozen=True, order=True)
class Trigger:
    """A trigger as the catalogue of the database can give it back. `body` is what must be equal."""

    table: str
    name: str
    body: str


class Dialect(Protocol):
    """Renders declarations as triggers, reads the triggers that are there, puts them in."""

    vendor: str

    def render(self, declaration: Declaration) -> list[Trigger]:
        """The triggers that this declaration asks for."""

    def installed(self, link: BaseDatabaseWrapper) -> set[Trigger]:
        """Every trigger on a user table, ours or not."""

    def create(self, link: BaseDatabaseWrapper, trigger: Trigger) -> None:
        """Put one trigger in."""

    def drop(self, link: BaseDatabaseWrapper, trigger: Trigger) -> None:
        """Take one trigger out."""

    def grant(self, link: BaseDatabaseWrapper, found: Iterable[Declaration]) -> None:
        """Give the program's role what it needs on the tables, and no more."""

    def weaknesses(self, link: BaseDatabaseWrapper, found: Iterable[Declaration]) -> list[str]:
        """What about this connection or its rights lets the triggers be passed by; one phrase each."""


def dialect_of(link: BaseDatabaseWrapper) -> Dialect:
    """The dialect of this connection. Raises KeyError for a database that is neither of the two."""
    from .postgresql import PostgreSQL
    from .sqlite import SQLite

    dialects: dict[str, type[Dialect]] = {"sqlite": SQLite, "postgresql": PostgreSQL}
    return dialects[link.vendor]()


def trigger_name(table: str, name: str) -> str:
    """A name that is ours at a glance, unique in the database and within PostgreSQL's 63 bytes."""
    full = f"jk_{table.removeprefix('jk_')}_{name.replace('-', '_')}"
    return full if len(full) <= 60 else full[:47] + "_" + hashlib.sha256(full.encode()).hexdigest()[:12]


def message(code: str, table: str) -> str:
    """The text a trigger raises; `translate` reads it back into a Problem."""
    return f"jk:{code}:{table}"


# No row enters a batch that is live: it would have been known before it was written.
_BATCH_CLOSED = Guard(
    "batch-closed",
    "EXISTS (SELECT 1 FROM jk_records_batchlive l WHERE l.batch_id = NEW.batch_id)",
    "records.batch-closed",
)
_NOT_STAGED = Guard(
    "not-staged",
    "EXISTS (SELECT 1 FROM jk_records_batch b WHERE b.id = NEW.batch_id AND b.staged)",
    "records.not-stageable",
)


def guards_of(declaration: Declaration) -> list[Guard]:
    """The guards a declaration names and those that follow from what it is; guards whose condition is empty
    are out.
    """
    guards = list(declaration.guards)
    if declaration.carries_batch:
        guards.append(_BATCH_CLOSED)
        if declaration.lasting:
            guards.append(_NOT_STAGED)
    return guards
