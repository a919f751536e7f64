"""What is added has one last digit, whichever engine adds it and in whatever order the facts came."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from jingkai.engines.scoring import plan_of, score
from tests.proof import proves

from .small import leaf

METHODS: dict[str, Any] = {
    "mean": {"ratio": {"to": {"peers": "mean"}}},
    "median": {"ratio": {"to": {"peers": "median"}}},
    "sum": {"ratio": {"to": {"peers": "sum"}}},
    "z": {"z-score": {"at": 50, "per": 10}},
    "z of a population": {"z-score": {"sd": "population"}},
}
UNITS = [f"单位{number:04}" for number in range(1_500)]


def exact(combine: str, order: np.ndarray[Any, Any], engine: Any) -> list[float]:
    """The points of every node as they were computed, not as they are written."""
    parts = [
        leaf(name, method, weight=1.1 + at, floor=0.001, indicator="x")
        for at, (name, method) in enumerate(METHODS.items())
    ]
    plan = plan_of({"tree": {"id": "总分", "full": 100, "combine": combine, "of": parts}})
    values = np.random.default_rng(7).lognormal(3, 4, len(UNITS))
    table = pa.table(
        {"unit": UNITS, "indicator": ["x"] * len(UNITS), "period": ["2024"] * len(UNITS), "value": values}
    )
    scored = score(plan, table.take(order), pa.table({"unit": UNITS}), trace="none", engine=engine)
    return [value.hex() for value in scored.scores.column("points").to_pylist()]


@proves("A1.3.2")
@pytest.mark.parametrize("combine", ["sum", "arithmetic", "harmonic", "product"])
def test_arrays_and_statements_agree_to_the_last_bit(combine: str) -> None:
    as_they_are = np.arange(len(UNITS))
    shuffled = np.random.default_rng(1).permutation(len(UNITS))
    first = exact(combine, as_they_are, "arrays")
    assert first == exact(combine, as_they_are, "duckdb")
    assert first == exact(combine, shuffled, "duckdb")


@proves("A1.3.2")
@pytest.mark.parametrize("engine", ["arrays", "duckdb"])
def test_halves_are_rounded_up_on_every_engine(engine: Any) -> None:
    """0.0009765625 is a binary number, and its tenth decimal a half: it is the same as the step above it."""
    plan = plan_of({"tree": {"id": "总分", "of": [leaf("x", full=9, decimals=2)]}})
    values = {"甲": 0.0009765625, "乙": 0.000976563, "丙": 2.675, "丁": -2.675, "戊": 2.674999}
    table = pa.table(
        {"unit": list(values), "indicator": ["x"] * 5, "period": ["2024"] * 5, "value": list(values.values())}
    )
    rows = score(plan, table, trace="none", engine=engine).scores.to_pylist()
    points = {row["unit"]: row["points"] for row in rows if row["node"] == "x"}
    assert points == {"甲": 0.0, "乙": 0.0, "丙": 2.68, "丁": -2.68, "戊": 2.67}
    plan = plan_of({"tree": {"id": "总分", "of": [leaf("x", full=9)]}})
    rows = score(plan, table, trace="none", engine=engine).scores.to_pylist()
    places = {row["unit"]: row["rank"] for row in rows if row["node"] == "x"}
    assert places == {"丙": 1, "戊": 2, "甲": 3, "乙": 3, "丁": 5}
