"""Formulas on columns of a table, by Ibis."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import ibis
from ibis import _ as here
from ibis.common.deferred import Deferred, Just
from ibis.expr.types import Table

from jingkai.engines.expr import Node

from ..formulas.computing import Step, Why
from .curves import whole


class Columns:
    """Numbers that are columns of `table`, which gains a column for each step; read it when all is computed."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self._made = 0

    def given(self, column: str, absent: Why) -> Step:
        """A column of the table as an input; where it is empty, `absent` says why."""
        return Step(here[column].cast("float64"), self.reason(absent, here[column].isnull()))

    def literal(self, value: float | bool) -> Any:
        if isinstance(value, bool):
            return Deferred(Just(ibis.literal(value)))
        # Written as a number DuckDB would take it for a decimal, which overflows.
        return Deferred(Just(ibis.literal(repr(value)).cast("float64")))

    def where(self, condition: Any, then: Any, otherwise: Any) -> Any:
        return ibis.ifelse(condition, then, otherwise)

    def least(self, left: Any, right: Any) -> Any:
        return ibis.least(left, right)

    def greatest(self, left: Any, right: Any) -> Any:
        return ibis.greatest(left, right)

    def absolute(self, value: Any) -> Any:
        return value.abs()

    def floor(self, value: Any) -> Any:
        return whole(value)

    def sqrt(self, value: Any) -> Any:
        return value.sqrt()

    def about_ln(self, value: Any) -> Any:
        return value.ln()

    def two_to(self, exponent: Any) -> Any:
        return self.literal(2.0) ** exponent

    def reason(self, why: Why, condition: Any) -> Any:
        return ibis.ifelse(condition, ibis.literal(why.value, "int8"), ibis.null("int8"))

    def first(self, reasons: Sequence[Any]) -> Any:
        return ibis.coalesce(*reasons)

    def no_reason(self, reasons: Any) -> Any:
        return reasons.isnull()

    def kept(self, steps: Mapping[Node, Step]) -> Mapping[Node, Step]:
        columns: dict[str, Any] = {}
        found: dict[Node, Step] = {}
        for node, step in steps.items():
            name, why = f"step{self._made}", f"step{self._made}_why"
            self._made += 1
            columns[name] = step.value
            if step.why is not None:
                columns[why] = step.why
            found[node] = Step(here[name], None if step.why is None else here[why])
        self.table = self.table.mutate(**columns)
        return found

    def held(self, values: Sequence[Any]) -> Sequence[Any]:
        columns = {f"held{self._made + at}": value for at, value in enumerate(values)}
        self._made += len(columns)
        self.table = self.table.mutate(**columns)
        return [here[name] for name in columns]
