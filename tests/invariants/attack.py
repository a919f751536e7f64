"""Direct SQL against a declared table, without knowing the table: rows made up from its columns."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, time
from itertools import count
from typing import Any
from uuid import uuid4

from django.apps import apps
from django.db import DatabaseError, connection, models, transaction

from jingkai.kernel.records.declare import Declaration, declarations
from jingkai.kernel.records.dialects import dialect_of
from jingkai.kernel.records.role import become_app, become_owner
from jingkai.kernel.records.translate import translate

_numbers = count(900_000)


def append_only_tables() -> list[Declaration]:
    return [one for one in declarations() if one.kind == "append-only"]


def table_name(declaration: Declaration) -> str:
    return declaration.table


def columns(declaration: Declaration) -> list[str]:
    return [str(field.column) for field in declaration.model._meta.concrete_fields]


def key_column(declaration: Declaration) -> str:
    return str(declaration.model._meta.pk.column)


def values_for(declaration: Declaration) -> dict[str, Any]:
    """A value of the right kind for each column, other ones at each call."""
    return {str(f.column): _value(f) for f in declaration.model._meta.concrete_fields}


@contextmanager
def one_row(declaration: Declaration) -> Iterator[dict[str, Any]]:
    """SQLite only: a made-up row lies in the table, past guards and checks; afterwards it never was there.

    Only what makes the table append-only is left in place, since that is what is attacked.
    """
    with undone(), connection.cursor() as cursor:
        for trigger in dialect_of(connection).installed(connection):
            if not trigger.name.endswith(("_no_update", "_no_delete")) and "_once_" not in trigger.name:
                dialect_of(connection).drop(connection, trigger)
        cursor.execute("PRAGMA ignore_check_constraints = ON")
        try:
            row = values_for(declaration)
            insert(declaration, row)
            yield row
        finally:
            cursor.execute("PRAGMA ignore_check_constraints = OFF")


def insert(declaration: Declaration, row: dict[str, Any], verb: str = "INSERT") -> None:
    names = ", ".join(f'"{name}"' for name in row)
    marks = ", ".join(["%s"] * len(row))
    with connection.cursor() as cursor:
        cursor.execute(f'{verb} INTO "{declaration.table}" ({names}) VALUES ({marks})', list(row.values()))


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside is rolled back. Foreign keys are not looked at: that is done at commit only."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def as_owner() -> Iterator[None]:
    """PostgreSQL: with the rights of the tables' owner."""
    become_owner(connection)
    try:
        yield
    finally:
        become_app(connection)


def refusal(sql: str, parameters: list[Any] | None = None) -> str:
    """The Problem's code with which the database refuses a statement; empty if it lets it through."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, parameters)
    except DatabaseError as error:
        problem = translate(error)
        if problem is None:
            raise
        return problem.code
    return ""


def unique_groups(declaration: Declaration) -> list[tuple[str, ...]]:
    """The column groups that are unique by themselves, the key among them."""
    meta = declaration.model._meta
    column = {field.name: str(field.column) for field in meta.concrete_fields}
    groups = [(str(f.column),) for f in meta.concrete_fields if f.primary_key or f.unique]
    groups += [tuple(column[name] for name in group) for group in meta.unique_together]
    groups += [
        tuple(column[name] for name in constraint.fields)
        for constraint in meta.constraints
        if isinstance(constraint, models.UniqueConstraint) and constraint.condition is None
    ]
    return groups


def _value(field: Any) -> Any:
    kind = field.target_field.get_internal_type() if field.is_relation else field.get_internal_type()
    number = next(_numbers)
    if "Integer" in kind or kind.endswith("AutoField"):
        return number % 30_000 if kind.startswith(("Small", "PositiveSmall")) else number
    made: dict[str, Any] = {
        "BooleanField": True,
        "DateTimeField": "2026-01-01 00:00:00",
        "DateField": date(2026, 1, 1).isoformat(),
        "TimeField": time(12, 30).isoformat(),
        "JSONField": "{}",
        "BinaryField": b"x",
        "UUIDField": uuid4().hex,
    }
    return made.get(kind, f"x{number}"[: field.max_length or 20])


def models_of_ours() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model._meta.app_label.startswith("jk_")]
