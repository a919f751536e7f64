"""Which months a zone has figures for."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q

from jingkai.engines.periods import Period
from jingkai.kernel.parties.access import Reader, visible
from jingkai.kernel.parties.models import Organisation

from .known import period_of
from .models import Fact


def reported_months(
    zone: Organisation,
    as_of: int | None = None,
    reader: Reader | None = None,
    of: Collection[tuple[int, str]] = (),
) -> list[Period]:
    """The months at whose end the zone or a unit of it has an actual figure, of the month or of the year to date, that
    the reader may see (all, without one); newest first. With `of` a figure of one of these measures (by id) and
    categories.
    """
    holders = Organisation.objects.filter(zone.subtree()).values("pk")
    spans = Fact.objects.known_at(as_of).filter(holder__in=holders, nature="actual")
    if of:
        wanted = Q()
        for measure, category in of:
            wanted |= Q(measure=measure, category=category)
        spans = spans.filter(wanted)
    if reader is not None:
        spans = visible(spans, reader)
    periods = [period_of(row) for row in spans.values_list("start", "end", named=True).distinct()]
    whole = [one for one in periods if one.is_whole_months]
    ends = {one.months()[-1] for one in whole if one.month_count == 1 or one.is_cumulative}
    return sorted(ends, reverse=True)
