"""Units and leaders by the names that lists and minutes give them: all of them, or the refusal names who is not."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from jingkai.kernel.parties.models import Alias, Organisation, Person, Post
from jingkai.kernel.parties.queries import find_organisation, subtree_ids
from jingkai.kernel.problems import Problem

from ..problems import LEADER_UNKNOWN, UNIT_UNKNOWN

# How many names are offered for one that is in doubt.
_MOST = 6


@dataclass(frozen=True)
class Known:
    """The names of a zone on a day: units with their aliases, and people who hold a post."""

    zone: Organisation
    on: date

    @cached_property
    def units(self) -> dict[str, str]:
        """By each name the unit's own."""
        rows = Organisation.objects.live_on(self.on).filter(self.zone.subtree()).exclude(pk=self.zone.pk)
        own = dict(rows.values_list("pk", "name"))
        names = {name: name for name in own.values()}
        aliases = Alias.objects.valid_on(self.on).filter(organisation__in=own)
        return {alias: own[pk] for alias, pk in aliases.values_list("name", "organisation")} | names

    @cached_property
    def people(self) -> dict[str, str]:
        """The names of those who hold a post in the zone."""
        posts = Post.objects.valid_on(self.on).filter(body__in=subtree_ids([self.zone]))
        return {
            name: name
            for name in Person.objects.filter(pk__in=posts.values("person")).values_list("name", flat=True)
        }

    def like(self, name: str) -> list[str]:
        """Units that a name may mean: those whose name holds it or is held by it, else those that share most of it."""
        held = [own for one, own in self.units.items() if name in one or one in name]
        shared = {own: len(set(name) & set(one)) / len(set(name)) for one, own in self.units.items()}
        half = 0.5
        near = sorted((own for own, share in shared.items() if share >= half), key=lambda own: -shared[own])
        return list(dict.fromkeys(held or near))[:_MOST]


@dataclass
class Names:
    """Looks names up in a zone on a day and remembers those it does not find, with the rows they stand in."""

    zone: Organisation
    on: date
    _units: dict[str, Organisation | None] = field(default_factory=dict)
    _leaders: dict[str, Person | None] = field(default_factory=dict)
    _lost: dict[str, list[int]] = field(default_factory=dict)
    _strange: dict[str, list[int]] = field(default_factory=dict)

    def units(self, names: Iterable[str], row: int) -> tuple[Organisation, ...]:
        """The units of these names, without those that are not known."""
        found = []
        for name in (one.strip() for one in names):
            if not name:
                continue
            if name not in self._units:
                self._units[name] = self._unit(name)
            unit = self._units[name]
            if unit is None:
                self._lost.setdefault(name, []).append(row)
            else:
                found.append(unit)
        return tuple(dict.fromkeys(found))

    def leader(self, name: str, row: int) -> Person | None:
        """The one person of this name who holds a post in the zone; None for an empty name."""
        name = name.strip()
        if not name:
            return None
        if name not in self._leaders:
            self._leaders[name] = self._person(name)
        if self._leaders[name] is None:
            self._strange.setdefault(name, []).append(row)
        return self._leaders[name]

    def refuse_unknown(self) -> None:
        """Raises Problem `supervision.unit-unknown`, `supervision.leader-unknown` that name all and their rows."""
        if self._lost:
            raise UNIT_UNKNOWN(names=_listed(self._lost))
        if self._strange:
            raise LEADER_UNKNOWN(names=_listed(self._strange))

    def _unit(self, name: str) -> Organisation | None:
        try:
            return find_organisation(name, on=self.on, under=self.zone)
        except Problem:
            return None

    def _person(self, name: str) -> Person | None:
        posts = Post.objects.valid_on(self.on).filter(body__in=subtree_ids([self.zone]))
        found = list(Person.objects.filter(name=name, pk__in=posts.values("person"))[:2])
        return found[0] if len(found) == 1 else None


def _listed(names: dict[str, list[int]]) -> str:
    return "；".join(f"{name}（第 {'、'.join(map(str, rows))} 行）" for name, rows in names.items())
