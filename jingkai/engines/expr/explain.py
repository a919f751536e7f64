"""Says a plan, and the trace of a result, in words (zh, en), from the sentences of words.yaml."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Literal

import yaml

from jingkai.engines.expr.check import Plan
from jingkai.engines.expr.growth import year_before
from jingkai.engines.expr.plan import (
    Aggregate,
    Apply,
    Choose,
    FieldOf,
    Figure,
    Fixed,
    Gather,
    Many,
    Named,
    Node,
    Op,
    Rank,
    ReadFigure,
    Records,
)
from jingkai.engines.expr.result import Result, RowTrace, Trace
from jingkai.engines.expr.types import NumberType
from jingkai.engines.expr.values import say

Lang = Literal["zh", "en"]
_INDENT = "  "
_MARKS: Mapping[bool | None, str] = {True: "✓", None: "?"}


def explain(plan: Plan, lang: Lang) -> str:
    """What the expression says, as one sentence in `lang`."""
    return _Speaker(plan, lang).said(plan.root)


def open_up(plan: Plan, result: Result, lang: Lang) -> list[str]:
    """The trace as indented lines, from the value down to what was read: `words = value [references]`."""
    return list(_Speaker(plan, lang).lines(result.trace, 0))


@cache
def _sentences() -> Mapping[str, Mapping[str, str]]:
    text = resources.files("jingkai.engines.expr").joinpath("words.yaml").read_text(encoding="utf-8")
    table: Mapping[str, Mapping[str, str]] = yaml.load(text, Loader=yaml.BaseLoader)
    return table


class _Speaker:
    """Says nodes of a plan in one language."""

    def __init__(self, plan: Plan, lang: Lang) -> None:
        self.lang = lang
        self._plan = plan
        self._labels = {name: words[0 if lang == "zh" else 1] for name, words in plan.labels.items()}
        self._comma = "、" if lang == "zh" else ", "

    def said(self, node: Node) -> str:
        """`node` in words."""
        match node:
            case Fixed(value=value):
                return self._form("unknown") if value is None else self._constant(node)
            case Named(name=name):
                return self._labels.get(name, name)
            case FieldOf(name=name, kind=kind, out=out):
                zh, en = self._plan.field_words(kind, name)
                called = zh if self.lang == "zh" else en
                return self._form("field" if out == 0 else "outer_field", name=called)
            case Many(items=items):
                return self._listed(items)
            case ReadFigure():
                return self._figure(node, self.said(node.holder), self.said(node.period))
            case Apply():
                return self._applied(node)
            case Choose():
                return self._chosen(node)
            case Records():
                return self._rows(node)
            case Aggregate():
                return self._aggregate(node)
            case Rank(value=value, rows=rows, body=body):
                key = "rank_high" if node.high_first else "rank_low"
                return self._form(key, value=self.said(value), rows=self._rows(rows), body=self.said(body))
        raise TypeError(f"no such step: {type(node).__name__}")

    def lines(self, trace: Trace, level: int) -> Iterator[str]:
        """The lines of one step and of what it was made from."""
        yield f"{_INDENT * level}{self._step(trace)} = {say(trace.value, self.lang)}{self._read(trace)}"
        for child in trace.children:
            # What is written out, or already named in this line, needs no line of its own.
            told = isinstance(trace.node, ReadFigure) and isinstance(child.node, Named)
            if not (told or isinstance(child.node, Fixed)):
                yield from self.lines(child, level + 1)
        for row in trace.rows:
            yield from self._row_lines(row, level + 1)
        if trace.row_count > len(trace.rows):
            yield f"{_INDENT * (level + 1)}… +{trace.row_count - len(trace.rows)}"

    def _step(self, trace: Trace) -> str:
        """The step in words; a figure with the very holder and period it was read for."""
        if isinstance(trace.node, ReadFigure):
            holder, period = (say(child.value, self.lang) for child in trace.children)
            return self._figure(trace.node, f"{holder} ".lstrip() if self.lang == "zh" else holder, period)
        return self.said(trace.node)

    def _row_lines(self, row: RowTrace, level: int) -> Iterator[str]:
        yield f"{_INDENT * level}{_MARKS[row.counts]} [{row.reference}]"
        for step in row.steps:
            yield from self.lines(step, level + 1)

    def _read(self, trace: Trace) -> str:
        return f" [{self._comma.join(map(str, trace.references))}]" if trace.references else ""

    def _form(self, key: str, *operands: str, **words: str) -> str:
        return _sentences()[key][self.lang].format(*operands, **words)

    def _listed(self, nodes: tuple[Node, ...]) -> str:
        return self._comma.join(self.said(node) for node in nodes)

    def _constant(self, node: Fixed) -> str:
        assert node.value is not None
        text = say(node.value, self.lang)
        return f"“{text}”" if isinstance(node.value, str) else text

    def _figure(self, node: ReadFigure, holder: str, period: str) -> str:
        basis = ""
        if node.figure is Figure.FACT:
            said = (node.caliber, "" if node.nature == "actual" else node.nature)
            parts = [self._called(part) for part in said if part]
            if parts:
                basis = (
                    f"（{self._comma.join(parts)}）" if self.lang == "zh" else f" ({self._comma.join(parts)})"
                )
        name = self._called(node.name)
        return self._form(node.figure, holder=holder, period=period, name=name, basis=basis)

    def _called(self, name: str) -> str:
        zh, en = self._plan.called(name)
        return zh if self.lang == "zh" else en

    def _applied(self, node: Apply) -> str:
        key: str = node.op
        if node.op is Op.GROWTH and node.arguments[1] == year_before(node.arguments[0]):
            return self._form("growth_last_year", self.said(node.arguments[0]))
        operands = [self._operand(node, argument) for argument in node.arguments]
        unit = node.type.unit.named(self.lang) if isinstance(node.type, NumberType) else ""
        if node.op is Op.CONVERT and not unit:
            return operands[0]
        return self._form(key, *operands, unit=unit, list=self._comma.join(operands))

    def _operand(self, outer: Apply, inner: Node) -> str:
        text = self.said(inner)
        if not (isinstance(inner, Choose) or _bracketed(inner)) or _reads_on(outer, inner):
            return text
        return f"（{text}）" if self.lang == "zh" else f"({text})"

    def _chosen(self, node: Choose) -> str:
        said = [
            self._form("branch", condition=self.said(condition), value=self.said(value))
            for condition, value in node.branches
        ]
        return "".join(said) + self._form("otherwise", value=self.said(node.otherwise))

    def _rows(self, node: Records) -> str:
        given = self._comma.join(self.said(value) for _, value in node.arguments)
        arguments = (f"（{given}）" if self.lang == "zh" else f" ({given})") if given else ""
        kind = self._labels.get(node.type.kind, node.type.kind)
        rows = self._form("rows", kind=kind, arguments=arguments)
        if not node.conditions:
            return rows
        conditions = ("，并且" if self.lang == "zh" else ", and ").join(map(self.said, node.conditions))
        return self._form("rows_where", conditions=conditions, rows=rows)

    def _aggregate(self, node: Aggregate) -> str:
        key = _gather_key(node.gather)
        body = "" if node.body is None else self.said(node.body)
        return self._form(key, rows=self._rows(node.rows), body=body)


def _gather_key(gather: Gather) -> str:
    return f"gathered_{gather}" if gather in (Gather.MIN, Gather.MAX) else gather


def _bracketed(node: Node) -> bool:
    key: str = ""
    if isinstance(node, Apply):
        key = node.op
    elif isinstance(node, Aggregate):
        key = _gather_key(node.gather)
    elif isinstance(node, Rank):
        key = "rank_high"
    return _sentences().get(key, {}).get("brackets") == "yes"


def _reads_on(outer: Apply, inner: Node) -> bool:
    """A chain of "and", and plain comparisons in it, read one way without brackets."""
    if not isinstance(inner, Apply) or outer.op not in (Op.AND, Op.OR):
        return False
    return inner.op is outer.op or inner.op not in (Op.AND, Op.OR, Op.NOT)
