"""Results (结果): the tier of every unit, what gates did to it, what a tier that comes back brings, and draws."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from jingkai.engines.periods.period import Period

from .contradicting import takes_the_rest
from .earlier import earlier
from .problems import problem
from .scheme import Gate, Repeated, Scheme, Tier, part_of
from .scored import Scored
from .shape import SAME_DECIMALS, Ago

Row = Mapping[str, object]


@dataclass(frozen=True)
class Result:
    """What a unit comes to in a period. `tier` is what holds, `by_score` the tier before the gates; `gates` are
    those that it did not pass, `follows` what a tier that came back brings.
    """

    unit: str
    period: str
    group: str
    points: float | None
    rank: int | None
    by_score: str
    tier: str
    gates: tuple[str, ...]
    follows: tuple[str, ...]


@dataclass(frozen=True)
class Draw:
    """A class whose points lie closer together than the scheme allows without a reason (和牌)."""

    period: str
    group: str
    spread: float


def grade(scored: Scored) -> list[Result]:
    """The results of every unit, by period and place. Raises Problem `scoring.gate-unknown`."""
    scheme = scored.plan.scheme
    found: list[Result] = []
    before: dict[str, dict[Period, str]] = defaultdict(dict)
    for period, classes in _classes(scored):
        here = Period.parse(period)
        rated = [str(row["unit"]) for rows in classes.values() for row in rows if row["points"] is not None]
        stopped = _stopped(scored, scheme, period, rated)
        for group, rows in classes.items():
            tiers = _tiers(scheme, rows)
            for row in rows:
                unit = str(row["unit"])
                gates = stopped.get(unit, [])
                tier = _after_gates(scheme, tiers[unit], gates)
                before[unit][here] = tier
                follows = tuple(
                    one.result
                    for one in scheme.repeated
                    if tier == one.tier and _times(before[unit], here, one) >= one.times
                )
                found.append(
                    Result(
                        unit, period, group, _number(row["points"]), _place(row), tiers[unit], tier,
                        tuple(gate.id for gate in gates), follows,
                    )
                )  # fmt: skip
    return found


def _times(tiers: Mapping[Period, str], period: Period, asked: Repeated) -> int:
    """In how many of the last periods, by the calendar, a unit had the tier: one that was not scored is between others
    all the same.
    """
    back = [(period,), *(earlier(period, Ago("period", count)) for count in range(1, asked.within))]
    return sum(any(tiers.get(one) == asked.tier for one in may_be) for may_be in back)


def draws(scored: Scored) -> list[Draw]:
    """The classes of more than one that lie closer together than the scheme's `draw`."""
    least = scored.plan.scheme.draw
    found = []
    for period, classes in _classes(scored):
        for group, rows in classes.items():
            points = [number for row in rows if (number := _number(row["points"])) is not None]
            spread = round(max(points, default=0.0) - min(points, default=0.0), SAME_DECIMALS)
            if least is not None and len(points) > 1 and spread < least:
                found.append(Draw(period, group, spread))
    return found


def _classes(scored: Scored) -> Iterator[tuple[str, dict[str, list[Row]]]]:
    """The rows of the total by period and group, in order of place."""
    root = scored.plan.slots[0].item.id
    periods: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in scored.scores.to_pylist():
        if row["node"] == root:
            periods[row["period"]][scored.loaded.group_of(row["unit"])].append(row)
    for period, classes in periods.items():
        ordered = {
            group: sorted(rows, key=lambda row: (_place(row) or math.inf, str(row["unit"])))
            for group, rows in sorted(classes.items())
        }
        yield period, ordered


def _tiers(scheme: Scheme, rows: Sequence[Row]) -> dict[str, str]:
    """The tier of each unit of a class by its points and place; "" where none fits or there are no points."""
    placed = [row for row in rows if _place(row) is not None]
    rules = scheme.alone if len(placed) == 1 and scheme.alone else scheme.tiers
    named = {str(row["unit"]): "" for row in rows}
    waiting = [list(together) for _, together in groupby(placed, key=_place)]
    for rule in rules:
        room = _room(rule, rules, len(placed)) - list(named.values()).count(rule.tier)
        left = []
        for together in waiting:
            if not _meets(rule, together[0], len(placed), len(together)):
                left.append(together)
                continue
            # Where there is no room for all that share a place, nobody behind them has it either.
            room -= len(together)
            if room < 0:
                left.append(together)
                continue
            named |= {str(row["unit"]): rule.tier for row in together}
        waiting = left
    return named


def _room(tier: Tier, rules: Sequence[Tier], n: int) -> float:
    """How many of a class of `n` a tier holds at most; the last of those that are 100 % together holds the rest."""
    if tier.share is None:
        return math.inf
    if tier is rules[-1] and takes_the_rest(rules):
        return math.inf
    return part_of(n, tier.share)


def _meets(tier: Tier, row: Row, n: int, together: int) -> bool:
    place, points = _place(row) or 0, _number(row["points"]) or 0.0
    if n < tier.of_at_least:
        return False
    if tier.score is not None and round(points, SAME_DECIMALS) < tier.score:
        return False
    if tier.rank is not None and place + together - 1 > tier.rank:
        return False
    return place > n - tier.from_the_end(n)


def _after_gates(scheme: Scheme, tier: str, gates: Sequence[Gate]) -> str:
    order = list(dict.fromkeys(one.tier for one in (*scheme.tiers, *scheme.alone)))
    for gate in gates:
        if gate.then:
            return gate.then
        if tier in order and order.index(tier) < order.index(gate.not_above):
            tier = gate.not_above
    return tier


def _stopped(scored: Scored, scheme: Scheme, period: str, units: Collection[str]) -> dict[str, list[Gate]]:
    """The gates that each unit did not pass in a period. What is unknown, or only a bound, is not known to pass.

    Raises Problem `scoring.gate-unknown`.
    """
    found: dict[str, list[Gate]] = defaultdict(list)
    for gate in scheme.gates:
        if gate.indicator:
            values = scored.loaded.values(gate.indicator, period)
        else:
            values = _points(scored, gate.node, period)
        for unit in units:
            value = values.get(unit, 0.0 if gate.missing == "zero" else None)
            if value is None:
                raise problem(
                    "scoring.gate-unknown",
                    unit=unit,
                    period=period,
                    gate=gate.id,
                    of=gate.indicator or gate.node,
                )
            over = gate.over is not None and value > gate.over
            under = gate.under is not None and value < gate.under
            if over or under:
                found[unit].append(gate)
    return found


def _points(scored: Scored, node: str, period: str) -> dict[str, float | None]:
    return {
        row["unit"]: row["points"]
        for row in scored.scores.to_pylist()
        if row["node"] == node and row["period"] == period
    }


def _place(row: Row) -> int | None:
    place = row["group_rank"] if row["group_rank"] is not None else row["rank"]
    return int(str(place)) if place is not None else None


def _number(value: object) -> float | None:
    return float(str(value)) if value is not None else None
