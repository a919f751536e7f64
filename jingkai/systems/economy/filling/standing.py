"""Where the figures of a workbook stand: the light and the rank of each line of the month, as notes at its cells."""

from __future__ import annotations

from datetime import date

from jingkai.engines.periods import Period
from jingkai.engines.sheets import ReadFact, Reading
from jingkai.kernel.parties.access import Reader
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.parties.queries import organisations_named
from jingkai.systems.economy.line import Line
from jingkai.systems.economy.month import Month, compute
from jingkai.systems.economy.shown import shown


def notes_for(
    reading: Reading, zone: Organisation, on: date, as_of: int | None = None, reader: Reader | None = None
) -> dict[tuple[str, str], str]:
    """By (sheet, cell): 灯 and 位次 of the figure's line in its month; only for amounts that were read without doubt,
    and only of lines that the reader may see.

    A rank is the published one where there is one; otherwise the place among the units of this workbook is not a
    rank that anybody published, and is not written.
    """
    months: dict[str, Month] = {}
    notes: dict[tuple[str, str], str] = {}
    for fact in reading.facts:
        end = _month_of(fact)
        if end is None or fact.measure not in ("amount", "count", "balance") or fact.held or not fact.holder:
            continue
        if end not in months:
            months[end] = compute(zone, Period.parse(end), as_of, reader)
        line = _line(months[end], fact, zone, on)
        if line is not None and (text := standing_of(line)):
            notes[fact.sheet, fact.cell] = text
    return notes


def _month_of(fact: ReadFact) -> str | None:
    """The month a cumulative figure reaches to: 2024-01/2024-03 -> 2024-03."""
    if fact.period is None or fact.period.startswith("--") or not fact.cumulative or len(fact.period) < 7:
        return None
    return fact.period.rpartition("/")[2]


def _line(month: Month, fact: ReadFact, zone: Organisation, on: date) -> Line | None:
    holders = {one.pk for one in organisations_named(fact.holder or "", on=on, under=zone)}
    for line in month.everything:
        names = {line.definition.name, line.definition.measure}
        if line.holder.pk in holders and fact.indicator in names:
            return line
    return None


def standing_of(line: Line) -> str:
    parts = []
    if line.light.lamp is not None:
        deviation = line.aimed.deviation if line.aimed is not None else None
        points = f"({shown(deviation, 'zh', decimals=2)})" if deviation is not None else ""
        parts.append(f"灯：{line.light.lamp.zh}{points} [{line.light.rule} {line.light.version}]")
    if line.rank is not None:
        parts.append(f"位次：{line.rank.quantity}")
    return ";".join(parts)
