"""A scheme computed, with its trace: as arrays, or by statements that are compiled once and run on DuckDB."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection
from contextlib import closing
from dataclasses import dataclass
from typing import Literal

import duckdb
import ibis
import pyarrow as pa
from ibis.expr.types import Table

from .dense.scores import dense_rows
from .loading import Loaded, Source, load
from .placing import place_rows
from .problems import WHY, problem
from .reading import Plan
from .sharing import share_rows
from .tables import Tables, leaf_table, node_table, opened
from .takes import WORKING, Branch, branch_rows
from .tree import LEVEL, tree_rows

Trace = Literal["full", "failed", "none"]
Engine = Literal["arrays", "duckdb"]


@dataclass(frozen=True)
class Compiled:
    """The statements of a scheme, in the order in which they run; each but the last two makes a table."""

    branches: tuple[Branch, ...]
    working: str
    levels: str
    scores: str
    shares: str


@dataclass
class Scored:
    """What a scheme comes to. `scores` has the columns of scores.csv, `trace` those of trace.parquet, by names."""

    plan: Plan
    loaded: Loaded
    scores: pa.Table
    trace: pa.Table | None


def score(
    plan: Plan,
    facts: Source,
    units: Source | None = None,
    *,
    trace: Trace = "full",
    engine: Engine = "arrays",
    periods: Collection[str] | None = None,
) -> Scored:
    """Compute a scheme on facts. Of `periods` only (as they are written in the facts), the others are for
    comparison: last year's figures need not be complete.

    Raises the Problems of `load`; `scoring.missing` and `scoring.undefined` where the scheme says that they are
    refused, and `scoring.no-mean`.
    """
    loaded = load(plan, facts, units)
    asked = loaded.asked(periods)
    if engine == "duckdb":
        return _by_statements(plan, loaded, trace, ", ".join(map(str, asked)))
    scores, rows = dense_rows(plan, loaded, asked, trace)
    return Scored(
        plan, loaded, _named(scores, plan, loaded), None if rows is None else _worded(rows, plan, loaded)
    )


def _by_statements(plan: Plan, loaded: Loaded, trace: Trace, asked: str) -> Scored:
    compiled = compiled_for(plan, loaded.groups, several=len(loaded.periods) > 1)
    numbers = {branch.shape: branch.number for branch in compiled.branches}
    branch_of = {slot.number: numbers[slot.shape] for slot in plan.leaves}
    with closing(opened(loaded)) as connection:
        connection.register("leaves", leaf_table(plan, branch_of, loaded.indicators, loaded.units))
        connection.register("nodes", node_table(plan))
        connection.execute(f"CREATE TEMP TABLE working AS {compiled.working}")
        _refuse(plan, connection, asked)
        connection.execute(f"CREATE TEMP TABLE levels AS {compiled.levels}")
        _refuse_means(plan, connection, asked)
        scores = connection.sql(_SCORES.format(rows=compiled.scores, asked=asked)).to_arrow_table()
        found = _trace(plan, loaded, connection, compiled, trace, asked)
    return Scored(plan, loaded, _named(scores, plan, loaded), found)


# The statements of the last schemes, by what they depend on. The oldest is forgotten first.
_COMPILED: OrderedDict[tuple[str, tuple[str, ...], bool], Compiled] = OrderedDict()
_KEPT = 256


def compiled_for(plan: Plan, groups: tuple[str, ...], *, several: bool) -> Compiled:
    """The SQL of a scheme for units with these grouping columns, in one period or several; remembered by the scheme's
    identity.
    """
    key = plan.identity, groups, several
    if key not in _COMPILED:
        _COMPILED[key] = _compile(plan, groups, several=several)
        if len(_COMPILED) > _KEPT:
            _COMPILED.popitem(last=False)
    return _COMPILED[key]


def _compile(plan: Plan, groups: tuple[str, ...], *, several: bool) -> Compiled:
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
        _sql(ibis.union(*(branch_rows(tables, branch) for branch in branches))),
        _sql(tree_rows(tables, working, plan)),
        _sql(scores),
        _sql(share_rows(tables, levels, plan)),
    )


def _sql(table: Table) -> str:
    return str(ibis.to_sql(table, dialect="duckdb"))


def _branches(plan: Plan) -> tuple[Branch, ...]:
    """One for all indicators of the same shape."""
    found: dict[tuple[object, ...], Branch] = {}
    for slot in plan.leaves:
        assert slot.take is not None
        assert slot.curve is not None
        found.setdefault(slot.shape, Branch(len(found), slot.shape, slot.take, slot.curve, slot.leaf.within))
    return tuple(found.values())


_FIRST = (
    "SELECT u.name, p.name, slot, why, count(*) OVER () FROM working w JOIN unit_codes u ON w.unit = u.code "
    "JOIN period_codes p ON w.period = p.code WHERE w.points IS NULL AND w.period IN ({asked}) AND {condition} "
    "ORDER BY p.code, slot, u.name LIMIT 1"
)


def _refuse(plan: Plan, connection: duckdb.DuckDBPyConnection, asked: str) -> None:
    """What is absent, or has no result, where the scheme does not say what happens."""
    strict = [slot for slot in plan.leaves if slot.leaf.undefined == "refuse"]
    found = _first(connection, asked, "why IS NOT NULL", [slot.number for slot in strict])
    if found is not None:
        unit, period, slot, why, count = found
        zh, en = WHY[why]
        raise problem(
            "scoring.undefined",
            unit=unit,
            period=period,
            id=plan.slots[slot].item.id,
            why=zh,
            why_en=en,
            count=count,
        )
    refused = [slot.number for slot in plan.leaves if slot.missing == "refuse"]
    found = _first(connection, asked, "true", refused)
    if found is not None:
        unit, period, slot, _, count = found
        raise problem("scoring.missing", unit=unit, period=period, id=plan.slots[slot].item.id, count=count)


def _first(
    connection: duckdb.DuckDBPyConnection, asked: str, condition: str, slots: list[int]
) -> tuple[str, str, int, str, int] | None:
    if not slots:
        return None
    numbers = ", ".join(map(str, slots))
    condition = f"{condition} AND slot IN ({numbers})"
    return connection.execute(_FIRST.format(asked=asked, condition=condition)).fetchone()


def _refuse_means(plan: Plan, connection: duckdb.DuckDBPyConnection, asked: str) -> None:
    """A mean that the scores below it do not have. A node that nothing at all is known of has no points, and says
    so.
    """
    means = [
        slot.number for slot in plan.nodes if getattr(slot.item, "combine", "") in ("geometric", "harmonic")
    ]
    if not means:
        return
    found = connection.execute(
        "SELECT u.name, p.name, n.parent FROM levels l JOIN nodes n USING (slot) JOIN unit_codes u ON l.unit = u.code "
        f"JOIN period_codes p ON l.period = p.code WHERE l.points < 0 AND n.parent IN ({', '.join(map(str, means))}) "
        f"AND l.period IN ({asked}) AND n.weight > 0 ORDER BY p.code, n.parent, u.name LIMIT 1"
    ).fetchone()
    if found is not None:
        raise problem("scoring.no-mean", unit=found[0], period=found[1], id=plan.slots[found[2]].item.id)


_SCORES = (
    "SELECT s.unit, s.slot, s.period, s.points, s.rank, s.group_rank, s.change, s.tied "
    "FROM ({rows}) s WHERE s.period IN ({asked}) ORDER BY s.period, s.slot, s.unit"
)
_TRACE = """
SELECT s.unit, s.slot, s.period,
       w.value, w.low, w.high, w.reference, w.mean, w.deviation, w.rank, w.n, w.previous, w.inputs, w.taken, w.raw,
       s.points AS score, n.full, n.weight,
       CASE WHEN w.why IS NULL AND w.points < w.raw - 1e-9 THEN 'cap' WHEN w.why IS NULL AND w.points > w.raw + 1e-9
            THEN 'floor' ELSE '' END AS limited,
       coalesce(w.why, CASE WHEN w.slot IS NOT NULL AND w.taken IS NULL THEN 'absent' ELSE '' END) AS why,
       CASE WHEN n.combine = '' THEN coalesce(s.points, 0) * s.factor
            WHEN s.per IS NULL THEN s.points * s.factor
            ELSE (s.points - s.plain) * s.factor END AS points, s.factor,
       w.ids AS facts
FROM ({rows}) s JOIN nodes n USING (slot)
LEFT JOIN working w ON w.unit = s.unit AND w.slot = s.slot AND w.period = s.period
WHERE s.period IN ({asked}) AND ({which})
ORDER BY s.period, s.unit, s.slot
"""
_WHICH = {"full": "true", "failed": "w.slot IS NOT NULL AND w.taken IS NULL"}


def _trace(
    plan: Plan,
    loaded: Loaded,
    connection: duckdb.DuckDBPyConnection,
    compiled: Compiled,
    trace: Trace,
    asked: str,
) -> pa.Table | None:
    if trace == "none":
        return None
    rows = connection.sql(
        _TRACE.format(rows=compiled.shares, which=_WHICH[trace], asked=asked)
    ).to_arrow_table()
    for name in ("limited", "why"):
        said = (
            rows.column(name).combine_chunks().dictionary_encode().cast(pa.dictionary(pa.int8(), pa.string()))
        )
        rows = rows.set_column(rows.schema.get_field_index(name), name, said)
    return _worded(rows, plan, loaded)


def _worded(rows: pa.Table, plan: Plan, loaded: Loaded) -> pa.Table:
    """The rows of a trace with what the scheme says of each slot, and by names."""
    slots = plan.slots
    words = {
        "indicator": [slot.leaf.name if slot.take else "" for slot in slots],
        "method": [slot.method or getattr(slot.item, "combine", "") for slot in slots],
        "clause": [slot.item.clause for slot in slots],
    }
    codes = rows.column("slot").combine_chunks()
    for name, said in words.items():
        known = pa.array(said, pa.string()).dictionary_encode()
        rows = rows.append_column(
            name, pa.DictionaryArray.from_arrays(known.indices.take(codes), known.dictionary)
        )
    return _named(rows, plan, loaded)


def _named(rows: pa.Table, plan: Plan, loaded: Loaded) -> pa.Table:
    """The same rows with names in the place of codes, whose order is that of the names."""
    ids = [slot.item.id for slot in plan.slots]
    rows = rows.rename_columns({"slot": "node"})
    for column, names in (("unit", loaded.units), ("node", ids), ("period", loaded.periods)):
        known, number = pa.array(names, pa.string()), rows.schema.get_field_index(column)
        chunks = [
            pa.DictionaryArray.from_arrays(chunk.cast(pa.int32()), known)
            for chunk in rows.column(number).chunks
        ]
        kind = pa.dictionary(pa.int32(), pa.string())
        rows = rows.set_column(number, column, pa.chunked_array(chunks, kind))
    return rows
