"""The statements of a scheme, compiled once for each engine."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import Literal

import ibis
from ibis.config import Config
from ibis.expr.types import Table

from ..reading import Plan
from .placing import place_rows
from .sharing import share_rows
from .tables import Tables
from .takes import WORKING, Branch, branch_rows
from .tree import LEVEL, tree_rows

Dialect = Literal["duckdb", "pyspark"]


@dataclass(frozen=True)
class Compiled:
    """The statements of a scheme, in the order in which they run; each but the last two makes a table."""

    branches: tuple[Branch, ...]
    working: str
    levels: str
    scores: str
    shares: str


# The statements of the last schemes, by what they depend on. The oldest is forgotten first.
_COMPILED: OrderedDict[tuple[str, tuple[str, ...], bool, Dialect], Compiled] = OrderedDict()
_KEPT = 256


def compiled_for(
    plan: Plan, groups: tuple[str, ...], *, several: bool, dialect: Dialect = "duckdb"
) -> Compiled:
    """The SQL of a scheme for units with these grouping columns, in one period or several; remembered by the scheme's
    identity.
    """
    key = plan.identity, groups, several, dialect
    if key not in _COMPILED:
        _COMPILED[key] = _compile(plan, groups, several=several, dialect=dialect)
        if len(_COMPILED) > _KEPT:
            _COMPILED.popitem(last=False)
    return _COMPILED[key]


def _compile(plan: Plan, groups: tuple[str, ...], *, several: bool, dialect: Dialect) -> Compiled:
    branches = _branches(plan)
    tables = Tables.of(plan, groups)
    working, levels = ibis.table(WORKING, name="working"), ibis.table(LEVEL, name="levels")
    numbers = {slot.item.id: slot.number for slot in plan.slots}
    scores = place_rows(
        levels,
        tables.units,
        tables.periods,
        group="group" if "group" in groups else "",
        root=plan.slots[0].number,
        tie_break=tuple(numbers[one] for one in plan.scheme.tie_break),
        several=several,
    )
    return Compiled(
        branches,
        _sql(ibis.union(*(branch_rows(tables, branch) for branch in branches)), dialect),
        _sql(tree_rows(tables, working, plan), dialect),
        _sql(scores, dialect),
        _sql(share_rows(tables, levels, plan), dialect),
    )


class _SparkOptions(Config):  # type: ignore[misc]
    """What the compiler for Spark asks of its backend, which to compile needs not, and which brings packages."""

    treat_nan_as_null: bool = False


def _sql(table: Table, dialect: Dialect) -> str:
    if dialect == "pyspark" and ibis.options.pyspark is None:
        ibis.options.pyspark = _SparkOptions()
    return str(ibis.to_sql(table, dialect=dialect))


def _branches(plan: Plan) -> tuple[Branch, ...]:
    """One for all indicators of the same shape."""
    rounded = {slot.shape for slot in plan.leaves if slot.leaf.decimals is not None}
    found: dict[tuple[object, ...], Branch] = {}
    for slot in plan.leaves:
        assert slot.take is not None
        assert slot.curve is not None
        rounds = slot.shape in rounded
        found.setdefault(
            slot.shape, Branch(len(found), slot.shape, slot.take, slot.curve, slot.leaf.within, rounds)
        )
    return tuple(found.values())
