"""Why a light burns, in words: the condition of the rule as people say it."""

from __future__ import annotations

from functools import lru_cache

from jingkai.engines.expr import ExprProblem
from jingkai.kernel.facts.kinds import in_words

from .words import Lang, Words

# What there is besides a condition (see Line.light): no light and why, or the lamp for all that is left.
_WORDS = ("no-target", "no-schedule", "no-rule", "gap", "unknown", "otherwise")


@lru_cache(maxsize=1024)
def because(why: str, lang: Lang) -> str:
    """`ratio < 80%` as 完成进度与时序之比小于80%; what can't be read is given as it stands."""
    if why in _WORDS:
        return Words(lang)(f"why_{why}")
    try:
        said = in_words(why)
        return said.zh if lang == "zh" else said.en
    except ExprProblem:
        return why
