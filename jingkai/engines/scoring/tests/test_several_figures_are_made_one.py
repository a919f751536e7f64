"""What raters gave, or events brought, becomes one figure of a unit, in whatever order the rows stand."""

from __future__ import annotations

from statistics import fmean
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jingkai.engines.scoring import plan_of, score
from tests.proof import proves

marks = st.tuples(st.sampled_from("甲乙丙"), st.integers(0, 100), st.sampled_from(["", "", "", "余"]))
given_marks = st.lists(marks, min_size=1, max_size=24)


def by_hand(marks: list[float], gather: str, trim: int) -> float | None:
    if gather == "count":
        return float(len(marks))
    kept = sorted(marks)[trim : len(marks) - trim] if trim else marks
    if gather == "sum":
        return sum(kept)
    return fmean(kept) if kept else None


@proves("A1.2.1")
@settings(deadline=None, max_examples=60)
@given(given_marks, st.sampled_from([("sum", 0), ("count", 0), ("mean", 0), ("mean", 1), ("mean", 2)]))
def test_sum_number_and_mean_with_extremes_dropped(rows: list[Any], how: tuple[str, int]) -> None:
    gather, trim = how
    leaf = {"id": "评委", "full": 100, "gather": gather, "method": "given"} | ({"trim": trim} if trim else {})
    # Beside it an indicator that is not gathered and that every unit has.
    plan = plan_of({"missing": "rescale", "tree": {"id": "总分", "of": [
        leaf | {"undefined": "missing"}, {"id": "别的", "full": 1, "method": "given"}]}})  # fmt: skip
    units = sorted({unit for unit, _, _ in rows})
    given_rows = [(unit, "评委", float(mark), mark_is) for unit, mark, mark_is in rows]
    given_rows += [(unit, "别的", 1.0, "") for unit in units]
    table = pa.table({
        "unit": [row[0] for row in given_rows],
        "indicator": [row[1] for row in given_rows],
        "period": ["2024"] * len(given_rows),
        "value": [row[2] for row in given_rows],
        "qualifier": [row[3] for row in given_rows],
        "id": [f"{number:02}" for number in range(len(given_rows))],
    })  # fmt: skip
    expected = {}
    for unit in units:
        mine = [(mark, bound) for of, mark, bound in rows if of == unit]
        bound = any(one for _, one in mine)
        expected[unit] = None if bound else by_hand([float(mark) for mark, _ in mine], gather, trim)
    for trace in ("none", "full"):
        scored = score(plan, table, trace=trace)
        found = {row["unit"]: row["points"] for row in scored.scores.to_pylist() if row["node"] == "评委"}
        assert found == {unit: None if one is None else pytest.approx(one) for unit, one in expected.items()}
    assert scored.trace is not None
    ids = {row["unit"]: row["facts"] for row in scored.trace.to_pylist() if row["node"] == "评委"}
    for unit in units:
        assert ids[unit] == " ".join(f"{at:02}" for at, row in enumerate(rows) if row[0] == unit)
