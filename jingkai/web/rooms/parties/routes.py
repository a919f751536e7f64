"""Organisations, for programs."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Path, Query, Router

from jingkai.kernel.parties.models import Organisation
from jingkai.web.api.answering import tagged
from jingkai.web.api.asking import ZoneName, zone_of
from jingkai.web.api.bearer import Scope, caller_of
from jingkai.web.api.paging import Listing, page_by_number
from jingkai.web.api.shapes import Key, Page, Shape

ROUTER = Router()


class Unit(Shape):
    """An organisation. `parent` is the id of what it stands under, null of a zone."""

    id: int
    name: str
    kind: str
    parent: int | None
    since: date


class Asked(Listing):
    """Of which zone."""

    zone: ZoneName = ""


@ROUTER.get(
    "/organisations",
    response=Page[Unit],
    auth=Scope(),
    url_name="organisations",
    summary="Organisations of a zone",
)
def organisations(request: HttpRequest, asked: Query[Asked]) -> HttpResponse:
    """The zone and every organisation under it that exists today, by number."""
    caller, place = caller_of(request), asked.place()
    zone = zone_of(request, asked.zone)

    def page() -> Page[Unit]:
        seen = Organisation.objects.live_on(caller.reader.on).seen_by(caller.reader)
        found = seen.filter(zone.subtree())
        return page_by_number(asked, place, found, lambda rows: [_unit(one) for one in rows])

    return tagged(request, page)


@ROUTER.get(
    "/organisations/{number}",
    response=Unit,
    auth=Scope(),
    url_name="organisation",
    summary="One organisation",
)
def organisation(request: HttpRequest, number: Path[Key]) -> HttpResponse:
    """One organisation, also one that has ended: figures of it stay readable."""
    found = Organisation.objects.seen_by(caller_of(request).reader).filter(pk=number).first()
    if found is None:
        raise Http404
    return tagged(request, lambda: _unit(found))


def _unit(row: Organisation) -> Unit:
    return Unit(id=row.pk, name=row.name, kind=row.kind, parent=row.parent_id, since=row.since)
