"""st-E13: tiers by class, no draw; gates that leave the points readable; a tier that comes back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from jingkai.engines.quantity import Problem
from jingkai.engines.scoring import Result, draws, grade, plan_of, write_rows
from tests.proof import proves

from .small import Row, facts, leaf, of_period, scored

RULE: dict[str, Any] = {
    "tiers": [
        {"tier": "第一档", "share": 30},
        {"tier": "末档", "last": 1, "of_at_least": 5},
        {"tier": "中间档"},
    ],
    "alone": [{"tier": "第一档", "score": 90}, {"tier": "中间档", "score": 60}, {"tier": "末档"}],
}
TREE = {"id": "总分", "of": [leaf("重点", weight=50), leaf("其他", weight=50)]}
CLASSES = {"街镇": 12, "部门": 20, "综保区": 1}


def cohort(points: dict[str, tuple[float, float]], period: str = "2024") -> list[Row]:
    return [
        row
        for unit, (key, other) in points.items()
        for row in ((unit, "重点", period, key), (unit, "其他", period, other))
    ]


def units() -> tuple[pa.Table, dict[str, tuple[float, float]]]:
    names = [
        (f"{group}{number:02d}", group) for group, count in CLASSES.items() for number in range(1, count + 1)
    ]
    table = pa.table({"unit": [unit for unit, _ in names], "group": [group for _, group in names]})
    return table, {unit: (45 - int(unit[-2:]), 40.0) for unit, _ in names}


@proves("A1.1.5")
def test_tiers_are_forced_by_class_and_a_class_of_one_is_graded_by_bands() -> None:
    table, points = units()
    results = grade(scored(TREE, facts(cohort(points)), table, **RULE))
    tiers = {(one.group, one.tier): 0 for one in results}
    for one in results:
        tiers[one.group, one.tier] += 1
    assert tiers == {
        ("街镇", "第一档"): 3, ("街镇", "中间档"): 8, ("街镇", "末档"): 1,
        ("部门", "第一档"): 6, ("部门", "中间档"): 13, ("部门", "末档"): 1,
        ("综保区", "中间档"): 1,
    }  # fmt: skip


@proves("A1.1.4")
def test_the_sixth_place_is_decided_by_the_key_indicators() -> None:
    """Two departments are equal to 0.01 at the 6th place: without the tie rule neither is in the first tier of six."""
    table, points = units()
    points["部门06"], points["部门07"] = (40.0, 39.0), (39.0, 40.0)
    tied = grade(scored(TREE, facts(cohort(points)), table, **RULE))
    assert sum(one.tier == "第一档" for one in tied if one.group == "部门") == 5
    broken = grade(scored(TREE, facts(cohort(points)), table, tie_break=["重点"], **RULE))
    assert {one.unit for one in broken if one.group == "部门" and one.tier == "第一档"} == {
        f"部门0{n}" for n in range(1, 7)
    }


@proves("A1.1.5")
def test_a_class_that_lies_too_close_together_is_a_draw() -> None:
    table, points = units()
    close = {
        unit: (40 + int(unit[-2:]) / 100, 40.0) if unit.startswith("街镇") else pair
        for unit, pair in points.items()
    }
    found = draws(scored(TREE, facts(cohort(close)), table, draw=1, **RULE))
    assert [(one.group, one.spread) for one in found] == [("街镇", 0.11)]
    assert draws(scored(TREE, facts(cohort(points)), table, draw=1, **RULE)) == []


@proves("A1.1.6")
def test_a_veto_sets_the_result_and_leaves_the_points_readable() -> None:
    rule = {
        "tiers": [{"tier": "优秀", "score": 80, "rank": 1}, {"tier": "良好", "score": 60}, {"tier": "一般"}],
        "gates": [
            {"id": "较大事故", "indicator": "事故", "over": 0, "then": "不予评定", "clause": "细则十一"},
            {"id": "重点不足", "node": "重点", "under": 42, "not_above": "良好"},
        ],
    }
    points = {"甲": (41.0, 50.0), "乙": (45.0, 40.0), "丙": (30.0, 35.0), "丁": (10.0, 10.0)}
    rows = cohort(points) + of_period("事故", {"甲": 0, "乙": 1, "丙": 0, "丁": 0})
    results = {one.unit: one for one in grade(scored(TREE, facts(rows), **rule))}
    assert (results["甲"].by_score, results["甲"].tier, results["甲"].gates) == (
        "优秀",
        "良好",
        ("重点不足",),
    )
    assert (results["乙"].by_score, results["乙"].tier, results["乙"].points) == ("良好", "不予评定", 85)
    assert (results["丙"].tier, results["丙"].gates) == ("良好", ("重点不足",))
    assert results["丁"].tier == "一般"


@proves("A1.1.6", "A5.4.1")
@pytest.mark.parametrize(("value", "qualifier"), [(None, ""), (0, "余"), (2, "余")])
def test_whether_an_unknown_passes_a_gate_nobody_knows(value: float | None, qualifier: str) -> None:
    gate = {"id": "较大事故", "indicator": "事故", "over": 0, "then": "不予评定"}
    rows = [
        *cohort({"甲": (41.0, 50.0), "乙": (45.0, 40.0)}),
        ("甲", "事故", "2024", value),
        ("乙", "事故", "2024", 1),
    ]
    table = facts(rows, qualifier=[*[""] * (len(rows) - 2), qualifier, ""])
    with pytest.raises(Problem) as found:
        grade(scored(TREE, table, gates=[gate]))
    assert found.value.code == "scoring.gate-unknown"
    lenient = scored(TREE, table, gates=[{**gate, "missing": "zero"}])
    if value is None:
        assert {one.unit: one.tier for one in grade(lenient)} == {"甲": "", "乙": "不予评定"}
    else:
        with pytest.raises(Problem):
            grade(lenient)


@proves("A1.1.5")
def test_a_tier_that_comes_back_within_the_years_has_its_consequence(tmp_path: Path) -> None:
    rule = {
        "tiers": [{"tier": "末位", "last": 1}, {"tier": "其他"}],
        "repeated": [{"result": "退出", "tier": "末位", "times": 2, "within": 3, "clause": "第九条"}],
    }
    last = {"2021": "甲", "2022": "乙", "2023": "甲", "2024": "乙", "2025": "丙"}
    rows = [
        row
        for period, unit in last.items()
        for row in cohort({one: (1.0 if one == unit else 9.0, 5.0) for one in "甲乙丙"}, period)
    ]
    results = grade(scored(TREE, facts(rows), **rule))
    assert [(one.period, one.unit) for one in results if one.follows] == [("2023", "甲"), ("2024", "乙")]
    write_rows(results, Result, tmp_path / "results.csv")
    assert "甲,2023,,6,3,末位,末位,,退出\r\n" in (tmp_path / "results.csv").read_bytes().decode()


@proves("A5.4.1")
@pytest.mark.parametrize(
    "more",
    [
        {"gates": [{"id": "x", "indicator": "事故", "over": 0}]},
        {"gates": [{"id": "x", "over": 0, "then": "y"}]},
        {"gates": [{"id": "x", "indicator": "事故", "over": 0, "under": 1, "then": "y"}]},
        {"gates": [{"id": "x", "node": "没有", "over": 0, "then": "y"}]},
        {"gates": [{"id": "x", "node": "总分", "over": 0, "not_above": "没有"}]},
        {"repeated": [{"result": "x", "tier": "没有", "times": 1, "within": 1}]},
        {"tiers": [{"tier": "x", "share": 0}]},
    ],
)
def test_a_rule_of_tiers_that_cannot_be_meant_is_refused(more: dict[str, Any]) -> None:
    with pytest.raises(Problem) as found:
        plan_of({"tree": TREE, **more})
    assert found.value.code == "scoring.scheme"
