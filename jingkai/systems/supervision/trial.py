"""A draft of a rule is tried on a month: which matters would be lit otherwise, which would be due on other days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time

from jingkai.engines.documents import Words
from jingkai.engines.periods import SHANGHAI
from jingkai.kernel.flows.kinds import DUE_LIGHT, FLOW, FlowBody
from jingkai.kernel.flows.models import Due
from jingkai.kernel.flows.state import flow_of
from jingkai.kernel.matters.models import Matter
from jingkai.kernel.parties.access import Reader
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.rules.book import RuleBook
from jingkai.kernel.rules.daybook import DayBook
from jingkai.kernel.rules.trial import Line, computes

from .opened import lines_of, matters_of, opened

_UNLIT = Words(zh="无灯", en="no light")


def lights(unit: Organisation, on: date, as_of: int | None, reader: Reader | None) -> dict[str, Line]:
    """The light that each matter which is open now, and was there on the day, has at the end of that day."""
    rows = opened(matters_of(reader, _zone(unit)).filter(case__day__lte=on))
    at = datetime.combine(on, time.max, SHANGHAI)
    lit = {one.pk: one.lamp for one in lines_of(rows, at, RuleBook(as_of))}
    found = {}
    for matter in Matter.objects.in_bulk(lit).values():
        lamp, about = lit[matter.pk], f"{matter.label} {matter.title}"
        says = Words(zh=lamp.zh, en=lamp.en) if lamp else _UNLIT
        found[matter.ref] = Line(Words(zh=about, en=about), says, f"matter:{matter.pk}")
    return found


def terms(unit: Organisation, on: date, as_of: int | None, reader: Reader | None) -> dict[str, Line]:
    """The first due day of each term of the matters that were opened in the month, by the flow that holds for their
    unit on the day they were opened. The cases themselves keep the version they run by.
    """
    rows = matters_of(reader, _zone(unit)).filter(case__day__gte=on.replace(day=1), case__day__lte=on)
    book = RuleBook(as_of)
    return {
        f"{matter.ref} {run}": Line(
            Words(zh=f"{about} {title.zh}", en=f"{about} {title.en}"), day, f"matter:{matter.pk}"
        )
        for matter in rows.select_related("case__holder", "case__flow").order_by("pk")
        for about in [f"{matter.label} {matter.title}"]
        for run, (title, day) in enumerate(_days(matter, book))
    }


def _days(matter: Matter, book: RuleBook) -> Iterator[tuple[Words, Words]]:
    """Each term that was started, with the day it would be due."""
    case = matter.case
    rule = book.find(case.flow.key, case.holder, case.day)
    flow = flow_of(rule if rule is not None else case.flow)
    for term, day in _due(matter, flow, DayBook(case.day, rules=book)):
        yield flow.terms[term].title, Words(zh=str(day), en=str(day))


def _due(matter: Matter, flow: FlowBody, book: DayBook) -> Iterator[tuple[str, date]]:
    """When each run of a term that was started would be due by this flow; one that was given its day keeps it."""
    dues = Due.objects.known_at().filter(case=matter.case, replaces=None, move__isnull=False)
    for due in dues.select_related("move").order_by("pk"):
        body = flow.terms.get(due.term)
        term = body.term if body is not None else None
        if body is not None and due.move is not None:
            yield due.term, term.due(due.move.at, book.calendar(matter.case.holder)).day if term else due.day


def _zone(unit: Organisation) -> Organisation:
    return unit if unit.parent_id is None else Organisation.objects.get(pk=unit.root)


def enter() -> None:
    """Enter the computations; called once, when the system is ready."""
    computes("matter-lights", [DUE_LIGHT], lights, zh="未办结事项月末的灯", en="lights of open matters")
    computes("matter-terms", [FLOW], terms, zh="当月立项事项的期限", en="terms of the month's matters")
