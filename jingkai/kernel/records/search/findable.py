"""What of a table may be looked for, declared beside its model and kept in one register.

    @find("matter", "事项", "Matters", text=("label", "title", "origin"), title="title", note="label")
    @append_only(...)
    class Matter(Scoped): ...

Only what is of privacy class P0 or P1 is declared. Who sees a row is another declaration (`parties.access.see`), and
what it says is asked before anything is counted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, TypeVar

from django.db import models

from .folding import fold_all

M = TypeVar("M", bound=type[models.Model])
Named = Callable[[str], Mapping[str, int] | None]

# A number of more is none of a row, and no database takes it.
_DIGITS = 18
# A row without such an attribute set has nothing to show there.
_NOTHING = ""


def by_number(rest: str) -> Mapping[str, int] | None:
    """How most references name a row: `activity:17`."""
    return {"pk": int(rest)} if rest.isdecimal() and len(rest) <= _DIGITS else None


@dataclass(frozen=True)
class Findable:
    """A table whose rows may be looked for, as a kind of thing.

    `text` are the attributes whose words are found. `title` is the attribute shown, `title_en` the one in English where
    it has one, `note` what stands beside. Rows that agree in the columns `same` are one thing: the newest is shown.
    `along` are the relations that showing a row needs; `place` orders the kinds. `named` reads what stands
    behind the kind in a reference: columns and their values.
    """

    model: type[models.Model]
    kind: str
    zh: str
    en: str
    text: tuple[str, ...]
    title: str
    title_en: str = ""
    note: str = ""
    same: tuple[str, ...] = ("pk",)
    along: tuple[str, ...] = ()
    place: int = 0
    named: Named = by_number

    def along_with(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        """The rows with the relations that showing them needs; without any nothing is joined, where Django's own
        would follow every relation there is.
        """
        return rows.select_related(*self.along) if self.along else rows

    def words_of(self, row: models.Model) -> str:
        """The folded words of a row."""
        return fold_all(_said(row, name) for name in self.text)

    def title_of(self, row: models.Model, lang: str) -> str:
        """The row's title; in English where it has one."""
        return (lang == "en" and self.title_en and _said(row, self.title_en)) or _said(row, self.title)

    def note_of(self, row: models.Model) -> str:
        """What stands beside the title, if it says more."""
        note = _said(row, self.note) if self.note else _NOTHING
        return "" if note == _said(row, self.title) else note


def _said(row: models.Model, name: str) -> str:
    value: Any = attrgetter(name)(row)
    return _NOTHING if value is None else str(value)


_BY_KIND: dict[str, Findable] = {}
_BY_MODEL: dict[type[models.Model], Findable] = {}


def find(kind: str, zh: str, en: str, **more: Any) -> Callable[[M], M]:
    """Declare what of a model may be looked for: a `Findable`. Raises ValueError for a kind that is taken."""

    def declare(model: M) -> M:
        if kind in _BY_KIND:
            raise ValueError(f"{kind} is declared twice")
        _BY_KIND[kind] = _BY_MODEL[model] = Findable(model, kind, zh, en, **more)
        return model

    return declare


def findables() -> tuple[Findable, ...]:
    """Every kind that may be looked for, in its place."""
    return tuple(sorted(_BY_KIND.values(), key=lambda one: (one.place, one.kind)))


def findable(kind: str) -> Findable | None:
    """The kind of this name, if there is one."""
    return _BY_KIND.get(kind)


def findable_of(model: type[models.Model]) -> Findable | None:
    """What was declared for this model, if anything."""
    return _BY_MODEL.get(model)
