"""From a published month to signals and matters, and what of both the month shows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import chain

from jingkai.kernel.matters.queries import Noticed, noticed_in
from jingkai.kernel.matters.services import Noted, note_found, note_lights
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.writer import Writer

from .findings import Finding, behind, contradictions, ties
from .line import Line
from .month import Month
from .words import Lang, Words

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


def noticed(month: Month, lang: Lang, as_of: int | None = None) -> Iterator[str]:
    """The lines on what was entered and opened: policy, market, operation, each with its matter, as known at
    `as_of`. None where nothing was noticed.
    """
    words = Words(lang)
    rows = noticed_in(month.zone, month.period, as_of)
    if not rows:
        return
    yield ""
    yield words("noticed")
    for one in rows:
        yield f"  {words(f'family_{one.family}')} · {_sentence(one, lang)}{_became(one, words)}"


def _sentence(one: Noticed, lang: Lang) -> str:
    return one.signal.zh if lang == "zh" else one.signal.en or one.signal.zh


def _became(one: Noticed, words: Words) -> str:
    if one.matter is not None:
        return f" → {words('matter')} {one.matter.label}"
    state = words(f"signal_{one.state}")
    return f"（{state}）" if words.lang == "zh" else f" ({state})"


def _light(line: Line) -> Noted:
    lamp = line.light.lamp
    if lamp is None:
        return Noted(about_of(line), responsible(line), None)
    for one in behind([line]):
        return _noted(line, one, lamp.level)
    return Noted(about_of(line), responsible(line), lamp.level, lamp.zh, lamp.en)


def _noted(line: Line, one: Finding, level: int | None = None) -> Noted:
    about = about_of(line) if level is not None else f"{one.kind}:{about_of(line)}"
    return Noted(about, responsible(line), level, one.zh, one.en, one.refs)


def about_of(line: Line) -> str:
    """What a signal about a row is about: the indicator and whose."""
    return f"{line.definition.code}@{line.holder.pk}"


def responsible(line: Line) -> Organisation:
    """Who answers for a row: the unit it is of; for a row of the zone the unit that owns the indicator."""
    if line.holder.parent is None and line.definition.owner is not None:
        return line.definition.owner
    return line.holder
