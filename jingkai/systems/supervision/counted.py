"""What is open, counted for the ledger: by who holds it, its flow, its state and when it is due. As many groups as
there are due days, however many matters.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet

from jingkai.engines.documents import Words
from jingkai.kernel.flows.lights import Lamp
from jingkai.kernel.flows.state import flow_of
from jingkai.kernel.matters.models import Matter
from jingkai.kernel.rules.book import RuleBook
from jingkai.kernel.rules.models import RuleSet

from .opened import Lit, colour_of

# What open matters are counted by.
_BY = ("case__holder", "case__flow", "case__now__state", "case__now__finish")


class Group(NamedTuple):
    """Open matters that are alike; one alone where `case` is given."""

    holder: int
    flow: int
    state: str
    finish: datetime | None
    count: int
    case: int | None = None


@dataclass(frozen=True)
class Groups:
    """The groups, the first due first, those without a due date last; and the instants at which something is due.
    Where its light follows from what was reported in it, a case is a group of its own; then the light `moves` with more
    than these instants.
    """

    groups: tuple[Group, ...]
    instants: tuple[datetime, ...]
    moves: bool

    @classmethod
    def of(cls, rows: QuerySet[Matter], day: datetime) -> Groups:
        """The groups of these open matters, by the rules of the day of that moment."""
        groups = [Group(*one) for one in rows.order_by().values_list(*_BY).annotate(count=Count("pk"))]
        alone = Lit(day, RuleBook(), {one.holder for one in groups}).of_one_case
        if alone:
            each = rows.filter(case__holder__in=alone).order_by().values_list(*_BY, "case")
            groups = [one for one in groups if one.holder not in alone]
            groups += [Group(*one, count=1, case=case) for *one, case in each]
        instants = sorted({one.finish for one in groups if one.finish is not None})
        place = {finish: turn for turn, finish in enumerate(instants)}
        groups.sort(key=lambda one: place[one.finish] if one.finish else len(place))
        return cls(tuple(groups), tuple(instants), bool(alone))


@dataclass(frozen=True)
class Counted:
    """The groups with the lamp that burns for each, and the versions of the rules that say so."""

    groups: tuple[Group, ...]
    lamps: tuple[Lamp | None, ...]
    rules: tuple[RuleSet, ...]

    @classmethod
    def at(cls, found: Groups, rows: QuerySet[Matter], at: datetime) -> Counted:
        """As the groups of these open matters are lit at a moment."""
        lit = Lit(at, RuleBook(), {one.holder for one in found.groups})
        if found.moves:
            lit.read(rows)
        lamps = tuple(lit.by(one.holder, one.finish, one.case) for one in found.groups)
        return cls(found.groups, lamps, tuple(sorted(lit.rules, key=lambda one: one.pk)))

    def meeting(self, state: str, light: str) -> list[Group]:
        """The groups in the state and the light that are wanted, in their order."""
        return [
            one
            for one, lamp in zip(self.groups, self.lamps, strict=True)
            if state in ("", one.state) and light in ("", colour_of(lamp))
        ]

    def lights(self, state: str) -> list[tuple[Lamp | None, int]]:
        """How many are lit by which lamp, the gravest first, those without a light last."""
        counts: Counter[Lamp | None] = Counter()
        for one, lamp in zip(self.groups, self.lamps, strict=True):
            if state in ("", one.state):
                counts[lamp] += one.count
        return sorted(counts.items(), key=lambda one: -one[0].level if one[0] is not None else 1)

    def states(self, light: str) -> list[tuple[str, Words, int]]:
        """The states that there are, each with its title and how many are in it."""
        flows = RuleSet.objects.in_bulk({one.flow for one in self.groups})
        titles = {one.state: flow_of(flows[one.flow]).states[one.state].title for one in self.groups}
        counts: Counter[str] = Counter()
        for one in self.meeting("", light):
            counts[one.state] += one.count
        return [(name, title, counts[name]) for name, title in titles.items()]


def page_of(groups: list[Group], start: int, size: int) -> tuple[list[Group], int]:
    """Of groups in their order those among which the matters from `start` on are found, and how many of theirs come
    before: the rest of a long list need not be sorted.
    """
    by_finish: dict[datetime | None, list[Group]] = defaultdict(list)
    for one in groups:
        by_finish[one.finish].append(one)
    found: list[Group] = []
    before = start
    for alike in by_finish.values():
        count = sum(one.count for one in alike)
        if not found and before >= count:
            before -= count
            continue
        found += alike
        if sum(one.count for one in found) >= before + size:
            break
    return found, before


def due_as(groups: list[Group]) -> Q:
    """The condition on open matters for being due when one of these groups is: of all that are open these are `among`
    them, and it is asked of one index.
    """
    instants = [one.finish for one in groups if one.finish is not None]
    found = Q(case__now__finish=None) if len(instants) < len(groups) else Q(pk__in=[])
    if instants:
        found |= Q(case__now__finish__gte=min(instants), case__now__finish__lte=max(instants))
    return found


def among(groups: list[Group]) -> Q:
    """The condition on matters for being in one of these groups."""
    holders: dict[datetime | None, set[int]] = defaultdict(set)
    for one in groups:
        if one.case is None:
            holders[one.finish].add(one.holder)
    alike: dict[frozenset[int], list[datetime | None]] = defaultdict(list)
    for finish, some in holders.items():
        alike[frozenset(some)].append(finish)
    found = Q(case__in=[one.case for one in groups if one.case is not None])
    for held_by, finishes in alike.items():
        due = Q(case__now__finish__in=[one for one in finishes if one is not None])
        if None in finishes:
            due |= Q(case__now__finish=None)
        found |= due & Q(case__holder__in=held_by)
    return found
