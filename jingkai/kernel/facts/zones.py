"""Finding the zone and the unit a figure is about or from, by name."""

from __future__ import annotations

from datetime import date

from jingkai.engines.identity import Name, candidates
from jingkai.kernel.parties.models import ZONE, Organisation
from jingkai.kernel.parties.queries import organisations_named

from .problems import NO_ZONE, UNIT_UNKNOWN, ZONE_UNKNOWN, ZONE_UNNAMED

_SHOWN = 12


def zones(on: date) -> list[Organisation]:
    """The zones that exist on a day, the oldest first."""
    return list(Organisation.objects.live_on(on).filter(kind=ZONE, parent=None).order_by("pk"))


def find_zone(name: str, on: date) -> Organisation:
    """The zone of this name; without a name the only one there is.

    Raises Problem `facts.no-zone`, `facts.zone-unnamed`, `facts.zone-unknown`.
    """
    there = zones(on)
    known = "、".join(one.name for one in there)
    if not there:
        raise NO_ZONE()
    if not name and len(there) > 1:
        raise ZONE_UNNAMED(known=known)
    if not name:
        return there[0]
    named = {one.pk for one in organisations_named(name, on=on)}
    found = [one for one in there if one.pk in named]
    if len(found) != 1:
        raise ZONE_UNKNOWN(name=name, known=known)
    return found[0]


def find_unit(name: str, zone: Organisation, on: date) -> Organisation:
    """The unit of the zone by this name; the zone itself without a name.

    Raises Problem `facts.reporting-unit-unknown`.
    """
    if not name:
        return zone
    found = organisations_named(name, on=on, under=zone)
    if len(found) != 1:
        raise UNIT_UNKNOWN(zone=zone, name=name, known=_near(name, zone, on))
    return found[0]


def _near(name: str, zone: Organisation, on: date) -> str:
    """The likely units, or else the first of the zone."""
    names = list(Organisation.objects.live_on(on).filter(zone.subtree()).values_list("name", flat=True))
    likely = [one.right.text for one in candidates(Name(name), [Name(other) for other in names])]
    return "、".join(likely or sorted(names)[:_SHOWN])
