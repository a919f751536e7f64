"""The ledger of matters (督办台账): filtered, sorted and paged; what is open by what is due first."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet

from jingkai.kernel.flows.lights import Lamp
from jingkai.kernel.flows.state import flow_of
from jingkai.kernel.matters.models import Matter
from jingkai.kernel.parties.access import Reader
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.rules.book import RuleBook
from jingkai.kernel.rules.document import Words
from jingkai.kernel.rules.models import RuleSet

from .opened import Lit, colour_of, ended, matters_of, opened
from .queries import Standing, standings_by

OPEN, ENDED, ALL = "open", "ended", "all"
SHOWN = (OPEN, ENDED, ALL)
PAGE = 50


@dataclass(frozen=True)
class Wanted:
    """What is looked for: what is open, has ended or both; of a unit, in a light, in a state (those two of what is
    open); with words in title, number or origin.
    """

    show: str = OPEN
    unit: int | None = None
    light: str = ""
    state: str = ""
    words: str = ""
    page: int = 1


@dataclass(frozen=True)
class Ledger:
    """A page of the ledger. `lights` and `states` count what is open and meets the other conditions; `rules` are the
    versions that light it.
    """

    rows: list[Standing]
    total: int
    page: int
    pages: int
    lights: list[tuple[Lamp | None, int]]
    states: list[tuple[str, Words, int]]
    rules: list[RuleSet]


def ledger(
    reader: Reader | None, zone: Organisation, wanted: Wanted, at: datetime, size: int = PAGE
) -> Ledger:
    """The page that is wanted, of `size` matters; a page beyond the last is the last."""
    book = RuleBook()
    rows = _filtered(matters_of(reader, zone), wanted)
    lines = _Lines.of(opened(rows), at, book)
    if wanted.show == OPEN:
        listed, total = lines.meeting(wanted)
    elif wanted.show == ENDED:
        listed = ended(rows)
        total = listed.count()
    else:
        listed = rows.order_by("-year", "-number")
        total = listed.count()
    pages = max(1, -(-total // size))
    page = min(max(wanted.page, 1), pages)
    keys = list(listed.values_list("pk", flat=True)[(page - 1) * size : page * size])
    return Ledger(
        rows=standings_by(keys, at, book),
        total=total,
        page=page,
        pages=pages,
        lights=lines.lights(wanted.state),
        states=lines.states(wanted.light),
        rules=sorted(lines.lit.rules, key=lambda one: one.pk),
    )


# What open matters are counted by.
_GROUP = ("case__holder", "case__flow", "case__now__state", "case__now__finish")


class _Group(NamedTuple):
    """Open matters that are alike; one alone where `case` is given."""

    holder: int
    flow: int
    state: str
    finish: datetime | None
    count: int
    case: int | None = None


@dataclass(frozen=True)
class _Lines:
    """What is open, counted by who holds it, its flow, its state and when it is due: as many groups as there are due
    days, however many matters. Where its light follows from what was reported in it, a case is a group of its own.
    """

    rows: QuerySet[Matter]
    groups: list[_Group]
    lit: Lit

    @classmethod
    def of(cls, rows: QuerySet[Matter], at: datetime, book: RuleBook) -> _Lines:
        """The groups of these open matters."""
        by = rows.order_by().values_list(*_GROUP).annotate(count=Count("pk"))
        counted = [_Group(*one) for one in by]
        lit = Lit(at, book, {one.holder for one in counted})
        if alone := lit.of_one_case:
            lit.read(rows)
            each = rows.filter(case__holder__in=alone).order_by().values_list(*_GROUP, "case")
            counted = [one for one in counted if one.holder not in alone]
            counted += [_Group(*one, count=1, case=case) for *one, case in each]
        return cls(rows, counted, lit)

    def lamp(self, one: _Group) -> Lamp | None:
        """The lamp of a group."""
        return self.lit.by(one.holder, one.finish, one.case)

    def meeting(self, wanted: Wanted) -> tuple[QuerySet[Matter], int]:
        """Those in the light and the state that are wanted, and how many."""
        chosen = [
            one
            for one in self.groups
            if wanted.state in ("", one.state) and wanted.light in ("", colour_of(self.lamp(one)))
        ]
        total = sum(one.count for one in chosen)
        rows = self.rows
        if wanted.state:
            rows = rows.filter(case__now__state=wanted.state)
        if wanted.light:
            by_finish: dict[datetime | None, set[int]] = defaultdict(set)
            for one in chosen:
                if one.case is None:
                    by_finish[one.finish].add(one.holder)
            alike: dict[frozenset[int], list[datetime | None]] = defaultdict(list)
            for finish, holders in by_finish.items():
                alike[frozenset(holders)].append(finish)
            lit = Q(case__in=[one.case for one in chosen if one.case is not None])
            for holders, finishes in alike.items():
                due = Q(case__now__finish__in=[one for one in finishes if one is not None])
                if None in finishes:
                    due |= Q(case__now__finish=None)
                lit |= due & Q(case__holder__in=holders)
            rows = rows.filter(lit)
        return rows, total

    def lights(self, state: str) -> list[tuple[Lamp | None, int]]:
        """How many are lit by which lamp, the gravest first, those without a light last."""
        counts: Counter[Lamp | None] = Counter()
        for one in self.groups:
            if state in ("", one.state):
                counts[self.lamp(one)] += one.count
        return sorted(counts.items(), key=lambda one: -one[0].level if one[0] is not None else 1)

    def states(self, light: str) -> list[tuple[str, Words, int]]:
        """The states that there are, each with its title and how many are in it."""
        flows = RuleSet.objects.in_bulk({one.flow for one in self.groups})
        titles = {one.state: flow_of(flows[one.flow]).states[one.state].title for one in self.groups}
        counts: Counter[str] = Counter()
        for one in self.groups:
            if light in ("", colour_of(self.lamp(one))):
                counts[one.state] += one.count
        return [(name, title, counts[name]) for name, title in titles.items()]


def _filtered(rows: QuerySet[Matter], wanted: Wanted) -> QuerySet[Matter]:
    if wanted.unit is not None:
        rows = rows.filter(case__doers__body=wanted.unit)
    for word in wanted.words.split():
        year, _, number = word.partition("-")
        named = Q(title__icontains=word) | Q(origin__icontains=word)
        if year.isdecimal() and number.isdecimal() and len(year) == 4 and len(number) < 10:
            named |= Q(year=int(year), number=int(number))
        rows = rows.filter(named)
    return rows
