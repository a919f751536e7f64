"""A month's lines, for programs: figure, growth, target, light, and the records each stands on."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Path, Query, Router
from pydantic import BaseModel, ConfigDict

from jingkai.engines.periods import Period
from jingkai.kernel.facts.models import Indicator
from jingkai.web.api.answering import tagged
from jingkai.web.api.asking import ZoneName, known_number, zone_of
from jingkai.web.api.bearer import Scope, caller_of
from jingkai.web.api.paging import Listing, page_of
from jingkai.web.api.shapes import (
    AsOf,
    Key,
    Light,
    Named,
    Page,
    Party,
    Quantity,
    Shape,
    Text,
    light_of,
    party,
    quantity_of,
)

from .line import Aimed, Line
from .month import compute

ROUTER = Router()


class IndicatorShape(Shape):
    """How a figure is made: the newest definition of a code."""

    code: str
    name: Named
    formula: str
    unit: str
    decimals: int
    direction: str
    owner: Party | None
    calibers: list[str]


class TargetShape(Shape):
    """A line against its target: done of it, due by now, and points ahead (below 0: behind)."""

    value: Quantity
    period: str
    ref: str
    implied: bool
    progress: Quantity | None
    schedule: Quantity | None
    deviation: Quantity | None


class LineShape(Shape):
    """A figure of somebody in the month. Where there is no `value`, `unknown` says why. Growth is on the same period
    of last year, as it was printed and as it follows. `refs` are the records it stands on, `proof` the page that shows
    how it is made.
    """

    indicator: str
    name: Named
    holder: Party
    formula: str
    value: Quantity | None
    unknown: Named | None
    caliber: str
    growth_printed: Quantity | None
    growth_derived: Quantity | None
    target: TargetShape | None
    light: Light | None
    why: str
    refs: list[str]
    proof: str


class MonthShape(Shape):
    """A month as known at a number: the zone's own lines first, then those of the units below it."""

    zone: Party
    period: str
    as_of: int
    lines: list[LineShape]


class Asked(BaseModel):
    """Which lines."""

    model_config = ConfigDict(extra="forbid")
    zone: ZoneName = ""
    indicator: Text = ""
    holder: Key | None = None
    as_of: AsOf | None = None


class AskedIndicators(Listing):
    """Of which zone."""

    zone: ZoneName = ""


@ROUTER.get(
    "/indicators",
    response=Page[IndicatorShape],
    auth=Scope("facts"),
    url_name="indicators",
    summary="Indicators",
)
def indicators(request: HttpRequest, asked: Query[AskedIndicators]) -> HttpResponse:
    """The zone's indicators by code, each as it is defined now."""
    place, zone = asked.place(), zone_of(request, asked.zone)
    keys = place.keys(1)

    def page() -> Page[IndicatorShape]:
        seen = (
            Indicator.objects.visible_to(caller_of(request).reader).filter(zone=zone).select_related("owner")
        )
        newest = {one.code: one for one in seen.order_by("pk")}  # the last one stays
        codes = sorted(code for code in newest if keys is None or code > str(keys[0]))
        return page_of(
            asked,
            place,
            codes,
            lambda some: [_indicator(newest[code]) for code in some],
            lambda last: [last.code],
        )

    return tagged(request, page)


@ROUTER.get(
    "/months/{period}",
    response=MonthShape,
    auth=Scope("facts"),
    url_name="month",
    summary="The lines of a month",
)
def month(request: HttpRequest, period: Path[Text], asked: Query[Asked]) -> HttpResponse:
    """The month, computed as it was known at a number: the same zone, period and number always say the same."""
    as_of, zone, wanted = known_number(asked.as_of), zone_of(request, asked.zone), Period.parse(period)
    reader = caller_of(request).reading(as_of)

    def lines() -> MonthShape:
        found = compute(zone, wanted, as_of, reader)
        shown = [
            one
            for one in found.everything
            if asked.indicator in ("", one.definition.code) and asked.holder in (None, one.holder.pk)
        ]
        return MonthShape(
            zone=party(zone),
            period=str(wanted),
            as_of=as_of,
            lines=[_line(one, wanted, as_of) for one in shown],
        )

    return tagged(request, lines)


def _indicator(row: Indicator) -> IndicatorShape:
    return IndicatorShape(
        code=row.code,
        name=Named(zh=row.name, en=row.name_en or row.name),
        formula=row.formula,
        unit=row.unit,
        decimals=row.decimals,
        direction=row.direction,
        owner=party(row.owner) if row.owner is not None else None,
        calibers=list(row.calibers),
    )


def _line(line: Line, period: Period, as_of: int) -> LineShape:
    definition = line.definition
    zh, en = line.why
    address: Any = reverse("economy:figure", args=[line.holder.pk, definition.code])
    return LineShape(
        indicator=definition.code,
        name=Named(zh=definition.name, en=definition.english),
        holder=party(line.holder),
        formula=definition.plan.text,
        value=quantity_of(line.value),
        unknown=Named(zh=zh, en=en) if line.value is None else None,
        caliber=line.caliber,
        growth_printed=quantity_of(line.growth.printed),
        growth_derived=quantity_of(line.growth.computed),
        target=_target(line.aimed) if line.aimed is not None else None,
        light=light_of(line.light.lamp),
        why=line.light.why,
        refs=[str(one) for one in line.references],
        proof=f"{address}?period={period}&as_of={as_of}",
    )


def _target(found: Aimed) -> TargetShape:
    value = quantity_of(found.quantity)
    assert value is not None
    return TargetShape(
        value=value,
        period=str(found.period),
        ref=found.aim.ref if found.aim is not None else "",
        implied=found.implied,
        progress=quantity_of(found.progress),
        schedule=quantity_of(found.schedule),
        deviation=quantity_of(found.deviation),
    )
