"""Types of function calls: those that functions.yaml describes wholly, and those with a rule of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from jingkai.engines.expr.fitting import common_type, converted, fit, must_be, number, type_problem
from jingkai.engines.expr.functions import Function, functions
from jingkai.engines.expr.growth import growth
from jingkai.engines.expr.plan import Apply, Fixed, Hosted, Node, Op
from jingkai.engines.expr.problems import ExprProblem, short
from jingkai.engines.expr.suggest import near
from jingkai.engines.expr.syntax import At, Call, NumberLiteral, Syntax, TextLiteral, Unary
from jingkai.engines.expr.types import (
    DATE,
    PERIOD,
    PLAIN,
    TEXT,
    TRUTH,
    AnyType,
    DateType,
    NumberType,
    Type,
)
from jingkai.engines.periods import Period, Term, TermUnit
from jingkai.engines.quantity import Problem, Quantity

if TYPE_CHECKING:
    from jingkai.engines.expr.check import Checker

_TAKES: Mapping[str, Type] = {"truth": TRUTH, "text": TEXT, "date": DATE, "period": PERIOD, "plain": PLAIN}
MAX_DECIMALS = 12  # of round(): no printed figure has more, and a longer one would only invite mistakes
MAX_MONTHS = 1200  # of add_months(): a century, so that no typing error leaves the calendar


def arguments_problem(tree: Call) -> ExprProblem:
    """The refusal of a wrong number of arguments."""
    signature = functions()[tree.name].signature
    return ExprProblem("expr.arguments", tree.at, function=tree.name, signature=signature)


def unknown_option(tree: Call, name: str, at: At, known: Iterable[str]) -> ExprProblem:
    """The refusal of an option that the function does not have."""
    hints = (
        near(name, known) if any(True for _ in known) else {"near_zh": "：请删去", "near_en": ": delete it"}
    )
    return ExprProblem("expr.unknown-option", at, function=tree.name, name=short(name), **hints)


def literal_text(tree: Call, given: Syntax) -> str:
    """A text written out. Raises `expr.literal`."""
    if isinstance(given, TextLiteral):
        return given.text
    raise ExprProblem("expr.literal", given.at, function=tree.name, example='"..."')


def _whole(tree: Call, given: Syntax, low: int, high: int) -> int:
    """A whole number from `low` to `high`, written out. Raises `expr.literal`."""
    sign, literal = (-1, given.operand) if isinstance(given, Unary) else (1, given)
    if isinstance(literal, NumberLiteral) and literal.digits.isdigit() and not literal.unit:
        whole = sign * int(literal.digits)
        if low <= whole <= high:
            return whole
    raise ExprProblem("expr.literal", given.at, function=tree.name, example=f"{low}..{high}")


def call(checker: Checker, tree: Call) -> Node:
    """The typed step of a call. Raises ExprProblem."""
    if tree.options:
        name, given = tree.options[0]
        raise unknown_option(tree, name, given.at, ())
    special = _SPECIAL.get(tree.name)
    if special is not None:
        return special(checker, tree)
    return _regular(checker, tree, functions()[tree.name])


def hosted(checker: Checker, tree: Call) -> Node:
    """The typed step of a call that the host computes. Raises ExprProblem."""
    if tree.options:
        name, given = tree.options[0]
        raise unknown_option(tree, name, given.at, ())
    wanted = checker.schema.functions[tree.name]
    if len(tree.arguments) != len(wanted):
        signature = f"{tree.name}({', '.join(wanted)})"
        raise ExprProblem("expr.arguments", tree.at, function=tree.name, signature=signature)
    nodes = [checker.value(argument) for argument in tree.arguments]
    for node in nodes:
        _take("plain", node)
    return Hosted(tree.name, tuple(nodes), type=PLAIN, at=tree.at)


def _regular(checker: Checker, tree: Call, function: Function) -> Node:
    """A call that its row in functions.yaml describes."""
    if not function.accepts(len(tree.arguments)):
        raise arguments_problem(tree)
    nodes = [checker.value(argument) for argument in tree.arguments]
    for place, node in enumerate(nodes):
        _take(function.wanted(place), node)
    if function.wanted(0) in ("number", "any"):
        nodes = list(fit(nodes, "choose", checker.schema, tree.at))
    assert function.op is not None
    return Apply(function.op, tuple(nodes), type=_gives(checker, function, nodes), at=tree.at)


def _take(wanted: str, node: Node) -> None:
    if wanted == "any" or isinstance(node.type, AnyType):
        return
    if wanted == "number":
        number(node)
    else:
        must_be(node, _TAKES[wanted])


def _gives(checker: Checker, function: Function, nodes: list[Node]) -> Type:
    if function.gives == "share":
        return NumberType(checker.schema.unit("%"))
    if function.gives in ("number", "any"):
        return common_type(nodes)
    return _TAKES[function.gives]


def _extreme(checker: Checker, tree: Call) -> Node:
    """`min` and `max` of values: numbers of one dimension, or dates."""
    if not tree.arguments:
        raise arguments_problem(tree)
    nodes = [checker.value(argument) for argument in tree.arguments]
    for node in nodes:
        if not isinstance(node.type, NumberType | DateType | AnyType):
            raise type_problem(node, None, "数或日期", "a number or a date")
    fitted = fit(nodes, "choose", checker.schema, tree.at)
    return Apply(Op(tree.name), fitted, type=common_type(fitted), at=tree.at)


def _growth(checker: Checker, tree: Call) -> Node:
    if not 1 <= len(tree.arguments) <= 2:
        raise arguments_problem(tree)
    nodes = [checker.value(argument) for argument in tree.arguments]
    for node in nodes:
        if not isinstance(node.type, AnyType):
            number(node)
    if len(nodes) == 2:
        nodes = list(fit(nodes, "compare", checker.schema, tree.at))
    return growth(nodes, checker.schema, checker.limits, tree.at)


def _round(checker: Checker, tree: Call) -> Node:
    if not 2 <= len(tree.arguments) <= 3:
        raise arguments_problem(tree)
    node = checker.value(tree.arguments[0])
    decimals = _whole(tree, tree.arguments[1], 0, MAX_DECIMALS)
    if len(tree.arguments) == 3:
        node = _in_unit(checker, tree, node, tree.arguments[2])
    elif isinstance(node.type, NumberType) and not node.type.unit.is_number:
        example = node.type.unit.name
        raise ExprProblem("expr.rounding-unit", tree.at, decimals=decimals, example=example)
    type_ = node.type if isinstance(node.type, AnyType) else replace(number(node), bare=False)
    places = Fixed(Quantity.exactly(decimals), type=PLAIN)
    return Apply(Op.ROUND, (node, places), type=type_, at=tree.at)


def _convert(checker: Checker, tree: Call) -> Node:
    if len(tree.arguments) != 2:
        raise arguments_problem(tree)
    return _in_unit(checker, tree, checker.value(tree.arguments[0]), tree.arguments[1])


def _in_unit(checker: Checker, tree: Call, node: Node, given: Syntax) -> Node:
    unit = checker.unit(literal_text(tree, given), given.at)
    if isinstance(node.type, AnyType):
        return node
    if number(node).dimension != unit.dimension:
        raise type_problem(node, NumberType(unit))
    return converted(node, unit)


def _date(checker: Checker, tree: Call) -> Node:
    if len(tree.arguments) != 1:
        raise arguments_problem(tree)
    text = literal_text(tree, tree.arguments[0])
    example = ExprProblem("expr.literal", tree.arguments[0].at, function="date", example='"2024-06-30"')
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise example from None
    if text != day.isoformat():
        raise example
    return Fixed(day, type=DATE, at=tree.at)


def _period(checker: Checker, tree: Call) -> Node:
    if len(tree.arguments) != 1:
        raise arguments_problem(tree)
    text = literal_text(tree, tree.arguments[0])
    try:
        return Fixed(Period.parse(text), type=PERIOD, at=tree.at)
    except Problem:
        at = tree.arguments[0].at
        raise ExprProblem("expr.literal", at, function="period", example='"2024-03"') from None


def _add_months(checker: Checker, tree: Call) -> Node:
    if len(tree.arguments) != 2:
        raise arguments_problem(tree)
    start = must_be(checker.value(tree.arguments[0]), DATE)
    months = _whole(tree, tree.arguments[1], -MAX_MONTHS, MAX_MONTHS)
    number_of = Fixed(Quantity.exactly(months), type=PLAIN)
    return Apply(Op.ADD_MONTHS, (start, number_of), type=DATE, at=tree.at)


def _due(checker: Checker, tree: Call) -> Node:
    if len(tree.arguments) != 2:
        raise arguments_problem(tree)
    start = must_be(checker.value(tree.arguments[0]), DATE)
    text = literal_text(tree, tree.arguments[1])
    at = tree.arguments[1].at
    if not _is_term(text):
        raise ExprProblem("expr.literal", at, function="due", example='"5个工作日"')
    return Apply(Op.DUE, (start, Fixed(text, type=TEXT, at=at)), type=DATE, at=tree.at)


def _is_term(text: str) -> bool:
    """Whether `text` is a term that a date alone can start."""
    try:
        term = Term.parse(text)
    except Problem:
        return False
    return term.unit not in (TermUnit.MINUTES, TermUnit.HOURS)


_SPECIAL: Mapping[str, Callable[[Checker, Call], Node]] = {
    "min": _extreme,
    "max": _extreme,
    "growth": _growth,
    "round": _round,
    "convert": _convert,
    "date": _date,
    "period": _period,
    "add_months": _add_months,
    "due": _due,
}
