"""The papers of a zone that one may see: number, kind, state, day and unit; searched, filtered, in pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import OuterRef, Q, QuerySet, Subquery

from jingkai.engines.documents import Words
from jingkai.kernel.flows.models import Move
from jingkai.kernel.flows.state import flow_of
from jingkai.kernel.papers.models import Paper, Text
from jingkai.kernel.papers.queries import Standing, standings
from jingkai.kernel.parties.access import Reader
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.rules.models import RuleSet

PAGE = 50


@dataclass(frozen=True)
class Wanted:
    """What is looked for: words in title or number, a template by its key, a state, an issuing unit."""

    words: str = ""
    kind: str = ""
    state: str = ""
    unit: int | None = None
    page: int = 1


@dataclass(frozen=True)
class Listing:
    """A page of papers, the newest first. `kinds`, `states` and `units` are what may be picked."""

    rows: list[Standing]
    total: int
    page: int
    pages: int
    kinds: list[tuple[str, Words]]
    states: list[tuple[str, Words]]
    units: list[tuple[int, str]]


def listing(reader: Reader | None, zone: Organisation, wanted: Wanted, size: int = PAGE) -> Listing:
    """The page that is wanted; what may be picked is of the papers that the reader may see."""
    seen = Paper.objects.seen_by(reader).filter(zone=zone)
    rows = _meeting(seen, wanted)
    total = rows.count()
    pages = max(1, -(-total // size))
    page = min(max(wanted.page, 1), pages)
    found = rows.select_related("case__flow", "zone", "unit", "template").order_by("-pk")
    return Listing(
        rows=standings(found[(page - 1) * size : page * size]),
        total=total,
        page=page,
        pages=pages,
        kinds=_kinds(seen),
        states=_states(seen),
        units=sorted(seen.order_by().values_list("unit", "unit__name").distinct()),
    )


def drafted(rows: Iterable[Standing]) -> dict[int, str]:
    """The day on which each was first drafted, by its key."""
    cases = {one.paper.case_id: one.paper.pk for one in rows}
    first = Move.objects.known_at().filter(case__in=cases, n=1)
    return {cases[case]: str(day) for case, day in first.values_list("case", "day")}


def _meeting(rows: QuerySet[Paper], wanted: Wanted) -> QuerySet[Paper]:
    last = Text.objects.filter(paper=OuterRef("pk")).order_by("-turn")
    for word in wanted.words.split():
        called = rows.annotate(called=Subquery(last.values("title")[:1])).filter(called__icontains=word)
        numbered = rows.filter(numbers__label__icontains=word)
        rows = rows.filter(Q(pk__in=called.values("pk")) | Q(pk__in=numbered.values("pk")))
    if wanted.kind:
        rows = rows.filter(template__key=wanted.kind)
    if wanted.state:
        rows = rows.filter(case__now__state=wanted.state)
    if wanted.unit is not None:
        rows = rows.filter(unit=wanted.unit)
    return rows


def _kinds(seen: QuerySet[Paper]) -> list[tuple[str, Words]]:
    """The templates they were made from, by key, each as its newest version calls it."""
    rows = RuleSet.objects.filter(pk__in=seen.order_by().values("template")).order_by("key", "pk")
    return list({one.key: one.header.title for one in rows}.items())


def _states(seen: QuerySet[Paper]) -> list[tuple[str, Words]]:
    """The states they stand in, in the order of the flow."""
    there = set(seen.order_by().values_list("case__now__state", flat=True).distinct())
    flows = RuleSet.objects.filter(pk__in=seen.order_by().values("case__flow")).order_by("key", "pk")
    titles: dict[str, Words] = {}
    for flow in flows:
        titles |= {name: state.title for name, state in flow_of(flow).states.items() if name in there}
    return list(titles.items())
