"""Many rows to one value. A row whose condition is unknown may count or not: the result is an interval."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Literal, cast

from jingkai.engines.expr import intervals
from jingkai.engines.expr.intervals import settled
from jingkai.engines.expr.plan import Aggregate, Gather, Node, Rank, Records
from jingkai.engines.expr.result import RowTrace, Trace
from jingkai.engines.expr.source import Row
from jingkai.engines.expr.types import Basis, NumberType, Type
from jingkai.engines.expr.values import Known, Unknown, Value, unknown
from jingkai.engines.quantity import Quantity, compare

if TYPE_CHECKING:
    from jingkai.engines.expr.evaluate import Run


@dataclass(frozen=True, slots=True)
class _Seen:
    """One row that counts, or may: its value for the aggregate and what that stands on."""

    value: Value
    certain: bool
    basis: Basis | None = None


@dataclass(frozen=True, slots=True)
class _Reading:
    """All rows of an aggregate after its conditions."""

    seen: list[_Seen]
    steps: tuple[Trace, ...]
    shown: tuple[RowTrace, ...]
    count: int
    missing: Unknown | None


def aggregate(run: Run, node: Aggregate) -> Trace:
    """The trace of an aggregate."""
    reading = _read(run, node.rows, node.body)
    value: Value
    basis: Basis | None = None
    if reading.missing is not None:
        value = reading.missing
    elif node.gather in (Gather.SUM, Gather.MEAN):
        value, basis = _total(node.gather, reading.seen, node.type)
    else:
        value = _gathered(node.gather, reading.seen, node.type)
    return Trace(node, value, basis, reading.steps, (), reading.shown, reading.count)


def rank(run: Run, node: Rank) -> Trace:
    """The trace of a rank: 1 + the better rows; rows that cannot be compared widen it to an interval."""
    own = run.step(node.value)
    reading = _read(run, node.rows, node.body)
    steps = (own, *reading.steps)
    value: Value
    if isinstance(own.value, Unknown) or reading.missing is not None:
        value = own.value if isinstance(own.value, Unknown) else cast(Unknown, reading.missing)
    else:
        assert isinstance(own.value, Quantity)
        value = _place(own.value, reading.seen, high_first=node.high_first)
    return Trace(node, value, None, steps, (), reading.shown, reading.count)


def _place(own: Quantity, seen: Sequence[_Seen], *, high_first: bool) -> Quantity:
    sure = possible = 1
    for row in seen:
        better: bool | None = None
        if isinstance(row.value, Quantity):
            better = compare(row.value, ">" if high_first else "<", own)
        if better is False:
            continue
        possible += 1
        sure += better is True and row.certain
    return Quantity.between(sure, possible)


def _read(run: Run, rows: Records, body: Node | None) -> _Reading:
    given, steps, missing = run.read_rows(rows)
    seen: list[_Seen] = []
    shown: list[RowTrace] = []
    count = 0
    for row in given:
        counts, taken = _counts(run, row, rows)
        if counts is False:
            continue
        count += 1
        run.note(row.reference)
        own = None if body is None else run.in_row(row, rows.type.kind, body)
        if own is not None:
            taken.append(own)
        seen.append(_Seen(True if own is None else own.value, counts is True, own.basis if own else None))
        if len(shown) < run.limits.shown_rows:
            shown.append(RowTrace(row.reference, counts, tuple(taken)))
    return _Reading(seen, steps, tuple(shown), count, missing)


def _counts(run: Run, row: Row, rows: Records) -> tuple[bool | None, list[Trace]]:
    """Whether the row meets every condition; None when one is unknown and none is false."""
    taken: list[Trace] = []
    certain = True
    for condition in rows.conditions:
        step = run.in_row(row, rows.type.kind, condition)
        taken.append(step)
        if step.value is False:
            return False, taken
        certain = certain and step.value is True
    return (True if certain else None), taken


def _gathered(gather: Gather, seen: list[_Seen], type_: Type) -> Value:
    match gather:
        case Gather.COUNT:
            assert isinstance(type_, NumberType)
            return intervals.counted(sum(row.certain for row in seen), len(seen), type_.unit)
        case Gather.ANY:
            return _any(seen)
        case Gather.ALL:
            return _all(seen)
    certain = _certain(seen)
    if isinstance(certain, Unknown):
        return certain
    if gather is Gather.DISTINCT:
        assert isinstance(type_, NumberType)
        return _distinct(certain, type_)
    if not certain:
        return unknown("no-rows")
    which: Literal["min", "max"] = "min" if gather is Gather.MIN else "max"
    if isinstance(certain[0], Quantity):
        return intervals.extreme(cast(list[Quantity], certain), which)
    dates = cast(list[date], certain)
    return min(dates) if which == "min" else max(dates)


def _certain(seen: list[_Seen]) -> list[Known] | Unknown:
    """The values, if each is known and surely counts."""
    values: list[Known] = []
    for row in seen:
        if isinstance(row.value, Unknown):
            return row.value
        if not row.certain:
            return unknown("rows-unknown")
        values.append(row.value)
    return values


def _any(seen: list[_Seen]) -> Value:
    if any(row.certain and row.value is True for row in seen):
        return True
    return _doubt(seen, harmless=False) or False


def _all(seen: list[_Seen]) -> Value:
    if any(row.certain and row.value is False for row in seen):
        return False
    return _doubt(seen, harmless=True) or True


def _doubt(seen: list[_Seen], *, harmless: bool) -> Unknown | None:
    """Why the rows do not decide: one is unknown, or its value would matter but it may not count."""
    for row in seen:
        if isinstance(row.value, Unknown):
            return row.value
        if not row.certain and row.value is not harmless:
            return unknown("rows-unknown")
    return None


def _distinct(values: list[Known], type_: NumberType) -> Value:
    if not any(isinstance(value, Quantity) for value in values):
        return intervals.counted(len(set(values)), len(set(values)), type_.unit)
    sizes = set()
    for quantity in cast(list[Quantity], values):
        if not quantity.is_exact or quantity.lo is None:
            return unknown("straddles")
        sizes.add(Fraction(quantity.lo) * quantity.unit.factor)
    return intervals.counted(len(sizes), len(sizes), type_.unit)


def _total(gather: Gather, seen: list[_Seen], type_: Type) -> tuple[Value, Basis | None]:
    if not isinstance(type_, NumberType):
        return unknown("said"), None
    quantities: list[Quantity] = []
    bases = {row.basis for row in seen}
    for row in seen:
        if isinstance(row.value, Unknown):
            return row.value, None
        if not row.certain and gather is Gather.MEAN:
            return unknown("rows-unknown"), None
        assert isinstance(row.value, Quantity)
        quantities.append(row.value if row.certain else intervals.maybe(row.value))
    if len(bases - {None}) > 1:
        left, right, *_ = sorted(str(basis) for basis in bases - {None})
        return unknown("calibers", left=left, right=right), None
    if gather is Gather.MEAN and not quantities:
        return unknown("no-rows"), None
    total = settled(lambda: intervals.added(quantities, type_.unit))
    if gather is Gather.MEAN and isinstance(total, Quantity):
        whole = total
        total = settled(lambda: whole / len(quantities))
    return total, next(iter(bases)) if len(bases) == 1 else None
