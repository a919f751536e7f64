"""Properties: the order of units, the scale of an indicator, weights that were dropped, the trace and its total."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jingkai.engines.scoring import METHODS, plan_of
from jingkai.engines.scoring.shape import Curve
from tests.proof import proves

from .small import facts, leaf, of_period, points, scored

VALUES = st.lists(st.integers(-500, 1000), min_size=3, max_size=7, unique=True)
MONOTONE: dict[str, Any] = {
    "completion": {"target": 60, "cap": "none"},
    "completion-bands": {"target": 50, "bands": [[60, 4], [80, 7], [100, 10]]},
    "bands": {"bands": [[60, 3], [75, 4], [90, 5]]},
    "efficacy": {"good": 12, "bad": 6},
    "goalposts": {"low": 0, "high": 994},
    "steps": {"base": 3, "at": 60, "per": 2, "up": 0.1, "whole": True},
    "tiered": {"base": 10, "bands": [[10, 20], [10, 40], [10, 60]]},
    "target-count": {"target": 20, "per": 0.1, "limit": 3, "whole": True},
    "threshold": {"at": 8},
    "given": {},
}


def named(values: list[int]) -> dict[str, float]:
    return {f"单位{number}": float(value) for number, value in enumerate(values)}


@proves("A5.2.1")
@settings(max_examples=12, deadline=None)
@given(values=VALUES, data=st.data())
def test_the_order_of_units_changes_nothing(values: list[int], data: st.DataObject) -> None:
    tree = {
        "id": "total",
        "of": [
            leaf("z", "z-score", weight=10, indicator="x"),
            leaf("r", {"rank-share": {}}, weight=5, indicator="x"),
        ],
    }
    rows = of_period("x", named(values))
    shuffled = data.draw(st.permutations(rows))
    first, second = scored(tree, facts(rows)), scored(tree, facts(shuffled))
    assert first.scores.to_pylist() == second.scores.to_pylist()


@proves("A5.2.2")
@settings(max_examples=12, deadline=None)
@given(values=VALUES, times=st.floats(0.001, 1000), more=st.integers(-1000, 1000))
def test_scaling_an_indicator_leaves_min_max(values: list[int], times: float, more: int) -> None:
    tree = {"id": "total", "of": [leaf(method="min-max", weight=10)]}
    plain = points(scored(tree, facts(of_period("x", named(values)))), "x")
    scaled = {unit: value * times + more for unit, value in named(values).items()}
    assert points(scored(tree, facts(of_period("x", scaled))), "x") == pytest.approx(plain, abs=1e-6)


@proves("A5.2.3")
@pytest.mark.parametrize("name", MONOTONE)
@settings(max_examples=60, deadline=None)
@given(low=st.floats(-1e4, 1e4), more=st.floats(0, 1e4))
def test_more_of_a_good_thing_is_never_worth_less(name: str, low: float, more: float) -> None:
    take, curve = METHODS[name].model_validate(MONOTONE[name]).shape(10.0)
    assert take.kind in ("value", "ratio", "position", "difference")
    assert curve(low + more) >= curve(low) - 1e-9


@proves("A5.2.4")
@settings(max_examples=12, deadline=None)
@given(values=VALUES, absent=st.integers(0, 2))
def test_the_weights_of_what_is_missing_go_to_the_others(values: list[int], absent: int) -> None:
    """With a part missing the total is the mean of the others by their own weights, in the trace as in the sum."""
    weights = (5.0, 3.0, 2.0)
    of = [
        leaf(f"i{n}", {"goalposts": {"low": -500, "high": 1000}}, weight=weight, full=100)
        for n, weight in enumerate(weights)
    ]
    rows = [("甲", f"i{n}", "2024", None if n == absent else values[n]) for n in range(3)]
    rows += [("乙", f"i{n}", "2024", values[n]) for n in range(3)]
    found = scored({"id": "total", "combine": "arithmetic", "of": of}, facts(rows), missing="rescale")
    rates = [(value + 500) / 15 for value in values[:3]]
    kept = [n for n in range(3) if n != absent]
    expected = sum(weights[n] * rates[n] for n in kept) / sum(weights[n] for n in kept)
    assert points(found, "total")["甲"] == pytest.approx(expected)


@proves("A5.2.5")
@settings(max_examples=15, deadline=None)
@given(
    values=st.lists(st.one_of(st.none(), st.integers(-200, 900)), min_size=8, max_size=8),
    decimals=st.sampled_from([None, 0, 2]),
    missing=st.sampled_from(["rescale", "zero"]),
    cap=st.sampled_from([None, 20.0]),
)
def test_the_trace_adds_to_the_total(
    values: list[int | None], decimals: int | None, missing: str, cap: float | None
) -> None:
    """Through sums, means, limits, roundings and what is missing."""
    inner = {
        "id": "inner", "weight": 30, "combine": "arithmetic", "decimals": decimals,
        "of": [
            leaf("a", {"goalposts": {"low": 0, "high": 900}}, weight=3, decimals=decimals),
            leaf("b", {"efficacy": {"good": 900, "bad": 0}}, weight=1),
        ],
    }  # fmt: skip
    tree = {
        "id": "total", "excess": 1, "cap": cap, "of": [
            inner,
            leaf("c", {"target-count": {"target": 100, "per": 0.1}}, weight=10),
            leaf("d", {"events": {"per": -0.01}}, missing="zero"),
        ],
    }  # fmt: skip
    rows = [
        (unit, name, "2024", values[at + 4 * number])
        for number, unit in enumerate("甲乙")
        for at, name in enumerate("abcd")
    ]
    rows += [("丙", name, "2024", 1) for name in "abcd"]
    found = scored(tree, facts(rows), missing=missing)
    assert found.trace is not None
    for unit, total in points(found, "total").items():
        shares = [row["points"] for row in found.trace.to_pylist() if row["unit"] == unit]
        assert math.fsum(share or 0 for share in shares) == pytest.approx(total or 0, abs=1e-9), unit


@proves("A1.2.1")
@settings(max_examples=10, deadline=None)
@given(values=VALUES)
def test_the_compiled_curve_is_the_one_that_is_written_down(values: list[int]) -> None:
    """Every curve of every documented example, on DuckDB as in its definition."""
    from .documented import examples

    # Votes are for places from 1 on, which these values are not.
    leaves = [
        {**one.leaf, "id": one.name, "indicator": "x", "method": one.leaf["method"]}
        for one in examples()
        if one.name != "votes"
    ]
    direct = [one for one in leaves if _takes_the_value(one)]
    plain = [{key: value for key, value in one.items() if key not in ("gather", "trim")} for one in direct]
    plan = plan_of({"tree": {"id": "total", "of": plain}})
    found = scored({"id": "total", "of": plain}, facts(of_period("x", named(values))))
    for slot in plan.leaves:
        assert isinstance(slot.curve, Curve)
        for unit, value in named(values).items():
            assert points(found, slot.item.id)[unit] == pytest.approx(slot.curve(value)), (
                slot.item.id,
                value,
            )


def _takes_the_value(document: dict[str, Any]) -> bool:
    (slot,) = plan_of({"tree": {"id": "total", "of": [document]}}).leaves
    assert slot.take is not None
    return slot.take.kind == "value"
