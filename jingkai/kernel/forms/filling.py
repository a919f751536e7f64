"""What is known already and so is not asked: the cells of a form that facts answer."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from jingkai.engines.periods import Period
from jingkai.engines.quantity import Quantity, Units
from jingkai.kernel.facts.known import Known, known
from jingkai.kernel.facts.selection import choose

from .models import Field, Form, Line, Span

# By unit's id and line's id, the fact that answers the cell.
FilledCells = Mapping[int, Mapping[int, "FilledCell"]]


@dataclass(frozen=True)
class FilledCell:
    """A cell that a fact answers, and which."""

    line: Line
    fact: Known

    @property
    def quantity(self) -> Quantity:
        """The figure in the field's own unit."""
        return in_unit_of(self.line.field, self.fact.quantity)


def lines_of(form: Form) -> list[Line]:
    """The lines of a form in their order, with their fields."""
    rows = Line.objects.filter(form=form).select_related("field__measure", "field__owner")
    return list(rows.order_by("place"))


def time_of(field: Field, period: Period) -> Period:
    """Which time a figure of the field is of, on a form for this period."""
    if field.span == Span.YEAR_TO_DATE and period.is_whole_months:
        return period.cumulative()
    return period


def fill(lines: Sequence[Line], period: Period, units: Collection[int], as_of: int | None) -> FilledCells:
    """The cells that facts answer, for each of these units (by id), as known at `as_of`.

    A cell is answered by its owner's newest fact in the first caliber of the form (else of the field) that has one. Two
    that tie, and an unknown, answer nothing: that is asked.
    """
    wanted = [one for one in lines if one.field.measure_id is not None]
    found: dict[int, dict[int, FilledCell]] = {unit: {} for unit in units}
    if not wanted or not found:
        return found
    places = _places(wanted, period, units, as_of)
    for unit, cells in found.items():
        for line in wanted:
            field = line.field
            there = places.get((unit, field.measure_id, field.category, time_of(field, period)), [])
            shown = choose(there, line.calibers or field.calibers, field.owner_id)
            if shown.quantity is not None and shown.quantity.known:
                cells[line.pk] = FilledCell(line, shown.facts[0])
    return found


def in_unit_of(field: Field, quantity: Quantity) -> Quantity:
    """A figure in the unit the field is written in."""
    return quantity.to(Units.shipped().get(field.unit))


def _places(
    lines: Iterable[Line], period: Period, units: Collection[int], as_of: int | None
) -> dict[tuple[object, ...], list[Known]]:
    fields = [one.field for one in lines]
    times = {time_of(field, period) for field in fields}
    measures = {field.measure_id for field in fields if field.measure_id is not None}
    found: dict[tuple[object, ...], list[Known]] = {}
    for one in known(times, as_of, holders=set(units), measures=measures):
        if one.row.nature == "actual" and one.row.subject_id is None:
            place = (one.row.holder_id, one.row.measure_id, one.row.category, one.period)
            found.setdefault(place, []).append(one)
    return found
