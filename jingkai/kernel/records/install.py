"""Puts the declared triggers in after every migration, and says where catalogue and declaration differ."""

from dataclasses import dataclass
from typing import Any

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from .declare import Declaration, declarations
from .dialects import Trigger, dialect_of
from .problems import TRIGGERS_DIFFER
from .role import become_app, become_owner, ensure_role


@dataclass(frozen=True)
class Difference:
    """A trigger that is declared and not there (or not as declared), or there and not declared."""

    missing: frozenset[Trigger]
    foreign: frozenset[Trigger]

    def __bool__(self) -> bool:
        return bool(self.missing or self.foreign)

    def names(self) -> str:
        """The names concerned: - missing, + foreign; a changed one is in both."""
        return ", ".join(
            sorted([f"-{one.name}" for one in self.missing] + [f"+{one.name}" for one in self.foreign])
        )


def difference(connection: BaseDatabaseWrapper) -> Difference:
    """Compare the triggers in the database with the declarations of the tables that exist."""
    dialect = dialect_of(connection)
    declared = {trigger for one in _present(connection) for trigger in dialect.render(one)}
    installed = dialect.installed(connection)
    return Difference(frozenset(declared - installed), frozenset(installed - declared))


def assert_guarded(connection: BaseDatabaseWrapper) -> None:
    """For start-up. Raises Problem `records.triggers-differ` if a trigger is not as declared."""
    if found := difference(connection):
        raise TRIGGERS_DIFFER(names=found.names())


# Databases whose migrations are under way; between the two signals their guards are not all there.
_MIGRATING: set[str] = set()


def migrating() -> bool:
    """Whether this process is migrating a database."""
    return bool(_MIGRATING)


def before_migrations(using: str, plan: list[Any] | None = None, **_: Any) -> None:
    """Become the owner. On SQLite take our triggers out if a migration will run: a table is rebuilt under
    another name there, and renaming it back fails while a trigger of some other table names it.
    """
    _MIGRATING.add(using)
    connection = connections[using]
    if connection.vendor == "postgresql":
        become_owner(connection)
        ensure_role(connection)
    elif plan:
        dialect = dialect_of(connection)
        with transaction.atomic(using=using):
            for trigger in dialect.installed(connection):
                if trigger.name.startswith("jk_"):
                    dialect.drop(connection, trigger)


def after_migrations(using: str, **_: Any) -> None:
    """Make the triggers equal to the declarations, give the program's role its rights, and take that role.

    It is called once an app; from the second on there is nothing to do.
    """
    connection = connections[using]
    dialect = dialect_of(connection)
    if connection.vendor == "postgresql":
        become_owner(connection)
    with transaction.atomic(using=using):
        found = difference(connection)
        for trigger in sorted(found.foreign):
            if trigger.name.startswith("jk_"):
                dialect.drop(connection, trigger)
        for trigger in sorted(found.missing):
            dialect.create(connection, trigger)
        dialect.grant(connection, _present(connection))
    if connection.vendor == "postgresql":
        become_app(connection)
    _MIGRATING.discard(using)


def _present(connection: BaseDatabaseWrapper) -> list[Declaration]:
    """Declared tables that exist; while migrations stand at an earlier state some don't."""
    tables = set(connection.introspection.table_names())
    return [one for one in declarations() if one.table in tables]
