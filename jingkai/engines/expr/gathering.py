"""Types of rows and of what many rows become: count, sum, mean, min, max, any, all, distinct, rank."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jingkai.engines.expr.calls import arguments_problem, literal_text, unknown_option
from jingkai.engines.expr.fitting import check_word, fit, must_be, number
from jingkai.engines.expr.plan import Aggregate, FieldOf, Gather, Node, Rank, Records
from jingkai.engines.expr.problems import ExprProblem, short
from jingkai.engines.expr.suggest import near
from jingkai.engines.expr.syntax import At, Call, Name, Pick, Syntax, Where
from jingkai.engines.expr.types import PLAIN, TRUTH, AnyType, DateType, NumberType, RowsType, Type

if TYPE_CHECKING:
    from jingkai.engines.expr.check import Checker

_ALWAYS = frozenset(Gather) - {"min", "max"} | {"rank"}
_ORDERS = ("high", "low")


def records(checker: Checker, tree: Call) -> Records:
    """The rows that a name or a call of a row kind means. Raises ExprProblem."""
    kind = checker.schema.rows[tree.name]
    names = list(kind.parameters)
    if len(tree.arguments) > kind.positional:
        signature = f"{tree.name}({', '.join(names)})"
        raise ExprProblem("expr.arguments", tree.at, function=tree.name, signature=signature)
    given = dict(zip(names, tree.arguments, strict=False))
    for name, value in tree.options:
        if name not in kind.parameters or name in given:
            raise unknown_option(tree, name, value.at, names)
        given[name] = value
    missing = sorted(kind.required - given.keys())
    if missing:
        signature = f"{tree.name}({', '.join(names)})"
        raise ExprProblem("expr.arguments", tree.at, function=tree.name, signature=signature)
    typed = tuple((name, _argument(checker, kind.parameters[name], value)) for name, value in given.items())
    return Records(typed, type=RowsType(tree.name), at=tree.at)


def _argument(checker: Checker, wanted: Type, tree: Syntax) -> Node:
    node = must_be(checker.value(tree), wanted)
    check_word(node, wanted)
    return node


def gathers(checker: Checker, tree: Call) -> bool:
    """Whether this call is of rows: `min` and `max` are of rows only if rows come first."""
    if tree.name in _ALWAYS:
        return True
    if tree.name not in ("min", "max") or not tree.arguments:
        return False
    first = tree.arguments[0]
    return isinstance(first, Pick | Where) or (
        isinstance(first, Name | Call) and first.name in checker.schema.rows
    )


def gather(checker: Checker, tree: Call) -> Node:
    """The typed aggregate or rank of a call. Raises ExprProblem."""
    if tree.name == "rank":
        return _rank(checker, tree)
    if tree.options:
        name, value = tree.options[0]
        raise unknown_option(tree, name, value.at, ())
    rows, body = _rows_and_body(checker, tree, tree.arguments)
    kind = Gather(tree.name)
    if (body is None) != (kind is Gather.COUNT):
        raise arguments_problem(tree)
    return Aggregate(kind, rows, body, type=_type(checker, kind, rows, body), at=tree.at)


def _rows_and_body(checker: Checker, tree: Call, given: tuple[Syntax, ...]) -> tuple[Records, Node | None]:
    """`rows`, `rows, x` or `rows.field`."""
    if len(given) == 1 and isinstance(given[0], Pick):
        pick = given[0]
        rows = checker.rows(pick.rows)
        return rows, _field(checker, rows, pick.field_name, pick.at)
    if not 1 <= len(given) <= 2:
        raise arguments_problem(tree)
    rows = checker.rows(given[0])
    return rows, checker.within(rows, given[1]) if len(given) == 2 else None


def _field(checker: Checker, rows: Records, name: str, at: At) -> Node:
    kind = rows.type.kind
    fields = checker.schema.rows[kind].fields
    if name not in fields:
        raise ExprProblem("expr.unknown-field", at, rows=kind, name=short(name), **near(name, fields))
    return FieldOf(name, kind, type=fields[name], at=at)


def _type(checker: Checker, kind: Gather, rows: Records, body: Node | None) -> Type:
    if kind in (Gather.COUNT, Gather.DISTINCT) or body is None:
        return NumberType(checker.schema.unit(checker.schema.rows[rows.type.kind].unit))
    if kind in (Gather.ANY, Gather.ALL):
        must_be(body, TRUTH)
        return TRUTH
    if kind in (Gather.MIN, Gather.MAX) and isinstance(body.type, DateType):
        return body.type
    if isinstance(body.type, AnyType):
        return body.type
    return number(body)


def _rank(checker: Checker, tree: Call) -> Node:
    for name, given in tree.options:
        if name != "order":
            raise unknown_option(tree, name, given.at, ("order",))
    if not 2 <= len(tree.arguments) <= 3:
        raise arguments_problem(tree)
    order = _order(tree)
    value = checker.value(tree.arguments[0])
    rows, body = _rows_and_body(checker, tree, tree.arguments[1:])
    if body is None:
        raise arguments_problem(tree)
    value, body = fit((value, body), "compare", checker.schema, tree.at)
    for node in (value, body):
        if not isinstance(node.type, AnyType):
            number(node)
    return Rank(value, rows, body, order == "high", type=PLAIN, at=tree.at)


def _order(tree: Call) -> str:
    for _, given in tree.options:
        order = literal_text(tree, given)
        if order not in _ORDERS:
            raise ExprProblem("expr.unknown-word", given.at, name=short(order), **near(order, _ORDERS))
        return order
    return "high"
