"""The typed plan: what an expression means, with every name resolved and every type known.

A plan is data. Its operators are the closed set `Op`, its types are explicit, and it holds no callback of the
host, so that one interpreter runs it here and a compiler can turn the same plan into SQL.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from jingkai.engines.expr.syntax import START, At
from jingkai.engines.expr.types import NumberType, PeriodType, RowsType, Type
from jingkai.engines.expr.values import Constant


class Op(StrEnum):
    """Every operation on values; the meaning of each is in `operations`, its words in `words`."""

    NEGATE = "negate"
    ADD = "add"
    SUBTRACT = "subtract"
    MULTIPLY = "multiply"
    DIVIDE = "divide"
    EQUAL = "equal"
    DIFFERENT = "different"
    LESS = "less"
    AT_MOST = "at_most"
    GREATER = "greater"
    AT_LEAST = "at_least"
    AMONG = "among"
    WITHIN = "within"
    AND = "and"
    OR = "or"
    NOT = "not"
    KNOWN = "known"
    COALESCE = "coalesce"
    ABS = "abs"
    MIN = "min"
    MAX = "max"
    CLAMP = "clamp"
    ROUND = "round"
    FLOOR = "floor"
    CONVERT = "convert"
    SHARE = "share"
    GROWTH = "growth"
    CONTAINS = "contains"
    STARTS_WITH = "starts_with"
    DAYS_AFTER = "days_after"
    DAYS_BEFORE = "days_before"
    DAYS_BETWEEN = "days_between"
    ADD_MONTHS = "add_months"
    DUE = "due"
    FIRST_DAY = "first_day"
    LAST_DAY = "last_day"
    MONTH_OF = "month_of"
    QUARTER_OF = "quarter_of"
    YEAR_OF = "year_of"
    YEAR_TO_DATE = "year_to_date"
    PREVIOUS = "previous"
    LAST_YEAR = "last_year"


class Gather(StrEnum):
    """Every way many rows become one value."""

    COUNT = "count"
    DISTINCT = "distinct"
    SUM = "sum"
    MEAN = "mean"
    MIN = "min"
    MAX = "max"
    ANY = "any"
    ALL = "all"


class Figure(StrEnum):
    """What a source is asked for by name."""

    FACT = "fact"
    TARGET = "target"
    SCHEDULE = "schedule"
    INDICATOR = "indicator"


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One step of the plan. `at` is its place in the text; `size` counts the steps in it."""

    type: Type
    at: At = field(default=START, compare=False, repr=False)
    size: int = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "size", 1 + sum(child.size for child in self.children()))

    def children(self) -> Iterator[Node]:
        return iter(())


@dataclass(frozen=True, slots=True)
class Fixed(Node):
    """A value written in the expression; None is the unknown said on purpose."""

    value: Constant | None


@dataclass(frozen=True, slots=True)
class Named(Node):
    """A value of the environment: the period, the holder, an attribute of the subject."""

    name: str


@dataclass(frozen=True, slots=True)
class FieldOf(Node):
    """A field of the row at hand, which is of that kind; `out` counts how many row loops further out it stands."""

    name: str
    kind: str
    out: int = 0


@dataclass(frozen=True, slots=True)
class Many(Node):
    """A written list, only on the right of `in`."""

    items: tuple[Node, ...]

    def children(self) -> Iterator[Node]:
        return iter(self.items)


@dataclass(frozen=True, slots=True)
class ReadFigure(Node):
    """A figure of the source: what, its name, of whom, for which period, in which caliber and nature."""

    type: NumberType = field(kw_only=True)
    figure: Figure
    name: str
    holder: Node
    period: Node
    caliber: str = ""
    nature: str = ""

    def children(self) -> Iterator[Node]:
        yield self.holder
        yield self.period


@dataclass(frozen=True, slots=True)
class Apply(Node):
    op: Op
    arguments: tuple[Node, ...]

    def children(self) -> Iterator[Node]:
        return iter(self.arguments)


@dataclass(frozen=True, slots=True)
class Hosted(Node):
    """A function of `Schema.functions`, which the host computes and the interpreter does not know."""

    name: str
    arguments: tuple[Node, ...]

    def children(self) -> Iterator[Node]:
        return iter(self.arguments)


@dataclass(frozen=True, slots=True)
class Choose(Node):
    """The value of the first branch whose condition holds, else `otherwise`."""

    branches: tuple[tuple[Node, Node], ...]
    otherwise: Node

    def children(self) -> Iterator[Node]:
        for condition, value in self.branches:
            yield condition
            yield value
        yield self.otherwise


@dataclass(frozen=True, slots=True)
class Records(Node):
    """The rows of one kind, narrowed by conditions that are read in the scope of the row."""

    type: RowsType = field(kw_only=True)
    arguments: tuple[tuple[str, Node], ...] = ()
    conditions: tuple[Node, ...] = ()

    def children(self) -> Iterator[Node]:
        yield from (value for _, value in self.arguments)
        yield from self.conditions


@dataclass(frozen=True, slots=True)
class Aggregate(Node):
    """Many rows to one value; `body`, read in the scope of each row, is None for a bare count."""

    gather: Gather
    rows: Records
    body: Node | None = None

    def children(self) -> Iterator[Node]:
        yield self.rows
        if self.body is not None:
            yield self.body


@dataclass(frozen=True, slots=True)
class Rank(Node):
    """The place of `value` among `body` over the rows: 1 + the number of rows that are strictly better."""

    value: Node
    rows: Records
    body: Node
    high_first: bool = True

    def children(self) -> Iterator[Node]:
        yield self.value
        yield self.rows
        yield self.body


def walk(node: Node) -> Iterator[Node]:
    """`node` and everything below it, parents first."""
    yield node
    for child in node.children():
        yield from walk(child)


def is_period(node: Node) -> bool:
    return isinstance(node.type, PeriodType)
