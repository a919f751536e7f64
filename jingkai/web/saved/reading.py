"""What stands above the filters of a page: the views of it that the reader may open, and the form that keeps one."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.http import urlencode

from jingkai.kernel.parties.access import Reader
from jingkai.kernel.parties.models import Organisation, Post, SavedView
from jingkai.kernel.parties.models.saved_view import NAME_LENGTH
from jingkai.kernel.records.remembering import remembered

from ..acting import reader_of_request
from ..language import language_of
from ..words import Words

# Where one stands in a list and in which language it is read are not part of a view.
_NOT_KEPT = ("page", "lang")


@dataclass(frozen=True)
class Kept:
    """A view with the address that opens it: whether it is what is shown (`here`), and the reader's `own`."""

    row: SavedView
    address: str
    here: bool
    own: bool


@dataclass(frozen=True)
class Saved:
    """The views of the page `page`, by name; `query` is what would be kept now, `units` with whom it could be shared.
    `person` is None for the console, which keeps none.
    """

    words: Words
    person: int | None
    page: str
    query: str
    views: tuple[Kept, ...]
    units: tuple[Organisation, ...]
    longest: int = NAME_LENGTH


def saved_of(request: HttpRequest) -> Saved:
    """The views of the page that was asked for."""
    page = request.resolver_match.view_name if request.resolver_match else ""
    return saved_on(request, page, query_of(request.GET))


def saved_on(request: HttpRequest, page: str, query: str) -> Saved:
    """The views of a page, and what would be kept of it."""
    reader, words = reader_of_request(request), Words(language_of(request), __package__)
    if reader is None or reader.person is None:
        return Saved(words, None, page, query, (), ())
    at = reverse(page)
    views = tuple(
        Kept(
            row, f"{at}?{row.query}" if row.query else at, row.query == query, row.person_id == reader.person
        )
        for row in _views(reader, page)
    )
    return Saved(words, reader.person, page, query, views, _units(reader))


def query_of(asked: QueryDict) -> str:
    """The conditions of an address as they are kept, in one order: those that say something, without the page of the
    list and the language.
    """
    pairs = [(key, one) for key, some in asked.lists() for one in some if one and key not in _NOT_KEPT]
    return urlencode(sorted(pairs))


@remembered(512, "parties")
def _views(reader: Reader, page: str) -> tuple[SavedView, ...]:
    rows = SavedView.objects.visible_to(reader).filter(
        pk__in=SavedView.objects.valid_on(reader.on).filter(page=page).values("pk")
    )
    return tuple(rows.select_related("person", "unit").order_by("name", "pk"))


@remembered(512, "parties")
def _units(reader: Reader) -> tuple[Organisation, ...]:
    held = Post.objects.valid_on(reader.on).filter(person=reader.person)
    return tuple(Organisation.objects.filter(pk__in=held.values("body")).order_by("pk"))
