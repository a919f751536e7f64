"""Today: what must I sign for, do, verify, decide, hand out, press; what am I waiting for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from jingkai.kernel.flows.models import Doer, Extension, Move, Side
from jingkai.kernel.flows.services.permitting import KEPT
from jingkai.kernel.matters.models import Handover
from jingkai.kernel.parties.access import Level, Reader
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.rules.daybook import DayBook
from jingkai.web.rooms.flows.stepper import forward

from .opened import Open, lines_of, matters_of, opened

# The term that signing for a matter meets.
SIGN = "sign"


class Task(StrEnum):
    """What is to be done with a matter, in the order of the page."""

    SIGN = "sign"
    DO = "do"
    VERIFY = "verify"
    DECIDE = "decide"
    ASSIGN = "assign"
    PRESS = "press"
    WAIT = "wait"


@dataclass(frozen=True)
class _Me:
    """Who asks, and what that person does and may."""

    reader: Reader
    bodies: Collection[int]
    people: Collection[int]
    for_person: int | None
    doing: dict[int, set[int]]
    moved: dict[int, set[int]]

    def does(self, one: Open) -> bool:
        """Whether one's unit is to do it."""
        return not self.doing[one.case].isdisjoint(self.bodies)

    def did(self, one: Open) -> bool:
        """Whether one's unit does it, or one has done something in it: then one does not verify it."""
        return self.does(one) or not self.moved[one.case].isdisjoint(self.people)

    def may(self, act: str, kind: str, one: Open) -> bool:
        """Whether a right allows the act, as `access.require` asks for it."""
        return any(
            one.holder in sight.units and sight.for_person == self.for_person and sight.narrow in {"", *KEPT}
            for sight in self.reader.sights_of(kind, Level.ACT, act)
        )


def today(
    reader: Reader, zone: Organisation, at: datetime, for_person: int | None = None
) -> dict[Task, list[Open]]:
    """By task the open matters that wait for the reader (who acts for `for_person`, if given), and those the reader
    waits for; the first due first.
    """
    book = DayBook(reader.on)
    waiting = lines_of(opened(matters_of(reader, zone)), at, book.rules)
    cases = [one.case for one in waiting]
    moved = _moved(cases)
    me = _Me(
        reader,
        book.bodies(reader.bodies),
        {one for one in (reader.person, for_person) if one is not None},
        for_person,
        _doing(waiting),
        moved,
    )
    asked = set(
        Extension.objects.known_at()
        .filter(due__case__in=cases, case__now__state="asked")
        .values_list("due__case", flat=True)
    )
    found: dict[Task, list[Open]] = {task: [] for task in Task}
    for one in waiting:
        task = _task(one, me, delay=one.case in asked)
        if task is not None:
            found[task].append(one)
    return found


def _task(one: Open, me: _Me, *, delay: bool) -> Task | None:
    ahead = one.flow.move(forward(one.flow, one.state), one.state)
    if delay and not me.did(one) and me.may("approve", "closing", one):
        return Task.DECIDE
    if ahead is None:
        return None
    if ahead.by == "doer":
        if me.does(one):
            return Task.SIGN if SIGN in ahead.stops and ahead.source == (one.state,) else Task.DO
        behind = one.lamp is not None and one.lamp.behind
        return Task.PRESS if behind and me.may("approve", "closing", one) else None
    if me.did(one):
        return Task.WAIT if ahead.side == "verify" else None
    if not me.may(ahead.act, ahead.of, one):
        return None
    return Task.VERIFY if ahead.side == "verify" else Task.ASSIGN


def _doing(some: Collection[Open]) -> dict[int, set[int]]:
    """By case the bodies that do it; a unit that handed it over does it no more."""
    found: dict[int, set[int]] = defaultdict(set)
    rows = Doer.objects.filter(case__in=[one.case for one in some])
    for case, body in rows.values_list("case", "body"):
        found[case].add(body)
    lead = {one.pk: one.lead_unit for one in some}
    handed = Handover.objects.filter(matter__in=lead).order_by("pk")
    for matter, case, unit in handed.values_list("matter", "matter__case", "unit"):
        found[case].discard(lead[matter] or 0)
        found[case].add(unit)
        lead[matter] = unit
    return found


def _moved(cases: Collection[int]) -> dict[int, set[int]]:
    """By case the people who made a do move, and those for whom one was made."""
    found: dict[int, set[int]] = defaultdict(set)
    rows = Move.objects.filter(case__in=cases, flow_move__side=Side.DO)
    for case, *people in rows.values_list("case", "person", "for_person"):
        found[case].update(one for one in people if one is not None)
    return found
