"""Finding the zone and the unit a figure is about or from, by name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from jingkai.engines.identity import Name, candidates
from jingkai.kernel.parties.models import ZONE, Organisation
from jingkai.kernel.parties.queries import organisations_named
from jingkai.kernel.records.remembering import remembered

from .problems import NO_ZONE, UNIT_UNKNOWN, ZONE_AMBIGUOUS, ZONE_UNKNOWN, ZONE_UNNAMED

_SHOWN = 12


def zones(on: date) -> list[Organisation]:
    """The zones that exist on a day, the oldest first."""
    return list(_zones(on))


@remembered(16, "parties")
def _zones(on: date) -> tuple[Organisation, ...]:
    return tuple(Organisation.objects.live_on(on).filter(kind=ZONE, parent=None).order_by("pk"))


def find_zone(name: str, on: date) -> Organisation:
    """The zone of this name or number (`organisation:12` or `12`); without either the only one there is.

    Raises Problem `facts.no-zone`, `facts.zone-unnamed`, `facts.zone-unknown`, `facts.zone-ambiguous`.
    """
    there = zones(on)
    if not there:
        raise NO_ZONE()
    if not name and len(there) > 1:
        raise ZONE_UNNAMED(known=_listed(there))
    if not name:
        return there[0]
    named = _named(name, on)
    number = name.removeprefix("organisation:")
    found = [one for one in there if one.pk in named] or [one for one in there if str(one.pk) == number]
    if not found:
        raise ZONE_UNKNOWN(name=name, known=_listed(there))
    if len(found) > 1:
        known = "、".join(f"{one.name}（organisation:{one.pk}）" for one in found)
        raise ZONE_AMBIGUOUS(name=name, known=known, first=f"organisation:{found[0].pk}")
    return found[0]


@remembered(64, "parties")
def _named(name: str, on: date) -> frozenset[int]:
    return frozenset(one.pk for one in organisations_named(name, on=on))


def _listed(there: Sequence[Organisation]) -> str:
    """The zones' names; where two share one, with their numbers."""
    times = Counter(one.name for one in there)
    return "、".join(
        one.name if times[one.name] == 1 else f"{one.name}（organisation:{one.pk}）" for one in there
    )


def find_unit(name: str, zone: Organisation, on: date) -> Organisation:
    """The unit of the zone by this name; the zone itself without a name.

    Raises Problem `facts.reporting-unit-unknown`.
    """
    if not name:
        return zone
    found = organisations_named(name, on=on, under=zone)
    if len(found) != 1:
        near, near_en = _near(name, zone, on)
        raise UNIT_UNKNOWN(zone=zone, name=name, near=near, near_en=near_en)
    return found[0]


def _near(name: str, zone: Organisation, on: date) -> tuple[str, str]:
    """The likely units in half a sentence, in both languages, or else the first of the zone."""
    names = list(Organisation.objects.live_on(on).filter(zone.subtree()).values_list("name", flat=True))
    likely = [one.right.text for one in candidates(Name(name), [Name(other) for other in names])]
    if not likely:
        likely = _sharing(name, names)
    if likely:
        listed = "、".join(likely)
        return f"相近的有：{listed}。", f"Near it: {listed}."
    listed = "、".join(sorted(names)[:_SHOWN]) + ("……" if len(names) > _SHOWN else "")
    return f"已登记的有：{listed}。", f"Registered are: {listed}."


def _sharing(name: str, names: Sequence[str]) -> list[str]:
    """Names that have most characters of this one, those that share most first: 统计班, 统计办."""

    def shared(other: str) -> int:
        return (Counter(name) & Counter(other)).total()

    near = [other for other in names if shared(other) * 2 > max(len(name), len(other))]
    return sorted(near, key=lambda other: -shared(other))[:_SHOWN]
