"""The ledger of matters (督办台账): filtered, sorted and paged; what is open by what is due first."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime

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


@dataclass(frozen=True)
class _Lines:
    """What is open, counted by who holds it, its flow, its state and when it is due: as many groups as there are due
    days, however many matters.
    """

    rows: QuerySet[Matter]
    groups: list[tuple[int, int, str, datetime | None, int]]
    lit: Lit

    @classmethod
    def of(cls, rows: QuerySet[Matter], at: datetime, book: RuleBook) -> _Lines:
        """The groups of these open matters."""
        by = rows.order_by().values_list(
            "case__holder", "case__flow", "case__now__state", "case__now__finish"
        )
        groups = list(by.annotate(count=Count("pk")))
        return cls(rows, groups, Lit(at, book, {holder for holder, *_ in groups}))

    def meeting(self, wanted: Wanted) -> tuple[QuerySet[Matter], int]:
        """Those in the light and the state that are wanted, and how many."""
        chosen = [
            one
            for one in self.groups
            if wanted.state in ("", one[2]) and wanted.light in ("", colour_of(self.lit.by(one[0], one[3])))
        ]
        total = sum(count for *_, count in chosen)
        rows = self.rows
        if wanted.state:
            rows = rows.filter(case__now__state=wanted.state)
        if wanted.light:
            by_finish: dict[datetime | None, set[int]] = defaultdict(set)
            for holder, _, _, finish, _ in chosen:
                by_finish[finish].add(holder)
            alike: dict[frozenset[int], list[datetime | None]] = defaultdict(list)
            for finish, holders in by_finish.items():
                alike[frozenset(holders)].append(finish)
            lit = Q(pk__in=[])
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
        for holder, _, where, finish, count in self.groups:
            if state in ("", where):
                counts[self.lit.by(holder, finish)] += count
        return sorted(counts.items(), key=lambda one: -one[0].level if one[0] is not None else 1)

    def states(self, light: str) -> list[tuple[str, Words, int]]:
        """The states that there are, each with its title and how many are in it."""
        flows = RuleSet.objects.in_bulk({one[1] for one in self.groups})
        titles = {one[2]: flow_of(flows[one[1]]).states[one[2]].title for one in self.groups}
        counts: Counter[str] = Counter()
        for holder, _, where, finish, count in self.groups:
            if light in ("", colour_of(self.lit.by(holder, finish))):
                counts[where] += count
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
