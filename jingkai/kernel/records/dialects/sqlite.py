"""SQLite: triggers by name, read back as the text they were created with."""

from collections.abc import Iterable, Iterator

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import UniqueConstraint

from ..declare import Declaration
from .dialect import Trigger, guards_of, message, trigger_name

# What a connection must have for the triggers to see everything, as PRAGMA gives it back.
_REQUIRED_PRAGMAS = {"recursive_triggers": 1, "foreign_keys": 1, "synchronous": 2, "journal_mode": "wal"}


class SQLite:
    """One trigger a rule. INSERT OR REPLACE is met twice: as an insert of a key that exists, and, since
    `recursive_triggers` is on, as the delete it is. The first also holds for a connection that is not ours.
    """

    vendor = "sqlite"

    def render(self, declaration: Declaration) -> list[Trigger]:
        table = declaration.table
        triggers = []

        def add(name: str, when: str, code: str, condition: str = "") -> None:
            full = trigger_name(table, name)
            clause = f" WHEN ({condition})" if condition else ""
            body = (
                f'CREATE TRIGGER "{full}" {when} ON "{table}" FOR EACH ROW{clause}'
                f" BEGIN SELECT RAISE(ABORT, '{message(code, table)}'); END"
            )
            triggers.append(Trigger(table, full, body))

        if declaration.kind == "append-only":
            add("no-update", "BEFORE UPDATE", "records.append-only")
            add("no-delete", "BEFORE DELETE", "records.append-only")
            for name, condition in _already_there(declaration):
                add(
                    f"once-{name}",
                    "BEFORE INSERT",
                    declaration.problems.get(name, "records.row-exists"),
                    condition,
                )
        for guard in guards_of(declaration):
            if condition := guard.condition(self.vendor):
                add(guard.name, f"AFTER {guard.on.upper()}", guard.problem, condition)
        return triggers

    def installed(self, link: BaseDatabaseWrapper) -> set[Trigger]:
        with link.cursor() as cursor:
            cursor.execute("SELECT tbl_name, name, sql FROM sqlite_master WHERE type = 'trigger'")
            return {Trigger(*row) for row in cursor.fetchall()}

    def create(self, link: BaseDatabaseWrapper, trigger: Trigger) -> None:
        with link.cursor() as cursor:
            cursor.execute(trigger.body)

    def drop(self, link: BaseDatabaseWrapper, trigger: Trigger) -> None:
        with link.cursor() as cursor:
            cursor.execute(f'DROP TRIGGER IF EXISTS "{trigger.name}"')

    def grant(self, link: BaseDatabaseWrapper, found: Iterable[Declaration]) -> None:
        """SQLite has no roles."""

    def weaknesses(self, link: BaseDatabaseWrapper, found: Iterable[Declaration]) -> list[str]:
        weak = []
        with link.cursor() as cursor:
            for pragma, required in _REQUIRED_PRAGMAS.items():
                cursor.execute(f"PRAGMA {pragma}")
                value = cursor.fetchone()[0]
                if value != required:
                    weak.append(f"PRAGMA {pragma} = {value}, must be {required}")
        return weak


def _already_there(declaration: Declaration) -> Iterator[tuple[str, str]]:
    """For each thing that is unique: its name, and SQL that is true when a row with NEW's values exists."""
    meta = declaration.model._meta
    for field in meta.concrete_fields:
        if field.primary_key or field.unique:
            yield str(field.column), _row_with(declaration, [str(field.column)])
    for group in meta.unique_together:
        yield "-".join(group), _row_with(declaration, _columns(declaration, group))
    for constraint in meta.constraints:
        if isinstance(constraint, UniqueConstraint):
            columns = _columns(declaration, constraint.fields)
            yield constraint.name, _row_with(declaration, columns, _condition(declaration, constraint))


def _columns(declaration: Declaration, names: Iterable[str]) -> list[str]:
    by_name = {field.name: str(field.column) for field in declaration.model._meta.concrete_fields}
    return [by_name[name] for name in names]


def _row_with(declaration: Declaration, columns: list[str], condition: str = "") -> str:
    table = declaration.table
    same = " AND ".join(f't."{column}" = NEW."{column}"' for column in columns)
    if not condition:
        return f'EXISTS (SELECT 1 FROM "{table}" t WHERE {same})'
    # A partial index binds rows that meet its condition: both the one that is there and the new one must.
    new = ", ".join(f'NEW."{f.column}" AS "{f.column}"' for f in declaration.model._meta.concrete_fields)
    return (
        f'EXISTS (SELECT 1 FROM (SELECT * FROM "{table}" WHERE {condition}) t WHERE {same})'
        f" AND EXISTS (SELECT 1 FROM (SELECT {new}) WHERE {condition})"
    )


def _condition(declaration: Declaration, constraint: UniqueConstraint) -> str:
    """The WHERE of a partial unique index, as Django writes it into CREATE INDEX."""
    editor = connection.schema_editor()
    sql = constraint._get_condition_sql(declaration.model, editor)  # type: ignore[attr-defined]
    return str(sql or "")
