"""Chinese first, English one click away: `?lang=` chooses and is remembered; the browser's wish is not asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from .words import Lang

COOKIE = "jingkai_lang"
_DJANGO: dict[Lang, str] = {"zh": "zh-hans", "en": "en"}
_A_YEAR = 365 * 24 * 3600


def language_of(request: HttpRequest) -> Lang:
    """The language this request is answered in."""
    for asked in (request.GET.get("lang"), request.COOKIES.get(COOKIE)):
        if asked in _DJANGO:
            return cast(Lang, asked)
    return "zh"


class LanguageMiddleware:
    """Django's own sentences in the same language as ours."""

    def __init__(self, respond: Callable[[HttpRequest], HttpResponse]) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        lang = language_of(request)
        with translation.override(_DJANGO[lang]):
            response = self.respond(request)
        response.headers.setdefault("Content-Language", "zh-CN" if lang == "zh" else "en")
        if request.GET.get("lang") == lang:
            response.set_cookie(COOKIE, lang, max_age=_A_YEAR, samesite="Lax", httponly=True)
        return response
