"""Reading stage events: counts are by the date of the event, never by where a subject stands today."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Exists, OuterRef

from jingkai.engines.periods import Period
from jingkai.kernel.records.models.recorded import RecordedQuerySet

from .models import Charge, Milestone, StageEvent


def standing(as_of: int | None = None) -> RecordedQuerySet[StageEvent]:
    """Events known at `as_of` that no event known at `as_of` withdraws."""
    withdrawn = StageEvent.objects.known_at(as_of).filter(withdraws=OuterRef("pk"))
    return StageEvent.objects.known_at(as_of).filter(~Exists(withdrawn), withdraws__isnull=True)


def reached(
    period: Period,
    as_of: int | None = None,
    *,
    stage: str = "",
    kind: str = "",
    holders: Collection[int] | None = None,
) -> list[StageEvent]:
    """Events dated in `period` as known at `as_of`: "Q1" asked at its publication and "restated to date"
    differ only in `as_of` (DESIGN 2 As-of).
    """
    found = standing(as_of).filter(on__gte=period.start, on__lte=period.end)
    if stage:
        found = found.filter(stage=stage)
    if kind:
        found = found.filter(subject__kind=kind)
    if holders is not None:
        found = found.filter(subject__holder_id__in=holders)
    return list(found.select_related("subject").order_by("on", "pk"))


def milestones(as_of: int | None = None) -> RecordedQuerySet[Milestone]:
    """The dates that are promised as known at `as_of`; a replaced one is out."""
    later = Milestone.objects.known_at(as_of).filter(replaces=OuterRef("pk"))
    return Milestone.objects.known_at(as_of).filter(~Exists(later))


def charges(as_of: int | None = None) -> RecordedQuerySet[Charge]:
    """Who answers for what as known at `as_of`; a replaced row is out."""
    later = Charge.objects.known_at(as_of).filter(replaces=OuterRef("pk"))
    return Charge.objects.known_at(as_of).filter(~Exists(later))
