"""What a figure beside another is called: as its department called it, in English by its indicator."""

from __future__ import annotations

from jingkai.engines.expr import ReadFigure
from jingkai.kernel.facts.naming import in_english
from jingkai.kernel.facts.selection import Difference

from .month import Month
from .words import Lang


def called(month: Month, one: Difference, lang: Lang) -> str:
    """The name of what differs. In English it is that of the indicator which shows the figure, or the one that it is
    the growth of; what no indicator reads keeps the name that was typed.
    """
    if lang == "zh":
        return one.name
    row = one.facts[0].row
    english = {
        line.definition.measure: line.definition.english
        for line in month.everything
        if line.definition.measure and line.definition.name_en
        if isinstance(line.definition.plan.root, ReadFigure)
    }
    return english.get(one.name) or in_english(row.measure, row.category, english)
