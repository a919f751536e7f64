"""Signals, for programs."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from jingkai.kernel.matters.models import Signal
from jingkai.web.api.answering import answered
from jingkai.web.api.asking import ZoneName, zone_of
from jingkai.web.api.bearer import Scope, caller_of
from jingkai.web.api.paging import Listing
from jingkai.web.api.shapes import Page, Party, Shape, Text, party

ROUTER = Router()


class SignalShape(Shape):
    """Something noticed: about what, in which period or on which day, of which unit."""

    id: int
    kind: str
    about: str
    occasion: str
    unit: Party
    level: int | None
    zh: str
    en: str
    state: str
    refs: list[str]


class AskedSignals(Listing):
    """Which signals."""

    zone: ZoneName = ""
    occasion: Text = ""
    state: Text = ""


@ROUTER.get(
    "/signals", response=Page[SignalShape], auth=Scope("items"), url_name="signals", summary="Signals"
)
def signals(request: HttpRequest, asked: Query[AskedSignals]) -> HttpResponse:
    """Signals by number."""
    place, zone = asked.place(), zone_of(request, asked.zone)
    found = Signal.objects.seen_by(caller_of(request).reader).filter(zone=zone, pk__gt=place.number())
    if asked.occasion:
        found = found.filter(occasion=asked.occasion)
    if asked.state:
        found = found.filter(case__now__state=asked.state)
    rows = list(found.select_related("unit", "case__now").order_by("pk")[: asked.limit + 1])
    items = [
        SignalShape(
            id=one.pk,
            kind=one.kind,
            about=one.about,
            occasion=one.occasion,
            unit=party(one.unit),
            level=one.level,
            zh=one.zh,
            en=one.en,
            state=one.case.now.state,
            refs=list(one.refs),
        )
        for one in rows[: asked.limit]
    ]
    next_ = place.next(rows, asked.limit, [items[-1].id] if items else [])
    return answered(Page[SignalShape](items=items, next=next_, as_of=place.as_of))
