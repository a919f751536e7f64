"""Places: every node's points ranked among all units and among those of the group, and against the period before."""

from __future__ import annotations

import operator
from functools import reduce

import ibis
from ibis.expr.builders import LegacyWindowBuilder
from ibis.expr.types import BooleanValue, IntegerValue, NumericValue, Table

from ..scored import SCORES
from .curves import rounded


def place_rows(
    levels: Table,
    units: Table,
    periods: Table,
    *,
    group: str,
    root: int,
    tie_break: tuple[int, ...],
    several: bool,
) -> Table:
    """A row for each unit, node and period.

    `rank` is 1 + the units with more points; points that differ by less than 1e-9 are the same and the rows `tied`,
    unless the nodes of `tie_break` tell the total's apart. `change` are the places gained since the period before, of
    which there is none unless there are `several` periods.
    """
    rows = levels.select("unit", "slot", "period", "points")
    for number in tie_break:
        decider = levels.filter(levels["slot"] == number).select(
            "unit", "period", **{f"decider_{number}": rounded(levels.points)}
        )
        rows = rows.left_join(decider, ["unit", "period"], rname="by_{name}").drop("by_unit", "by_period")
    keys: list[NumericValue] = [rounded(rows.points)]
    keys += [(rows["slot"] == root).ifelse(rows[f"decider_{one}"], 0.0) for one in tie_break]
    rows = rows.mutate(**{f"key_{number}": key for number, key in enumerate(keys)})
    names = [f"key_{number}" for number in range(len(keys))]
    if group:
        rows = rows.join(units.select("unit", peers=units[group]), "unit", rname="in_{name}")
    among_all = _window(rows, ["slot", "period"], names)
    ranked = rows.mutate(
        rank=_place(rows, among_all),
        group_rank=_place(rows, _window(rows, ["slot", "period", "peers"], names))
        if group
        else ibis.null("int32"),
        tied=(_same(rows, names, "lag", among_all) | _same(rows, names, "lead", among_all)).fill_null(False),
    )
    if not several:
        return ranked.mutate(change=ibis.null("int64")).select(*SCORES)
    earlier = ranked.select("unit", "slot", period_before=ranked.period, rank_before=ranked["rank"])
    stepped = ranked.join(periods, "period", rname="step_{name}")
    found = stepped.left_join(
        earlier,
        [
            stepped.unit == earlier.unit,
            stepped["slot"] == earlier["slot"],
            stepped.period_before == earlier.period_before,
        ],
        rname="earlier_{name}",
    )
    found = found.mutate(change=found.rank_before - found["rank"])
    return found.select(*SCORES)


def _window(rows: Table, within: list[str], by: list[str]) -> LegacyWindowBuilder:
    """Those with more points first, those without any last."""
    return ibis.window(
        group_by=[rows[name] for name in within],
        order_by=[ibis.desc(rows[name], nulls_first=False) for name in by],
    )


def _same(rows: Table, names: list[str], neighbour: str, window: LegacyWindowBuilder) -> BooleanValue:
    """Whether the next one in order has the same keys; unknown without points."""
    points, *deciders = [(rows[name], getattr(rows[name], neighbour)().over(window)) for name in names]
    # Two that lack what would decide are not told apart by it.
    same = [one.identical_to(other) for one, other in deciders]
    return reduce(operator.and_, same, points[0] == points[1])


def _place(rows: Table, window: LegacyWindowBuilder) -> IntegerValue:
    return rows.points.notnull().ifelse(ibis.rank().over(window) + 1, ibis.null("int32"))
