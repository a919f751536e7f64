"""A refusal as RFC 9457 says it (application/problem+json), with the code that page and command give."""

from __future__ import annotations

import logging
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation.trans_real import parse_accept_lang_header
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from pydantic import Field

from jingkai.engines.quantity import Problem as EngineProblem
from jingkai.engines.sheets import SheetProblem
from jingkai.kernel.problems import Problem
from jingkai.web.refusing import is_absent
from jingkai.web.words import Lang

from .problems import NOT_FOUND, PARAMETER, TOO_MANY_WRONG
from .shapes import Shape

_TYPE = "urn:jingkai:problem:"
_MEDIA = "application/problem+json"
_STATUS = {
    "api.token-missing": 401,
    "api.token-refused": 401,
    "api.too-many-wrong": 429,
    "parties.not-allowed": 403,
    "parties.token-closed": 403,
    "flows.verifier-is-doer": 403,
    "flows.not-the-doer": 403,
    "flows.moved-meanwhile": 409,
    "records.request-changed": 409,
    "records.batch-withdrawn": 409,
    "records.batch-published": 409,
    "api.look-changed": 409,
    "records.batch-not-live": 404,
    "papers.not-found": 404,
    "messages.not-addressed": 404,
}
_log = logging.getLogger("jingkai.api")


class Refusal(Shape):
    """A refusal. `title` and `detail` are the sentence in the language of Accept-Language, `zh` and `en` both; `code`
    is stable, `clause` what it rests on. `fields` names parameters that are wrong, and how.
    """

    type: str
    title: str
    status: int
    detail: str
    code: str
    clause: str
    zh: str
    en: str
    fields: dict[str, str] = Field(default_factory=dict)


def listen(api: NinjaAPI) -> None:
    """Answers of the API to whatever a view raises."""
    api.add_exception_handler(Problem, _problem)
    api.add_exception_handler(EngineProblem, _problem)
    api.add_exception_handler(SheetProblem, _problem)
    api.add_exception_handler(ValidationError, _parameters)
    api.add_exception_handler(Http404, _absent)
    api.add_exception_handler(HttpError, _unreadable)
    api.add_exception_handler(Exception, _fault)


def refused(
    request: HttpRequest, found: Problem | EngineProblem | SheetProblem, fields: dict[str, str] | None = None
) -> HttpResponse:
    """The answer to a refusal."""
    lang = language_asked(request)
    said = found.zh if lang == "zh" else found.en
    status = _STATUS.get(found.code) or (404 if is_absent(found.code) else 400)
    body = Refusal(
        type=_TYPE + found.code,
        title=said,
        status=status,
        detail=said,
        code=found.code,
        clause=getattr(found, "clause", ""),
        zh=found.zh,
        en=found.en,
        fields=fields or {},
    )
    answer = HttpResponse(body.model_dump_json(), status=status, content_type=_MEDIA)
    answer["Content-Language"] = "zh-CN" if lang == "zh" else "en"
    answer["Vary"] = "Authorization, Accept-Language"
    if status == 401:
        answer["WWW-Authenticate"] = "Bearer"
    if found.code == TOO_MANY_WRONG.code:
        answer["Retry-After"] = str(settings.JINGKAI_SIGNIN_WAIT_MINUTES * 60)
    return answer


def language_asked(request: HttpRequest) -> Lang:
    """The first of ours in Accept-Language; Chinese without one."""
    for code, _ in parse_accept_lang_header(request.headers.get("Accept-Language", "")[:500].lower()):
        if code.startswith("zh"):
            return "zh"
        if code.startswith("en"):
            return "en"
    return "zh"


def no_such_address(request: HttpRequest, **_: object) -> HttpResponse:
    """Any other address under the API."""
    return refused(request, NOT_FOUND())


def _problem(request: HttpRequest, error: Any) -> HttpResponse:
    return refused(request, error)


def _parameters(request: HttpRequest, error: Any) -> HttpResponse:
    fields = {".".join(str(part) for part in one["loc"][1:]): str(one["msg"]) for one in error.errors}
    # Of what was sent only the names of fields come back.
    return refused(request, PARAMETER(where=", ".join(fields) or "body"), fields)


def _absent(request: HttpRequest, error: Any) -> HttpResponse:
    return refused(request, NOT_FOUND())


def _unreadable(request: HttpRequest, error: Any) -> HttpResponse:
    """A body that is no JSON."""
    return refused(request, PARAMETER(where="body"))


def _fault(request: HttpRequest, error: Any) -> HttpResponse:
    """An error of the program: Django's log has it, and the caller is told no more than that."""
    if settings.DEBUG:
        _log.exception("%s", request.path)
    raise error
