"""Builds syntax nodes from what the parser has recognised, one method a rule of the grammar."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lark import Token, Transformer

from jingkai.engines.expr.grammar import COMPARISONS
from jingkai.engines.expr.problems import ExprProblem
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

_NUMBER = re.compile(r"([0-9.]+)(.*)", re.DOTALL)
_ESCAPED = re.compile(r"\\(.)")


class Option:
    """`name: value` among the arguments of a call, until the call takes it up."""

    __slots__ = ("at", "name", "value")

    def __init__(self, name: str, value: Syntax, at: At) -> None:
        self.name, self.value, self.at = name, value, at


def _at(token: Token) -> At:
    return At(token.line or 1, token.column or 1)


class Building(Transformer[Token, Syntax]):
    """The callbacks of the parser; each gets the finished parts of its rule."""

    def number(self, parts: Sequence[Token]) -> Syntax:
        found = _NUMBER.fullmatch(parts[0])
        assert found is not None
        return NumberLiteral(found[1], found[2], at=_at(parts[0]))

    def text(self, parts: Sequence[Token]) -> Syntax:
        return TextLiteral(_ESCAPED.sub(r"\1", parts[0][1:-1]), at=_at(parts[0]))

    def true(self, parts: Sequence[Token]) -> Syntax:
        return TruthLiteral(True, at=_at(parts[0]))

    def false(self, parts: Sequence[Token]) -> Syntax:
        return TruthLiteral(False, at=_at(parts[0]))

    def unknown(self, parts: Sequence[Token]) -> Syntax:
        return UnknownLiteral(at=_at(parts[0]))

    def name(self, parts: Sequence[Token]) -> Syntax:
        return Name(str(parts[0]), at=_at(parts[0]))

    def list_(self, parts: Sequence[Syntax]) -> Syntax:
        return ListLiteral(tuple(parts), at=parts[0].at if parts else At())

    def option(self, parts: Sequence[Token | Syntax]) -> Option:
        name, value = parts
        assert isinstance(name, Token)
        assert isinstance(value, Syntax)
        return Option(str(name), value, _at(name))

    def call(self, parts: Sequence[Token | Syntax | Option]) -> Syntax:
        name, *given = parts
        assert isinstance(name, Token)
        arguments: list[Syntax] = []
        options: dict[str, Syntax] = {}
        for part in given:
            if isinstance(part, Option):
                if part.name in options:
                    raise ExprProblem("expr.option-order", part.at, name=part.name)
                options[part.name] = part.value
            else:
                assert isinstance(part, Syntax)
                if options:
                    raise ExprProblem("expr.option-order", part.at, name=next(iter(options)))
                arguments.append(part)
        return Call(str(name), tuple(arguments), tuple(options.items()), at=_at(name))

    def pick(self, parts: Sequence[Token | Syntax]) -> Syntax:
        rows, name = parts
        assert isinstance(rows, Syntax)
        assert isinstance(name, Token)
        return Pick(rows, str(name), at=_at(name))

    def unary(self, parts: Sequence[Token | Syntax]) -> Syntax:
        operator, operand = parts
        assert isinstance(operator, Token)
        assert isinstance(operand, Syntax)
        if operator == "+":
            return operand
        return Unary("not" if operator.type == "NOT" else "-", operand, at=_at(operator))

    def binary(self, parts: Sequence[Token | Syntax]) -> Syntax:
        left, operator, right = parts
        assert isinstance(left, Syntax)
        assert isinstance(operator, Token)
        assert isinstance(right, Syntax)
        return Binary(_symbol(operator), left, right, at=_at(operator))

    def not_in(self, parts: Sequence[Token | Syntax]) -> Syntax:
        left, negation, _, right = parts
        assert isinstance(left, Syntax)
        assert isinstance(negation, Token)
        assert isinstance(right, Syntax)
        return Binary("not in", left, right, at=_at(negation))

    def where(self, parts: Sequence[Token | Syntax]) -> Syntax:
        rows, word, condition = parts
        assert isinstance(rows, Syntax)
        assert isinstance(word, Token)
        assert isinstance(condition, Syntax)
        return Where(rows, condition, at=_at(word))

    def if_(self, parts: Sequence[Token | Syntax]) -> Syntax:
        condition, then, otherwise = (part for part in parts if isinstance(part, Syntax))
        return If(condition, then, otherwise, at=_at(_token(parts[0])))

    def branch(self, parts: Sequence[Token | Syntax]) -> tuple[Syntax, Syntax]:
        condition, value = (part for part in parts if isinstance(part, Syntax))
        return condition, value

    def case(self, parts: Sequence[Token | Syntax | tuple[Syntax, Syntax]]) -> Syntax:
        branches = tuple(part for part in parts if isinstance(part, tuple))
        (otherwise,) = (part for part in parts if isinstance(part, Syntax))
        return Case(branches, otherwise, at=_at(_token(parts[0])))


def _token(part: object) -> Token:
    assert isinstance(part, Token)
    return part


def _symbol(operator: Token) -> str:
    if operator.type in {"AND", "OR", "IN"}:
        return operator.type.lower()
    return COMPARISONS.get(operator, str(operator))
