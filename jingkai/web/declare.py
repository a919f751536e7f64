"""What a system says of itself (its `system.py`): title, pages, who owns each and which question it answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module

from django.apps import apps
from django.utils.module_loading import module_has_submodule

from jingkai.engines.periods import Period
from jingkai.kernel.parties.access import Reader
from jingkai.kernel.parties.models import Organisation

from .words import Lang


@dataclass(frozen=True)
class Name:
    """A declared name in both languages."""

    zh: str
    en: str

    def __getitem__(self, lang: Lang) -> str:
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True)
class Page:
    """A page that the navigation leads to. `view` is its URL's name, `owner` the role whose page it is, `question`
    what it answers, in one line. `first_for` are the roles (rule set `roles`) who land on it after signing in. With
    `reads`, a kind of object, the navigation leads there only whom a grant opens some of it.
    """

    view: str
    title: Name
    owner: Name
    question: Name
    first_for: frozenset[str] = frozenset()
    reads: str = ""


@dataclass(frozen=True)
class Opens:
    """The page that opens a thing of a kind (`records.search`): `view` is its URL's name, whose argument is the thing's
    attribute `by`. With `of` it opens only what is of this kind within the kind (a meeting among the activities),
    which it calls by `title`.
    """

    kind: str
    view: str
    by: str = "pk"
    of: str = ""
    title: Name | None = None


# Which month of a zone is worked on, of those that have figures (at least one, the newest first), to a reader.
Usual = Callable[[Organisation, Sequence[Period], Reader | None], Period]


@dataclass(frozen=True)
class System:
    """A system with its pages, in the order of the navigation; `place` orders the systems. `opens` are its pages that
    open one thing each: search and notices lead there. `leads` says of kinds of reference (`matter:3-2024-17`) which
    address one opens at, by its key and the zone whose paper names it; "" for none. `usual` says which month is worked
    on, where the system knows: pages on which one picks a month begin with it.
    """

    key: str
    title: Name
    pages: tuple[Page, ...]
    place: int = 0
    opens: tuple[Opens, ...] = ()
    leads: Mapping[str, Callable[[str, Organisation], str]] = field(default_factory=dict)
    usual: Usual | None = None


@cache
def systems() -> tuple[System, ...]:
    """Every installed system that declares itself, in their order."""
    found = [
        import_module(f"{config.name}.system").SYSTEM
        for config in apps.get_app_configs()
        if config.module is not None and module_has_submodule(config.module, "system")
    ]
    return tuple(sorted(found, key=lambda one: (one.place, one.key)))


@cache
def page_of(kind: str, of: str = "") -> Opens | None:
    """The page that opens a thing of this kind, if some system has one: the page for what is `of` a kind within it
    before the page for all.
    """
    there = [one for system in systems() for one in system.opens if one.kind == kind and one.of in ("", of)]
    return max(there, key=lambda one: bool(one.of), default=None)


@cache
def lead_of(kind: str) -> Callable[[str, Organisation], str] | None:
    """Who knows where a reference of this kind is opened."""
    return next((system.leads[kind] for system in systems() if kind in system.leads), None)


def month_in_work(zone: Organisation, months: Sequence[Period], reader: Reader | None) -> Period:
    """The month that is worked on, of those with figures (at least one, the newest first): as a system says, else the
    newest.
    """
    usual = next((system.usual for system in systems() if system.usual is not None), None)
    return usual(zone, months, reader) if usual is not None else months[0]
