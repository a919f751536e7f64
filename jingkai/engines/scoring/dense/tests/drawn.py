"""Schemes of any methods, and figures for them with gaps and bounds, as hypothesis draws them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pyarrow as pa
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from jingkai.engines.scoring import METHODS, Plan

from ...tests.documented import examples
from ...tests.small import Row, facts

# Each draw is scored in the engine: to make a failing one smaller would take minutes.
drawn = settings(
    max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate]
)
LEAVES = {example.name: example.leaf for example in examples()}
UNITS = ("甲", "乙", "丙", "丁", "戊")
PERIODS = ("2022", "2023", "2024")
# What is good they say by their own parameters.
_ONE_WAY = ("efficacy", "goalposts", "given", "votes", "deduct", "events")
numbers = st.one_of(st.integers(-3, 40).map(float), st.floats(-50, 200).map(lambda value: round(value, 3)))


# Whose figure, of which indicator, how long ago; and statistics of one figure more.
_BESIDE: tuple[Any, ...] = (
    {"before": {"years": "2"}},
    {"before": {"years": "2", "of": "mean"}, "times": "1.1"},
    {"before": {"periods": "2", "of": "mean"}},
    {"unit": "全省", "before": "year"},
    {"indicator": "计划", "before": "year"},
    {"unit": "全省", "indicator": "计划", "before": {"periods": "2", "of": "mean"}},
    {"peers": {"percentile": "95"}},
    {"peers": {"percentile": "12.5"}, "times": "2"},
)


@st.composite
def leaves(draw: Callable[..., Any], number: int) -> dict[str, Any]:
    """An indicator by any method, some of them low, within a group, rounded, limited or refusing nothing."""
    # Votes are for places from 1 on, which figures as these are not.
    leaf = dict(LEAVES[draw(st.sampled_from(sorted(set(METHODS) - {"votes"})))])
    more = {
        "id": f"指标{number}",
        "weight": draw(st.sampled_from([1, 5, 20])),
        "undefined": draw(st.sampled_from(["missing", "2.5"])),
        "direction": draw(st.sampled_from(["high", "low"])),
    }
    if any(name in leaf["method"] for name in _ONE_WAY):
        del more["direction"]
    if "bands" in leaf["method"] and more["direction"] == "low":
        leaf["method"] = {"bands": {"bands": [["0", "5"], ["20", "4"], ["35.5", "1"]], "below": "-1"}}
    if draw(st.integers(0, 3)) == 0:
        leaf = {"id": "", "method": {"ratio": {"to": draw(st.sampled_from(_BESIDE))}}}
    if draw(st.booleans()):
        more["within"] = "group"
    if draw(st.booleans()):
        more["decimals"] = draw(st.sampled_from(["0", "2"]))
    if draw(st.booleans()):
        more["missing"] = draw(st.sampled_from(["zero", "rescale"]))
    return leaf | more


# What a place, a statistic, a line and a formula make of points.
_ON_POINTS: tuple[Any, ...] = (
    {"rank-step": {"step": "1"}},
    "min-max",
    "percentile",
    {"completion": {"target": {"node": "部分1"}, "cap": "none"}},
    {
        "steps": {
            "base": "3",
            "at": "0",
            "per": "2",
            "up": "0.5",
            "take": "difference",
            "to": {"peers": "median"},
        }
    },
    {
        "expr": {
            "points": "if rank = 1 then value / 2 else m - first",
            "with": {"m": {"node": "部分1"}, "first": {"node": "指标0"}},
        }
    },
)


@st.composite
def on_points(draw: Callable[..., Any]) -> dict[str, Any]:
    """A node over two indicators whose figures are points, the second those of the first."""
    methods = [draw(st.sampled_from(_ON_POINTS)) for _ in range(2)]
    more = {"weight": "5", "undefined": "missing"}
    return {"id": "加分", "weight": "6", "combine": "sum", "of": [
        {"id": "加分一", "node": draw(st.sampled_from(["部分0", "指标1"])), "method": methods[0], **more},
        {"id": "加分二", "node": "加分一", "method": methods[1], "within": "group", **more},
    ]}  # fmt: skip


@st.composite
def schemes(draw: Callable[..., Any]) -> dict[str, Any]:
    """A tree of two levels over four to six indicators."""
    count = draw(st.integers(4, 6))
    listed = [draw(leaves(number)) for number in range(count)]
    parts: list[dict[str, Any]] = []
    for number, start in enumerate(range(0, count, 2)):
        combine = draw(st.sampled_from(["sum", "arithmetic", "geometric", "harmonic", "product"]))
        below = listed[start : start + 2]
        if combine in ("geometric", "harmonic"):
            below = [leaf | {"floor": "0", "undefined": "missing"} for leaf in below]
        node = {
            "id": f"部分{number}",
            "weight": draw(st.sampled_from([10, 30])),
            "combine": combine,
            "of": below,
        }
        if combine == "sum" and draw(st.booleans()):
            node["excess"] = draw(st.sampled_from(["0", "2"]))
        if draw(st.booleans()):
            node |= {"decimals": "1", "cap": "25", "floor": "-5"}
        parts.append(node)
    if draw(st.booleans()):
        parts.append(draw(on_points()))
    if draw(st.booleans()):
        parts[-1]["aside"] = "yes"
    total = {"id": "总分", "combine": draw(st.sampled_from(["sum", "arithmetic"])), "of": parts}
    return {"tree": total, "missing": draw(st.sampled_from(["zero", "rescale"])), "tie_break": ["部分1"]}


@st.composite
def figures(draw: Callable[..., Any], indicators: list[str]) -> tuple[list[Row], list[str]]:
    """Rows with what is absent and bounds among them; of every indicator at least one is known now."""
    rows: list[Row] = []
    qualifiers = []
    for name in indicators:
        for unit in (*UNITS, "全省"):
            for period in PERIODS:
                value = draw(st.one_of(numbers, numbers, numbers, st.none()))
                if name == indicators[0] and unit == "甲":
                    value = 3.0
                rows.append((unit, name, period, value))
                qualifiers.append(draw(st.sampled_from(["", "", "", "", "余"])))
    return rows, qualifiers


GROUPS = pa.table({"unit": list(UNITS), "group": ["一", "一", "一", "二", "二"]})


@st.composite
def tables(draw: Callable[..., Any], plan: Plan) -> pa.Table:
    """FACTS for a scheme; a unit that is only compared with has some where the scheme names it."""
    names = list(dict.fromkeys(slot.leaf.name for slot in plan.measured))
    names = list(dict.fromkeys([*names, *(one.indicator for one in plan.references if one.indicator)]))
    rows, qualifiers = draw(figures(names))
    beside = any(one.unit for one in plan.references)
    kept = [number for number, row in enumerate(rows) if beside or row[0] != "全省"]
    more = {"qualifier": [qualifiers[one] for one in kept]}
    if draw(st.booleans()):
        more["id"] = [f"fact:{one}" for one in kept]
    return facts([rows[one] for one in kept], **more)
