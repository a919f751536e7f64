"""What a declaration can't be wrong about without the system check saying so."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error
from django.db import models

from jingkai.kernel.problems import problem_kind

from .declare import Declaration, declaration_of

# Values that the two databases would give back differently, so that a row's hash could not be recomputed.
_INEXACT = (models.FloatField, models.DecimalField, models.GeneratedField)


def declared_tables(app_configs: Sequence[Any] | None, **_: Any) -> list[CheckMessage]:
    """Each of our tables is declared, and its declaration can be kept on both databases."""
    found: list[CheckMessage] = []
    for model in apps.get_models():
        if not model._meta.app_label.startswith("jk_") or not model._meta.managed:
            continue
        declaration = declaration_of(model)
        if declaration is None:
            found.append(
                Error(
                    f"{model.__name__} does not say what it is",
                    hint="declare it @append_only(...), @cache(...) or @mutable('why')",
                    obj=model,
                    id="jk_records.E001",
                )
            )
        else:
            found.extend(_faults(declaration))
    return found


def _faults(declaration: Declaration) -> Iterator[Error]:
    model = declaration.model
    for code in [*(guard.problem for guard in declaration.guards), *declaration.problems.values()]:
        try:
            problem_kind(code)
        except KeyError:
            yield Error(f"{code} is in no catalogue of Problems", obj=model, id="jk_records.E002")
    names = {constraint.name for constraint in model._meta.constraints}
    for name in declaration.problems.keys() - names:
        yield Error(f"{model.__name__} has no constraint {name}", obj=model, id="jk_records.E003")
    if declaration.kind == "append-only":
        yield from _faults_of_append_only(declaration)


def _faults_of_append_only(declaration: Declaration) -> Iterator[Error]:
    model = declaration.model
    for field in model._meta.concrete_fields:
        if isinstance(field, _INEXACT):
            hint = "store integers in a named unit (DESIGN 5.4)"
            yield Error(f"{field.name} can't be recorded exactly", hint=hint, obj=model, id="jk_records.E004")
        if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False):
            hint = "services take `at` (DESIGN 5.10)"
            yield Error(f"{field.name} reads the clock", hint=hint, obj=model, id="jk_records.E005")
        if field.has_db_default():
            hint = "a value the database chooses is not in the row's hash"
            yield Error(f"{field.name} has a database default", hint=hint, obj=model, id="jk_records.E006")
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint) and not constraint.fields:
            hint = "INSERT OR REPLACE can't be guarded on SQLite; make the expression a column"
            yield Error(
                f"{constraint.name} is unique by expression", hint=hint, obj=model, id="jk_records.E007"
            )
