"""The gap to the unit ahead in points and in the units of the indicators, proven by scoring again."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import assume, example, settings
from hypothesis import given as for_all
from hypothesis import strategies as st

from jingkai.engines.scoring.analysis import WHY_NOT, Board, gap
from jingkai.engines.scoring.tests.small import facts, leaf, of_period, scored
from tests.proof import proves

from .boards import Values, board, given, groups

UNITS = "甲乙丙丁戊"
# A method with its direction; each gives a figure, wherever more is worth more between the two.
METHODS: dict[str, tuple[Any, str]] = {
    "completion": ({"completion": {"target": 60}}, "high"),
    "completion of what is to be low": ({"completion": {"target": 20, "cap": "none"}}, "low"),
    "completion of a plan": ({"completion": {"target": {"indicator": "计划"}}}, "high"),
    "efficacy": ({"efficacy": {"good": 80, "bad": 10}}, "high"),
    "efficacy against the mean": ({"efficacy": {"good": {"peers": "best"}, "bad": {"peers": "mean"}}}, "high"),
    "goalposts of logarithms": ({"goalposts": {"low": 1, "high": 90, "log": "yes"}}, "high"),
    "min-max": ("min-max", "high"),
    "min-max of what is to be low": ({"min-max": {"low": 60, "high": 100}}, "low"),
    "distance-to-target": ({"distance-to-target": {"target": 70}}, "high"),
    "ratio": ("ratio", "high"),
    "z-score": ({"z-score": {"at": 50, "per": 10}}, "high"),
    "growth": ({"growth": {"base": 2, "points": 0.1, "cap": 9}}, "high"),
    "flat-year": ({"flat-year": {"per": 1, "points": 0.1}}, "high"),
    "tiered": ({"tiered": {"base": 10, "bands": [[10, 20], [10, 40], [10, 60]], "to": {"unit": "全省"}}}, "high"),
    "target-count of what is to be low": ({"target-count": {"target": 20, "per": 0.1}}, "low"),
    "deduct": ({"deduct": {"per": 0.1, "over": 5}}, "low"),
    "given": ("given", "high"),
}  # fmt: skip
VALUES = st.lists(st.integers(1, 99), min_size=5, max_size=5)


def _one(name: str, values: dict[str, float], more: list[tuple[str, str, str, float]]) -> Board:
    method, direction = METHODS[name]
    tree = {"id": "总分", "of": [leaf("x", method, weight=10, direction=direction, undefined=0)]}
    return Board(scored(tree, facts([*of_period("x", values), *more]), periods=["2024"]))


@proves("A1.6.1")
@pytest.mark.parametrize("name", METHODS)
@settings(max_examples=5, deadline=None)
@for_all(values=VALUES, before=VALUES, plan=VALUES)
def test_with_so_much_more_it_has_the_points_of_the_unit_ahead(
    name: str, values: list[int], before: list[int], plan: list[int]
) -> None:
    now = {unit: float(value) for unit, value in zip(UNITS, values, strict=True)}
    more = [
        *((unit, "x", "2023", float(value)) for unit, value in zip(UNITS, before, strict=True)),
        *((unit, "计划", "2024", float(value)) for unit, value in zip(UNITS, plan, strict=True)),
    ]
    if "全省" in str(METHODS[name]):
        more.append(("全省", "x", "2024", 40.0))
    found = _one(name, now, more)
    to = gap(found, "2024", "甲")
    assume(not to.why)
    (short,) = to.shortfalls
    assert short.closing is not None
    if short.closing.value is None:
        assert short.closing.why in ("flat", "steps", "peers", "absent")
        return
    assert short.closing.more == pytest.approx(short.closing.value - now["甲"])
    cells = _one(name, {**now, "甲": short.closing.value}, more).cells("2024", "x")
    assert cells["甲"].points == pytest.approx(cells[to.ahead].points, abs=1e-6)


@proves("A1.6.1")
def test_a_figure_is_known_wherever_more_is_worth_more() -> None:
    """The property above would also hold of no figures at all."""
    values = {"甲": 50.0, "乙": 40.0, "丙": 30.0, "丁": 20.0, "戊": 12.0}
    more = [
        *((unit, "x", "2023", 25.0) for unit in UNITS),
        *((unit, "计划", "2024", 60.0) for unit in UNITS),
        ("全省", "x", "2024", 40.0),
    ]
    told = {}
    for name, (_, direction) in METHODS.items():
        of_province = more if name == "tiered" else more[:-1]
        to = gap(_one(name, values, of_province), "2024", "丙")
        (short,) = to.shortfalls
        assert short.closing is not None
        assert to.ahead == ("乙" if direction == "high" else "丁")
        told[name] = short.closing.more or short.closing.why
    # Of those that are good when they are high the one ahead has 40, else 20; whole steps have no figure.
    assert told == {name: 10 if direction == "high" else -10 for name, (_, direction) in METHODS.items()} | {
        "flat-year": "steps"
    }


@proves("A1.6.1")
@pytest.mark.parametrize(
    ("why", "method"),
    [
        ("place", {"rank-step": {"step": 1}}),
        ("place", "percentile"),
        ("place", "borda"),
        ("steps", {"bands": {"bands": [[10, 1], [30, 5]]}}),
        ("steps", {"steps": {"base": 1, "at": 0, "per": 5, "up": 1, "whole": "yes"}}),
        ("flat", {"goalposts": {"low": 20, "high": 90}}),
        ("peers", {"ratio": {"to": {"peers": "best"}}}),
    ],
)
def test_where_more_is_not_always_worth_more_there_is_a_reason_and_no_figure(why: str, method: Any) -> None:
    leaves = [leaf("x", method, weight=10), leaf("y", weight=90)]
    if (
        why == "peers"
    ):  # capped below the best, so that less than the other's value would do; it is itself the best
        leaves[0] = leaf("x", {"ratio": {"to": {"peers": "worst"}}}, weight=10, cap=12)
    values: Values = {
        "2024": {"x": {"甲": 10.0, "乙": 40.0, "丙": 10.5}, "y": {"甲": 1.0, "乙": 2.0, "丙": 0.0}}
    }
    short = next(one for one in gap(board(leaves, values), "2024", "甲").shortfalls if one.node == "x")
    assert short.closing is not None
    assert (short.closing.value, short.closing.more, short.closing.why) == (None, None, why)
    assert why in WHY_NOT


def test_an_absent_value_is_no_start_and_no_end() -> None:
    found = board(
        [leaf("x", {"completion": {"target": {"indicator": "计划"}}}, weight=10, undefined=9)],
        {"2024": {"x": {"甲": None, "乙": 5.0, "丙": 5.0}, "计划": {"甲": 10.0, "乙": 10.0, "丙": None}}},
        missing="zero",
    )
    whys = {
        unit: (to.ahead, [one.closing.why for one in to.shortfalls if one.closing])
        for unit in ("甲", "乙")
        for to in [gap(found, "2024", unit)]
    }
    assert whys == {"甲": ("乙", ["absent"]), "乙": ("丙", ["absent-ahead"])}


def test_below_a_cap_only_what_is_missing_to_the_cap_is_asked_for() -> None:
    leaves = [leaf("x", {"completion": {"target": 60}}, weight=10)]
    values: Values = {"2024": {"x": {"甲": 45.0, "乙": 90.0}}}
    (short,) = gap(board(leaves, values), "2024", "甲").shortfalls
    assert short.closing is not None
    assert (short.closing.value, short.closing.more) == (60, 15)


def test_where_low_is_good_what_is_to_go_is_below_zero() -> None:
    leaves = [leaf("x", "min-max", weight=10, direction="low")]
    values: Values = {"2024": {"x": {"甲": 70.0, "乙": 61.0, "丙": 80.0}}}
    (short,) = gap(board(leaves, values), "2024", "甲").shortfalls
    assert short.closing is not None
    assert (short.closing.value, short.closing.more) == (61, -9)


@proves("A1.6.1")
@settings(max_examples=12, deadline=None)
@for_all(
    values=st.fixed_dictionaries(
        {
            node: st.fixed_dictionaries(dict.fromkeys(UNITS, st.one_of(st.none(), st.integers(0, 120))))
            for node in "abc"
        }
    )
)
@example(  # a cap that is hit by one, of a node of which nothing is known of the other
    {
        "a": {**dict.fromkeys("甲乙丙丁"), "戊": 76},
        "b": {**dict.fromkeys("甲乙丁戊"), "丙": 0},
        "c": {**dict.fromkeys("甲乙丙戊"), "丁": 0},
    }
)
def test_the_gaps_of_the_indicators_add_to_the_gap(values: Any) -> None:
    assume(all(any(value is not None for value in units.values()) for units in values.values()))
    tree = {
        "id": "总分",
        "of": [{"id": "经济", "cap": 15, "of": given(a=10, b=10)}, {"id": "生态", "of": given(c=10)}],
    }
    tenths = {
        node: {u: None if v is None else v / 10 for u, v in units.items()} for node, units in values.items()
    }
    units = groups({unit: "一类" if unit in "甲乙丙" else "二类" for unit in UNITS})
    found = board(tree, {"2024": tenths}, units, missing="rescale")
    totals = found.cells("2024")
    for unit in UNITS:
        to = gap(found, "2024", unit)
        peers = {
            other: cell.points for other, cell in found.peers("2024", unit).items() if cell.points is not None
        }
        mine = totals[unit].points
        if mine is None:
            assert to.why == "no-points"
            continue
        better = [points for points in peers.values() if points > mine + 1e-9]
        if not better:
            assert to.why == "first"
            continue
        assert to.points == pytest.approx(min(better) - mine, abs=1e-9)
        assert to.ahead in peers
        assert math.fsum(one.gap or 0.0 for one in to.shortfalls) == pytest.approx(to.points, abs=1e-9)


def test_those_who_share_the_place_ahead_are_all_named() -> None:
    values: Values = {"2024": {"x": {"甲": 1.0, "丙": 5.0, "乙": 5.0, "丁": 9.0}}}
    to = gap(board(given(x=10), values), "2024", "甲")
    assert {to.ahead, *to.also} == {"乙", "丙"}
    assert to.points == 4


def test_below_a_mean_that_is_not_shared_out_the_gap_is_at_the_node() -> None:
    tree = {"id": "总分", "combine": "geometric", "of": given(a=10, b=10)}
    values: Values = {"2024": {"a": {"甲": 4.0, "乙": 9.0}, "b": {"甲": 4.0, "乙": 4.0}}}
    to = gap(board(tree, values), "2024", "甲")
    assert [(one.node, one.gap and round(one.gap, 9)) for one in to.shortfalls] == [
        ("总分", 20),
        ("a", None),
        ("b", None),
    ]
    assert to.shortfalls[1].closing is not None
    assert to.shortfalls[1].closing.more == 5
