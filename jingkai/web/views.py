"""The shell's own pages."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from .acting import reader_of_request
from .declare import Page, systems
from .render import render


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """To the page that a role of the reader's lands on; else to the first page of the first system."""
    first = first_page(request)
    query = request.META.get("QUERY_STRING", "")
    return redirect(f"{reverse(first.view)}{f'?{query}' if query else ''}")


def first_page(request: HttpRequest) -> Page:
    """Where who reads begins."""
    reader = reader_of_request(request)
    roles = reader.roles if reader is not None else frozenset()
    pages = [page for system in systems() for page in system.pages]
    return next((page for page in pages if page.first_for & roles), pages[0])


@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    """Help: every page with its owner and its question, the marks, the keys."""
    return render(request, "web/guide.html")
