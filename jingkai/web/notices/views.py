"""What was said to the reader. Looking writes nothing; a receipt is a button."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from jingkai.kernel.messages.models import Step
from jingkai.kernel.messages.queries import Received, count_waiting, earlier, waiting
from jingkai.kernel.messages.services import receive
from jingkai.kernel.parties.access import Reader
from jingkai.kernel.records.sealer import seal

from ..acting import actor_of, reader_of_request
from ..frame import kept_of
from ..language import language_of
from ..render import render
from ..words import Words
from .lines import lines_of

_WAITING, _A_PAGE = 50, 20
_STEPS = {Step.READ, Step.ACKNOWLEDGED}


@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """Those that wait, to be acknowledged and unread, and the earlier ones in pages."""
    reader, lang, number = (
        reader_of_request(request),
        language_of(request),
        _page(request.GET.get("page", "")),
    )
    found, past = _found(reader, number)
    words = Words(lang, __package__)
    kept = kept_of(request)

    def lines(some: Iterable[Received]) -> object:
        return lines_of(list(some), reader, words, kept)

    return render(
        request,
        "web/notices.html",
        words=words,
        by_person=reader is not None,
        to_acknowledge=lines(one for one in found if one.notice.must_acknowledge),
        unread=lines(one for one in found if not one.notice.must_acknowledge),
        earlier=lines(past[:_A_PAGE]),
        total=count_waiting(reader.person) if reader is not None and reader.person is not None else 0,
        shown=len(found),
        number=number,
        older=number + 1 if len(past) > _A_PAGE else 0,
    )


@require_POST
def receipt(request: HttpRequest, key: int) -> HttpResponseBase:
    """Note that the reader read or acknowledged a notice. Pressed twice it has one effect.

    Raises Problem `messages.not-addressed`, for a notice to somebody else as for one that is not there.
    """
    step = request.POST.get("step", "")
    if step not in _STEPS:
        raise Http404
    receive(actor_of(request), key, Step(step), at=timezone.now())
    seal()
    return redirect(reverse("web:notices") + kept_of(request))


def _found(reader: Reader | None, number: int) -> tuple[list[Received], list[Received]]:
    """Those that wait, and a page of the earlier ones with one more, if there is one."""
    if reader is None:
        return [], []
    first = (number - 1) * _A_PAGE
    return waiting(reader, _WAITING) if number == 1 else [], earlier(reader, first, first + _A_PAGE + 1)


def _page(text: str) -> int:
    return int(text) if text.isdecimal() and 0 < len(text) < 6 and int(text) else 1
