"""From a thing to the page that opens it."""

from __future__ import annotations

from operator import attrgetter
from typing import Any

from django.urls import reverse

from jingkai.kernel.parties.models import Organisation

from .declare import lead_of, page_of


def address_of(kind: str, row: Any, kept: str = "") -> str:
    """The address of the page of a thing, with what of the address goes along; empty where no system has one."""
    page = page_of(kind, getattr(row, "kind", ""))
    if page is None:
        return ""
    return reverse(page.view, args=[attrgetter(page.by)(row)]) + kept


def address_of_ref(ref: str, zone: Organisation) -> str:
    """The address of the page that a reference of the zone leads to: as a system's `leads` say, else by the number of
    a thing that a page opens (`matter:12`); empty where no system has one.
    """
    kind, _, key = ref.partition(":")
    lead, page = lead_of(kind), page_of(kind)
    found = lead(key, zone) if lead is not None else ""
    if not found and page is not None and page.by == "pk" and key.isdecimal():
        return reverse(page.view, args=[int(key)])
    return found
