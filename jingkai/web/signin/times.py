"""When a session ends: some time after the last page, and some hours after it began, whatever was done in it.

The time of the last page is in a signed cookie that belongs to the session, so that reading a page writes nothing
into the database.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from importlib import import_module

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import salted_hmac

COOKIE = "jingkai_seen"
BEGAN = "jingkai_began"
_SALT = "jingkai.seen"
# The account whose session ended with this request, for a form that was being filled in.
ENDED = "_jingkai_ended"

clock = timezone.now


class TimesMiddleware:
    """Makes an ended session nobody's. Its row is not touched: it was good for nothing without its cookie."""

    def __init__(self, respond: Callable[[HttpRequest], HttpResponse]) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and _is_over(request):
            setattr(request, ENDED, request.user.pk)
            request.session = import_module(settings.SESSION_ENGINE).SessionStore()
            request.user = AnonymousUser()
        response = self.respond(request)
        if request.user.is_authenticated:
            _see(request, response)
        elif COOKIE in request.COOKIES:
            response.delete_cookie(COOKIE, samesite="Lax")
        return response


def begin(request: HttpRequest) -> None:
    """The session begins here (Django's signal `user_logged_in`)."""
    request.session[BEGAN] = int(clock().timestamp())


def _is_over(request: HttpRequest) -> bool:
    now = clock().timestamp()
    began, seen = request.session.get(BEGAN), _seen(request)
    if began is None or seen is None:
        return True
    idle, whole = (
        timedelta(minutes=settings.JINGKAI_IDLE_MINUTES),
        timedelta(hours=settings.JINGKAI_SESSION_HOURS),
    )
    return now - seen >= idle.total_seconds() or now - int(began) >= whole.total_seconds()


def _see(request: HttpRequest, response: HttpResponse) -> None:
    value = Signer(salt=_SALT).sign(f"{_digest(request)}:{int(clock().timestamp())}")
    response.set_cookie(COOKIE, value, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE)


def _seen(request: HttpRequest) -> int | None:
    """Seconds since 1970 of the last page in this session; None if the cookie is missing, or another session's."""
    try:
        digest, _, seen = Signer(salt=_SALT).unsign(request.COOKIES.get(COOKIE, "")).partition(":")
    except BadSignature:
        return None
    return int(seen) if digest == _digest(request) else None


def _digest(request: HttpRequest) -> str:
    return salted_hmac(_SALT, request.session.session_key or "", algorithm="sha256").hexdigest()[:32]
