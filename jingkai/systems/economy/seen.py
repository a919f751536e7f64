"""What one person may read of a zone's month (docs/decisions/0009).

A figure says the same to everyone who may read it. Who asks decides which rows there are and what each opens to.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import QuerySet

from jingkai.engines.expr import (
    Figure,
    Holder,
    Node,
    ReadFigure,
    Records,
    Reference,
    Result,
    Unknown,
    walk,
)
from jingkai.engines.periods import Period
from jingkai.kernel.facts.known import Known
from jingkai.kernel.facts.models import Fact, Target
from jingkai.kernel.facts.reconcile import Reconciliation
from jingkai.kernel.parties.access import Reader, visibility_of, visible
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.registers.models import StageEvent

from .line import Line

# Why there is no value, where the true reason names what the reader may not see.
_NO_REASON = ("所依据的数据得不出数值", "what it stands on gives no value")


@dataclass(frozen=True)
class Seen:
    """All of it: how a month is read on the platform's own console, and computed to be published."""

    reader: Reader | None

    def has(self, unit: int) -> bool:
        """Whether the rows of the organisation with this id are read."""
        return True

    def opens(self, references: Iterable[Reference]) -> tuple[Reference, ...]:
        """Those of the references that may be opened, in their order."""
        return tuple(references)

    def line(self, line: Line) -> Line:
        """The row with what it opens to."""
        return line

    def whole(self, one: Reconciliation) -> bool:
        """Whether the whole and every part of it is read."""
        return all(self.has(aim.row.holder_id) for aim in (one.parent, *one.children))


@dataclass(frozen=True)
class SeenBy(Seen):
    """As far as a reader may. `units` are those whose figures the reader reads, `records` the ids of the records
    by kind of reference; `holders` are all units of the zone.
    """

    units: frozenset[int]
    records: Mapping[str, frozenset[int]]
    holders: Mapping[int, Organisation]

    def has(self, unit: int) -> bool:
        return unit in self.units

    def opens(self, references: Iterable[Reference]) -> tuple[Reference, ...]:
        return tuple(one for one in references if self._opens(one))

    def line(self, line: Line) -> Line:
        """Its steps, its records and why it has no value are kept where all it reads may be read. Where some may
        not, the value stays and opens to the records that remain.
        """
        if line.others or line.plans or line.months_own:
            line = replace(
                line,
                others=self._known(line.others),
                plans=self._known(line.plans),
                months_own=self._known(line.months_own),
            )
        kept = self.opens(line.references)
        if len(kept) == len(line.references) and not self._reads_beyond(line):
            return line
        result, value = line.result, line.result.value
        if isinstance(value, Unknown):
            value = Unknown(value.code, *_NO_REASON)
        trace = result.trace._replace(
            value=value,
            children=(),
            references=self.opens(result.trace.references),
            rows=(),
            row_count=0,
        )
        return replace(
            line,
            result=Result(value, trace, self.opens(result.references)),
            growth=replace(line.growth, base=self.opens(line.growth.base)),
        )

    def _known(self, facts: tuple[Known, ...]) -> tuple[Known, ...]:
        return tuple(one for one in facts if self._opens(Reference("fact", str(one.row.pk))))

    def _opens(self, one: Reference) -> bool:
        ids = self.records.get(one.kind)
        return ids is None or int(one.id) in ids

    def _reads_beyond(self, line: Line) -> bool:
        """Whether the row asks for figures of units that are not read. That is told by what it asks for and not by
        what is there, so that a hidden figure and one that was never reported make no difference.
        """
        steps = (step for step in line.result.trace.walk() if isinstance(step.node, ReadFigure))
        holders = (one.value for step in steps for one in step.children)
        asked = {int(one.id) for one in holders if isinstance(one, Holder)}
        if any(_goes_below(node) for node in walk(line.definition.plan.root)):
            path = line.holder.below
            asked |= {key for key, unit in self.holders.items() if unit.above.startswith(path)}
        return not asked <= self.units


def seen_by(reader: Reader | None, holders: Mapping[int, Organisation], span: Period) -> Seen:
    """What the reader may read of these units' figures in a span; all without a reader.

    A row is read by whoever reads the facts of the unit it is of. The queries are the same for every reader.
    """
    if reader is None:
        return Seen(None)
    within = {"start__gte": span.start, "end__lte": span.end}
    return SeenBy(
        reader=reader,
        units=reader.units(visibility_of(Fact).kind) & holders.keys(),
        records={
            "fact": _ids(visible(Fact.objects.filter(holder__in=list(holders), **within), reader)),
            "target": _ids(visible(Target.objects.filter(holder__in=list(holders)), reader)),
            "event": _ids(visible(StageEvent.objects.filter(subject__holder__in=list(holders)), reader)),
        },
        holders=holders,
    )


def _goes_below(node: Node) -> bool:
    """Whether a step reads the units below its own, or another indicator, which may do so."""
    return isinstance(node, Records) or (isinstance(node, ReadFigure) and node.figure is Figure.INDICATOR)


def _ids(rows: QuerySet[Any]) -> frozenset[int]:
    return frozenset(rows.values_list("pk", flat=True))
