"""What a scheme comes to, whichever engine computed it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pyarrow as pa

from .loading import Loaded
from .problems import WHY
from .reading import Plan

Trace = Literal["full", "failed", "none"]
Engine = Literal["arrays", "duckdb", "spark"]

# The words of `limited` and `why`, by the number that stands for each.
LIMITED = ("", "cap", "floor")
REASONS_GIVEN = ("", *WHY, "absent")
_CODE = pa.dictionary(pa.int8(), pa.string())
# The columns of scores.csv, with codes in the place of names.
SCORES = {
    "unit": pa.int32(), "slot": pa.int32(), "period": pa.int32(), "points": pa.float64(), "rank": pa.int32(),
    "group_rank": pa.int32(), "change": pa.int32(), "tied": pa.bool_(),
}  # fmt: skip
# The same of the trace, without what the scheme says of each slot.
TRACE = {
    "unit": pa.int32(), "slot": pa.int32(), "period": pa.int32(), "value": pa.float64(), "low": pa.float64(),
    "high": pa.float64(), "reference": pa.float64(), "mean": pa.float64(), "deviation": pa.float64(),
    "rank": pa.int64(), "n": pa.int64(), "previous": pa.float64(), "inputs": pa.map_(pa.string(), pa.float64()),
    "taken": pa.float64(), "raw": pa.float64(), "score": pa.float64(), "full": pa.float64(), "weight": pa.float64(),
    "limited": _CODE, "why": _CODE, "points": pa.float64(), "factor": pa.float64(), "facts": pa.string(),
}  # fmt: skip


@dataclass
class Scored:
    """What a scheme comes to. `scores` has the columns of scores.csv, `trace` those of trace.parquet, by names."""

    plan: Plan
    loaded: Loaded
    scores: pa.Table
    trace: pa.Table | None


def named(rows: pa.Table, plan: Plan, loaded: Loaded) -> pa.Table:
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


def worded(rows: pa.Table, plan: Plan, loaded: Loaded) -> pa.Table:
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
    return named(rows, plan, loaded)
