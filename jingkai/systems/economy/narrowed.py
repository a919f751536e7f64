"""A month of one unit: its rows, what departments say differently about it, what was noticed of it."""

from __future__ import annotations

from dataclasses import replace

from jingkai.kernel.parties.models import Organisation

from .findings import about_of
from .month import Month
from .on_record import OnRecord


def of_unit(month: Month, unit: Organisation) -> Month:
    """The month's rows of `unit` in place of the zone's."""
    lines = tuple(line for line in month.everything if line.holder.pk == unit.pk)
    about = tuple(about_of(line) for line in lines)
    return replace(
        month,
        lines=lines,
        units=(),
        differences=tuple(one for one in month.differences if one.facts[0].row.holder_id == unit.pk),
        reconciliations=(),
        findings=tuple(one for one in month.findings if one.signal.endswith(about)),
    )


def record_of_unit(record: OnRecord, month: Month, unit: Organisation) -> OnRecord:
    """What is on record of `month`, which is the unit's."""
    return OnRecord(month, tuple(one for one in record.noticed if one.signal.unit_id == unit.pk))
