"""How far a register was kept: outside of that, nothing registered does not say that nothing happened (INV.5)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Min

from jingkai.engines.periods import Period

from .models import StageEvent


@dataclass(frozen=True)
class Kept:
    """The register of a kind of subject: the stages it knows, and the days of its first event and its last. That
    something was withdrawn is an event, too: somebody kept the register that day.
    """

    kind: str
    stages: frozenset[str]
    first: date
    last: date

    def covers(self, period: Period) -> bool:
        """Whether what it holds of a period is all there was: it was begun by then, and is kept in the last month or
        after.
        """
        return self.first <= period.last_day and self.last >= period.months()[-1].start


def kept(as_of: int | None = None, *, holders: Collection[int] | None = None) -> list[Kept]:
    """The registers as known at `as_of`, of subjects of these holders (of all, without), by kind."""
    events = StageEvent.objects.known_at(as_of)
    if holders is not None:
        events = events.filter(subject__holder_id__in=holders)
    found: dict[str, list[tuple[str, date, date]]] = {}
    rows = (
        events.values_list("subject__kind", "stage").annotate(Min("on"), Max("on")).order_by("subject__kind")
    )
    for kind, stage, first, last in rows:
        found.setdefault(kind, []).append((stage, first, last))
    return [
        Kept(
            kind, frozenset(row[0] for row in rows), min(row[1] for row in rows), max(row[2] for row in rows)
        )
        for kind, rows in found.items()
    ]


def of_stage(registers: Iterable[Kept], stage: str | None, since: date) -> list[Kept]:
    """Those that a count of the stage reads: the ones that know it, else all, as one in which nothing has come so far
    yet is kept all the same. One without any event from `since` on was given up and is not waited for.
    """
    alive = [one for one in registers if one.last >= since]
    return [one for one in alive if stage in one.stages] or alive
