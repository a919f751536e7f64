"""From the database's complaint to the Problem it stands for; the same code on both databases."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import DatabaseError
from django.db.models import UniqueConstraint

from jingkai.kernel.problems import Problem, problem_kind

from .declare import Declaration, declarations
from .problems import APPEND_ONLY, ROW_EXISTS

_OURS = re.compile(r"jk:([a-z-]+\.[a-z0-9-]+):(\w+)")
_SQLITE_UNIQUE = re.compile(r"UNIQUE constraint failed: (.+)")
_SQLITE_CHECK = re.compile(r"CHECK constraint failed: (\w+)")
_NO_RIGHT = "42501"
_UNIQUE = "23505"


def translate(error: DatabaseError, **values: Any) -> Problem | None:
    """The Problem behind a database error, or None if it is none of ours (a lost connection, a fault of the
    program).

    `values` are what the Problem's sentences may name besides the table.
    """
    if ours := _OURS.search(str(error)):
        code, table = ours.groups()
        return problem_kind(code)(**{"table": _title(table)} | values)
    return _by_constraint(error, values) or _by_right(error, values)


@contextmanager
def translated(**values: Any) -> Iterator[None]:
    """Inside it, a database error that stands for a Problem is raised as that Problem."""
    try:
        yield
    except DatabaseError as error:
        if problem := translate(error, **values):
            raise problem from error
        raise


def _by_constraint(error: DatabaseError, values: dict[str, Any]) -> Problem | None:
    name, table = _constraint(error)
    for declaration in declarations():
        if name in declaration.problems:
            return problem_kind(declaration.problems[name])(**{"table": _title(declaration.table)} | values)
        if declaration.table == table and declaration.kind == "append-only":
            return ROW_EXISTS(**{"table": _title(table)} | values)
    return None


def _constraint(error: DatabaseError) -> tuple[str, str]:
    """The constraint's name, and the table if it is a unique one; empty where unknown."""
    diagnosis = getattr(error.__cause__, "diag", None)
    if diagnosis is not None:
        unique = diagnosis.sqlstate == _UNIQUE
        return diagnosis.constraint_name or "", (diagnosis.table_name or "") if unique else ""
    if found := _SQLITE_CHECK.search(str(error)):
        return found[1], ""
    if found := _SQLITE_UNIQUE.search(str(error)):
        return _sqlite_unique(found[1])
    return "", ""


def _sqlite_unique(columns: str) -> tuple[str, str]:
    """SQLite names columns (`table.a, table.b`) where PostgreSQL names the constraint."""
    pairs = [column.strip().partition(".") for column in columns.split(",")]
    table, names = pairs[0][0], {name for _, _, name in pairs}
    for declaration in declarations():
        if declaration.table == table:
            return _unique_over(declaration, names), table
    return "", table


def _unique_over(declaration: Declaration, columns: set[str]) -> str:
    meta = declaration.model._meta
    column = {field.name: field.column for field in meta.concrete_fields}
    for constraint in meta.constraints:
        if isinstance(constraint, UniqueConstraint) and {column[f] for f in constraint.fields} == columns:
            return str(constraint.name)
    return ""


def _by_right(error: DatabaseError, values: dict[str, Any]) -> Problem | None:
    """PostgreSQL asks for rights before it fires triggers: jk_app has none to change an append-only table."""
    diagnosis = getattr(error.__cause__, "diag", None)
    if diagnosis is None or diagnosis.sqlstate != _NO_RIGHT:
        return None
    for declaration in declarations():
        if declaration.kind == "append-only" and re.search(rf"\b{declaration.table}\b", str(error)):
            return APPEND_ONLY(**{"table": _title(declaration.table)} | values)
    return None


def _title(table: str) -> str:
    for declaration in declarations():
        if declaration.table == table:
            return str(declaration.model._meta.verbose_name)
    return table
