"""A matter as its page shows it, read once for all that is remembered of it.

What is shown depends on who reads and acts, on what was written, and on the clock: a light, a delay that may be asked
for. So it is read as at the last moment at which one of these may have changed (`flows.lights.steady`); where a rule
asks what was reported in the matter or in a part of it, that is now.
"""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Q
from django.http import Http404

from jingkai.engines.documents import Words
from jingkai.kernel.activities.models import Activity
from jingkai.kernel.activities.queries import planned_day
from jingkai.kernel.flows.due_light import due_light
from jingkai.kernel.flows.lights import steady
from jingkai.kernel.flows.models import Due
from jingkai.kernel.flows.state import flow_of, state_of
from jingkai.kernel.matters.models import Matter
from jingkai.kernel.papers.queries import Standing as Letter
from jingkai.kernel.parties.access import Reader
from jingkai.kernel.parties.models import Organisation, Post
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.remembering import remembered
from jingkai.kernel.rules.book import RuleBook

from .conduct.views import may_enter
from .models import Conclusion
from .queries import letters_of
from .services.supervising import visits_planned
from .sheet import Sheet
from .visiting import conclusions_about, visits_of

# The rooms of all but files and letters.
_ROOMS = ("parties", "rules", "flows", "registers", "matters", "activities", "supervision")
# What of a sheet is read from these rooms.
_READ = (
    "flow", "moves", "runs", "happened", "choices", "hands", "named", "standing", "doers", "dues", "due_light",
    "said", "waits", "children", "rates", "parent", "signals", "words",
)  # fmt: skip


@dataclass(frozen=True)
class One:
    """The sheet and what stands below it: supervisions each with its day and state, conclusions, letters; `turn` is how
    many supervisions were planned; what the actor may do besides moves.
    """

    sheet: Sheet
    visits: tuple[tuple[Activity, date | None, Words], ...]
    conclusions: tuple[Conclusion, ...]
    letters: tuple[Letter, ...]
    turn: int
    may_plan: bool
    may_write: bool
    may_enter: bool


def find(key: int, reader: Reader | None) -> Matter:
    """The matter, with what its page says of it. Raises Http404, by the same query for one that the reader may not
    see as for one that is not there.
    """
    rows = Matter.objects.seen_by(reader).filter(pk=key)
    found = rows.select_related(
        "case__flow", "case__holder", "zone", "lead_unit", "lead_leader", "subject"
    ).first()
    if found is None:
        raise Http404
    return found


def one(sheet: Sheet) -> One:
    """What the page of a sheet shows, read now."""
    below = _below(sheet)
    return replace(below, letters=tuple(letters_of(sheet.reader, sheet.matter)))


def one_at(key: int, reader: Reader | None, actor: Actor, at: datetime) -> One:
    """As `one`, of the matter with this id. Raises Http404 as `find`."""
    matter = _found(key, reader)
    instants = _instants(matter, steady(at, ()))
    since = at if instants is None else steady(at, instants)
    read = _read(matter, reader, actor, since)
    # What is read of it from here on, its files, is of this request.
    sheet = copy(read.sheet)
    sheet.at = at
    return replace(read, sheet=sheet, letters=_letters(reader, matter))


@remembered(512, *_ROOMS)
def _found(key: int, reader: Reader | None) -> Matter:
    return find(key, reader)


@remembered(512, *_ROOMS)
def _read(matter: Matter, reader: Reader | None, actor: Actor, at: datetime) -> One:
    sheet = Sheet.of(matter, reader, actor, at)
    for name in _READ:
        getattr(sheet, name)
    return _below(sheet)


@remembered(512)
def _letters(reader: Reader | None, matter: Matter) -> tuple[Letter, ...]:
    """The letters about the matter. They have files: the room of those changes with every write."""
    return tuple(letters_of(reader, matter))


@remembered(1024, *_ROOMS)
def _instants(matter: Matter, day: datetime) -> tuple[datetime, ...] | None:
    """When something of the matter or of a part of it is due, sorted; None where the rule of one of their holders, on
    the day of that moment, asks what was reported.
    """
    cases = dict(
        Matter.objects.filter(Q(pk=matter.pk) | Q(parent=matter.pk)).values_list("case", "case__holder")
    )
    book = RuleBook()
    for holder in Organisation.objects.filter(pk__in=set(cases.values())):
        light = due_light(holder, day, book)
        if light.of_one_case or light.by_months:
            return None
    rows = Due.objects.known_at().filter(case__in=list(cases))
    return tuple(sorted(set(rows.values_list("instant", flat=True))))


def _below(sheet: Sheet) -> One:
    """All but the letters."""
    matter, reader = sheet.matter, sheet.reader
    return One(
        sheet,
        visits=tuple((visit, planned_day(visit), _state(visit)) for visit in visits_of(matter, reader)),
        conclusions=tuple(conclusions_about(matter, reader)),
        letters=(),
        turn=visits_planned(matter),
        may_plan=_may_plan(sheet),
        may_write=_may_write(sheet),
        may_enter=may_enter(reader),
    )


def _state(visit: Activity) -> Words:
    """What the state of a supervision is called."""
    return flow_of(visit.case.flow).states[state_of(visit.case)].title


def _may_plan(sheet: Sheet) -> bool:
    """Whether the actor supervises others: he may accept what they have done."""
    return any(each.move.side == "none" and each.move.act and not each.obstacles for each in sheet.choices)


def _may_write(sheet: Sheet) -> bool:
    """Whether the actor may draft letters, and there is still something to write about."""
    actor, reader = sheet.actor, sheet.reader
    post = Post.objects.filter(pk=actor.post).first() if actor.post is not None else None
    if reader is None or post is None or sheet.standing.end:
        return False
    lead = sheet.standing.unit
    if post.body_id in {each.pk for each in (lead, *sheet.doers) if each is not None}:
        return False  # who does it is written to
    return reader.may("draft", "papers", post.body_id)
