"""Expressions (式): the one language of indicators, gates, lights, score rules and checks."""

from jingkai.engines.expr.alone import fact_alone
from jingkai.engines.expr.check import Plan, make_plan
from jingkai.engines.expr.evaluate import evaluate
from jingkai.engines.expr.explain import explain, open_up
from jingkai.engines.expr.limits import Limits
from jingkai.engines.expr.memory import MemorySource, Recorded
from jingkai.engines.expr.names import NamesSource
from jingkai.engines.expr.parse import parse
from jingkai.engines.expr.plan import Figure, Node, ReadFigure, Records, walk
from jingkai.engines.expr.problems import CATALOGUE, ExprProblem
from jingkai.engines.expr.result import Result, RowTrace, Trace
from jingkai.engines.expr.schema import NamedValue, RowKind, Schema
from jingkai.engines.expr.source import NOTHING, Ask, Reading, Reference, Row, Source
from jingkai.engines.expr.types import (
    DATE,
    HOLDER,
    PERIOD,
    PLAIN,
    TEXT,
    TRUTH,
    Basis,
    NumberType,
    TextType,
    Type,
)
from jingkai.engines.expr.unparse import unparse
from jingkai.engines.expr.values import Holder, Unknown, Value, say, unknown

__all__ = [
    "CATALOGUE",
    "DATE",
    "HOLDER",
    "NOTHING",
    "PERIOD",
    "PLAIN",
    "TEXT",
    "TRUTH",
    "Ask",
    "Basis",
    "ExprProblem",
    "Figure",
    "Holder",
    "Limits",
    "MemorySource",
    "NamedValue",
    "NamesSource",
    "Node",
    "NumberType",
    "Plan",
    "ReadFigure",
    "Reading",
    "Recorded",
    "Records",
    "Reference",
    "Result",
    "Row",
    "RowKind",
    "RowTrace",
    "Schema",
    "Source",
    "TextType",
    "Trace",
    "Type",
    "Unknown",
    "Value",
    "evaluate",
    "explain",
    "fact_alone",
    "make_plan",
    "open_up",
    "parse",
    "say",
    "unknown",
    "unparse",
    "walk",
]
