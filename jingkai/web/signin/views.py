"""The pages of sign-in that are ours; the others are allauth's, by their addresses in urls.py."""

from __future__ import annotations

from allauth.mfa.webauthn.views import RemoveWebAuthnView
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from ..acting import person_of
from ..render import render
from .standing_in import choose


class RemoveKeyView(RemoveWebAuthnView):  # type: ignore[misc]
    """Without allauth's list of keys, which the page of factors shows already."""

    success_url = reverse_lazy("mfa_index")


@require_POST
def acting(request: HttpRequest) -> HttpResponse:
    """Act for another, or in another post, from now on; back to the page one was on."""
    person = person_of(request)
    if person is None or not choose(request, person, request.POST.get("way", "")):
        raise Http404
    back = request.POST.get("back", "")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    return redirect(back if safe else reverse("web:home"))


def too_many(request: HttpRequest) -> HttpResponse:
    """More requests than allauth lets through in a minute."""
    return render(request, "web/too_many.html", status=429)
