"""How a table says what it is, once, beside its model, for both databases.

Every table of the kernel is one of three:

    @append_only(...)   rows are inserted and never changed: facts, events, moves, journal
    @cache(...)         derived and rebuildable: the only derived rows that are updated
    @mutable("why")     neither: logins, sealed values whose key may be destroyed

A declaration may carry Guards: row-level rules that the database itself refuses by, with a Problem's code.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar

from django.db import models

M = TypeVar("M", bound=type[models.Model])

Event = Literal["insert", "update", "delete"]
Rebuild = Callable[[], Iterable[Mapping[str, Any]]]


@dataclass(frozen=True)
class Guard:
    """A rule the database keeps: the row is refused, with a Problem's code, when `refuse_when` is true.

    `refuse_when` is SQL over NEW (and OLD), understood by SQLite and PostgreSQL alike; where it can't be, a
    mapping {"sqlite": ..., "postgresql": ...}; where it depends on other declarations, a function that gives
    either. It is tried after the row is in place, so NEW has its key, and a subquery sees the row itself.
    """

    name: str
    refuse_when: str | Mapping[str, str] | Callable[[], str]
    problem: str
    on: Event = "insert"

    def condition(self, vendor: str) -> str:
        """The SQL for `sqlite` or `postgresql`."""
        text = self.refuse_when
        if callable(text):
            return text()
        return text if isinstance(text, str) else text[vendor]


@dataclass(frozen=True)
class Declaration:
    """What one table is. `problems` maps the name of a unique or check constraint to the Problem it stands
    for.
    """

    model: type[models.Model]
    kind: Literal["append-only", "cache", "mutable"]
    guards: tuple[Guard, ...] = ()
    problems: Mapping[str, str] = field(default_factory=dict)
    lasting: bool = False
    rebuild: Rebuild | None = None
    why: str = ""

    @property
    def table(self) -> str:
        return self.model._meta.db_table

    @property
    def carries_batch(self) -> bool:
        """Whether rows belong to a batch, and so are known only while it is live."""
        return any(f.name == "batch" for f in self.model._meta.concrete_fields) and hasattr(
            self.model, "row_hash"
        )


_DECLARED: dict[str, Declaration] = {}


def append_only(
    *guards: Guard, problems: Mapping[str, str] | None = None, lasting: bool = False
) -> Callable[[M], M]:
    """Declare a table whose rows are only ever inserted.

    `lasting` rows (moves, postings) are never in a staged batch, and a batch that holds one is never
    withdrawn.
    """

    def declare(model: M) -> M:
        _enter(Declaration(model, "append-only", guards, problems or {}, lasting))
        return model

    return declare


def cache(*guards: Guard, rebuild: Rebuild, problems: Mapping[str, str] | None = None) -> Callable[[M], M]:
    """Declare a derived table. `rebuild` gives the rows it ought to hold, as {attname: value}; doctor
    compares.
    """

    def declare(model: M) -> M:
        _enter(Declaration(model, "cache", guards, problems or {}, rebuild=rebuild))
        return model

    return declare


def mutable(why: str, *guards: Guard, problems: Mapping[str, str] | None = None) -> Callable[[M], M]:
    """Declare a table that is neither record nor cache, and say why it may change."""

    def declare(model: M) -> M:
        _enter(Declaration(model, "mutable", guards, problems or {}, why=why))
        return model

    return declare


def declarations() -> tuple[Declaration, ...]:
    """Every declared table, by table name."""
    return tuple(sorted(_DECLARED.values(), key=lambda one: one.table))


def declaration_of(model: type[models.Model]) -> Declaration | None:
    """What was declared for this model, if anything."""
    found = _DECLARED.get(model._meta.db_table)
    return found if found and found.model is model else None


def _enter(declaration: Declaration) -> None:
    known = _DECLARED.get(declaration.table)
    if known and known.model.__qualname__ != declaration.model.__qualname__:
        raise ValueError(f"{declaration.table} is declared twice")
    _DECLARED[declaration.table] = declaration
