"""From a shape to the bytes of an answer, and the tag by which the same need not be sent twice."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from pydantic import BaseModel

from jingkai.kernel.records.sequence import latest

from .bearer import caller_of

_KEEP = {"Cache-Control": "private, no-cache", "Vary": "Authorization, Accept-Language"}


def answered(body: BaseModel, status: int = 200) -> HttpResponse:
    """The body as JSON. It is one person's, and is kept by nobody in between."""
    return HttpResponse(body.model_dump_json(), status=status, content_type="application/json", headers=_KEEP)


def tagged(request: HttpRequest, make: Callable[[], BaseModel]) -> HttpResponse:
    """The answer with an ETag out of the journal's last number: 304, and nothing is read, while nobody wrote anything.

    For answers that nothing but the journal, the day and the token decide: no light by the hour.
    """
    caller = caller_of(request)
    tag = f'"{latest()}-{caller.reader.on:%y%m%d}-{caller.token.pk}"'
    if tag in request.headers.get("If-None-Match", "").replace("W/", "").split(", "):
        return HttpResponse(status=304, headers={**_KEEP, "ETag": tag})
    answer = answered(make())
    answer["ETag"] = tag
    return answer
