"""What stands around a page: the navigation, who reads it, and the way to the same page in the other language."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl

from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.urls import reverse

from jingkai.kernel.messages.queries import count_waiting
from jingkai.kernel.parties.access import Reader
from jingkai.kernel.parties.models import Person
from jingkai.kernel.records.remembering import remembered

from .acting import person_of, reader_of_request, standing_in_frame
from .declare import systems
from .month import period_named
from .signin.standing_in import Standing
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
    # The name of the person who reads; empty for the console, and for nobody (`known` is false then).
    who: str
    known: bool
    # Whether there is a session to end: the pages were not opened by `jingkai serve --as`.
    signed_in: bool
    # In which post and for whom the person acts; None for the console and for nobody.
    standing: Standing | None
    # How many notices wait for the person; None for the console and for nobody.
    waiting: int | None = None

    @property
    def carried(self) -> list[tuple[str, str]]:
        """What a form that leads to another page carries along in fields."""
        return list(parse_qsl(self.kept.removeprefix("?")))

    def same(self, **changes: object) -> str:
        """The address of this page with something changed; what is changed to "" is left out."""
        query = self.query.copy()
        for key, value in changes.items():
            query.pop(key, None)
            if str(value):
                query[key] = str(value)
        return f"{self.path}?{query.urlencode()}" if query else self.path


def kept_of(request: HttpRequest) -> str:
    """The part of the address that goes along to other pages, with the month that was chosen before where it names
    none: "" or "?period=2024-03".
    """
    kept = request.GET.copy()
    kept["period"] = period_named(request)
    for key in list(kept):
        if key not in _KEPT or not kept[key]:
            del kept[key]
    return f"?{kept.urlencode()}" if kept else ""


def frame(request: HttpRequest, lang: Lang) -> Frame:
    """The frame of this request's page. Who is not signed in sees no pages to go to."""
    tail = kept_of(request)
    person = person_of(request)
    known = person is not None or not settings.JINGKAI_SIGN_IN
    reader = reader_of_request(request) if person is not None else None
    here = request.resolver_match.view_name if request.resolver_match else ""
    return Frame(
        _ways(lang, tail, here, reader) if known else (),
        tail,
        request.path,
        request.GET,
        who=_name(person),
        known=known,
        signed_in=settings.JINGKAI_SIGN_IN and request.user.is_authenticated,
        standing=standing_in_frame(request) if person is not None else None,
        waiting=_waiting(person) if person is not None else None,
    )


def _ways(lang: Lang, tail: str, here: str, reader: Reader | None) -> tuple[tuple[str, tuple[Way, ...]], ...]:
    """Systems that go by one title stand under it together."""
    found: dict[str, list[Way]] = {}
    for system in systems():
        found.setdefault(system.title[lang], []).extend(
            Way(
                page.title[lang],
                reverse(page.view) + tail,
                page.view == here,
                page.question[lang],
                page.owner[lang],
            )
            for page in system.pages
            if not page.reads or reader is None or reader.reaches(page.reads)
        )
    return tuple((title, tuple(ways)) for title, ways in found.items())


@remembered(512, "messages", "parties")
def _waiting(person: int) -> int:
    return count_waiting(person)


@remembered(512, "parties")
def _name(person: int | None) -> str:
    found = Person.objects.filter(pk=person).values_list("name", flat=True).first()
    return found or ""
