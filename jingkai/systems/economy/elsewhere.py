"""Where else a figure is, when it is not there for the unit and period that were asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from jingkai.engines.expr import Figure, ReadFigure, Records, walk
from jingkai.engines.periods import Period
from jingkai.kernel.facts.holdings import measure_names, with_category
from jingkai.kernel.facts.models import Fact, Measure
from jingkai.kernel.facts.reported import reported_months
from jingkai.kernel.parties.models import Organisation

from .definition import Definition
from .line import Line
from .month import Month

# How many months that may have the figure are computed at each side before the search is given up.
_TRIES = 3
MonthOf = Callable[[Period], Month]


@dataclass(frozen=True)
class Elsewhere:
    """`months` are the nearest before and after that have the figure, `lines` the rows of other units in the period
    that was asked for.
    """

    months: tuple[Period, ...]
    lines: tuple[Line, ...]

    def __bool__(self) -> bool:
        return bool(self.months or self.lines)


def elsewhere(
    month: Month, code: str, unit: Organisation | None, months: Sequence[Period], month_of: MonthOf
) -> Elsewhere:
    """Where the figure called `code` of a unit (of any, if None) is to be found. `months` are those the zone has
    figures of, `month_of` computes one as far as the same reader may see it.
    """
    lines = tuple(one for one in valued(month, code) if unit is None or one.holder.pk != unit.pk)
    there = _maybe(month, code, months)
    before = sorted((one for one in there if one.end < month.period.end), reverse=True)
    after = sorted(one for one in there if one.end > month.period.end)
    found = [
        next(_having(side, code, unit, month_of), None)
        for side in (islice(one, _TRIES) for one in (before, after))
    ]
    return Elsewhere(tuple(one for one in found if one is not None), lines)


def valued(month: Month, code: str) -> Iterator[Line]:
    """The rows of an indicator that have a value, or two that contradict each other."""
    return (
        one for one in month.everything if one.definition.code == code and (one.value is not None or one.tied)
    )


def _having(
    months: Iterator[Period], code: str, unit: Organisation | None, month_of: MonthOf
) -> Iterator[Period]:
    for one in months:
        if any(unit is None or line.holder.pk == unit.pk for line in valued(month_of(one), code)):
            yield one


def _maybe(month: Month, code: str, months: Sequence[Period]) -> list[Period]:
    """The months that may have it: for what reads facts only, those that have some of these."""
    definition = next((one.definition for one in month.everything if one.definition.code == code), None)
    names = {code} if definition is None else _facts_read(definition)
    if not names:
        return list(months)
    called = measure_names(Measure.objects.known_at(month.as_of))
    facts = Fact.objects.known_at(month.as_of).filter(measure__in=called)
    wanted = [
        (pk, category)
        for pk, category in facts.values_list("measure", "category").distinct().order_by()
        if with_category(called[pk], category) in names
    ]
    there = reported_months(month.zone, month.as_of, month.seen.reader, of=wanted) if wanted else []
    return [one for one in months if one in set(there)]


def _facts_read(definition: Definition) -> set[str]:
    """The names of the facts that a formula reads; none where it reads anything else as well."""
    nodes = list(walk(definition.plan.root))
    if any(isinstance(one, Records) or getattr(one, "figure", None) is Figure.INDICATOR for one in nodes):
        return set()
    return {one.name for one in nodes if isinstance(one, ReadFigure) and one.figure is Figure.FACT}
