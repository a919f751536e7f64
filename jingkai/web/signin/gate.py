"""Nobody comes further than the sign-in page; a login behind which no person stands, not to the zone's work."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from ..render import render
from .keeping import forgotten, is_safe
from .marks import is_open, is_work
from .who import signed_in_person


class GateMiddleware:
    """Asked before every view: who is not signed in is sent to sign in, and comes back to where he was going."""

    def __init__(self, respond: Callable[[HttpRequest], HttpResponse]) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.respond(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: object, kwargs: object
    ) -> HttpResponse | None:
        """The answer instead of the view's, if there is one."""
        if not settings.JINGKAI_SIGN_IN or is_open(view):
            return None
        if not request.user.is_authenticated:
            if is_safe(request) or not is_work(view):
                # A form about one's own account holds passwords: it is not kept.
                there = request.get_full_path() if is_safe(request) else reverse("web:home")
                return redirect_to_login(there, login_url=reverse("account_login"))
            return forgotten(request)
        if is_work(view) and signed_in_person(request) is None:
            return render(request, "web/no_person.html", status=403)
        return None
