"""Small tables and schemes for tests: facts as (unit, indicator, period, value), points by unit and node."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pyarrow as pa

from jingkai.engines.scoring import Scored, plan_of, score

Row = tuple[str, str, str, float | str | None]


def facts(rows: Iterable[Row], **more: list[str]) -> pa.Table:
    """FACTS; `more` are further columns."""
    listed = list(rows)
    table = {
        name: pa.array([row[at] for row in listed], pa.string())
        for at, name in enumerate(("unit", "indicator", "period"))
    }
    values = [None if row[3] is None else str(row[3]) for row in listed]
    return pa.table(
        {
            **table,
            "value": pa.array(values, pa.string()),
            **{key: pa.array(said) for key, said in more.items()},
        }
    )


def of_period(indicator: str, values: Mapping[str, float | str | None], period: str = "2024") -> list[Row]:
    """One indicator's rows."""
    return [(unit, indicator, period, value) for unit, value in values.items()]


def leaf(id: str = "x", method: Any = "given", **more: Any) -> dict[str, Any]:
    """An indicator as a document says it."""
    return {"id": id, "method": method, **more}


def scored(tree: Mapping[str, Any], table: pa.Table, units: pa.Table | None = None, **more: Any) -> Scored:
    """The tree computed; `more` are the scheme's other keys, and `trace`, `engine` and `periods`."""
    options = {key: more.pop(key) for key in ("trace", "engine", "periods") if key in more}
    return score(plan_of({"tree": tree, **more}), table, units, **options)


def points(found: Scored, node: str, period: str | None = None) -> dict[str, float | None]:
    """The points of a node by unit."""
    rows = found.scores.to_pylist()
    return {
        row["unit"]: row["points"] for row in rows if row["node"] == node and period in (None, row["period"])
    }
