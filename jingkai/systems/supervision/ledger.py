"""The ledger of matters (督办台账): filtered, sorted and paged; what is open by what is due first.

What was read is remembered until something is written (`records.remembering`); the light of what is due changes with
the clock as well, and is asked for at the last moment at which it may have changed (`steady`). Where a rule asks what
was reported in a case, that is now.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import QueryDict

from jingkai.engines.documents import Words
from jingkai.kernel.flows.lights import Lamp, steady
from jingkai.kernel.flows.models import Doer, Due
from jingkai.kernel.matters.models import Matter
from jingkai.kernel.parties.access import Reader
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.records.remembering import remembered
from jingkai.kernel.rules.book import RuleBook
from jingkai.kernel.rules.models import RuleSet
from jingkai.web.tree import Picked, picked_of

from .counted import Counted, Groups, among, due_as, page_of
from .opened import Lit, ended, matters_of, opened
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
    unit: Picked | None = None
    light: str = ""
    state: str = ""
    words: str = ""
    page: int = 1

    @property
    def among(self) -> Wanted:
        """The conditions under which lights and states are counted."""
        return Wanted(unit=self.unit, words=self.words)

    @property
    def counted(self) -> Wanted:
        """All but the page: what the figures above the list depend on."""
        return replace(self, page=1)


def wanted_of(asked: QueryDict) -> Wanted:
    """What the address asks for; what it says wrongly is left out."""
    page, show = asked.get("page", ""), asked.get("show", "")
    return Wanted(
        show=show if show in SHOWN else OPEN,
        unit=picked_of(asked.get("unit", "")),
        light=asked.get("light", "")[:20],
        state=asked.get("state", "")[:60],
        words=asked.get("q", "").strip()[:100],
        page=int(page) if page.isdecimal() and len(page) < 9 else 1,
    )


@dataclass(frozen=True)
class Summary:
    """What stands above the list: how many meet all conditions; `lights` and `states` count what is open and meets the
    other conditions; `rules` are the versions that light it.
    """

    total: int
    lights: Sequence[tuple[Lamp | None, int]]
    states: Sequence[tuple[str, Words, int]]
    rules: Sequence[RuleSet]


@dataclass(frozen=True)
class Ledger(Summary):
    """A page of the ledger: the ids of its matters, which stand, and are lit, as at the moment `since`."""

    keys: tuple[int, ...]
    since: datetime
    page: int
    pages: int


def ledger(reader: Reader | None, zone: Organisation, wanted: Wanted, at: datetime) -> Ledger:
    """The page that is wanted; a page beyond the last is the last."""
    # What is listed depends on how far somebody sees, and not on who it is.
    whose = reader.anybody if reader is not None else None
    groups = _groups(whose, zone, wanted.among, steady(at, ()))
    since = at if groups.moves else steady(at, groups.instants)
    above = _summary(whose, zone, wanted.counted, since)
    pages = max(1, -(-above.total // PAGE))
    page = min(max(wanted.page, 1), pages)
    keys = _page(whose, zone, replace(wanted, page=page), since)
    # A light that moves is one of the groups, if what is listed is open.
    moves = (groups.moves or wanted.show != OPEN) and _moves(keys, steady(at, ()))
    return Ledger(
        above.total, above.lights, above.states, above.rules,
        keys=keys, since=at if moves else steady(at, _instants(keys)), page=page, pages=pages,
    )  # fmt: skip


def whole(reader: Reader | None, zone: Organisation, wanted: Wanted, at: datetime) -> list[Standing]:
    """All that is wanted, not only a page; not remembered."""
    return standings_by(listed(reader, zone, wanted, at).values_list("pk", flat=True), at)


@remembered(256, "parties", "rules", "flows", "matters")
def _groups(reader: Reader | None, zone: Organisation, wanted: Wanted, day: datetime) -> Groups:
    return Groups.of(opened(filtered(reader, zone, wanted)), day)


@remembered(256, "parties", "rules", "flows", "matters")
def _lit(reader: Reader | None, zone: Organisation, wanted: Wanted, at: datetime) -> Counted:
    groups = _groups(reader, zone, wanted, steady(at, ()))
    return Counted.at(groups, opened(filtered(reader, zone, wanted)), at)


@remembered(1024, "parties", "rules", "flows", "matters")
def _summary(reader: Reader | None, zone: Organisation, wanted: Wanted, at: datetime) -> Summary:
    lit = _lit(reader, zone, wanted.among, at)
    if wanted.show == OPEN:
        total = sum(one.count for one in lit.meeting(wanted.state, wanted.light))
    else:
        total = listed(reader, zone, wanted, at).count()
    return Summary(total, lit.lights(wanted.state), lit.states(wanted.light), lit.rules)


@remembered(1024, "parties", "rules", "flows", "matters")
def _page(reader: Reader | None, zone: Organisation, wanted: Wanted, at: datetime) -> tuple[int, ...]:
    """The ids of a page's matters."""
    rows, start = listed(reader, zone, wanted, at), (wanted.page - 1) * PAGE
    if wanted.show == OPEN:
        groups = _lit(reader, zone, wanted.among, at).meeting(wanted.state, wanted.light)
        near, start = page_of(groups, start, PAGE)
        rows = rows.filter(among(near) if wanted.state or wanted.light else due_as(near))
    return tuple(rows.values_list("pk", flat=True)[start : start + PAGE])


@remembered(1024, "parties", "rules", "flows", "matters")
def _instants(keys: tuple[int, ...]) -> tuple[datetime, ...]:
    """When something of these matters is due."""
    rows = Due.objects.known_at().filter(case__matter_rows__in=keys)
    return tuple(sorted(set(rows.values_list("instant", flat=True))))


@remembered(1024, "parties", "rules", "flows", "matters")
def _moves(keys: tuple[int, ...], day: datetime) -> bool:
    """Whether the light of one of these matters follows from what was reported in it, too."""
    holders = set(Matter.objects.filter(pk__in=keys).values_list("case__holder", flat=True))
    return bool(Lit(day, RuleBook(), holders).of_one_case)


def listed(reader: Reader | None, zone: Organisation, wanted: Wanted, at: datetime) -> QuerySet[Matter]:
    """The matters that are wanted, in their order."""
    rows = filtered(reader, zone, wanted)
    if wanted.show == ALL:
        return rows.order_by("-year", "-number")
    if wanted.show == ENDED:
        return ended(rows)
    rows = opened(rows)
    if wanted.state:
        rows = rows.filter(case__now__state=wanted.state)
    if wanted.light:
        rows = rows.filter(among(_lit(reader, zone, wanted.among, at).meeting("", wanted.light)))
    return rows


def _done_by(picked: Picked) -> Q:
    """The condition on matters for being done by the unit, or by one below it."""
    doers = Doer.objects.filter(case=OuterRef("case"))
    if not picked.below:
        return Q(Exists(doers.filter(body=picked.unit)))
    found = Organisation.objects.filter(pk=picked.unit).first()
    units = Organisation.objects.filter(found.subtree() if found else Q(pk__in=[]))
    return Q(Exists(doers.filter(body__in=units)))


def filtered(reader: Reader | None, zone: Organisation, wanted: Wanted) -> QuerySet[Matter]:
    """The matters that the reader may read, of a unit and with the words that are wanted."""
    rows = matters_of(reader, zone)
    if wanted.unit is not None:
        rows = rows.filter(_done_by(wanted.unit))
    for word in wanted.words.split():
        year, _, number = word.partition("-")
        named = Q(title__icontains=word) | Q(origin__icontains=word)
        if year.isdecimal() and number.isdecimal() and len(year) == 4 and len(number) < 10:
            named |= Q(year=int(year), number=int(number))
        rows = rows.filter(named)
    return rows
