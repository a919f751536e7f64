"""The syntax tree of the expression language (式): what was written, before names and types are known.

Trees are compared by what they say, never by where it stood: positions and sizes take no part in equality, so
that a canonical text can be tested to parse to an equal tree.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class At:
    """A place in the text as people count: line and column, both from 1."""

    line: int = 1
    column: int = 1


START = At()


@dataclass(frozen=True, slots=True, kw_only=True)
class Syntax:
    """One node; `depth` is the longest way down from it and `size` the number of nodes in it."""

    at: At = field(default=START, compare=False, repr=False)
    depth: int = field(init=False, compare=False, repr=False)
    size: int = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        inner = list(self.children())
        object.__setattr__(self, "depth", 1 + max((child.depth for child in inner), default=0))
        object.__setattr__(self, "size", 1 + sum(child.size for child in inner))

    def children(self) -> Iterator[Syntax]:
        return iter(())


@dataclass(frozen=True, slots=True)
class NumberLiteral(Syntax):
    """A number as typed, with the unit that stood against it: `1亿元` is ("1", "亿元")."""

    digits: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class TextLiteral(Syntax):
    text: str


@dataclass(frozen=True, slots=True)
class TruthLiteral(Syntax):
    truth: bool


@dataclass(frozen=True, slots=True)
class UnknownLiteral(Syntax):
    """The word `unknown`: said on purpose where a rule has no answer."""


@dataclass(frozen=True, slots=True)
class Name(Syntax):
    name: str


@dataclass(frozen=True, slots=True)
class ListLiteral(Syntax):
    items: tuple[Syntax, ...]

    def children(self) -> Iterator[Syntax]:
        return iter(self.items)


@dataclass(frozen=True, slots=True)
class Call(Syntax):
    """`name(first, second, option: third)`; options stand in the order they were written."""

    name: str
    arguments: tuple[Syntax, ...] = ()
    options: tuple[tuple[str, Syntax], ...] = ()

    def children(self) -> Iterator[Syntax]:
        yield from self.arguments
        yield from (value for _, value in self.options)


@dataclass(frozen=True, slots=True)
class Pick(Syntax):
    """`rows.field`: one field of every row."""

    rows: Syntax
    field_name: str

    def children(self) -> Iterator[Syntax]:
        yield self.rows


@dataclass(frozen=True, slots=True)
class Unary(Syntax):
    """`-x` or `not x`."""

    operator: str
    operand: Syntax

    def children(self) -> Iterator[Syntax]:
        yield self.operand


@dataclass(frozen=True, slots=True)
class Binary(Syntax):
    """Two operands and one of `+ - * / = != < <= > >= in`, `not in`, `and`, `or`."""

    operator: str
    left: Syntax
    right: Syntax

    def children(self) -> Iterator[Syntax]:
        yield self.left
        yield self.right


@dataclass(frozen=True, slots=True)
class Where(Syntax):
    """`rows where condition`: the rows for which the condition holds."""

    rows: Syntax
    condition: Syntax

    def children(self) -> Iterator[Syntax]:
        yield self.rows
        yield self.condition


@dataclass(frozen=True, slots=True)
class If(Syntax):
    condition: Syntax
    then: Syntax
    otherwise: Syntax

    def children(self) -> Iterator[Syntax]:
        yield self.condition
        yield self.then
        yield self.otherwise


@dataclass(frozen=True, slots=True)
class Case(Syntax):
    """`case when c then a when d then b else e end`: the first condition that holds decides."""

    branches: tuple[tuple[Syntax, Syntax], ...]
    otherwise: Syntax

    def children(self) -> Iterator[Syntax]:
        for condition, value in self.branches:
            yield condition
            yield value
        yield self.otherwise
