"""Indicators as people enter and amend them: a code is defined once, an amendment says why and of which definition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from jingkai.kernel.parties.models import Organisation, Post
from jingkai.kernel.records.actor import Actor

from .defining import AMENDED, Direction, Frequency, define_indicator
from .definitions import indicators
from .models import Indicator
from .problems import AMENDMENT_UNEXPLAINED, INDICATOR_AMENDED, INDICATOR_SAME, INDICATOR_TAKEN


@dataclass(frozen=True)
class IndicatorDraft:
    """All that a definition says but for its code; see `define_indicator`."""

    name: str
    formula: str
    unit: str
    direction: Direction = "higher"
    owner: Organisation | None = None
    calibers: Sequence[str] = ()
    name_en: str = ""
    decimals: int = 2
    frequency: Frequency | None = None
    leader: Post | None = None


def enter_indicator(
    actor: Actor, zone: Organisation, code: str, draft: IndicatorDraft, *, at: datetime
) -> Indicator:
    """Define an indicator that is not there yet. Raises Problem `facts.indicator-taken` and those of
    `define_indicator`.
    """
    there = indicators(zone)
    for one in there.values():
        if code.strip() == one.code or draft.name.strip() == one.name:
            raise INDICATOR_TAKEN(name=one.name, code=one.code)
    place = max((one.place for one in there.values()), default=0) + 1
    return _define(actor, zone, code.strip(), draft, place, "", at)


def amend_indicator(
    actor: Actor, before: Indicator, draft: IndicatorDraft, *, reason: str, at: datetime
) -> Indicator:
    """Define anew what stands in `before`, the definition that somebody had before him; it stays for its months.

    Raises Problem `facts.amendment-unexplained`, `facts.indicator-amended` where another definition came in between,
    `facts.indicator-same`, `facts.indicator-taken` for another's name, and those of `define_indicator`.
    """
    if not reason.strip():
        raise AMENDMENT_UNEXPLAINED()
    there = indicators(before.zone)
    newest = there.get(before.code)
    if newest is None or newest.pk != before.pk:
        raise INDICATOR_AMENDED(name=before.name)
    for one in there.values():
        if one.code != before.code and one.name == draft.name.strip():
            raise INDICATOR_TAKEN(name=one.name, code=one.code)
    if _same(before, draft):
        raise INDICATOR_SAME(name=before.name)
    return _define(actor, before.zone, before.code, draft, before.place, reason.strip(), at)


def _same(before: Indicator, draft: IndicatorDraft) -> bool:
    said = (
        draft.name.strip(), draft.name_en.strip(), draft.formula.strip(), draft.unit.strip(), draft.decimals,
        draft.direction, draft.owner and draft.owner.pk, list(draft.calibers), draft.frequency or "",
        draft.leader and draft.leader.pk,
    )  # fmt: skip
    kept = tuple(getattr(before, name) for name in AMENDED)
    return said == (*kept[:8], kept[8] or "", kept[9])


def _define(
    actor: Actor, zone: Organisation, code: str, draft: IndicatorDraft, place: int, reason: str, at: datetime
) -> Indicator:
    return define_indicator(
        actor, zone, code, name=draft.name.strip(), formula=draft.formula.strip(), unit=draft.unit.strip(),
        direction=draft.direction, owner=draft.owner, calibers=draft.calibers, name_en=draft.name_en.strip(),
        decimals=draft.decimals, place=place, frequency=draft.frequency, leader=draft.leader, reason=reason, at=at,
    )  # fmt: skip
