"""Which version of a rule holds: nearest ancestor unit, else region, else everywhere."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from django.db.models import Exists, OuterRef
from pydantic import BaseModel

from jingkai.kernel.parties.models import Organisation

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
            self._chains[unit.pk] = tuple(_chain(unit))
        return self._chains[unit.pk]

    def _known(self, key: str) -> list[RuleSet]:
        """Approved versions of the key, and drafts on trial; those that would win come first."""
        drafts = [one for one in drafts_on_trial() if one.key == key]
        place = (key, tuple(one.pk for one in drafts))
        if place not in self._sets:
            approved = Approval.objects.known_at(self.as_of).filter(rule_set=OuterRef("pk"))
            rows = RuleSet.objects.known_at(self.as_of).filter(Exists(approved), key=key)
            later = rows.order_by("-valid_from", "-pk")
            # A draft on trial stands as if it had been approved this moment.
            self._sets[place] = sorted([*drafts, *later], key=lambda one: one.valid_from, reverse=True)
        return self._sets[place]


def resolve(key: str, unit: Organisation | None, on: date, as_of: int | None = None) -> RuleSet:
    """The version of `key` that holds for the unit on a day, as known at `as_of`.

    Nearest ancestor unit that has the key (the unit itself first), else its region, the province after the
    city, else everywhere. Raises Problem `rules.not-found`. Who resolves more than once makes a RuleBook.
    """
    return RuleBook(as_of).resolve(key, unit, on)


def _chain(unit: Organisation) -> Iterator[str]:
    lineage = [unit.pk, *unit.ancestors]
    regions = dict(Organisation.objects.filter(pk__in=lineage).values_list("pk", "region"))
    yield from (f"unit:{one}" for one in lineage)
    region = next((regions[one] for one in lineage if regions.get(one)), "")
    yield from (f"region:{one}" for one in _regions(region))
    yield ""


def _regions(code: str) -> Iterator[str]:
    """A region and those around it: county, city, province (GB/T 2260: two digits each)."""
    if code:
        yield from dict.fromkeys((code, f"{code[:4]}00", f"{code[:2]}0000"))
