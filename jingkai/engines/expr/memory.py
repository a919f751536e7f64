"""A source held in memory: for files on the command line, for tests, and as an example of a source."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from jingkai.engines.expr.plan import Figure
from jingkai.engines.expr.source import NOTHING, Ask, Reading, Reference, Row
from jingkai.engines.expr.types import Basis
from jingkai.engines.expr.values import Unknown, Value, unknown
from jingkai.engines.periods import Calendar, Period
from jingkai.engines.quantity import Quantity, same_amount

RowFilter = Callable[[Row, Mapping[str, Value]], bool]


@dataclass(frozen=True, slots=True)
class Recorded:
    """One figure as recorded; `holder` is the id of whoever it is of."""

    id: str
    name: str
    holder: str
    period: Period
    value: Quantity
    nature: str = "actual"
    caliber: str = ""
    figure: Figure = Figure.FACT


@dataclass(frozen=True)
class MemorySource:
    """A source over lists. `calibers` is the order in which an unnamed caliber is looked for.

    Rows are filtered by their call's arguments as `choose` says; by default an argument must equal the row's
    field of that name.
    """

    figures: Sequence[Recorded] = ()
    records: Mapping[str, Iterable[Row]] = field(default_factory=dict)
    names: Mapping[str, Value] = field(default_factory=dict)
    calibers: Sequence[str] = ()
    choose: Mapping[str, RowFilter] = field(default_factory=dict)
    workdays: Calendar = field(default_factory=Calendar.shipped)

    def named(self, name: str) -> Value | None:
        return self.names.get(name)

    def figure(self, ask: Ask) -> Reading:
        """The newest caliber by the order; two figures that differ in the same place give no value."""
        found = [recorded for recorded in self.figures if _answers(recorded, ask)]
        if not found:
            return NOTHING
        first = min((recorded.caliber for recorded in found), key=self._place)
        found = [recorded for recorded in found if recorded.caliber == first]
        references = tuple(Reference(ask.figure, recorded.id) for recorded in found)
        basis = Basis(found[0].nature, first) if ask.figure is Figure.FACT else None
        if any(not same_amount(found[0].value, other.value) for other in found[1:]):
            return Reading(_disagreement(found), references, basis)
        return Reading(found[0].value, references, basis)

    def rows(self, kind: str, arguments: Mapping[str, Value]) -> Iterable[Row]:
        chosen = self.choose.get(kind, _by_fields)
        return (row for row in self.records.get(kind, ()) if chosen(row, arguments))

    def calendar(self) -> Calendar:
        return self.workdays

    def _place(self, caliber: str) -> tuple[int, str]:
        order = list(self.calibers)
        return (order.index(caliber) if caliber in order else len(order), caliber)


def _answers(recorded: Recorded, ask: Ask) -> bool:
    return (
        (recorded.figure, recorded.name, recorded.holder) == (ask.figure, ask.name, ask.holder.id)
        and recorded.period == ask.period
        and (ask.figure is not Figure.FACT or recorded.nature == ask.nature)
        and ask.caliber in ("", recorded.caliber)
    )


def _disagreement(found: Sequence[Recorded]) -> Unknown:
    shown = "、".join(str(recorded.value) for recorded in found)
    return unknown("disagree", shown=shown)


def _by_fields(row: Row, arguments: Mapping[str, Value]) -> bool:
    return all(row.fields.get(name) == value for name, value in arguments.items())
