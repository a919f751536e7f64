"""Registers, for programs: subjects with the stages they reached."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Path, Query, Router

from jingkai.kernel.registers.models import StageEvent, Subject
from jingkai.web.api.answering import tagged
from jingkai.web.api.asking import ZoneName, known_number, zone_of
from jingkai.web.api.bearer import Scope, caller_of
from jingkai.web.api.paging import Listing, page_by_number
from jingkai.web.api.shapes import AsOf, Key, Page, Party, Shape, Text, party

ROUTER = Router()


class SubjectShape(Shape):
    """A thing the zone keeps a register of."""

    id: int
    kind: str
    code: str
    title: str
    holder: Party


class EventShape(Shape):
    """A stage was reached on a day; with `withdraws` (the id of that event) it was lost again, and why."""

    id: int
    stage: str
    on: date
    withdraws: int | None
    reason: str
    evidence: str


class OneSubject(Shape):
    """A subject and its events, by day."""

    subject: SubjectShape
    events: list[EventShape]


class Asked(Listing):
    """Which subjects."""

    zone: ZoneName = ""
    kind: Text = ""
    holder: Key | None = None
    as_of: AsOf | None = None


@ROUTER.get(
    "/subjects",
    response=Page[SubjectShape],
    auth=Scope("subjects"),
    url_name="subjects",
    summary="Registered subjects",
)
def subjects(request: HttpRequest, asked: Query[Asked]) -> HttpResponse:
    """Subjects by number, as known at a number of the journal."""
    known_number(asked.as_of)
    place, zone = asked.place(), zone_of(request, asked.zone)
    reader = caller_of(request).reading(place.as_of)

    def page() -> Page[SubjectShape]:
        under = type(zone).objects.filter(zone.subtree())
        found = Subject.objects.visible_to(reader).filter(holder__in=under).select_related("holder")
        if asked.kind:
            found = found.filter(kind=asked.kind)
        if asked.holder:
            found = found.filter(holder=asked.holder)
        return page_by_number(asked, place, found, lambda rows: [_subject(one) for one in rows])

    return tagged(request, page)


@ROUTER.get(
    "/subjects/{number}",
    response=OneSubject,
    auth=Scope("subjects"),
    url_name="subject",
    summary="One subject",
)
def subject(request: HttpRequest, number: Path[Key]) -> HttpResponse:
    """A subject with every stage event."""
    reader = caller_of(request).reader
    found = Subject.objects.visible_to(reader).filter(pk=number).select_related("holder").first()
    if found is None:
        raise Http404

    def one() -> OneSubject:
        events = StageEvent.objects.visible_to(reader).filter(subject=found).order_by("on", "pk")
        return OneSubject(
            subject=_subject(found),
            events=[
                EventShape(
                    id=event.pk,
                    stage=event.stage,
                    on=event.on,
                    withdraws=event.withdraws_id,
                    reason=event.reason,
                    evidence=event.evidence,
                )
                for event in events
            ],
        )

    return tagged(request, one)


def _subject(row: Subject) -> SubjectShape:
    return SubjectShape(id=row.pk, kind=row.kind, code=row.code, title=row.title, holder=party(row.holder))
