"""A refusal as a page: the sentence, its code and clause, and where to go on."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

from jingkai.engines.quantity import Problem as EngineProblem
from jingkai.kernel.problems import Problem

from .language import language_of
from .render import render

# A refusal is of the request as it was put, unless it says that something is not there.
_STATUS = 400
_ABSENT = ("unknown", "no-such", "not-found", "not-known", "no-zone", "nothing-reported")


def is_absent(code: str) -> bool:
    """Whether a refusal with this code says that something is not there."""
    return any(word in code for word in _ABSENT)


class RefusalMiddleware:
    """Whatever a service refuses becomes a page with the same code that the command line prints."""

    def __init__(self, respond: Callable[[HttpRequest], HttpResponse]) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.respond(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The page of a Problem; other errors are Django's."""
        if not isinstance(error, Problem | EngineProblem):
            return None
        lang = language_of(request)
        sentence = error.zh if lang == "zh" else error.en
        status = 404 if is_absent(error.code) else _STATUS
        return render(request, "web/refused.html", status=status, sentence=sentence, code=error.code)


def not_found(request: HttpRequest, exception: Http404) -> HttpResponse:
    """No such address."""
    return render(request, "web/refused.html", status=404, sentence="", code="404")


def not_allowed(request: HttpRequest, exception: PermissionDenied) -> HttpResponse:
    """Not for this reader: the same page as for what is not there (DESIGN 3.7)."""
    return render(request, "web/refused.html", status=404, sentence="", code="404")
