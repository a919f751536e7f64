"""Facts and measures, for programs."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from ninja import Path, Query, Router
from pydantic import BaseModel, ConfigDict, Field

from jingkai.engines.periods import Period
from jingkai.kernel.facts.known import Known, current, history
from jingkai.kernel.facts.models import Fact
from jingkai.kernel.parties.access import visible
from jingkai.kernel.parties.models import Organisation
from jingkai.web.api.answering import tagged
from jingkai.web.api.asking import ZoneName, known_number, zone_of
from jingkai.web.api.bearer import Scope, caller_of
from jingkai.web.api.paging import Listing, page_by_number
from jingkai.web.api.shapes import AsOf, Key, Page, Party, Quantity, Shape, Text, party, quantity_of

ROUTER = Router()
_ALONG = ("measure", "holder", "reported_by", "file", "subject")


class Measured(Shape):
    """What a fact is of."""

    id: int
    name: str
    aspect: str


class Source(Shape):
    """Where a fact stands: file, sheet and cell, or words."""

    file: str
    sheet: str
    cell: str
    words: str


class FactShape(Shape):
    """A fact: `value` of `measure` of `holder` in a period, in a nature and a caliber, as `reported_by` said it.
    `category` is what part of the holder, if any. A correction names in `supersedes` what it replaced, and why.
    """

    id: int
    ref: str
    measure: Measured
    holder: Party
    subject: int | None
    category: str
    period: str
    start: date
    end: date
    nature: str
    caliber: str
    value: Quantity
    reported_by: Party
    source: Source
    note: str
    evidence: str
    supersedes: int | None
    reason: str
    batch: int


class OneFact(Shape):
    """A fact with every version of it that was known, the first one first."""

    fact: FactShape
    history: list[FactShape]
    as_of: int


class Asked(Listing):
    """Which facts. A period is `2024-03`, `2024-01/2024-03`, `2024-Q1`, `2024-H1` or `2024`; exactly this one."""

    zone: ZoneName = ""
    measure: Text = ""
    aspect: Text = ""
    holder: Key | None = None
    period: Text = ""
    caliber: Text = ""
    nature: Text = ""
    as_of: AsOf | None = None


class AskedOne(BaseModel):
    """As of which number."""

    model_config = ConfigDict(extra="forbid")
    as_of: Annotated[AsOf | None, Field()] = None


@ROUTER.get(
    "/facts",
    response=Page[FactShape],
    auth=Scope("facts"),
    url_name="facts",
    summary="Facts by what they are of",
)
def facts(request: HttpRequest, asked: Query[Asked]) -> HttpResponse:
    """The facts that count as of a number, the oldest first: what was corrected is out."""
    known_number(asked.as_of)
    place, zone = asked.place(), zone_of(request, asked.zone)
    reader = caller_of(request).reading(place.as_of)

    def page() -> Page[FactShape]:
        found = visible(current(place.as_of), reader).filter(holder__in=_under(zone))
        rows = _filtered(found, asked).select_related(*_ALONG)
        return page_by_number(asked, place, rows, lambda some: [_fact(Known(one)) for one in some])

    return tagged(request, page)


@ROUTER.get("/facts/{number}", response=OneFact, auth=Scope("facts"), url_name="fact", summary="One fact")
def fact(request: HttpRequest, number: Path[Key], asked: Query[AskedOne]) -> HttpResponse:
    """A fact and its corrections, as known at a number."""
    as_of = known_number(asked.as_of)
    rows = visible(Fact.objects.known_at(as_of), caller_of(request).reading(as_of))
    found = rows.filter(pk=number).select_related(*_ALONG).first()
    if found is None:
        raise Http404

    def one() -> OneFact:
        # Every version stands in the same place, so that who sees one sees them all.
        versions = [_fact(Known(one.row)) for one in history(found, as_of)]
        return OneFact(fact=_fact(Known(found)), history=versions, as_of=as_of)

    return tagged(request, one)


def _under(zone: Organisation) -> QuerySet[Organisation, Any]:
    return Organisation.objects.filter(zone.subtree()).values("pk")


def _filtered(rows: QuerySet[Fact], asked: Asked) -> QuerySet[Fact]:
    wanted: dict[str, object] = {}
    for name, value in (
        ("measure__name", asked.measure),
        ("measure__aspect", asked.aspect),
        ("holder", asked.holder),
        ("caliber", asked.caliber),
        ("nature", asked.nature),
    ):
        if value:
            wanted[name] = value
    if asked.period:
        period = Period.parse(asked.period)
        wanted |= {"start": period.start, "end": period.end}
    return rows.filter(**wanted)


def _fact(known: Known) -> FactShape:
    row = known.row
    value = quantity_of(known.quantity)
    assert value is not None
    return FactShape(
        id=row.pk,
        ref=known.ref,
        measure=Measured(id=row.measure_id, name=row.measure.name, aspect=row.measure.aspect),
        holder=party(row.holder),
        subject=row.subject_id,
        category=row.category,
        period=str(known.period),
        start=row.start,
        end=row.end,
        nature=row.nature,
        caliber=row.caliber,
        value=value,
        reported_by=party(row.reported_by),
        source=Source(
            file=row.file.name if row.file is not None else "",
            sheet=row.sheet,
            cell=row.cell,
            words=row.source,
        ),
        note=row.note,
        evidence=row.evidence,
        supersedes=row.supersedes_id,
        reason=row.reason,
        batch=row.batch_id,
    )
