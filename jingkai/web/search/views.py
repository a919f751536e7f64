"""The page of what was found."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from jingkai.kernel.parties.search import search as look_for
from jingkai.kernel.parties.search import search_kind
from jingkai.kernel.records.search import Sought, findables, sought
from jingkai.kernel.records.search.findable import findable
from jingkai.kernel.records.search.folding import LONGEST

from ..acting import reader_of_request
from ..frame import kept_of
from ..language import language_of
from ..render import render
from ..words import Words
from .lines import Group, group_of

# Of each kind when all are shown, and a page when it is only one.
_OF_EACH, _A_PAGE, _PAGES = 5, 20, 10


@dataclass(frozen=True)
class Paging:
    """Which page of one kind is shown, and whether there is one after it."""

    number: int
    further: bool

    @property
    def before(self) -> int:
        return self.number - 1

    @property
    def after(self) -> int:
        return self.number + 1


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What holds every word of `q`, by kind; with `kind` only that, in pages."""
    typed, lang = request.GET.get("q", "").strip(), language_of(request)
    wanted = sought(typed)
    groups, paging = _found(request, wanted)
    return render(
        request,
        "web/search.html",
        words=Words(lang, __package__),
        typed=typed,
        wanted=wanted,
        groups=groups,
        paging=paging,
        longest=LONGEST,
        most=_A_PAGE * _PAGES,
        kinds=[one.zh if lang == "zh" else one.en for one in findables()],
        by_person=reader_of_request(request) is not None,
    )


def _found(request: HttpRequest, wanted: Sought) -> tuple[list[Group], Paging | None]:
    reader, lang, kept = reader_of_request(request), language_of(request), kept_of(request)
    kind = findable(request.GET.get("kind", ""))
    if not wanted:
        return [], None
    if kind is None:
        hits = look_for(wanted, reader, shown=_OF_EACH)
        return [group_of(one, wanted, lang, kept) for one in hits], None
    number = _page(request.GET.get("page", ""))
    first = (number - 1) * _A_PAGE
    found = search_kind(kind, wanted, reader, first=first, last=first + _A_PAGE, most=_A_PAGE * _PAGES)
    paging = Paging(number, number < _PAGES and found.count > first + _A_PAGE)
    return ([group_of(found, wanted, lang, kept)] if found.count else []), paging


def _page(text: str) -> int:
    """The number of a page; what is none, or beyond the last, is the first."""
    number = int(text) if text.isdecimal() and len(text) < 4 else 1
    return number if 0 < number <= _PAGES else 1
