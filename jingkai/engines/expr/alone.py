"""What an expression is when it is nothing but one figure."""

from __future__ import annotations

from jingkai.engines.expr.parse import parse
from jingkai.engines.expr.plan import Figure
from jingkai.engines.expr.syntax import Call, TextLiteral


def fact_alone(text: str) -> str:
    """The name of the fact that the expression reads and hands on as it is, in its own caliber, of the unit at hand:
    `fact("工业投资", ytd)` is 工业投资; "" where it computes anything. Raises ExprProblem for what can't be read.
    """
    tree = parse(text)
    if not (isinstance(tree, Call) and tree.name == Figure.FACT and tree.arguments and not tree.options):
        return ""
    name = tree.arguments[0]
    return name.text if isinstance(name, TextLiteral) else ""
