"""From a thing to the page that opens it."""

from __future__ import annotations

from operator import attrgetter
from typing import Any

from django.urls import reverse

from .declare import page_of


def address_of(kind: str, row: Any, kept: str = "") -> str:
    """The address of the page of a thing, with what of the address goes along; empty where no system has one."""
    page = page_of(kind)
    if page is None:
        return ""
    return reverse(page.view, args=[attrgetter(page.by)(row)]) + kept
