"""The statements of a scheme run one after the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ..loading import Loaded
from ..reading import Plan
from ..scored import LIMITED, REASONS_GIVEN, SCORES, TRACE, Scored, Trace, named, worded
from .compiling import Compiled, compiled_for
from .database import Database, Name, opened
from .refusing import refuse_cells, refuse_means
from .tables import given_tables, leaf_table, node_table


def by_statements(plan: Plan, loaded: Loaded, asked: Sequence[int], trace: Trace, name: Name) -> Scored:
    """The scores and the trace of the periods with these codes.

    Raises Problem `scoring.missing`, `scoring.undefined`, `scoring.no-mean` and `scoring.no-spark`.
    """
    with closing(opened(name)) as database:
        compiled = compiled_for(
            plan, loaded.groups, several=len(loaded.periods) > 1, dialect=database.dialect
        )
        for one, table in _given(plan, loaded, compiled).items():
            database.put(one, table)
        for one, statement in (*compiled.stages, ("working", compiled.working)):
            database.keep(one, statement)
        refuse_cells(plan, loaded, database, asked)
        database.keep("levels", compiled.levels)
        refuse_means(plan, loaded, database, asked)
        periods = ", ".join(map(str, asked))
        scores = _in_order(
            database.rows(_SCORES.format(rows=compiled.scores, asked=periods)),
            SCORES,
            "period",
            "slot",
            "unit",
        )
        found = _trace(database, compiled, trace, periods)
    return Scored(
        plan, loaded, named(scores, plan, loaded), None if found is None else worded(found, plan, loaded)
    )


def _given(plan: Plan, loaded: Loaded, compiled: Compiled) -> dict[str, pa.Table]:
    branch_of = {slot: branch.number for branch in compiled.branches for slot in branch.slots}
    return {
        **given_tables(loaded),
        "leaves": leaf_table(plan, branch_of, loaded),
        "nodes": node_table(plan, loaded),
    }


# These are the same in every dialect.
_SCORES = (
    "SELECT s.unit, s.slot, s.period, s.points, s.rank, s.group_rank, s.change, s.tied "
    "FROM ({rows}) s WHERE s.period IN ({asked})"
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
FROM ({rows}) s JOIN nodes n ON s.slot = n.slot
LEFT JOIN working w ON w.unit = s.unit AND w.slot = s.slot AND w.period = s.period
WHERE s.period IN ({asked}) AND ({which})
"""
_WHICH = {"full": "true", "failed": "w.slot IS NOT NULL AND w.taken IS NULL"}


def _trace(database: Database, compiled: Compiled, trace: Trace, asked: str) -> pa.Table | None:
    if trace == "none":
        return None
    rows = database.rows(_TRACE.format(rows=compiled.shares, which=_WHICH[trace], asked=asked))
    return _in_order(rows, TRACE, "period", "unit", "slot")


def _in_order(rows: pa.Table, columns: Mapping[str, pa.DataType], *by: str) -> pa.Table:
    """In these columns, sorted here: engines have integers and maps of their own, and Spark computes twice what it is
    to sort.
    """
    for name, words in (("limited", LIMITED), ("why", REASONS_GIVEN)):
        if name in columns:
            known = pa.array(words, pa.string())
            coded = pc.index_in(rows.column(name).combine_chunks(), known).cast(pa.int8())
            said = pa.DictionaryArray.from_arrays(coded, known)
            rows = rows.set_column(rows.schema.get_field_index(name), name, said)
    codes = [rows.column(name).to_numpy() for name in reversed(by)]
    return rows.cast(pa.schema(list(columns.items()))).take(np.lexsort(codes))
