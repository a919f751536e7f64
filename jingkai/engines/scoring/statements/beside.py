"""What values are laid beside, as expressions: numbers, figures that are recorded, and statistics of the peers."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from functools import reduce

from ibis.expr.types import ArrayValue, NumericValue, StringValue, Table, Value

from ..shape import Reference
from .summing import collected, mean_of, median_of, percentile_of
from .tables import Tables

# Whose values are compared.
PEERS = ("slot", "period", "peers")


def resolved(
    tables: Tables, cells: Table, references: Mapping[str, Reference], *, counted: bool = False
) -> Table:
    """The cells with the figure that each reference names in the column of its name; with `counted` also the number
    of peers that have a value, as `n`.
    """
    of_peers = {column: one for column, one in references.items() if one.kind == "peers"}
    if of_peers or counted:
        # All statistics at once, and first: each time the cells are grouped they are read once more.
        cells = with_statistics(cells, of_peers, counted=counted)
    for column, reference in references.items():
        if reference.kind != "peers":
            cells = _with_figure(tables, cells, column, reference)
    return cells


def _with_figure(tables: Tables, cells: Table, column: str, reference: Reference) -> Table:
    times = cells[f"{column}_times"]
    if reference.kind == "number":
        return cells.mutate(**{column: cells[f"{column}_number"] * times})
    periods = [ago.column for ago in reference.back] or ["period"]
    beside = [f"beside{at}" for at in range(len(periods))]
    for name, period in zip(beside, periods, strict=True):
        cells = _with_recorded(tables, cells, name, period, column, reference)
    found = _mean([cells[name] for name in beside]) if len(beside) > 1 else cells[beside[0]]
    return cells.mutate(**{column: found * cells[f"{column}_times"]}).drop(*beside)


def _with_recorded(
    tables: Tables, cells: Table, name: str, period: str, column: str, reference: Reference
) -> Table:
    """The cells with a figure that is recorded of the period in a column, as `name`, and with its record."""
    other = tables.facts.select("unit", "indicator", "period", found="value", found_ids="ids")
    of_other = reference.kind == "node" or bool(reference.indicator)
    indicator = cells[f"{column}_indicator"] if of_other else cells.indicator
    unit = cells[f"{column}_unit"] if reference.unit else cells.unit
    joined = cells.left_join(
        other,
        [unit == other.unit, indicator == other.indicator, cells[period] == other.period],
        rname="other_{name}",
    )
    joined = joined.drop("other_unit", "other_indicator", "other_period")
    return joined.mutate(**{name: joined.found}, ids=both(joined.ids, joined.found_ids)).drop(
        "found", "found_ids"
    )


def _mean(several: Sequence[NumericValue]) -> NumericValue:
    """Of those that there are, empty without any."""
    total = reduce(operator.add, (one.fill_null(0.0) for one in several))
    count = reduce(operator.add, (one.notnull().ifelse(1, 0) for one in several))
    return total / count.nullif(0)


def both(ids: StringValue, beside: StringValue) -> StringValue:
    """The records of a figure and of what it is laid beside."""
    both = ids.notnull() & beside.notnull()
    return both.ifelse(ids + " " + beside, ids.coalesce(beside))


def with_statistics(cells: Table, of_peers: Mapping[str, Reference], *, counted: bool) -> Table:
    """The cells with statistics of their peers, by column."""
    asked = {one.name for one in of_peers.values()}
    sums: dict[str, Value] = {"n": cells.value.count()} if counted else {}
    if asked & _OF_ALL:
        sums |= {"all_of": collected(cells.value, cells.unit)}
    percents = {column: f"{column}_number" for column, one in of_peers.items() if one.name == "percentile"}
    sums |= {name: cells[name].max() for name in percents.values()}
    found = cells.group_by(*PEERS).aggregate(
        **sums, **{name: _extreme(cells, name) for name in asked - _OF_ALL}
    )
    found = found.select(
        *PEERS,
        *(["n"] if counted else []),
        **{
            column: percentile_of(found.all_of, found[percents[column]])
            if column in percents
            else _of_all(found.all_of, one.name)
            if one.name in _OF_ALL
            else found[one.name]
            for column, one in of_peers.items()
        },
    )
    joined = cells.left_join(found, list(PEERS), rname="peer_{name}")
    joined = joined.drop(*(f"peer_{name}" for name in PEERS))
    return joined.mutate(**{column: joined[column] * joined[f"{column}_times"] for column in of_peers})


# Statistics that hang on every figure; the others are one of them.
_OF_ALL = {"mean", "median", "sum", "percentile"}


def _extreme(cells: Table, name: str) -> NumericValue:
    value = cells.value
    signed = value * cells.sign
    made: dict[str, Callable[[], NumericValue]] = {
        "min": lambda: value.min(),
        "max": lambda: value.max(),
        "best": lambda: signed.max() * cells.sign.max(),
        "worst": lambda: signed.min() * cells.sign.max(),
    }
    return made[name]()


def _of_all(values: ArrayValue, name: str) -> NumericValue:
    made: dict[str, Callable[[ArrayValue], NumericValue]] = {
        "mean": mean_of,
        "median": median_of,
        "sum": lambda values: values.sums(),
    }
    return made[name](values)
