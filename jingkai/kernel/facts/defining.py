"""Defining indicators: an expression that was checked, an owner, an order of calibers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from jingkai.engines.expr import NumberType, make_plan
from jingkai.engines.periods import day_of
from jingkai.engines.quantity import Units
from jingkai.kernel.parties.models import Organisation, Post
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.hashing import content_hash
from jingkai.kernel.records.problems import REQUEST_CHANGED
from jingkai.kernel.records.writing import writing
from jingkai.kernel.rules.access import require

from .columns import unit_name
from .definitions import indicators
from .environment import schema_of
from .models import Indicator, Measure
from .once import once
from .problems import INCOMPLETE, INDICATOR_AMENDED, UNKNOWN_WORD
from .vocabulary import vocabulary

Frequency = Literal["month", "quarter", "half", "year"]
FREQUENCIES = ("month", "quarter", "half", "year")
Direction = Literal["higher", "lower", "none"]
DIRECTIONS = ("higher", "lower", "none")
_ACT = "facts.indicator"
# What an amendment may change.
AMENDED = (
    "name", "name_en", "formula", "unit", "decimals", "direction", "owner_id", "calibers", "frequency", "leader_id",
)  # fmt: skip


def define_indicator(
    actor: Actor,
    zone: Organisation,
    code: str,
    *,
    name: str,
    formula: str,
    unit: str,
    direction: Direction = "higher",
    owner: Organisation | None = None,
    calibers: Sequence[str] = (),
    name_en: str = "",
    decimals: int = 2,
    place: int = 0,
    frequency: Frequency | None = None,
    leader: Post | None = None,
    reason: str = "",
    at: datetime,
) -> Indicator:
    """Define an indicator, or define it anew: the newest definition counts, the earlier stay for their months.

    Who may draft rules in the unit that owns it may define it, and to amend it the same in the unit that owned it; an
    indicator that nobody owns whoever may draft rules. The formula is kept in its canonical text. Raises ExprProblem
    where it is no expression of `unit`, Problem `facts.incomplete`, `facts.unknown-word`, `parties.not-allowed`, and
    `facts.indicator-amended` where somebody defines it otherwise at the same moment.
    """
    if not (code.strip() and name.strip()):
        raise INCOMPLETE(what="指标代码或名称")
    for word in calibers:
        if word not in vocabulary().calibers:
            known = "、".join(vocabulary().calibers)
            raise UNKNOWN_WORD(word=word, what="口径", what_en="caliber", known=known)
    if direction not in DIRECTIONS:
        raise UNKNOWN_WORD(word=direction, what="方向", what_en="direction", known="、".join(DIRECTIONS))
    if frequency is not None and frequency not in FREQUENCIES:
        raise UNKNOWN_WORD(word=frequency, what="频率", what_en="frequency", known="、".join(FREQUENCIES))
    there = indicators(zone)
    before, on = there.get(code), day_of(at)
    for owning in {owner, before.owner if before is not None else owner}:
        require(actor, "draft", "rules", owning, on=on)
    others = {one.name: one.unit for one in there.values() if one.code != code}
    wanted = Units.shipped().get(unit)
    plan = make_plan(formula, schema_of(Measure.objects.known_at(), others), wants=NumberType(wanted))
    row = Indicator(
        zone=zone, code=code, name=name, name_en=name_en, formula=plan.text, unit=unit_name(wanted),
        decimals=decimals, direction=direction, owner=owner, calibers=list(calibers), place=place,
        frequency=frequency, leader=leader, reason=reason or None, replaces=before,
    )  # fmt: skip
    content = {name: getattr(row, name) for name in (*AMENDED, "reason")}
    # Two who define the same at the same moment: the second would not be laid beside the first.
    key = once(
        _ACT, content, place=f"{zone.pk}:{before.pk if before is not None else 0}:{content_hash(code)}"
    )
    try:
        with writing(actor, act=_ACT, at=at, ref=f"indicator:{code}", key=key, content=content) as call:
            return Indicator.objects.get(batch=call.repeated) if call.repeated is not None else call.add(row)
    except Problem as problem:
        if problem.kind is not REQUEST_CHANGED:
            raise
        raise INDICATOR_AMENDED(name=name) from problem
