"""Why a light burns, in words: the condition of the rule as people say it."""

from __future__ import annotations

from functools import lru_cache

from jingkai.engines.expr import TRUTH, ExprProblem, NamedValue, NumberType, Schema, explain, make_plan
from jingkai.engines.quantity import Units
from jingkai.kernel.facts.schedule_light import NAMES

from .words import Lang, Words

# What there is besides a condition (see Line.light): no light and why, or the lamp for all that is left.
_WORDS = ("no-target", "no-schedule", "no-rule", "gap", "unknown", "otherwise")


@lru_cache(maxsize=1024)
def because(why: str, lang: Lang) -> str:
    """`ratio < 80%` as 完成进度与时序之比小于80%; what can't be read is given as it stands."""
    if why in _WORDS:
        return Words(lang)(f"why_{why}")
    try:
        return explain(make_plan(why, _schema(), wants=TRUTH), lang)
    except ExprProblem:
        return why


@lru_cache(maxsize=1)
def _schema() -> Schema:
    units = Units.shipped()
    return Schema(
        names={
            name: NamedValue(NumberType(units.get(unit)), zh, en) for name, (unit, zh, en) in NAMES.items()
        }
    )
