"""The formulas of a zone's indicators in words."""

from __future__ import annotations

from jingkai.engines.expr import ExprProblem, explain, make_plan
from jingkai.kernel.facts.definitions import indicators
from jingkai.kernel.facts.environment import schema_of
from jingkai.kernel.facts.holdings import measure_names
from jingkai.kernel.facts.models import Measure
from jingkai.kernel.facts.naming import english_names, in_english
from jingkai.kernel.parties.models import Organisation

from ..words import Lang


def in_words(zone: Organisation, lang: Lang) -> dict[str, str]:
    """By the code of each indicator what its formula says; a formula whose measures are gone is left out."""
    defined, measures = indicators(zone), list(Measure.objects.known_at())
    names, called = english_names(defined.values()), measure_names(measures)
    english = names | {called[one.pk]: in_english(one, "", names) for one in measures}
    schema = schema_of(measures, {one.name: one.unit for one in defined.values()}, english=english)
    found = {}
    for code, row in defined.items():
        try:
            found[code] = explain(make_plan(row.formula, schema), lang)
        except ExprProblem:
            continue
    return found
