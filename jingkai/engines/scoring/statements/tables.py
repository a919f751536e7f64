"""The tables a scheme is computed on: codes in the place of names, so that joins are of small integers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import ibis
import pyarrow as pa
from ibis.expr.types import Table

from ..loading import Loaded
from ..reading import Plan, Slot
from ..shape import Ago, Reference
from .curves import column_names, columns_of

FACTS = {
    "unit": "int32",
    "indicator": "int32",
    "period": "int32",
    "value": "float64",
    "why": "string",
    "ids": "string",
}
_LEAF = {
    "slot": "int32", "branch": "int32", "indicator": "int32", "sign": "float64", "undefined": "float64",
    "decimals": "int32",
}  # fmt: skip
NODES = {
    "slot": "int32", "parent": "int32", "place": "int32", "depth": "int32", "weight": "float64", "full": "float64",
    "combine": "string", "missing": "string", "cap": "float64", "floor": "float64", "decimals": "int32",
    "excess": "float64", "indicator": "int32",
}  # fmt: skip
_ARROW = {"int32": pa.int32(), "float64": pa.float64(), "string": pa.string()}


@dataclass(frozen=True)
class Tables:
    """The tables by name, as expressions that are bound to no engine."""

    facts: Table
    units: Table
    periods: Table
    leaves: Table
    nodes: Table

    @classmethod
    def of(cls, plan: Plan, groups: tuple[str, ...]) -> Tables:
        """Those of a scheme whose units have these grouping columns."""
        return cls(
            facts=ibis.table(FACTS, name="facts"),
            units=ibis.table({"unit": "int32", **dict.fromkeys(groups, "int32")}, name="units"),
            periods=ibis.table(period_columns(plan.agos), name="periods"),
            leaves=ibis.table(leaf_columns(plan), name="leaves"),
            nodes=ibis.table(NODES, name="nodes"),
        )


def period_columns(agos: Collection[Ago]) -> dict[str, str]:
    """The columns of the table of periods: the code of each, and of those so long ago."""
    return {"period": "int32", **{ago.column: "int32" for ago in agos}}


def leaf_columns(plan: Plan) -> dict[str, str]:
    """The columns of the table of indicators."""
    references = {
        f"{name}_{part}": kind
        for take in plan.takes
        for name in take.references
        for part, kind in (
            ("number", "float64"),
            ("times", "float64"),
            ("indicator", "int32"),
            ("unit", "int32"),
        )
    }
    bands = max(len(slot.curve.bands) for slot in plan.leaves if slot.curve is not None)
    return {**_LEAF, **references, **dict.fromkeys(column_names(bands), "float64")}


def leaf_table(plan: Plan, branches: Mapping[int, int], loaded: Loaded) -> pa.Table:
    """A row for each indicator: the numbers that its branch's expression takes from columns. `branches` by slot."""
    rows = [_leaf_row(slot, branches[slot.number], loaded) for slot in plan.leaves]
    return _arrow(rows, leaf_columns(plan))


def node_table(plan: Plan, loaded: Loaded) -> pa.Table:
    """A row for each node and indicator: where it stands in the tree (`place` among the parts of its parent), how its
    points are made, and the code that they have as figures of others.
    """
    places: dict[int, int] = {}
    beside: Counter[int] = Counter()
    for slot in plan.slots:
        places[slot.number] = beside[slot.parent]
        beside[slot.parent] += not slot.item.aside
    rows = [_node_row(slot, places[slot.number]) for slot in plan.slots]
    codes = [{"indicator": loaded.nodes.get(slot.item.id)} for slot in plan.slots]
    return _arrow([row | code for row, code in zip(rows, codes, strict=True)], NODES)


def with_points(tables: Tables, points: Table, asked: Sequence[int]) -> Table:
    """The facts and, after them, the points of the nodes and indicators with these numbers, where there are any."""
    mine = points.filter(points["slot"].isin(asked) & points.points.notnull())
    placed = mine.join(tables.nodes.select("slot", "indicator"), "slot")
    nothing = ibis.null("string")
    rows = placed.select("unit", "indicator", "period", value=placed.points, why=nothing, ids=nothing)
    return tables.facts.union(rows)


def _leaf_row(slot: Slot, branch: int, loaded: Loaded) -> dict[str, object]:
    leaf, take, curve = slot.leaf, slot.take, slot.curve
    assert take is not None
    assert curve is not None
    row: dict[str, object] = {
        "slot": slot.number,
        "branch": branch,
        "indicator": loaded.nodes[leaf.node] if leaf.node else loaded.indicators[leaf.name],
        "sign": 1.0 if leaf.direction == "high" else -1.0,
        "undefined": leaf.undefined if isinstance(leaf.undefined, float) else None,
        "decimals": leaf.decimals,
        **columns_of(curve),
    }
    for name, reference in take.references.items():
        row[f"{name}_number"] = reference.number
        row[f"{name}_times"] = reference.times
        row[f"{name}_indicator"] = _column_of(reference, loaded)
        row[f"{name}_unit"] = loaded.units.get(reference.unit)
    return row


def _column_of(reference: Reference, loaded: Loaded) -> int | None:
    """The code of the figures that it is, None where they are the indicator's own or none."""
    if reference.kind == "node":
        return loaded.nodes[reference.name]
    return loaded.indicators[reference.indicator] if reference.indicator else None


def _node_row(slot: Slot, place: int) -> dict[str, object]:
    item = slot.item
    is_node = slot.take is None
    return {
        "slot": slot.number,
        "parent": slot.parent,
        "place": place,
        "depth": slot.depth,
        "weight": slot.weight,
        "full": slot.full,
        "combine": getattr(item, "combine", ""),
        "missing": slot.missing,
        "cap": item.cap if is_node else None,
        "floor": item.floor if is_node else None,
        "decimals": item.decimals if is_node else None,
        "excess": getattr(item, "excess", None),
    }


def _arrow(rows: list[dict[str, object]], columns: dict[str, str]) -> pa.Table:
    schema = pa.schema([(name, _ARROW[kind]) for name, kind in columns.items()])
    return pa.Table.from_pylist([{name: row.get(name) for name in columns} for row in rows], schema=schema)


def given_tables(loaded: Loaded) -> dict[str, pa.Table]:
    """The tables of `Tables` but those of the scheme, and `names`: that of each unit."""
    units = {"unit": pa.array(range(loaded.scored), pa.int32())}
    steps: list[dict[str, object]] = [
        {"period": code, **{ago.column: steps[code] for ago, steps in loaded.steps.items()}}
        for code in loaded.periods.values()
    ]
    return {
        "facts": loaded.rows.table(),
        "units": pa.table({**units, **loaded.classes}),
        "periods": _arrow(steps, period_columns(loaded.steps)),
        "names": pa.table(
            {
                "unit": pa.array(loaded.units.values(), pa.int32()),
                "name": pa.array(loaded.units, pa.string()),
            }
        ),
    }
