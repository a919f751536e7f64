"""Which version of a rule holds: nearest ancestor unit, else region, else everywhere."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from django.db.models import Exists, OuterRef
from pydantic import BaseModel

from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.records.remembering import remembered

from .models import Approval, RuleSet
from .problems import NOT_FOUND
from .trial import drafts_on_trial

B = TypeVar("B", bound=BaseModel)


@dataclass
class RuleBook:
    """Resolves rules as known at one sequence number, a query a key; make one a request or computation."""

    as_of: int | None = None
    _sets: dict[tuple[str, tuple[int, ...]], list[RuleSet]] = field(default_factory=dict)
    _chains: dict[int, tuple[str, ...]] = field(default_factory=dict)
    _above: dict[tuple[int, ...], tuple[str, ...]] = field(default_factory=dict)

    def find(self, key: str, unit: Organisation | None, on: date) -> RuleSet | None:
        """The version that holds for `unit` on a day (of a period: its last), or None."""
        wanted = {scope: rank for rank, scope in enumerate(self.chain(unit))}
        holding = [
            one
            for one in self._known(key)
            if one.scope in wanted and one.valid_from <= on and (one.valid_to is None or on <= one.valid_to)
        ]
        # Nearest first; there the version that begins last; of two that begin together the later approved.
        return min(holding, key=lambda one: wanted[one.scope], default=None)

    def resolve(self, key: str, unit: Organisation | None, on: date) -> RuleSet:
        """As `find`. Raises Problem `rules.not-found`."""
        found = self.find(key, unit, on)
        if found is None:
            raise NOT_FOUND(key=key, on=on)
        return found

    def body(self, key: str, unit: Organisation | None, on: date, model: type[B]) -> B:
        """The body of the version that holds. Raises Problem `rules.not-found`, TypeError for another kind."""
        body = self.resolve(key, unit, on).body
        if not isinstance(body, model):
            raise TypeError(f"{key} is a {type(body).__name__}, not a {model.__name__}")
        return body

    def keys(self, kind: str, unit: Organisation | None, on: date) -> list[str]:
        """The keys of this kind that hold for the unit on the day, sorted."""
        keys = RuleSet.objects.known_at(self.as_of).filter(kind=kind).values_list("key", flat=True).distinct()
        return sorted(key for key in keys if self.find(key, unit, on) is not None)

    def chain(self, unit: Organisation | None) -> tuple[str, ...]:
        """The scopes in which a rule for the unit is looked for, nearest first."""
        if unit is None:
            return ("",)
        if unit.pk not in self._chains:
            self._chains[unit.pk] = self._chain(unit)
        return self._chains[unit.pk]

    def _chain(self, unit: Organisation) -> tuple[str, ...]:
        above = unit.ancestors
        if above not in self._above:
            self._above[above] = _regions_of(above)
        region = next((one for one in (unit.region, *self._above[above]) if one), "")
        return (
            *(f"unit:{one}" for one in (unit.pk, *above)),
            *(f"region:{one}" for one in _regions(region)),
            "",
        )

    def _known(self, key: str) -> list[RuleSet]:
        """Approved versions of the key, and drafts on trial; those that would win come first."""
        drafts = [one for one in drafts_on_trial() if one.key == key]
        place = (key, tuple(one.pk for one in drafts))
        if place not in self._sets:
            # A draft on trial stands as if it had been approved this moment.
            both = [*drafts, *_approved(key, self.as_of)]
            self._sets[place] = sorted(both, key=lambda one: one.valid_from, reverse=True)
        return self._sets[place]


def resolve(key: str, unit: Organisation | None, on: date, as_of: int | None = None) -> RuleSet:
    """The version of `key` that holds for the unit on a day, as known at `as_of`.

    Nearest ancestor unit that has the key (the unit itself first), else its region, the province after the
    city, else everywhere. Raises Problem `rules.not-found`. Who resolves more than once makes a RuleBook.
    """
    return RuleBook(as_of).resolve(key, unit, on)


@remembered(512, "rules")
def _approved(key: str, as_of: int | None) -> tuple[RuleSet, ...]:
    """The approved versions of a key, the one that begins last first."""
    approved = Approval.objects.known_at(as_of).filter(rule_set=OuterRef("pk"))
    rows = RuleSet.objects.known_at(as_of).filter(Exists(approved), key=key)
    return tuple(rows.order_by("-valid_from", "-pk"))


@remembered(512, "parties")
def _regions_of(units: tuple[int, ...]) -> tuple[str, ...]:
    """The regions of units, in the order of their ids; empty where one has none of its own."""
    found = dict(Organisation.objects.filter(pk__in=units).values_list("pk", "region"))
    return tuple(found.get(one, "") for one in units)


def _regions(code: str) -> Iterator[str]:
    """A region and those around it: county, city, province (GB/T 2260: two digits each)."""
    if code:
        yield from dict.fromkeys((code, f"{code[:4]}00", f"{code[:2]}0000"))
