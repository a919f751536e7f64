"""The month is chosen once: what an address named last goes along to every page that names none, until the browser is
closed or the person signs out.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from jingkai.engines.periods import Period
from jingkai.engines.quantity import Problem as Refusal

COOKIE = "jingkai_month"


def period_named(request: HttpRequest) -> str:
    """What the address names as its period, else the month that was chosen before; "" if none was."""
    return request.GET.get("period", "") or _month(request.COOKIES.get(COOKIE, ""))


class MonthMiddleware:
    """Keeps the month of a page that was shown. It is kept by the browser: reading a page writes nothing here."""

    def __init__(self, respond: Callable[[HttpRequest], HttpResponse]) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.respond(request)
        if settings.JINGKAI_SIGN_IN and not request.user.is_authenticated:
            # Whoever signs in next at this screen begins anew.
            if COOKIE in request.COOKIES:
                response.delete_cookie(COOKIE, samesite="Lax")
        elif _is_page(request, response) and (month := _month(request.GET.get("period", ""))):
            response.set_cookie(
                COOKIE, month, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
            )
        return response


def _is_page(request: HttpRequest, response: HttpResponse) -> bool:
    html = response.headers.get("Content-Type", "").startswith("text/html")
    return request.method == "GET" and response.status_code == 200 and html


def _month(text: str) -> str:
    """The text, if it is a single month: a year or a quarter is of the page that was asked for it."""
    try:
        period = Period.parse(text[:20]) if text else None
    except Refusal:
        return ""
    return str(period) if period is not None and period.is_whole_months and period.month_count == 1 else ""
