"""From what a paper is about to the page of the matter."""

from __future__ import annotations

from django.urls import reverse

from jingkai.kernel.matters.models import Matter
from jingkai.kernel.parties.models import Organisation


def matter(key: str, zone: Organisation) -> str:
    """`3-2024-17`, the zone's id, year and number: the page of the matter; empty where the zone has none such."""
    parts = key.split("-")
    if len(parts) != 3 or not all(one.isdecimal() for one in parts):
        return ""
    found = (
        Matter.objects.filter(zone=zone, year=int(parts[1]), number=int(parts[2]))
        .values_list("pk", flat=True)
        .first()
    )
    return reverse("supervision:matter", args=[found]) if found is not None else ""
