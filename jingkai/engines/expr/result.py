"""What an evaluation gives back: the value, the trace it opens to, and the records it stands on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from jingkai.engines.expr.plan import Node
from jingkai.engines.expr.source import Reference
from jingkai.engines.expr.types import Basis
from jingkai.engines.expr.values import Value


class Trace(NamedTuple):
    """One evaluated step: its node, its value, what it was made from, and the records it read itself.

    `children` are the steps that were really taken: a branch that was not chosen is not there. `rows` are the
    rows of an aggregate, at most `Limits.shown_rows` of `row_count`.
    """

    node: Node
    value: Value
    basis: Basis | None = None
    children: tuple[Trace, ...] = ()
    references: tuple[Reference, ...] = ()
    rows: tuple[RowTrace, ...] = ()
    row_count: int = 0

    def walk(self) -> Iterator[Trace]:
        """This step and all below it, shown rows included."""
        yield self
        for child in self.children:
            yield from child.walk()
        for row in self.rows:
            for step in row.steps:
                yield from step.walk()


@dataclass(frozen=True, slots=True)
class RowTrace:
    """One row of an aggregate: whether it counts (None: not certain), and the steps taken for it."""

    reference: Reference
    counts: bool | None
    steps: tuple[Trace, ...]


class Result(NamedTuple):
    """The value, its trace, and every record it stands on, in the order they were read, each once."""

    value: Value
    trace: Trace
    references: tuple[Reference, ...]
