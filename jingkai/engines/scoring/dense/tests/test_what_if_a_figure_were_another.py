"""What if, gain plan: the same as the engine gives on facts that say so."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jingkai.engines.quantity import Problem
from jingkai.engines.scoring import plan_of, score
from jingkai.engines.scoring.dense.changes import Change, read_changes, what_if
from jingkai.engines.scoring.dense.cube import Cube
from jingkai.engines.scoring.dense.gains import Step, gains
from tests.proof import proves

from ...tests.small import facts, leaf, of_period, points, scored
from .drawn import GROUPS, UNITS, drawn, schemes, tables

TWO = {
    "id": "总分",
    "of": [
        leaf("税收", {"completion": {"target": 100}}, weight=60),
        leaf("开工", "min-max", weight=40, undefined="missing"),
    ],
}
ROWS = of_period("税收", {"甲": 90, "乙": 80, "丙": 50}) + of_period("开工", {"甲": 2, "乙": 6, "丙": 4})


def cube(**more: Any) -> Cube:
    return Cube.of(scored(TWO, facts(ROWS), **more))


def replaced(table: pa.Table, unit: str, indicator: str, value: float) -> pa.Table:
    """The facts with one of them an exact figure."""
    rows = table.to_pylist()
    for row in rows:
        if (row["unit"], row["indicator"], row["period"]) == (unit, indicator, "2024"):
            row.update(value=str(value), qualifier="")
    return pa.Table.from_pylist(rows, schema=table.schema)


@proves("A1.6.3", "A1.4.3")
@drawn
@given(schemes(), st.data())
def test_a_change_comes_to_what_the_engine_gives_on_changed_facts(
    scheme: dict[str, Any], data: st.DataObject
) -> None:
    plan = plan_of(scheme)
    table = data.draw(tables(plan))
    slot = data.draw(
        st.sampled_from([one for one in plan.measured if one.leaf.gather == "one"] or plan.leaves)
    )
    unit, value = data.draw(st.sampled_from(UNITS)), data.draw(st.sampled_from([0.0, 1.0, 7.5, 60.0]))
    if slot.leaf.gather == "count":
        return
    outcomes = what_if(
        Cube.of(score(plan, table, GROUPS, periods=["2024"])), [Change(unit, slot.leaf.name, value)]
    )
    after = score(plan, replaced(table, unit, slot.leaf.name, value), GROUPS, periods=["2024"])
    rows = {(row["unit"], row["node"]): row for row in after.scores.to_pylist()}
    for one in outcomes:
        row = rows[one.unit, one.node]
        assert one.points == (None if row["points"] is None else pytest.approx(row["points"], abs=1e-8)), one
        assert (one.rank, one.group_rank) == (row["rank"], row["group_rank"])
    told = {(one.unit, one.node) for one in outcomes}
    assert {(name, "总分") for name in UNITS} <= told


@proves("A1.6.3")
def test_what_one_gains_another_loses() -> None:
    outcomes = what_if(cube(), [Change("甲", "开工", 8)])
    told = {(one.unit, one.node): (one.points_before, one.points) for one in outcomes}
    assert told["甲", "总分"] == (54.0, 94.0)
    assert told["乙", "总分"] == (88.0, 68.0)
    assert told["丙", "开工"] == (20.0, 0.0)
    assert ("甲", "税收") not in told


@proves("A1.6.3")
def test_weights_change_and_an_indicator_is_left_out() -> None:
    heavier = {one.unit: one for one in what_if(cube(), [Change("", "税收", 90)]) if one.node == "总分"}
    assert heavier["甲"].points == 81.0
    without = what_if(cube(), [Change("", "开工", None)])
    assert {one.unit: one.points for one in without if one.node == "总分"} == {"甲": 54, "乙": 48, "丙": 30}
    assert {one.points for one in without if one.node == "开工"} == {None}
    # The engine on the same scheme written so.
    written = {**TWO, "of": [{**TWO["of"][0], "weight": 90}, TWO["of"][1]]}  # type: ignore[dict-item]
    assert {unit: one.points for unit, one in heavier.items()} == pytest.approx(
        points(scored(written, facts(ROWS)), "总分")
    )


@proves("A1.6.3")
@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ([Change("庚", "税收", 1)], "scoring.unit-unknown"),
        ([Change("甲", "进口", 1)], "scoring.indicator-unknown"),
        ([Change("", "进口", 1)], "scoring.node-unknown"),
        ([Change("", "税收", None), Change("", "开工", None)], "scoring.nothing-left"),
        ([Change("甲", "税收", None)], "scoring.missing"),
    ],
)
def test_a_change_that_cannot_be_meant_is_refused(changes: list[Change], code: str) -> None:
    with pytest.raises(Problem) as found:
        what_if(cube(), changes)
    assert found.value.code == code


@proves("A1.6.3")
@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("unit,indicator\n甲,税收\n", "scoring.columns"),
        ("unit,indicator,value\n甲,,1\n", "scoring.nameless"),
        ("unit,indicator,value\n甲,税收,很多\n", "scoring.not-a-number"),
        ("unit,indicator,value\n甲,税收,nan\n", "scoring.not-a-number"),
        ("unit,indicator,value\n,税收,-1\n", "scoring.not-a-number"),
        ("unit,indicator,value\n甲,税收,1\n甲,税收,2\n", "scoring.changed-twice"),
    ],
)
def test_a_table_of_changes_that_cannot_be_read_is_refused(tmp_path: Path, text: str, code: str) -> None:
    path = tmp_path / "改动.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Problem) as found:
        read_changes(path)
    assert found.value.code == code


@proves("A1.6.3", "A1.4.3")
@drawn
@given(schemes(), st.data())
def test_a_gain_is_what_the_change_alone_brings(scheme: dict[str, Any], data: st.DataObject) -> None:
    plan = plan_of(scheme)
    whole = Cube.of(score(plan, data.draw(tables(plan)), GROUPS, periods=["2024"]))
    found = {(one.unit, one.indicator): one for one in gains(whole)}
    for unit in UNITS:
        for name in {slot.leaf.name for slot in plan.measured}:
            value = whole.figures.now[whole.figures.indicators[name]][whole.figures.units[unit]]
            leaf = next(slot.leaf for slot in plan.leaves if slot.leaf.name == name)
            by = 1.0 if leaf.gather == "count" else abs(value) * 0.1
            better = value + by if leaf.direction == "high" else value - by
            if np.isnan(value):
                assert (unit, name) not in found
                continue
            (total,) = (
                one
                for one in what_if(whole, [Change(unit, name, better)])
                if (one.unit, one.node) == (unit, "总分")
            )
            gain = found.get((unit, name))
            if gain is None:
                assert (
                    total.points is None
                    or total.points_before is None
                    or total.points <= total.points_before + 2e-9
                )
            else:
                assert gain.points == pytest.approx(
                    (total.points or 0) - (total.points_before or 0), abs=2e-9
                )
                assert (gain.rank, gain.rank_after) == (total.group_rank_before, total.group_rank)


@proves("A1.6.3")
def test_gains_are_ordered_by_what_they_bring_for_the_effort() -> None:
    steps = {"税收": Step(10, effort=2), "开工": Step(2, effort=1)}
    mine = [one for one in gains(cube(), steps) if one.unit == "丙"]
    assert [(one.indicator, one.points, one.per_effort) for one in mine] == [
        ("开工", 20.0, 20.0),
        ("税收", 6.0, 3.0),
    ]
    assert (mine[0].rank, mine[0].rank_after, mine[0].better) == (3, 2, 6.0)
    # Nothing is to be gained above the cap.
    assert next(one.points for one in gains(cube(), {"税收": Step(1000)}) if one.unit == "甲") == 6.0


def test_many_units_are_taken_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    at_once = gains(cube())
    monkeypatch.setattr(sys.modules[gains.__module__], "_CELLS", 3)
    assert gains(cube()) == at_once
