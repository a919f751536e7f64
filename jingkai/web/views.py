"""The shell's own pages."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from .declare import systems
from .render import render


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """To the first page of the first system."""
    first = systems()[0].pages[0]
    query = request.META.get("QUERY_STRING", "")
    return redirect(f"{reverse(first.view)}{f'?{query}' if query else ''}")


@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    """Help: every page with its owner and its question, the marks, the keys."""
    return render(request, "web/guide.html")
