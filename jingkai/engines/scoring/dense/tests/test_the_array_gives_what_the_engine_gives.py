"""The same scheme on the same figures: points and places of the array are those of the compiled statements."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jingkai.engines.scoring import Scored, plan_of, score
from jingkai.engines.scoring.dense.cube import Cube
from tests.proof import proves

from ...tests.documented import examples
from .drawn import GROUPS, drawn, schemes, tables


def same(scored: Scored, cube: Cube) -> None:
    """Points and places of every node."""
    points = cube.points()
    at = {name: number for number, name in enumerate(cube.figures.names)}
    slots = {slot.item.id: slot.number for slot in scored.plan.slots}
    rows = [row for row in scored.scores.to_pylist() if row["period"] == cube.period]
    for row in rows:
        slot, unit = slots[row["node"]], at[row["unit"]]
        mine = np.broadcast_to(points[slot], (len(at),))[unit]
        place = (row["node"], row["unit"])
        if row["points"] is None:
            assert np.isnan(mine), place
            continue
        assert mine == pytest.approx(row["points"], abs=1e-8), place
        assert cube.ranks(points, slot)[unit] == row["rank"], place
        if row["group_rank"] is not None:
            assert cube.ranks(points, slot, "group")[unit] == row["group_rank"], place


@proves("A1.4.3")
@pytest.mark.parametrize("example", list(examples()), ids=lambda example: example.name)
def test_of_every_method(example: Any) -> None:
    plan = plan_of({"tree": {"id": "总分", "of": [example.leaf]}})
    scored = score(plan, example.facts, periods={period for _, period in example.points})
    same(scored, Cube.of(scored))


@proves("A1.4.3")
@drawn
@given(schemes(), st.data())
def test_of_any_scheme(scheme: dict[str, Any], data: st.DataObject) -> None:
    plan = plan_of(scheme)
    same(scored := score(plan, data.draw(tables(plan)), GROUPS, periods=["2024"]), Cube.of(scored))
