"""The figures of the zone that an analysis reads: the fact in the first caliber that has one, never a guess."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal

from jingkai.engines.periods import Period
from jingkai.engines.quantity import Problem as Refusal
from jingkai.kernel.facts.known import Known, known
from jingkai.kernel.facts.models import Measure
from jingkai.kernel.parties.access import Reader
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.rounds.kinds import FactBody


@dataclass(frozen=True)
class Figure:
    """What is on record: `value` in the unit that the rule names, None where nothing exact is known. `facts` are those
    of the caliber that was taken; two that differ give no value.
    """

    value: Decimal | None = None
    facts: tuple[Known, ...] = ()

    @property
    def differs(self) -> bool:
        """Whether two units say otherwise."""
        return len(self.facts) > 1 and self.value is None

    @property
    def ref(self) -> str:
        """The record that opens it."""
        return self.facts[-1].ref if self.facts else ""


UNKNOWN = Figure()


class Figures:
    """The zone's figures of some facts and periods as known at `as_of`, as far as the reader sees them; read once."""

    def __init__(
        self,
        zone: Organisation,
        asked: Iterable[FactBody],
        periods: Collection[Period],
        as_of: int | None = None,
        reader: Reader | None = None,
    ) -> None:
        names = {one.name for one in asked}
        measures = Measure.objects.known_at(as_of).filter(name__in=names).values_list("pk", flat=True)
        self._rows = known(periods, as_of, holders={zone.pk}, measures=list(measures), reader=reader)

    def of(self, asked: FactBody | None, period: Period) -> Figure:
        """What is on record of a period."""
        if asked is None:
            return UNKNOWN
        there = [one for one in self._rows if _is(one, asked, period)]
        for caliber in asked.calibers:
            some = tuple(one for one in there if one.row.caliber == caliber)
            if some:
                values = {_exact(one, asked.unit) for one in some}
                return Figure(next(iter(values)) if len(values) == 1 else None, some)
        return UNKNOWN


def _is(one: Known, asked: FactBody, period: Period) -> bool:
    row = one.row
    return (
        (row.measure.name, row.measure.aspect, row.nature) == (asked.name, asked.aspect, asked.nature)
        and (row.start, row.end) == (period.start, period.end)
        and not row.category
        and row.subject_id is None
    )


def _exact(one: Known, unit: str) -> Decimal | None:
    """Its value; None of a bound, or in another unit."""
    try:
        quantity = one.amount.to(unit)
    except Refusal:
        return None
    return quantity.value if not quantity.about else None
