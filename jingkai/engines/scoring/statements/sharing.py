"""What every indicator brings to the total: each row of the trace carries it, and together they are the total.

Where a node's points are not simply the sum of its parts' (an excess cut, a cap, a rounding) the difference is a
row of its own; below a geometric or harmonic mean and a product nothing is shared out, and the node itself is the
row.
"""

from __future__ import annotations

import ibis
from ibis.expr.types import Table

from ..reading import Plan
from .tables import Tables


def share_rows(tables: Tables, levels: Table, plan: Plan) -> Table:
    """(unit, period, slot, points, plain, factor): a row of every node and indicator. `factor` are points of the
    total for one point of its own, empty below what does not add up.
    """
    placed = levels.join(
        tables.nodes.select("slot", "parent", "depth", "weight", "full"), "slot", rname="n_{name}"
    )
    kinds = {slot.number: getattr(slot.item, "combine", "") for slot in plan.nodes}
    sums = [number for number, kind in kinds.items() if kind == "sum"]
    aside = [slot.number for slot in plan.slots if slot.item.aside]
    root = placed.filter(placed.depth == 0)
    above = root.mutate(factor=ibis.literal(1.0))
    found = [above]
    deepest = max(slot.depth for slot in plan.slots)
    for depth in range(1, deepest + 1):
        here = placed.filter(placed.depth == depth)
        parents = above.select(
            "unit", "period", parent=above["slot"], parent_factor=above.factor, parent_per=above.per
        )
        joined = here.join(parents, ["unit", "period", "parent"], rname="up_{name}")
        rate = joined.weight / joined.full.nullif(0)
        in_sum = joined.parent.isin(sums) if sums else ibis.literal(False)
        brings = in_sum.ifelse(1.0, rate)
        if aside:
            brings = joined["slot"].isin(aside).ifelse(0.0, brings)
        above = joined.mutate(factor=joined.parent_factor * joined.parent_per * brings)
        above = above.select(*placed.columns, "factor")
        found.append(above)
    return ibis.union(*found) if len(found) > 1 else found[0]
