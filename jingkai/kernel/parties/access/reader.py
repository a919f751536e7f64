"""Who reads, and what that person may see: ids only, computed once a request."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from .levels import Level

NOTHING: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Sight:
    """What one grant opens of one kind of object.

    `level` holds in `units` (ids of organisations, closure taken), in `places`, in `campaigns` (refs) and in
    `compartments`. `may` are the acts it allows. `narrow` names a further condition (`assigned`,
    `revealed`) that a table must know how to keep; a table that doesn't shows nothing for it.
    """

    level: Level
    units: frozenset[int] = NOTHING
    places: frozenset[int] = NOTHING
    campaigns: frozenset[str] = frozenset()
    compartments: frozenset[int] = NOTHING
    may: frozenset[str] = frozenset()
    narrow: str = ""
    role: str = ""
    logged: bool = False
    for_person: int | None = None

    def alone(self) -> "Sight":
        """Only where it reaches: without level, acts and origin."""
        return Sight(
            Level.NONE, self.units, self.places, self.campaigns, self.compartments, narrow=self.narrow
        )

    def with_(self, other: "Sight") -> "Sight":
        """What both reach together, under this one's condition."""
        return Sight(
            Level.NONE,
            self.units | other.units,
            self.places | other.places,
            self.campaigns | other.campaigns,
            self.compartments | other.compartments,
            narrow=self.narrow,
        )

    def within(self, other: "Sight") -> bool:
        """Whether the other reaches all that this one does."""
        return (
            self.units <= other.units
            and self.places <= other.places
            and self.campaigns <= other.campaigns
            and self.compartments <= other.compartments
        )


@dataclass(frozen=True)
class Reader:
    """阅读者: a person on a day, knowing what was known at `as_of`, with what grants and delegations open.

    `sights` is by kind of object (`items`, `hazards`, `petitions`...). `bodies` are those in which the person
    holds a post; `staff` is whether a role of the zone's own is held, not an outsider's. `only` are the kinds that a
    token opens and how far, of what is open without a grant, too; None for a person who reads himself. Made by
    `jingkai.kernel.rules.access.reader_for`.
    """

    person: int | None
    on: date
    as_of: int | None = None
    sights: Mapping[str, tuple[Sight, ...]] = field(default_factory=dict)
    bodies: frozenset[int] = NOTHING
    roles: frozenset[str] = frozenset()
    staff: bool = False
    only: Mapping[str, Level] | None = None

    def opens(self, kind: str, level: Level = Level.CONTENT) -> bool:
        """Whether anything of this kind is open so far: always to a person, to a program by what its token names."""
        return self.only is None or not kind or self.only.get(kind, Level.NONE) >= level

    def __hash__(self) -> int:
        # Of what is cheap to hash; readers that are equal have these in common.
        return hash((self.person, self.on, self.as_of, self.staff, self.bodies))

    @cached_property
    def anybody(self) -> "Reader":
        """Whoever sees the same: this reader without a name and without acts. What was read for one of them was read
        for all, where a table's answer depends on reach alone and not on who asks.
        """
        sights = {
            kind: tuple(dict.fromkeys(replace(one.alone(), level=one.level) for one in found))
            for kind, found in self.sights.items()
        }
        narrowed = any(one.narrow for found in sights.values() for one in found)
        bodies = self.bodies if narrowed else NOTHING
        return Reader(None, self.on, self.as_of, sights, bodies, staff=self.staff, only=self.only)

    def sights_of(self, kind: str, level: Level = Level.CONTENT, may: str = "") -> tuple[Sight, ...]:
        """The sights of this kind that reach `level` and, if given, allow the act `may`."""
        return tuple(
            one for one in self.sights.get(kind, ()) if one.level >= level and (not may or may in one.may)
        )

    def reaches(self, kind: str, level: Level = Level.CONTENT) -> tuple[Sight, ...]:
        """What the sights of a kind reach together: one Sight a further condition, the one without it first.

        A condition is left out where the same is reached without it. Grants overlap (own, others, zone), and a
        query with one list of units is as much cheaper as there were lists.
        """
        found: dict[str, Sight] = {}
        for one in sorted(self.sights_of(kind, level), key=lambda one: one.narrow):
            there = found.get(one.narrow)
            found[one.narrow] = one.with_(there) if there else one.alone()
        free = found.get("")
        return tuple(one for one in found.values() if one is free or free is None or not one.within(free))

    def units(self, kind: str, level: Level = Level.CONTENT, may: str = "") -> frozenset[int]:
        """Ids of the organisations whose objects of this kind are open without a further condition."""
        found = [one.units for one in self.sights_of(kind, level, may) if not one.narrow]
        return NOTHING.union(*found)

    def compartments(self, kind: str, level: Level = Level.CONTENT, may: str = "") -> frozenset[int]:
        """Ids of the compartments whose objects of this kind are open."""
        return NOTHING.union(*(one.compartments for one in self.sights_of(kind, level, may)))

    def may(self, act: str, kind: str, unit: int | None = None) -> bool:
        """Whether some grant allows the act on this kind, in that unit if one is given."""
        found = self.sights_of(kind, Level.AGGREGATE, act)
        return any(unit is None or unit in one.units for one in found)


NOBODY = Reader(person=None, on=date.min)
