"""A case of any size with every kind of take and node: gaps, bounds, groups, limits, points that are rounded."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa

from jingkai.engines.scoring import Plan, plan_of

from .small import leaf

INDICATORS = tuple(f"指标{number:02}" for number in range(20))
_PARTS: list[tuple[str, dict[str, Any], list[dict[str, Any]]]] = [
    (
        "合计",
        {"combine": "sum", "excess": 3, "decimals": 2},
        [
            {"method": {"completion": {"target": {"indicator": "指标01"}, "cap": 150}}, "weight": 7, "decimals": 1},
            {
                "method": {"growth": {"base": 5, "points": 0.1, "per": 3, "to": {"before": "period"}}}, "weight": 10,
                "cap": 12,
            },
            {"method": {"rank-gain": {"per": 0.001}}, "weight": 1},
            {"method": "given", "full": 100, "decimals": 0},
        ],
    ),
    (
        "算术",
        {"combine": "arithmetic"},
        [
            {"method": {"z-score": {"at": 50, "per": 10}}, "weight": 3},
            {"method": {"z-score": {"sd": "population"}}, "weight": 0.7, "within": "group"},
            {"method": "min-max", "weight": 1.1, "direction": "low"},
            {"method": {"rank-step": {"step": 0.2, "floor": -1000}}, "weight": 2.3, "within": "group"},
            {"method": {"efficacy": {"good": {"peers": "max"}, "bad": {"peers": "mean"}}}, "weight": 1.9},
        ],
    ),
    (
        "几何",
        {"combine": "geometric"},
        [
            {"method": {"goalposts": {"low": 1, "high": 200, "log": True}}, "weight": 5, "floor": 0.001},
            {"method": {"ratio": {"to": {"peers": "median"}}}, "weight": 4},
            {"method": {"percentile": {"of": "beaten"}}, "weight": 2, "floor": 0.01, "within": "group"},
        ],
    ),
    (
        "调和",
        {"combine": "harmonic", "decimals": 3},
        [
            {"method": {"ratio": {"to": {"peers": "sum", "times": 0.001}}}, "weight": 5, "cap": 9},
            {"method": "percentile", "weight": 3},
            {"method": {"borda": {}}, "weight": 1, "floor": 0.5},
        ],
    ),
    (
        "连乘",
        {"combine": "product", "cap": 30},
        [
            {"method": {"bands": {"bands": [[20, 8], [60, 11], [90, 13]], "below": 5}}, "weight": 10},
            {"method": {"distance-to-target": {"target": 90}}, "weight": 8},
        ],
    ),
    (
        "公式",
        {"combine": "sum", "floor": -5},
        [
            {
                "method": {"expr": {"points": "round(full * value / base, 2) + (n - rank) / n", "with": {
                    "base": {"peers": "mean"}}}}, "weight": 6,
            },
            {"method": {"expr": {"points": "min(value - last, 4) * 0.37", "with": {
                "last": {"before": "period"}}}}},
            {"method": {"tiered": {"base": 10, "bands": [[10, 20], [10, 40], [10, 60]]}}, "full": 30},
        ],
    ),
]  # fmt: skip


def large_plan() -> Plan:
    """Six nodes over twenty indicators."""
    names = iter(INDICATORS)
    parts = [
        {
            "id": id,
            "weight": 10 + 3.3 * number,
            **more,
            "of": [leaf(next(names), **({"undefined": "missing"} | one)) for one in leaves],
        }
        for number, (id, more, leaves) in enumerate(_PARTS)
    ]
    tree = {"id": "总分", "combine": "arithmetic", "full": 100, "of": parts}
    return plan_of({"missing": "rescale", "tie_break": ["算术", "几何"], "tree": tree})


def large_tables(units: int, periods: int) -> tuple[pa.Table, pa.Table]:
    """FACTS of every unit, indicator and month but for every thirtieth or so, and UNITS in five groups."""
    draws = np.random.default_rng(20)
    count = units * len(INDICATORS) * periods
    at = draws.permutation(count)[: count - count // 30]
    names = [f"单位{number:05}" for number in range(units)]
    months = [f"2024-{month + 1:02}" for month in range(periods)]
    columns = {
        "unit": (at % units, names),
        "indicator": (at // units % len(INDICATORS), list(INDICATORS)),
        "period": (at // units // len(INDICATORS), months),
        "qualifier": ((draws.random(len(at)) < 0.01).astype(int), ["", "余"]),
    }
    facts = {
        key: pa.DictionaryArray.from_arrays(pa.array(codes.astype(np.int32)), pa.array(said)).cast(
            pa.string()
        )
        for key, (codes, said) in columns.items()
    }
    # Of few decimals, so that some are equal and some lie in the middle of a step.
    values = draws.uniform(0.5, 120, len(at)).round(2)
    groups = pa.array([f"第{number}组" for number in draws.integers(1, 6, units)])
    return pa.table({**facts, "value": values}), pa.table({"unit": names, "group": groups})
