"""From a published month to signals on record, from which matters follow."""

from __future__ import annotations

from datetime import datetime
from itertools import chain

from jingkai.kernel.matters.services import Noted, note_found, note_lights
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.writer import Writer

from .findings import Finding, about_of, behind, contradictions, ties
from .line import Line
from .month import Month

CONTRADICTION = "contradiction"


def note_month(actor: Actor, month: Month, *, at: datetime, call: Writer) -> None:
    """Note the signals of a month in the call that publishes it: rows that are behind, figures that contradict.

    What comes of them follows after the commit (`matters.services.follow_up`).
    """
    lines = list(month.everything)
    lights = [_light(line) for line in lines if line.aimed is not None]
    note_lights(actor, month.zone, month.period, lights, at=at, call=call)
    found = [_noted(line, one) for line in lines for one in chain(contradictions([line]), ties([line]))]
    note_found(actor, month.zone, CONTRADICTION, month.period, found, at=at, call=call)


def _light(line: Line) -> Noted:
    lamp = line.light.lamp
    if lamp is None:
        return Noted(about_of(line), responsible(line), None)
    for one in behind([line]):
        return _noted(line, one, lamp.level)
    return Noted(about_of(line), responsible(line), lamp.level, lamp.zh, lamp.en)


def _noted(line: Line, one: Finding, level: int | None = None) -> Noted:
    return Noted(one.signal, responsible(line), level, one.zh, one.en, one.refs)


def responsible(line: Line) -> Organisation:
    """Who answers for a row: the unit it is of; for a row of the zone the unit that owns the indicator."""
    if line.holder.parent is None and line.definition.owner is not None:
        return line.definition.owner
    return line.holder
