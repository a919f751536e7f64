"""Reading the two lists. Persons are not counted and not ranked: entries stand by the day on which they were entered,
there is no filter by person, and nothing here adds up what somebody has.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.db.models.functions import ExtractYear

from jingkai.engines.documents import Words
from jingkai.kernel.flows.state import flow_of
from jingkai.kernel.parties.access import Reader
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.rules.models import RuleSet

from ..models import Listing, Side
from .proofs import superseded

PAGE = 50


@dataclass(frozen=True)
class Wanted:
    """What is looked for: one of the lists; of a unit, a year of entering, a state."""

    side: str = Side.POSITIVE
    unit: int | None = None
    year: int | None = None
    state: str = ""
    page: int = 1


@dataclass(frozen=True)
class Line:
    """An entry in the register: `waits` until somebody else has decided about it; `end` as in `StateBody`; `fallen`
    where what proved its effect holds no more.
    """

    listing: Listing
    state: Words
    end: str
    fallen: bool
    waits: bool = False


def stands(line: Line) -> bool:
    """Whether an entry holds: decided by another hand, not taken back, and proven still."""
    return not (line.waits or line.end or line.fallen)


@dataclass(frozen=True)
class Register:
    """A page of a list; `years` and `states` (with how many entries) are those that there are."""

    lines: list[Line]
    total: int
    page: int
    pages: int
    years: list[int]
    states: list[tuple[str, Words, int]]


def register(reader: Reader | None, zone: Organisation, wanted: Wanted, size: int = PAGE) -> Register:
    """The entries of a list that the reader may read, the newest first; a page beyond the last is the last."""
    rows = Listing.objects.seen_by(reader).filter(zone=zone, side=wanted.side)
    years = (
        rows.annotate(year=ExtractYear("case__day"))
        .values_list("year", flat=True)
        .distinct()
        .order_by("-year")
    )
    if wanted.unit is not None:
        rows = rows.filter(unit=wanted.unit)
    if wanted.year is not None:
        rows = rows.filter(case__day__year=wanted.year)
    states = _states(rows)
    if wanted.state:
        rows = rows.filter(case__now__state=wanted.state)
    total = rows.count()
    pages = max(1, -(-total // size))
    page = min(max(wanted.page, 1), pages)
    rows = rows.order_by("-case__day", "-pk")
    return Register(lines_of(rows[(page - 1) * size : page * size]), total, page, pages, list(years), states)


def lines_of(rows: QuerySet[Listing]) -> list[Line]:
    """The entries with their states; two queries for all."""
    some = list(rows.select_related("case__flow", "case__now", "person", "unit", "zone"))
    fallen = superseded(one.proof for one in some)
    found = []
    for one in some:
        flow = flow_of(one.case.flow)
        state = flow.states[one.case.now.state]
        waits = one.case.now.state == flow.opening.target
        found.append(Line(one, state.title, state.end, one.proof in fallen, waits))
    return found


def _states(rows: QuerySet[Listing]) -> list[tuple[str, Words, int]]:
    counted = rows.order_by().values_list("case__flow", "case__now__state").annotate(count=Count("pk"))
    flows = RuleSet.objects.in_bulk({flow for flow, *_ in counted})
    found: dict[str, tuple[Words, int]] = {}
    for flow, state, count in counted:
        title, so_far = found.get(state, (flow_of(flows[flow]).states[state].title, 0))
        found[state] = (title, so_far + count)
    return [(state, title, count) for state, (title, count) in found.items()]
