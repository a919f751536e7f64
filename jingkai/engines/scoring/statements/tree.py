"""The tree from its indicators up: the points of every node, as expressions, one level after the other.

A part's rate is its points / its full marks. A weighted mean is of rates and is multiplied with the node's full
marks; a sum is of points. A part without points is left out (the others weigh more), counts zero, or leaves its node
without points, as its `missing` says.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import ibis
from ibis.expr.types import NumericValue, Table

from ..reading import Plan, Slot
from .curves import half_up, limited
from .summing import product, total
from .tables import Tables

# The columns of a level. `plain` are a node's points before excess, limits and rounding; `per` are those that one
# weighted rate (in a sum: one point) of a part brings it, empty where parts do not simply add up.
LEVEL = {
    "unit": "int32",
    "period": "int32",
    "slot": "int32",
    "points": "float64",
    "per": "float64",
    "plain": "float64",
}
_KEYS = ("unit", "period", "parent")


def level_rows(tables: Tables, parts: Table, plan: Plan, nodes: Sequence[Slot]) -> Table:
    """These nodes of one depth from the rows of the depth below (unit, period, slot, points)."""
    placed = parts.join(tables.nodes, "slot", rname="node_{name}")
    numbers = {slot.number for slot in nodes}
    aside = [slot.number for slot in plan.slots if slot.item.aside]
    if aside:
        placed = placed.filter(placed["slot"].notin(aside))
    # A part of another node stands among them where not the whole tree is wanted.
    others = [slot for slot in plan.slots if slot.depth == nodes[0].depth and slot.number not in numbers]
    if any(slot.take is None for slot in others):
        placed = placed.filter(placed.parent.isin(numbers))
    known = placed.points.notnull() | (placed.missing == "zero")
    points = placed.points.fill_null(0.0)
    rate = points / placed.full.nullif(0)
    kinds = {getattr(slot.item, "combine", "") for slot in nodes}
    has_excess = any(getattr(slot.item, "excess", None) is not None for slot in nodes)
    # In a sum what has no full marks is never left out with the others' share: there is nothing to scale.
    lost = placed.points.isnull() & (placed.missing == "refuse")
    most = max(len(plan.parts[number]) for number in numbers)

    def added(value: NumericValue) -> NumericValue:
        return total(known.ifelse(value, 0.0), placed.place, most)

    sums: dict[str, NumericValue] = {"some": known.sum(), "lost": lost.sum()}
    if kinds & {"arithmetic", "geometric", "harmonic"}:
        sums["weights"] = added(placed.weight)
    if "arithmetic" in kinds:
        sums["weighted"] = added(placed.weight * rate)
    if "geometric" in kinds:
        logarithm = (rate > 0).ifelse(ibis.greatest(rate, 1e-300).ln(), 0.0)
        sums["logarithms"] = added(placed.weight * logarithm)
    if "harmonic" in kinds:
        sums["inverse"] = added(placed.weight / rate.nullif(0))
    if kinds & {"geometric", "harmonic"}:
        sums["least"] = (known & (placed.weight > 0)).ifelse(rate, ibis.null("float64")).min()
    if "product" in kinds:
        sums["product"] = product(known.ifelse(rate, 1.0), placed.place, most)
    if "sum" in kinds:
        sums["total"] = added(points)
        sums["fulls"] = total(placed.full, placed.place, most)
        sums["fulls_known"] = added(placed.full)
    if has_excess:
        over = ibis.greatest(points - placed.full, 0.0)
        sums["over"] = added((placed.full > 0).ifelse(over, 0.0))
    grouped = placed.group_by(*_KEYS).aggregate(**sums)
    here = grouped.join(tables.nodes, grouped.parent == tables.nodes["slot"], rname="of_{name}")
    plain, per = _combined(here, kinds)
    complete = (here.some > 0) & (here.lost == 0)
    found = here.mutate(plain=complete.ifelse(plain, ibis.null("float64")), per=per)
    whole = found.plain
    if has_excess:
        cut = ibis.greatest(found.over - found.excess, 0.0)
        whole = whole - found.excess.isnull().ifelse(0.0, cut)
    found = found.mutate(points=limited(whole, found))
    if any(slot.item.decimals is not None for slot in nodes):
        found = found.mutate(points=half_up(found.points, found.decimals))
    found = found.mutate(points=found.plain.isnull().ifelse(ibis.null("float64"), found.points))
    return found.select(*LEVEL)


def _combined(here: Table, kinds: set[str]) -> tuple[NumericValue, NumericValue]:
    """The points before limits, and `per`, by each node's way of combining."""
    empty = ibis.null("float64")
    made: dict[str, tuple[NumericValue, NumericValue]] = {}
    if "arithmetic" in kinds:
        per = here.full / here.weights.nullif(0)
        made["arithmetic"] = here.weighted * per, per
    if "geometric" in kinds:
        mean = (here.logarithms / here.weights.nullif(0)).exp() * here.full
        made["geometric"] = (here.least > 0).ifelse(mean, _zero(here.least)), empty
    if "harmonic" in kinds:
        mean = here.weights / here.inverse.nullif(0) * here.full
        made["harmonic"] = (here.least > 0).ifelse(mean, _zero(here.least)), empty
    if "product" in kinds:
        made["product"] = here["product"] * here.full, empty
    if "sum" in kinds:
        # Where nothing with full marks is known there is nothing to scale: what is added to it makes no total.
        scale = (here.fulls > 0).ifelse(here.fulls / here.fulls_known.nullif(0), 1.0)
        made["sum"] = here.total * scale, scale
    plain, per = empty, empty
    for kind, (points, one) in made.items():
        plain = (here.combine == kind).ifelse(points, plain)
        per = (here.combine == kind).ifelse(one, per)
    return plain, per


def _zero(least: NumericValue) -> NumericValue:
    """A mean that one zero makes zero; there is none of a rate below zero."""
    return (least == 0).ifelse(ibis.literal(0.0), ibis.null("float64"))


def tree_rows(tables: Tables, leaves: Table, plan: Plan, only: Collection[int] | None = None) -> Table:
    """Every node and indicator, or `only` those with these numbers, of whole subtrees: the columns of LEVEL."""
    empty = ibis.null("float64")
    slots = [slot for slot in plan.slots if only is None or slot.number in only]
    deepest = max(slot.depth for slot in slots)
    at = {slot.number: slot.depth for slot in slots if slot.take is not None}
    all_leaves = len(plan.leaves)
    levels: list[Table] = []
    below: Table | None = None
    for depth in range(deepest, -1, -1):
        mine = [number for number, its in at.items() if its == depth]
        rows: Table | None = None
        if mine:
            leaf = leaves.filter(leaves["slot"].isin(mine)) if len(mine) < all_leaves else leaves
            rows = leaf.select("unit", "period", "slot", "points", per=empty, plain=empty)
        nodes = [slot for slot in slots if slot.take is None and slot.depth == depth]
        if nodes and below is not None:
            made = level_rows(tables, below, plan, nodes)
            rows = made if rows is None else rows.union(made)
        if rows is not None:
            levels.append(rows)
        below = rows
    return ibis.union(*levels) if len(levels) > 1 else levels[0]
