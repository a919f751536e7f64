"""Signals, for programs."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from jingkai.kernel.matters.models import Signal
from jingkai.web.api.answering import answered
from jingkai.web.api.asking import ZoneName, zone_of
from jingkai.web.api.bearer import Scope, caller_of
from jingkai.web.api.paging import Listing, page_by_number
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
    found = Signal.objects.seen_by(caller_of(request).reader).filter(zone=zone)
    if asked.occasion:
        found = found.filter(occasion=asked.occasion)
    if asked.state:
        found = found.filter(case__now__state=asked.state)
    rows = found.select_related("unit", "case__now")
    return answered(page_by_number(asked, place, rows, lambda some: [_signal(one) for one in some]))


def _signal(row: Signal) -> SignalShape:
    return SignalShape(
        id=row.pk,
        kind=row.kind,
        about=row.about,
        occasion=row.occasion,
        unit=party(row.unit),
        level=row.level,
        zh=row.zh,
        en=row.en,
        state=row.case.now.state,
        refs=list(row.refs),
    )
