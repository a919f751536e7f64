"""How much of what the units were asked about a period was filled in for them."""

from __future__ import annotations

from dataclasses import dataclass

from jingkai.engines.periods import Period, end_of
from jingkai.engines.quantity import Quantity
from jingkai.kernel.forms.queries import asked_about
from jingkai.kernel.parties.access import Reader
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.records.remembering import remembered


@dataclass(frozen=True)
class FilledIn:
    """Of so many cells that forms of the period have, so many nobody had to type; `share` is of 100."""

    cells: int
    filled: int
    share: Quantity


def filled_in(
    zone: Organisation, unit: Organisation | None, period: Period, reader: Reader | None
) -> FilledIn | None:
    """What the zone's units, or one of them, were asked about the period, as far as the reader sees it;
    None where nothing was.
    """
    found = _filled_in(zone, unit, period, reader)
    return found if found.cells else None


@remembered(64, "parties", "rules", "flows", "facts", "forms")
def _filled_in(
    zone: Organisation, unit: Organisation | None, period: Period, reader: Reader | None
) -> FilledIn:
    units = [unit] if unit is not None else list(Organisation.objects.filter(zone.subtree()))
    # Who is late by now is not asked here: any moment does.
    tally = asked_about(period, end_of(period.last_day), units=units, reader=reader)
    return FilledIn(tally.cells, tally.filled, tally.spared)
