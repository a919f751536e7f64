"""What stands around a page: the navigation and the way to the same page in the other language."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, QueryDict
from django.urls import reverse

from jingkai.kernel.parties.models import Person

from .acting import person_of
from .declare import systems
from .words import Lang

# What the reader chose once goes along to every page.
_KEPT = ("zone", "unit", "period", "as_of")


@dataclass(frozen=True)
class Way:
    """A line of the navigation."""

    title: str
    address: str
    here: bool
    question: str
    owner: str


@dataclass(frozen=True)
class Frame:
    """`ways` are the systems' titles with their pages; `kept` the part of the address that goes along."""

    ways: tuple[tuple[str, tuple[Way, ...]], ...]
    kept: str
    path: str
    query: QueryDict
    # The name of the person who reads; empty for the console.
    who: str

    def same(self, **changes: object) -> str:
        """The address of this page with something changed; what is changed to "" is left out."""
        query = self.query.copy()
        for key, value in changes.items():
            query.pop(key, None)
            if str(value):
                query[key] = str(value)
        return f"{self.path}?{query.urlencode()}" if query else self.path


def kept_of(request: HttpRequest) -> str:
    """The part of the address that goes along to other pages: "" or "?period=2024-03"."""
    kept = request.GET.copy()
    for key in list(kept):
        if key not in _KEPT or not kept[key]:
            del kept[key]
    return f"?{kept.urlencode()}" if kept else ""


def frame(request: HttpRequest, lang: Lang) -> Frame:
    """The frame of this request's page."""
    tail = kept_of(request)
    here = request.resolver_match.view_name if request.resolver_match else ""
    ways = tuple(
        (
            system.title[lang],
            tuple(
                Way(
                    page.title[lang],
                    reverse(page.view) + tail,
                    page.view == here,
                    page.question[lang],
                    page.owner[lang],
                )
                for page in system.pages
            ),
        )
        for system in systems()
    )
    return Frame(ways, tail, request.path, request.GET, _name(person_of(request)))


def _name(person: int | None) -> str:
    found = Person.objects.filter(pk=person).values_list("name", flat=True).first()
    return found or ""
