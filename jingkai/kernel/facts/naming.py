"""What a figure is called in English.

A department names a measure in Chinese only; an indicator that is nothing but the figure is declared in both languages,
and lends it its name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from jingkai.engines.expr import ExprProblem, fact_alone

from .holdings import with_category
from .models import Indicator, Measure
from .vocabulary import vocabulary


def english_names(found: Iterable[Indicator]) -> dict[str, str]:
    """A figure, as expressions name it, to the English name of the first indicator that shows it as it is; and each
    indicator's own name to its English one.
    """
    listed = [one for one in found if one.name_en]
    names = {one.name: one.name_en for one in reversed(listed)}
    return names | {name: one.name_en for one in reversed(listed) if (name := _shown_by(one.formula))}


def in_english(measure: Measure, category: str, names: Mapping[str, str]) -> str:
    """The figure by these names: its own, or its measure's with the aspect and the category behind it. What nobody
    named in English keeps the name that was typed.
    """
    whole = with_category(str(measure), category)
    if whole in names:
        return names[whole]
    name, aspect = str(measure), ""
    if name not in names:
        name, aspect = measure.name, vocabulary().aspects[measure.aspect].en
    if name not in names:
        return whole
    said = f"{names[name]}, {aspect}" if aspect else names[name]
    return f"{said} ({category})" if category else said


@lru_cache(maxsize=1024)
def _shown_by(formula: str) -> str:
    """The fact that a formula is and nothing else; "" where it computes, or can be read no more."""
    try:
        return fact_alone(formula)
    except ExprProblem:
        return ""
