"""Finding a person by name and unit. Persons stand by unit and post, and nothing is said of what they did."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from jingkai.engines.periods import day_of
from jingkai.kernel.parties.access import Reader
from jingkai.kernel.parties.models import Organisation, Post
from jingkai.kernel.parties.queries import subtree_ids

from .access import KIND

MOST = 100


@dataclass(frozen=True)
class Sought:
    """Part of a name, and a unit."""

    name: str = ""
    unit: int | None = None


def found(reader: Reader, zone: Organisation, wanted: Sought, at: datetime) -> list[Post]:
    """The posts held now in the zone by whom the reader may read about; at most one more than `MOST`."""
    rows = Post.objects.valid_on(day_of(at)).filter(body__in=reader.units(KIND))
    rows = rows.filter(body__in=subtree_ids([zone]))
    if wanted.name:
        rows = rows.filter(person__name__contains=wanted.name)
    if wanted.unit is not None:
        rows = rows.filter(body=wanted.unit)
    return list(rows.select_related("person", "body").order_by("body", "pk")[: MOST + 1])


def units_of(reader: Reader, zone: Organisation, at: datetime) -> list[Organisation]:
    """The units of the zone whose people the reader may read about."""
    rows = Organisation.objects.live_on(day_of(at)).filter(zone.subtree(), pk__in=reader.units(KIND))
    return list(rows.order_by("pk"))
