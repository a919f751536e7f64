"""Growth (增长): the same computation a year earlier, by moving every period of the plan back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from jingkai.engines.expr.limits import Limits
from jingkai.engines.expr.plan import (
    Aggregate,
    Apply,
    Choose,
    FieldOf,
    Many,
    Named,
    Node,
    Op,
    Rank,
    ReadFigure,
    Records,
    walk,
)
from jingkai.engines.expr.problems import ExprProblem
from jingkai.engines.expr.schema import Schema
from jingkai.engines.expr.syntax import At
from jingkai.engines.expr.types import PERIOD, NumberType, PeriodType


def growth(nodes: Sequence[Node], schema: Schema, limits: Limits, at: At) -> Node:
    """The growth of nodes[0] over nodes[1], or over itself a year before.

    Raises `expr.not-periodic`, `expr.not-shiftable`, and `expr.too-long` before a plan could double for ever.
    """
    now = nodes[0]
    before = nodes[1] if len(nodes) == 2 else _year_before(now, schema, limits)
    return Apply(Op.GROWTH, (now, before), type=NumberType(schema.unit("%")), at=at)


def _year_before(now: Node, schema: Schema, limits: Limits) -> Node:
    if 2 * now.size >= limits.nodes:
        raise ExprProblem("expr.too-long", now.at, found=2 * now.size, limit=limits.nodes)
    if not any(_moves(node) for node in walk(now)):
        raise ExprProblem("expr.not-periodic", now.at)
    for node in walk(now):
        if isinstance(node, Named) and schema.names[node.name].periodic:
            raise ExprProblem("expr.not-shiftable", node.at, name=node.name)
    return year_before(now)


def _moves(node: Node) -> bool:
    """A period that was asked for moves; one read from a row is what the row says and stays."""
    return isinstance(node.type, PeriodType) and not any(isinstance(part, FieldOf) for part in walk(node))


def year_before(node: Node) -> Node:
    """`node` with every period in it a year earlier."""
    if _moves(node):
        return Apply(Op.LAST_YEAR, (node,), type=PERIOD, at=node.at)
    match node:
        case Many(items=items):
            return replace(node, items=tuple(map(year_before, items)))
        case ReadFigure(holder=holder, period=period):
            return replace(node, holder=year_before(holder), period=year_before(period))
        case Apply(arguments=arguments):
            return replace(node, arguments=tuple(map(year_before, arguments)))
        case Choose(branches=branches, otherwise=otherwise):
            pairs = tuple((year_before(condition), year_before(given)) for condition, given in branches)
            return replace(node, branches=pairs, otherwise=year_before(otherwise))
        case Records():
            return _shifted_rows(node)
        case Aggregate(rows=rows, body=body):
            return replace(node, rows=_shifted_rows(rows), body=None if body is None else year_before(body))
        case Rank(value=value, rows=rows, body=body):
            return replace(node, value=year_before(value), rows=_shifted_rows(rows), body=year_before(body))
    return node


def _shifted_rows(rows: Records) -> Records:
    given = tuple((name, year_before(value)) for name, value in rows.arguments)
    return replace(rows, arguments=given, conditions=tuple(map(year_before, rows.conditions)))
