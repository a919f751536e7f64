"""Syntax tree to typed plan: names are found, types and units fit, or a Problem says where and why not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from jingkai.engines.expr import calls, figures, gathering, operators
from jingkai.engines.expr.fitting import common_type, fit, must_be, type_problem, value
from jingkai.engines.expr.functions import functions
from jingkai.engines.expr.limits import DEFAULT, Limits
from jingkai.engines.expr.parse import parse
from jingkai.engines.expr.plan import Choose, FieldOf, Fixed, Many, Named, Node, Records
from jingkai.engines.expr.problems import ExprProblem, short
from jingkai.engines.expr.schema import Schema
from jingkai.engines.expr.suggest import near
from jingkai.engines.expr.syntax import (
    At,
    Binary,
    Call,
    Case,
    If,
    ListLiteral,
    Name,
    NumberLiteral,
    Pick,
    Syntax,
    TextLiteral,
    TruthLiteral,
    Unary,
    UnknownLiteral,
    Where,
)
from jingkai.engines.expr.types import ANY, TEXT, TRUTH, ListType, NumberType, Type
from jingkai.engines.expr.unparse import unparse
from jingkai.engines.quantity import EXACT, NUMBER, Quantity, Unit


@dataclass(frozen=True, slots=True)
class Plan:
    """A checked expression: its canonical text, its typed root, and the words (zh, en) for its names, by `kind.field`
    for fields of rows, and by `called.name` for figures, calibers and natures.
    """

    text: str
    root: Node
    labels: Mapping[str, tuple[str, str]]

    def field_words(self, kind: str, name: str) -> tuple[str, str]:
        """What a field of that kind of row is called in Chinese and English: its name where nothing else was said."""
        return self.labels.get(f"{kind}.{name}", (name, name))

    def called(self, name: str) -> tuple[str, str]:
        """What a figure, a caliber or a nature is called in Chinese and English, as `field_words`."""
        return self.labels.get(f"called.{name}", (name, name))

    @property
    def type(self) -> Type:
        """The type of the result."""
        return self.root.type


def make_plan(text: str, schema: Schema, *, wants: Type | None = None, limits: Limits = DEFAULT) -> Plan:
    """The typed plan of `text` over `schema`; with `wants`, its result must be of that type.

    Raises ExprProblem with the place of the fault, whatever the text.
    """
    tree = parse(text, limits)
    root = value(Checker(schema, limits).check(tree))
    if wants is not None:
        (root,) = (must_be(root, wants),)
    return Plan(unparse(tree), root, _labels(schema))


def _labels(schema: Schema) -> Mapping[str, tuple[str, str]]:
    named = {name: (value.zh or name, value.en or name) for name, value in schema.names.items()}
    kinds = {kind: (rows.zh or kind, rows.en or kind) for kind, rows in schema.rows.items()}
    fields = {
        f"{kind}.{name}": words for kind, rows in schema.rows.items() for name, words in rows.words.items()
    }
    called = {f"called.{name}": words for name, words in schema.words.items()}
    return {**kinds, **fields, **named, **called}


class Checker:
    """Checks one expression; remembers in which rows a condition stands, innermost last."""

    def __init__(self, schema: Schema, limits: Limits = DEFAULT) -> None:
        self.schema = schema
        self.limits = limits
        self._scopes: list[str] = []

    def check(self, tree: Syntax) -> Node:
        """The typed node of `tree`. Raises ExprProblem."""
        node = self._check(tree)
        if node.size > self.limits.nodes:
            raise ExprProblem("expr.too-long", node.at, found=node.size, limit=self.limits.nodes)
        return node

    def value(self, tree: Syntax) -> Node:
        """As `check`, of one value and not rows."""
        return value(self.check(tree))

    def within(self, rows: Records, tree: Syntax) -> Node:
        """`tree` as read for each of `rows`."""
        self._scopes.append(rows.type.kind)
        try:
            return self.value(tree)
        finally:
            self._scopes.pop()

    def _check(self, tree: Syntax) -> Node:
        match tree:
            case NumberLiteral():
                return self._number(tree)
            case TextLiteral(text=text):
                return Fixed(text, type=TEXT, at=tree.at)
            case TruthLiteral(truth=truth):
                return Fixed(truth, type=TRUTH, at=tree.at)
            case UnknownLiteral():
                return Fixed(None, type=ANY, at=tree.at)
            case Name():
                return self._name(tree)
            case ListLiteral(items=items):
                return self._list(items, tree.at)
            case Call():
                return self._call(tree)
            case Pick():
                raise ExprProblem("expr.pick", tree.at)
            case Unary(operator=operator, operand=operand):
                return operators.unary(operator, self.value(operand), tree.at)
            case Binary(operator=operator, left=left, right=right):
                found = self.check(right) if operator in ("in", "not in") else self.value(right)
                return operators.binary(operator, self.value(left), found, self.schema, tree.at)
            case Where():
                return self._where(tree)
            case If(condition=condition, then=then, otherwise=otherwise):
                return self._choose(((condition, then),), otherwise, tree.at)
            case Case(branches=branches, otherwise=otherwise):
                return self._choose(branches, otherwise, tree.at)
        raise TypeError(f"no such syntax: {type(tree).__name__}")

    def _number(self, tree: NumberLiteral) -> Node:
        digits = Decimal(tree.digits)
        magnitude = self.schema.units.magnitudes.get(tree.unit)
        if magnitude is not None:
            digits, unit = EXACT.multiply(digits, Decimal(magnitude.numerator)), NUMBER
        else:
            unit = self.unit(tree.unit, tree.at)
        type_ = NumberType(unit, bare=unit.is_number)
        return Fixed(Quantity.exactly(digits, unit), type=type_, at=tree.at)

    def unit(self, name: str, at: At) -> Unit:
        """The unit of that name. Raises `expr.unknown-unit`."""
        unit = self.schema.units.find(name) if len(name) <= self.limits.digits else None
        if unit is None:
            raise ExprProblem("expr.unknown-unit", at, name=short(name))
        return unit

    def _name(self, tree: Name) -> Node:
        for out, kind in enumerate(reversed(self._scopes)):
            scope = self.schema.rows[kind]
            if tree.name in scope.fields:
                return FieldOf(tree.name, kind, out, type=scope.fields[tree.name], at=tree.at)
        if tree.name in self.schema.names:
            return Named(tree.name, type=self.schema.names[tree.name].type, at=tree.at)
        if tree.name in self.schema.rows:
            return gathering.records(self, Call(tree.name, at=tree.at))
        raise ExprProblem("expr.unknown-name", tree.at, name=short(tree.name), **self._near_name(tree.name))

    def _near_name(self, name: str) -> dict[str, str]:
        figures_known = {**self.schema.measures, **self.schema.indicators}
        if name in figures_known:
            call = "fact" if name in self.schema.measures else "indicator"
            written = f'{call}("{short(name)}")'
            return {"near_zh": f"：指标要写作 {written}", "near_en": f": a figure is written {written}"}
        if any(word in name for word in "且或非"):
            return {"near_zh": "：“且”“或”“非”两边要留空格", "near_en": ": leave spaces round 且, 或, 非"}
        if name in functions():
            written = functions()[name].signature
            return {"near_zh": f"：函数要写作 {written}", "near_en": f": the function is written {written}"}
        fields = [field for kind in self._scopes for field in self.schema.rows[kind].fields]
        calls = [f'fact("{measure}")' for measure in self.schema.measures]
        return near(name, [*self.schema.names, *self.schema.rows, *fields, *calls])

    def _list(self, items: tuple[Syntax, ...], at: At) -> Node:
        nodes = tuple(self.value(item) for item in items)
        item = nodes[0].type if nodes else ANY
        return Many(nodes, type=ListType(item), at=at)

    def _call(self, tree: Call) -> Node:
        if tree.name in self.schema.rows:
            return gathering.records(self, tree)
        if tree.name in self.schema.functions:
            return calls.hosted(self, tree)
        if tree.name not in functions():
            names = [*functions(), *self.schema.functions, *self.schema.rows]
            raise ExprProblem(
                "expr.unknown-function", tree.at, name=short(tree.name), **near(tree.name, names)
            )
        if gathering.gathers(self, tree):
            return gathering.gather(self, tree)
        if tree.name in figures.FIGURES:
            return figures.figure(self, tree)
        return calls.call(self, tree)

    def _where(self, tree: Where) -> Node:
        rows = self.rows(tree.rows)
        condition = must_be(self.within(rows, tree.condition), TRUTH)
        return replace(rows, conditions=(*rows.conditions, condition))

    def rows(self, tree: Syntax) -> Records:
        """`tree` as rows. Raises `expr.type`."""
        node = self.check(tree)
        if not isinstance(node, Records):
            raise type_problem(node, None, '各行，例如 events("开工")', 'rows, for example events("开工")')
        return node

    def _choose(self, branches: tuple[tuple[Syntax, Syntax], ...], otherwise: Syntax, at: At) -> Node:
        conditions = [must_be(self.value(condition), TRUTH) for condition, _ in branches]
        given = [self.value(given) for _, given in branches]
        *values, last = fit([*given, self.value(otherwise)], "choose", self.schema, at)
        pairs = tuple(zip(conditions, values, strict=True))
        return Choose(pairs, last, type=common_type([*values, last]), at=at)
