"""What a scored scheme is written as: scores.csv, results.csv and trace.parquet.

The bytes are canonical: rows by period, node and unit, points rounded to nine decimals, so that the order in which
an engine adds does not show.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet

from .scored import Scored
from .shape import SAME_DECIMALS

COLUMNS = ("unit", "node", "period", "points", "rank", "group_rank", "change", "tied")


def write_scores(scored: Scored, path: Path) -> None:
    """scores.csv: a row for each unit, node and period. A node that nothing is known of has no points and no rank."""
    rows = _settled(scored.scores.select(COLUMNS))
    tied = pc.if_else(rows.column("tied"), "1", "0")
    rows = rows.set_column(rows.schema.get_field_index("tied"), "tied", tied)
    for name in ("unit", "node", "period"):
        rows = rows.set_column(rows.schema.get_field_index(name), name, rows.column(name).cast(pa.string()))
    pyarrow.csv.write_csv(rows, path, pyarrow.csv.WriteOptions(quoting_style="needed"))


def write_rows(rows: Sequence[object], kind: type, path: Path) -> None:
    """A table of dataclasses of one kind, a column for each field: results.csv, what-if.csv and the like. What is None
    is empty, several words stand with 、 between them.
    """
    names = [field.name for field in fields(kind)]
    with path.open("w", encoding="utf-8", newline="") as lines:
        written = csv.writer(lines)
        written.writerow(names)
        for row in rows:
            written.writerow(_cell(getattr(row, name)) for name in names)


def _cell(value: object) -> object:
    if isinstance(value, float):
        return f"{round(value, SAME_DECIMALS) + 0.0:.9f}".rstrip("0").rstrip(".")
    if isinstance(value, tuple):
        return "、".join(value)
    return "" if value is None else value


def write_trace(scored: Scored, path: Path) -> None:
    """trace.parquet: a row for each unit, indicator (or node) and period, with all that its points come from."""
    assert scored.trace is not None
    pyarrow.parquet.write_table(_settled(scored.trace), path, compression="zstd")


def _settled(rows: pa.Table) -> pa.Table:
    """Numbers rounded so far that engines agree; 0 is never -0."""
    for number, column in enumerate(rows.schema):
        if pa.types.is_floating(column.type):
            settled = pc.add(pc.round(rows.column(number), SAME_DECIMALS), 0.0)
            rows = rows.set_column(number, column.name, settled)
    return rows
