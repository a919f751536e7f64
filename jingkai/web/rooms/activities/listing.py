"""The activities of a zone: each with its day and how it stands, searched, filtered, in pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from jingkai.engines.documents import Words
from jingkai.kernel.activities.models import Activity, Participant
from jingkai.kernel.activities.models.activity import HELD
from jingkai.kernel.activities.queries import HOLD
from jingkai.kernel.flows.models import Due, Move
from jingkai.kernel.flows.state import flow_of
from jingkai.kernel.parties.access import Reader
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.rules.models import RuleSet

PAGE = 50


@dataclass(frozen=True)
class Wanted:
    """What is looked for: a kind, a unit that hosts or takes part, days from `since` to `until`, a state, words in
    title, place or origin.
    """

    kind: str = ""
    words: str = ""
    unit: int | None = None
    since: date | None = None
    until: date | None = None
    state: str = ""
    page: int = 1


@dataclass(frozen=True)
class Row:
    """An activity; the day it is planned for and the day it was held on, where there is one; how it stands."""

    activity: Activity
    planned: date | None
    held: date | None
    state: Words
    ended: bool

    def overdue(self, on: date) -> bool:
        """Whether its day is over on this day and it was neither held nor called off."""
        return self.held is None and not self.ended and self.planned is not None and self.planned < on


@dataclass(frozen=True)
class Listing:
    """A page of activities. `kinds` count what meets the other conditions; `states` are what may be picked, each with
    what the flows call it.
    """

    rows: list[Row]
    total: int
    page: int
    pages: int
    kinds: list[tuple[str, int]]
    states: list[tuple[str, list[Words]]]
    units: list[tuple[int, str]]


def listing(reader: Reader | None, zone: Organisation, wanted: Wanted, size: int = PAGE) -> Listing:
    """The page that is wanted, of `size` activities, the newest day first; a day is the one held on, else planned."""
    seen = Activity.objects.seen_by(reader).filter(zone=zone)
    due = Due.objects.filter(case=OuterRef("case"), term=HOLD).order_by("-turn")
    held = Move.objects.filter(case=OuterRef("case"), flow_move__target=HELD).order_by("n")
    rows = _meeting(
        seen.annotate(
            planned=Subquery(due.values("day")[:1]), held=Subquery(held.values("day")[:1])
        ).annotate(day=Coalesce("held", "planned")),
        wanted,
    )
    kinds = rows.order_by().values("kind").annotate(n=Count("pk")).values_list("kind", "n")
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    total = rows.count()
    pages = max(1, -(-total // size))
    page = min(max(wanted.page, 1), pages)
    found = rows.select_related("case__flow", "case__now", "host").order_by("-day", "-pk")
    return Listing(
        rows=[_row(one) for one in found[(page - 1) * size : page * size]],
        total=total,
        page=page,
        pages=pages,
        kinds=sorted(kinds),
        states=_states(seen),
        units=_units(seen),
    )


def _meeting(rows: QuerySet[Activity], wanted: Wanted) -> QuerySet[Activity]:
    for word in wanted.words.split():
        rows = rows.filter(Q(title__icontains=word) | Q(where__icontains=word) | Q(origin__icontains=word))
    if wanted.unit is not None:
        part = Participant.objects.filter(unit=wanted.unit).values("activity")
        rows = rows.filter(Q(host=wanted.unit) | Q(pk__in=part))
    if wanted.since is not None:
        rows = rows.filter(day__gte=wanted.since)
    if wanted.until is not None:
        rows = rows.filter(day__lte=wanted.until)
    if wanted.state:
        rows = rows.filter(case__now__state=wanted.state)
    return rows


def _row(row: Activity) -> Row:
    now = row.case.now
    # The days are columns of the query.
    return Row(row, row.planned, row.held, flow_of(row.case.flow).states[now.state].title, now.ended)  # type: ignore[attr-defined]


def _states(seen: QuerySet[Activity]) -> list[tuple[str, list[Words]]]:
    """The states that activities stand in, in the order of the flows."""
    there = set(seen.order_by().values_list("case__now__state", flat=True).distinct())
    titles: dict[str, list[Words]] = {}
    for flow in _flows(seen):
        for name, state in flow_of(flow).states.items():
            if name in there and state.title not in titles.setdefault(name, []):
                titles[name].append(state.title)
    return [one for one in titles.items() if one[1]]


def _flows(seen: QuerySet[Activity]) -> Iterable[RuleSet]:
    return RuleSet.objects.filter(pk__in=seen.order_by().values("case__flow")).order_by("key", "pk")


def _units(seen: QuerySet[Activity]) -> list[tuple[int, str]]:
    """The units that host or take part."""
    parts = Participant.objects.filter(activity__in=seen.order_by().values("pk"), unit__isnull=False)
    return sorted(
        {*seen.order_by().values_list("host", "host__name"), *parts.values_list("unit", "unit__name")}
    )
