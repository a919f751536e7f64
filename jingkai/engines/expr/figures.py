"""Types of what is read by name: facts, targets, schedules and other indicators."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from jingkai.engines.expr.calls import arguments_problem, literal_text, unknown_option
from jingkai.engines.expr.fitting import must_be
from jingkai.engines.expr.plan import Figure, Named, Node, ReadFigure
from jingkai.engines.expr.problems import ExprProblem, short
from jingkai.engines.expr.suggest import near
from jingkai.engines.expr.syntax import Call, Syntax
from jingkai.engines.expr.types import HOLDER, PERIOD, Basis, NumberType

if TYPE_CHECKING:
    from jingkai.engines.expr.check import Checker

FIGURES = frozenset(Figure)
_OPTIONS = {Figure.FACT: ("of", "caliber", "nature")}
_WORDS = {
    Figure.FACT: ("数据", "measure"),
    Figure.TARGET: ("目标", "target"),
    Figure.SCHEDULE: ("目标", "target"),
    Figure.INDICATOR: ("指标", "indicator"),
}
ACTUAL, PLANNED = "actual", "planned"


def figure(checker: Checker, tree: Call) -> Node:
    """The typed reading of `fact(...)`, `target(...)`, `schedule(...)` or `indicator(...)`."""
    kind = Figure(tree.name)
    if not 1 <= len(tree.arguments) <= 2:
        raise arguments_problem(tree)
    options = dict(tree.options)
    allowed = _OPTIONS.get(kind, ("of",))
    for name, given in tree.options:
        if name not in allowed:
            raise unknown_option(tree, name, given.at, allowed)
    name = literal_text(tree, tree.arguments[0])
    known = _known(checker, kind)
    if name not in known:
        what_zh, what_en = _WORDS[kind]
        hints = near(name, known)
        at = tree.arguments[0].at
        raise ExprProblem(
            "expr.unknown-measure", at, name=short(name), what_zh=what_zh, what_en=what_en, **hints
        )
    nature = _word(tree, options, "nature", checker.schema.natures)
    caliber = _word(tree, options, "caliber", checker.schema.calibers)
    return ReadFigure(
        type=_type(checker, kind, known[name], caliber, nature),
        figure=kind,
        name=name,
        holder=_holder(checker, options),
        period=_period(checker, kind, tree.arguments[1:]),
        caliber=caliber,
        nature=(nature or ACTUAL) if kind is Figure.FACT else "",
        at=tree.at,
    )


def _known(checker: Checker, kind: Figure) -> Mapping[str, str]:
    schema = checker.schema
    if kind is Figure.FACT:
        return schema.measures
    return schema.indicators if kind is Figure.INDICATOR else schema.target_units()


def _type(checker: Checker, kind: Figure, unit: str, caliber: str, nature: str) -> NumberType:
    if kind is Figure.SCHEDULE:
        return NumberType(checker.schema.unit("%"))
    if kind is Figure.INDICATOR:
        return NumberType(checker.schema.unit(unit))
    basis = Basis(PLANNED) if kind is Figure.TARGET else Basis(nature or ACTUAL, caliber)
    return NumberType(checker.schema.unit(unit), basis)


def _word(tree: Call, options: Mapping[str, Syntax], option: str, vocabulary: Sequence[str]) -> str:
    if option not in options:
        return ""
    word = literal_text(tree, options[option])
    if word not in vocabulary:
        raise ExprProblem("expr.unknown-word", options[option].at, name=short(word), **near(word, vocabulary))
    return word


def _holder(checker: Checker, options: Mapping[str, Syntax]) -> Node:
    if "of" not in options:
        return Named("holder", type=HOLDER)
    return must_be(checker.value(options["of"]), HOLDER)


def _period(checker: Checker, kind: Figure, given: Sequence[Syntax]) -> Node:
    if not given:
        return Named("year" if kind is Figure.TARGET else "period", type=PERIOD)
    return must_be(checker.value(given[0]), PERIOD)
