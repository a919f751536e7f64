"""What a program may of what its person may: fewer kinds, fewer units, never more."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from .levels import Level
from .reader import Reader, Sight

# What is open to whoever works for the zone, and to every token of such a person: names of units and people, rules.
_ALWAYS = {"parties": Level.CONTENT, "rules": Level.CONTENT}
_READING = frozenset({"read"})


@dataclass(frozen=True)
class Bounds:
    """How far each kind of object is open, and in which units (ids); in all that the person reaches, if None."""

    kinds: Mapping[str, Level]
    units: frozenset[int] | None = None


def within(reader: Reader, bounds: Bounds) -> Reader:
    """The reader within these bounds. What was delegated to the person is not handed on to a program; where units are
    named, rights by place, campaign or compartment lead outside them and are left out.
    """
    sights = {
        kind: tuple(_narrowed(one, bounds.kinds[kind], bounds.units) for one in found if not one.for_person)
        for kind, found in reader.sights.items()
        if kind in bounds.kinds
    }
    bodies = reader.bodies if bounds.units is None else reader.bodies & bounds.units
    return replace(reader, sights=sights, bodies=bodies, only=_ALWAYS | dict(bounds.kinds))


def _narrowed(sight: Sight, level: Level, units: frozenset[int] | None) -> Sight:
    may = sight.may if level >= Level.ACT else sight.may & _READING
    found = replace(sight, level=min(sight.level, level), may=may)
    if units is None:
        return found
    nowhere: frozenset[int] = frozenset()
    return replace(
        found, units=found.units & units, places=nowhere, campaigns=frozenset(), compartments=nowhere
    )
