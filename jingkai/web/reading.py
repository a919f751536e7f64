"""A page that is only asked for reads one state of the record, and what was read of it before is not read again."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from jingkai.kernel.records.remembering import reading

_ONLY_ASKS = ("GET", "HEAD")


class ReadingMiddleware:
    """Around every request that writes nothing."""

    def __init__(self, respond: Callable[[HttpRequest], HttpResponse]) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in _ONLY_ASKS:
            return self.respond(request)
        with reading():
            return self.respond(request)
