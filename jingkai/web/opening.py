"""From a thing to the page that opens it."""

from __future__ import annotations

from operator import attrgetter
from typing import Any

from django.urls import reverse

from jingkai.kernel.parties.models import Organisation

from .declare import lead_of, page_of


def address_of(kind: str, row: Any, kept: str = "") -> str:
    """The address of the page of a thing, with what of the address goes along; empty where no system has one."""
    page = page_of(kind)
    if page is None:
        return ""
    return reverse(page.view, args=[attrgetter(page.by)(row)]) + kept


def address_of_ref(ref: str, zone: Organisation) -> str:
    """The address of the page that a reference in a paper of the zone leads to; empty where no system has one."""
    kind, _, key = ref.partition(":")
    lead = lead_of(kind)
    return lead(key, zone) if lead is not None else ""
