"""The statements of a scheme, compiled once for each engine."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import ibis
from ibis.config import Config
from ibis.expr.types import Table

from ..reading import Plan, Slot
from ..stages import below
from .placing import place_rows
from .sharing import share_rows
from .tables import FACTS, Tables, with_points
from .takes import WORKING, Branch, branch_rows
from .tree import LEVEL, tree_rows

Dialect = Literal["duckdb", "pyspark"]


@dataclass(frozen=True)
class Compiled:
    """The statements of a scheme, in the order in which they run; each but the last two makes a table. `stages` are
    those of what has to be there first, each with the name of its table.
    """

    branches: tuple[Branch, ...]
    stages: tuple[tuple[str, str], ...]
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
    stages, all_working = _staged(plan, tables, branches)
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
        tuple(one for stage in branches for one in stage),
        tuple((name, _sql(table, dialect)) for name, table in stages),
        _sql(all_working, dialect),
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


def _branches(plan: Plan) -> list[list[Branch]]:
    """One for all indicators of the same shape, by stage."""
    rounded = {slot.shape for slot in plan.leaves if slot.leaf.decimals is not None}
    found: list[list[Branch]] = []
    count = 0
    for stage in plan.stages:
        alike: dict[tuple[object, ...], list[Slot]] = {}
        for slot in stage.leaves:
            alike.setdefault(slot.shape, []).append(slot)
        found.append([_branch(count + at, slots, rounded) for at, slots in enumerate(alike.values())])
        count += len(alike)
    return found


def _branch(number: int, slots: Sequence[Slot], rounded: Collection[object]) -> Branch:
    first = slots[0]
    assert first.take is not None
    assert first.curve is not None
    numbers = tuple(slot.number for slot in slots)
    return Branch(number, numbers, first.take, first.curve, first.leaf.within, first.shape in rounded)


def _staged(
    plan: Plan, tables: Tables, branches: Sequence[Sequence[Branch]]
) -> tuple[list[tuple[str, Table]], Table]:
    """Tables that have to be there first, each with its name, and the working rows of all indicators: what stands on
    points of nodes finds them among the facts.
    """
    made: list[tuple[str, Table]] = []
    rows: list[Table] = []
    for at, (stage, here) in enumerate(zip(plan.stages, branches, strict=True)):
        rows += [branch_rows(tables, branch) for branch in here]
        if not stage.asked:
            continue
        union = ibis.union(*rows) if len(rows) > 1 else rows[0]
        made.append((f"working_{at}", union))
        working = ibis.table(WORKING, name=f"working_{at}")
        there = tree_rows(tables, working, plan, below(plan.slots, stage.asked))
        made.append((f"facts_{at}", with_points(tables, there, [slot.number for slot in stage.asked])))
        tables = replace(tables, facts=ibis.table(FACTS, name=f"facts_{at}"))
        rows = [working]
    return made, ibis.union(*rows) if len(rows) > 1 else rows[0]
