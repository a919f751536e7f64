"""What is taken of the facts, as expressions: a branch for the indicators of one shape, with all that was used.

Each branch gives the columns of `WORKING`; where a formula has no result `why` says so and `taken` is empty.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import ibis
from ibis import _ as here
from ibis.expr.builders import LegacyWindowBuilder
from ibis.expr.types import NumericValue, StringValue, Table, Value

from ..formulas.computing import Step, Why, compute
from ..shape import Curve, Take
from .beside import PEERS, both, resolved, with_statistics
from .columns import Columns
from .curves import half_up, limited, raw_points, rounded
from .summing import collected, mean_of
from .tables import Tables

# What was used of a unit, an indicator and a period, in the order of the trace.
WORKING = {
    "unit": "int32",
    "slot": "int32",
    "period": "int32",
    "value": "float64",
    "low": "float64",
    "high": "float64",
    "reference": "float64",
    "mean": "float64",
    "deviation": "float64",
    "rank": "int64",
    "n": "int64",
    "previous": "float64",
    "inputs": "map<string, float64>",
    "taken": "float64",
    "raw": "float64",
    "points": "float64",
    "why": "string",
    "ids": "string",
}
_PLACE = ("unit", "slot", "period")


@dataclass(frozen=True)
class Branch:
    """The indicators that are computed by one expression, by the numbers of their `slots`; the leaf table's column
    `branch` is `number`. `rounds` says whether any of them is rounded.
    """

    number: int
    slots: tuple[int, ...]
    take: Take
    curve: Curve
    within: str
    rounds: bool


def branch_rows(tables: Tables, branch: Branch) -> Table:
    """The working rows of a branch: every unit, indicator and period."""
    cells = _cells(tables, branch)
    taken = _TAKES[branch.take.kind](tables, cells, branch.take)
    raw = raw_points(taken, branch.curve.bands)
    worth = taken.mutate(raw=raw)
    worth = worth.mutate(points=limited(worth.raw, worth))
    worth = worth.mutate(points=worth.why.notnull().ifelse(worth.undefined, worth.points))
    if branch.rounds:
        worth = worth.mutate(points=half_up(worth.points, worth.decimals))
    columns = {
        name: (worth[name] if name in worth.columns else ibis.null(kind)).cast(kind).name(name)
        for name, kind in WORKING.items()
    }
    return worth.select(*columns.values())


def _cells(tables: Tables, branch: Branch) -> Table:
    """The grid of units, the branch's indicators and periods, with the facts where there are any."""
    mine = tables.leaves.filter(tables.leaves.branch == branch.number)
    peers = tables.units[branch.within] if branch.within else ibis.literal(0, "int32")
    units = tables.units.select("unit", peers=peers)
    grid = units.cross_join(mine).cross_join(tables.periods)
    facts = tables.facts
    joined = grid.left_join(
        facts,
        [grid.unit == facts.unit, grid.indicator == facts.indicator, grid.period == facts.period],
        rname="fact_{name}",
    )
    return joined.drop("fact_unit", "fact_indicator", "fact_period")


def _why(*cases: tuple[object, str], otherwise: StringValue) -> StringValue:
    """The first reason that holds; that the value is only a bound stands before all."""
    chain = otherwise
    for condition, code in reversed(cases):
        chain = condition.ifelse(ibis.literal(code), chain)  # type: ignore[attr-defined]
    return otherwise.notnull().ifelse(otherwise, chain)


def _taken(cells: Table, taken: NumericValue, *cases: tuple[object, str]) -> Table:
    """The cells with `taken` and `why`: nothing is taken where there is no value or a reason not to."""
    why = _why(*cases, otherwise=cells.why)
    told = cells.mutate(why=cells.value.isnull().ifelse(cells.why, why))
    has = told.value.notnull() & told.why.isnull()
    return told.mutate(taken=has.ifelse(taken, ibis.null("float64")))


def _value(tables: Tables, cells: Table, take: Take) -> Table:
    return _taken(cells, cells.value)


def _difference(tables: Tables, cells: Table, take: Take) -> Table:
    cells = _beside(tables, cells, take)
    return _taken(cells, (cells.value - cells.beside) * cells.sign, (cells.beside.isnull(), "no-reference"))


def _ratio(tables: Tables, cells: Table, take: Take) -> Table:
    cells = _beside(tables, cells, take)
    upper = (cells.sign > 0).ifelse(cells.value, cells.beside)
    lower = (cells.sign > 0).ifelse(cells.beside, cells.value)
    return _taken(
        cells,
        upper / lower.nullif(0) * 100,
        (cells.beside.isnull(), "no-reference"),
        (lower == 0, "zero-reference"),
        (lower < 0, "negative-reference"),
    )


def _growth(tables: Tables, cells: Table, take: Take) -> Table:
    cells = _beside(tables, cells, take)
    return _taken(
        cells,
        (cells.value / cells.beside.nullif(0) - 1) * 100 * cells.sign,
        (cells.beside.isnull(), "no-reference"),
        (cells.beside == 0, "zero-reference"),
        (cells.beside < 0, "negative-base"),
    )


def _beside(tables: Tables, cells: Table, take: Take) -> Table:
    """The reference as `beside`; in the trace it is the previous figure or the reference."""
    assert take.reference is not None
    found = resolved(tables, cells, take.references)
    found = found.mutate(beside=found.reference)
    if take.reference.is_own_past:
        found = found.mutate(previous=found.reference).drop("reference")
    return found


def _position(tables: Tables, cells: Table, take: Take) -> Table:
    assert take.low is not None
    assert take.high is not None
    of_peers = take.low.kind == take.high.kind == "peers"
    cells = resolved(tables, cells, take.references, counted=of_peers)
    value, low, high = cells.value, cells.low, cells.high
    cases: list[tuple[object, str]] = [((low.isnull() | high.isnull()), "no-reference")]
    if take.log:
        cases.append((((value <= 0) | (low <= 0) | (high <= 0)), "no-logarithm"))
        value, low, high = (ibis.greatest(one, 1e-300).ln() for one in (value, low, high))
    if of_peers:
        cases.append((cells.n == 1, "one-unit"))
    cases.append((cells.low == cells.high, "all-equal" if of_peers else "no-span"))
    cases.append(((cells.high - cells.low) * cells.sign < 0, "wrong-way"))
    position = (value - low) / (high - low).nullif(0) * 100
    if take.bend:
        position = ((position / 100 * math.log(take.bend)).exp() - 1) / (take.bend - 1) * 100
    return _taken(cells, position, *cases)


def _z(tables: Tables, cells: Table, take: Take) -> Table:
    found = cells.group_by(*PEERS).aggregate(all_of=collected(cells.value, cells.unit), n=cells.value.count())
    found = found.mutate(mean=mean_of(found.all_of))
    squares = found.all_of.map(lambda value: (value - found.mean) * (value - found.mean)).sums()
    several = found.n if take.population else found.n - 1
    found = found.mutate(deviation=(squares / several.nullif(0)).sqrt()).drop("all_of")
    joined = cells.left_join(found, list(PEERS), rname="peer_{name}")
    cells = joined.drop(*(one for one in joined.columns if one.startswith("peer_")))
    flat = cells.deviation.abs() <= cells.mean.abs() * 1e-12
    return _taken(
        cells,
        (cells.value - cells.mean) / cells.deviation.nullif(0) * cells.sign,
        (cells.n == 1, "one-unit"),
        (flat, "all-equal"),
    )


def _ranked(cells: Table) -> Table:
    """The cells with their place among the peers (1 + the better ones), and how many have a value."""
    cells = cells if "n" in cells.columns else with_statistics(cells, {}, counted=True)
    place = ibis.rank().over(_order(cells, ibis.desc)) + 1
    return cells.mutate(rank=cells.value.notnull().ifelse(place, ibis.null("int64")))


def _order(cells: Table, direction: Callable[..., Value]) -> LegacyWindowBuilder:
    """Among the peers by value, where a low one is good from the low end; those without a value come last."""
    order = rounded(cells.value * cells.sign)
    return ibis.window(group_by=[cells[name] for name in PEERS], order_by=direction(order, nulls_first=False))


def _rank(tables: Tables, cells: Table, take: Take) -> Table:
    cells = _ranked(cells)
    return _taken(cells, cells["rank"].cast("float64"), (cells.n == 1, "one-unit"))


def _behind(tables: Tables, cells: Table, take: Take) -> Table:
    cells = _left_behind(cells)
    return _taken(cells, cells.behind.cast("float64"), (cells.n == 1, "one-unit"))


def _percentile(tables: Tables, cells: Table, take: Take) -> Table:
    cells = _left_behind(cells)
    if take.beaten:
        share = cells.behind / (cells.n - 1).nullif(0)
    else:
        share = (cells.behind + 1) / cells.n
    return _taken(cells, share * 100, (cells.n == 1, "one-unit"))


def _left_behind(cells: Table) -> Table:
    """The cells with their place and how many peers are worse."""
    cells = _ranked(cells)
    return cells.mutate(behind=ibis.rank().over(_order(cells, ibis.asc)))


def _gain(tables: Tables, cells: Table, take: Take) -> Table:
    ranked = _ranked(cells)
    earlier = ranked.select(
        "unit", "slot", "period", previous=ranked["rank"].cast("float64"), earlier_ids="ids"
    )
    joined = ranked.left_join(
        earlier,
        [
            ranked.unit == earlier.unit,
            ranked["slot"] == earlier["slot"],
            ranked.period_before == earlier.period,
        ],
        rname="earlier_{name}",
    )
    cells = joined.drop("earlier_unit", "earlier_slot", "earlier_period")
    cells = cells.mutate(ids=both(cells.ids, cells.earlier_ids)).drop("earlier_ids")
    places = cells.previous - cells["rank"]
    taken = places / cells.previous if take.kind == "relative-gain" else places
    return _taken(cells, taken, (cells.previous.isnull(), "no-reference"), (cells.n == 1, "one-unit"))


def _formula(tables: Tables, cells: Table, take: Take) -> Table:
    """Points by the scheme's own formula; what its value is laid beside stands in `inputs` by name."""
    assert take.formula is not None
    ranked = bool(take.formula.names & {"rank", "n"})
    cells = resolved(tables, cells, take.references, counted=ranked)
    cells = _ranked(cells) if ranked else cells
    columns = Columns(cells)
    given = {"value": columns.given("value", Why.NO_VALUE)}
    given |= {
        name: columns.given(f"input{place}", Why.NO_REFERENCE) for place, (name, _) in enumerate(take.inputs)
    }
    if ranked:
        given |= {"rank": _place_given(columns), "n": columns.given("n", Why.NO_VALUE)}
    step = compute(take.formula.root, given, columns)
    told = ibis.null("int8") if step.why is None else step.why
    made = columns.table.mutate(taken=step.value, told=told)
    why = ibis.null("string")
    for one in Why:
        if one is not Why.NO_VALUE:
            why = (made.told == one.value).ifelse(one.code, why)
    if take.formula.names & {"value", "rank"}:
        # As with every method, what is absent is that before it is anything else.
        why = (made.value.isnull() & made.told.notnull()).ifelse(made.why, why)
    taken = made.told.isnull().ifelse(made.taken, ibis.null("float64"))
    return made.mutate(taken=taken, why=why, inputs=_shown(made, take))


def _place_given(columns: Columns) -> Step:
    """The place among the peers; of one there is none."""
    place = columns.given("rank", Why.NO_VALUE)
    return Step(place.value, columns.first([place.why, columns.reason(Why.ONE_UNIT, here["n"] == 1)]))


def _shown(made: Table, take: Take) -> Value:
    """The inputs of a formula by name, as far as they have no column of their own in the trace."""
    shown = {name: made[f"input{place}"] for place, (name, _) in enumerate(take.inputs) if name != "full"}
    if not shown:
        return ibis.null("map<string, float64>")
    return ibis.map(ibis.array(list(shown)), ibis.array([rounded(column) for column in shown.values()]))


_TAKES: dict[str, Callable[[Tables, Table, Take], Table]] = {
    "value": _value,
    "difference": _difference,
    "ratio": _ratio,
    "position": _position,
    "growth": _growth,
    "z": _z,
    "rank": _rank,
    "behind": _behind,
    "gain": _gain,
    "relative-gain": _gain,
    "percentile": _percentile,
    "formula": _formula,
}
