"""Several figures of one indicator (of raters, of events) made one: their sum, number or mean."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa

from .reading import Plan
from .rows import Rows
from .scheme import Leaf
from .shape import Array, Indices


def gathered(rows: Rows, plan: Plan, indicators: Mapping[str, int], units: int) -> Rows:
    """The rows, of an indicator that is gathered one for each unit and period: a bound where one of them is a bound."""
    leaves = {indicators[slot.leaf.name]: slot.leaf for slot in plan.leaves if slot.leaf.gather != "one"}
    if not leaves:
        return rows
    found = rows.kept(~np.isin(rows.indicator, list(leaves)))
    for code, leaf in leaves.items():
        found = found.with_more(_made_one(rows.kept(rows.indicator == code), leaf, units))
    return found


def with_none(rows: Rows, plan: Plan, indicators: Mapping[str, int], scored: int, periods: int) -> Rows:
    """The rows, and a figure of 0 for each scored unit and period of which nothing is recorded, where the scheme says
    that nothing recorded is nothing that happened.
    """
    codes = {indicators[slot.leaf.name] for slot in plan.leaves if slot.leaf.none == "0"}
    for code in sorted(codes):
        mine = rows.indicator == code
        there = np.zeros((periods, scored + 1), bool)
        there[rows.period[mine], np.minimum(rows.unit[mine], scored)] = True
        period, unit = (one.astype(np.int32) for one in np.nonzero(~there[:, :scored]))
        count = len(unit)
        nothing = Rows(
            unit, np.full(count, code, np.int32), period, np.zeros(count), np.zeros(count, bool),
            None if rows.ids is None else pa.chunked_array([pa.nulls(count, pa.string())]),
        )  # fmt: skip
        rows = rows.with_more(nothing)
    return rows


def _made_one(rows: Rows, leaf: Leaf, units: int) -> Rows:
    # By period and unit, and in the order of their values: added in no other order, wherever the rows stood.
    place = rows.period.astype(np.int64) * units + rows.unit
    order = np.lexsort([rows.value, place])
    _, first = np.unique(place[order], return_index=True)
    if not len(first):
        return rows
    bound = np.logical_or.reduceat(rows.bound[order], first)
    value = _combined(rows.value[order], first, leaf)
    return Rows(
        rows.unit[order][first], rows.indicator[order][first], rows.period[order][first],
        np.where(bound, np.nan, value), bound, _ids(rows, order, first),
    )  # fmt: skip


def _combined(values: Array, first: Indices, leaf: Leaf) -> Array:
    """Of the values from each `first` on, which are in their order, bounds (NaN) last."""
    counts = np.diff([*first, len(values)])
    if leaf.gather == "count":
        return counts.astype(np.float64)
    if not leaf.trim:
        sums: Array = np.add.reduceat(values, first)
        return sums / counts if leaf.gather == "mean" else sums
    number = np.arange(len(values)) - np.repeat(first, counts)
    inside = (number >= leaf.trim) & (number < np.repeat(counts, counts) - leaf.trim)
    kept = counts - 2 * leaf.trim
    sums = np.add.reduceat(np.where(inside, values, 0.0), first)
    # Where all are dropped nothing is left to have a mean.
    return np.where(kept > 0, sums / np.where(kept > 0, kept, 1), np.nan)


def _ids(rows: Rows, order: Indices, first: Indices) -> pa.ChunkedArray | None:
    if rows.ids is None:
        return None
    said = rows.ids.take(pa.array(order)).to_pylist()
    ends = [*first[1:], len(said)]
    joined = [
        " ".join(sorted(one for one in said[start:end] if one is not None)) or None
        for start, end in zip(first, ends, strict=True)
    ]
    return pa.chunked_array([pa.array(joined, pa.string())])
