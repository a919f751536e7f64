"""A view is kept or taken away, by a button above the filters of its page."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.parties.models.saved_view import QUERY_LENGTH
from jingkai.kernel.parties.problems import VIEW_FOREIGN_UNIT
from jingkai.kernel.parties.services import keep_view, take_view_away
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.sealer import seal

from ..acting import actor_of, person_of
from ..declare import systems
from ..language import language_of
from ..problems import NO_SUCH_PAGE
from ..render import render
from ..words import Words
from .reading import query_of, saved_on


@require_POST
def change(request: HttpRequest) -> HttpResponseBase:
    """Keep the conditions of a page under a name, or take the view with the number `remove` away; then the page again.
    What is refused is shown with the name as it was typed, to be sent once more.

    Raises Problem `web.no-such-page`, and those of `take_view_away`.
    """
    if person_of(request) is None:
        raise Http404
    page = _declared(request.POST.get("of", ""))
    # What is longer than a view may be is refused by the service; it is not read first.
    text = request.POST.get("query", "")
    query = query_of(QueryDict(text)) if len(text) <= QUERY_LENGTH else text
    number = request.POST.get("remove", "")
    if number:
        key = int(number) if number.isdecimal() and len(number) < 19 else 0
        reason = Words("zh", __package__)("taken_away")
        take_view_away(actor_of(request), key, reason=reason, at=timezone.now())
    else:
        try:
            _keep(request, page, query)
        except Problem as refusal:
            return _refused(request, page, query, refusal)
    seal()
    return redirect(_address(page, query))


def _keep(request: HttpRequest, page: str, query: str) -> None:
    """Raises Problem `parties.view-foreign-unit` and those of `keep_view`."""
    keep_view(
        actor_of(request),
        page,
        request.POST.get("name", ""),
        query,
        unit=_unit(request.POST.get("unit", "")),
        most=settings.JINGKAI_SAVED_VIEWS,
        at=timezone.now(),
    )


def _refused(request: HttpRequest, page: str, query: str, refusal: Problem) -> HttpResponse:
    kept = query if len(query) <= QUERY_LENGTH else ""
    return render(
        request,
        "web/view_refused.html",
        status=400,
        saved=saved_on(request, page, kept),
        name=request.POST.get("name", ""),
        unit=request.POST.get("unit", ""),
        back=_address(page, kept),
        refused=refusal.zh if language_of(request) == "zh" else refusal.en,
        code=refusal.code,
    )


def _address(page: str, query: str) -> str:
    return reverse(page) + (f"?{query}" if query else "")


def _declared(view: str) -> str:
    """The page with this name, if some system declares it: no other address is kept or led to."""
    if not any(page.view == view for system in systems() for page in system.pages):
        raise NO_SUCH_PAGE(page=view[:60])
    return view


def _unit(text: str) -> Organisation | None:
    """The unit that was chosen; whether the person belongs to it is asked by the database."""
    if not text:
        return None
    found = Organisation.objects.filter(pk=int(text) if text.isdecimal() and len(text) < 19 else 0).first()
    if found is None:
        raise VIEW_FOREIGN_UNIT()
    return found
