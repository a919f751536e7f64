"""A form that comes too late loses nothing that was typed: its fields come back, and one more press sends them.

A POST without a live session, or with a token from before one signed in again, is answered with a page that holds
every field. That page carries a mark, signed here for this address and account, in place of the token: signing in
again in another tab changes the token, and the press must do what the first one would have. A browser says where a
press comes from (Origin, else Referer); both the page and the press are only for those from this very site.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.middleware.csrf import CsrfViewMiddleware

from ..render import render
from .marks import is_open, is_work
from .times import ENDED

FIELD = "_kept"
_SALT = "jingkai.kept"
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
_SAFE = ("GET", "HEAD", "OPTIONS", "TRACE")

# Why a press did not do what it should: nobody is signed in; the page was from before; somebody else typed it.
Why = Literal["signed_out", "outdated", "another"]


@dataclass(frozen=True)
class _Mark:
    """`account` is the login under which the form was filled in; 0 if that is not known any more."""

    account: int
    path: str


def is_safe(request: HttpRequest) -> bool:
    """Whether the request only asks for something."""
    return request.method in _SAFE


def forgotten(request: HttpRequest) -> HttpResponse:
    """The answer to a POST of nobody: its fields, if it was from this site."""
    return _page(request, "signed_out", getattr(request, ENDED, 0) or _account_of(request))


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The answer to a POST whose token is missing or not this session's (settings CSRF_FAILURE_VIEW)."""
    match = request.resolver_match
    if match is None or is_open(match.func) or not is_work(match.func):
        return render(request, "web/stale.html", status=403)
    now = _me(request)
    return _page(request, "another" if _account_of(request) not in (0, now) else "outdated", now)


class CsrfMiddleware(CsrfViewMiddleware):
    """Django's, but for a press on the page of kept fields."""

    def process_view(
        self, request: HttpRequest, callback: Callable[..., Any], callback_args: Any, callback_kwargs: Any
    ) -> HttpResponseForbidden | None:
        """None lets the view answer."""
        if request.method == "POST" and _is_again(request):
            return None
        return super().process_view(request, callback, callback_args, callback_kwargs)


def _page(request: HttpRequest, why: Why, account: int) -> HttpResponse:
    if request.method != "POST" or request.content_type not in _FORMS or not _is_from_here(request):
        return render(request, "web/stale.html", status=403)
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name not in (FIELD, "csrfmiddlewaretoken")
    ]
    files = {name: [one.name for one in request.FILES.getlist(name)] for name in request.FILES}
    mark = signing.dumps({"account": account, "path": request.path}, salt=_SALT)
    return render(
        request,
        "web/kept.html",
        status=403,
        why=why,
        address=request.get_full_path(),
        fields=[*fields, (FIELD, mark)],
        files=files,
    )


def _is_again(request: HttpRequest) -> bool:
    mark = _mark_of(request)
    return (
        mark is not None
        and mark.path == request.path
        and mark.account in (0, _me(request))
        and _is_from_here(request)
    )


def _mark_of(request: HttpRequest) -> _Mark | None:
    if request.content_type not in _FORMS or FIELD not in request.POST:
        return None
    try:
        found = signing.loads(request.POST[FIELD], salt=_SALT, max_age=settings.JINGKAI_SESSION_HOURS * 3600)
    except signing.BadSignature:
        return None
    return _Mark(found["account"], found["path"])


def _account_of(request: HttpRequest) -> int:
    mark = _mark_of(request)
    return mark.account if mark else 0


def _me(request: HttpRequest) -> int:
    return request.user.pk or 0


def _is_from_here(request: HttpRequest) -> bool:
    """Whether the browser says that it was sent from a page of this site. Who says nothing is not believed."""
    said = request.headers.get("Origin") or request.headers.get("Referer") or ""
    parts = urlsplit(said)
    return (parts.scheme, parts.netloc) == (request.scheme, request.get_host())
