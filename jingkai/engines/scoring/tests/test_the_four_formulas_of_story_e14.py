"""st-E14: four formulas in one sheet, an excess that is cut and shown, and every point opens."""

import pytest

from tests.proof import proves

from .small import facts, leaf, points, scored

SHEET = {
    "id": "总分",
    "excess": 5,
    "of": [
        leaf("开工", {"target-count": {"target": 20, "per": 0.1, "limit": 3}}, weight=25, clause="一"),
        leaf("投资", {"target-count": {"target": 30, "per": 0.1, "whole": True}}, weight=25, clause="二"),
        leaf("签约", {"completion": {"target": 60}}, weight=50, clause="三"),
        leaf(
            "领先", {"tiered": {"base": 10, "bands": [[10, 20], [10, 40], [10, 60]]}}, weight=10, clause="四"
        ),
        leaf("税收", "flat-year", weight=5, clause="五"),
    ],
}
ROWS = [
    ("甲", "开工", "2024", 17),
    ("甲", "投资", "2024", 36.5),
    ("甲", "签约", "2024", 45),
    ("甲", "领先", "2024", 25),
    ("甲", "税收", "2024", 112),
    ("甲", "税收", "2023", 100),
]


@proves("A5.1.1", "A1.3.1", "A1.1.6")
def test_the_points_of_the_sheet_come_out() -> None:
    table = facts(ROWS, id=[f"fact:{number}" for number in range(len(ROWS))])
    found = scored(SHEET, table, periods=["2024"])
    assert points(found, "开工")["甲"] == pytest.approx(24.7)
    assert points(found, "投资")["甲"] == pytest.approx(25.6)
    assert points(found, "签约")["甲"] == pytest.approx(37.5)
    assert points(found, "领先")["甲"] == pytest.approx(10 + 5 + 2.5 + 10 / 12)
    assert points(found, "税收")["甲"] == pytest.approx(6.0)
    assert points(found, "总分")["甲"] == pytest.approx(107.2)

    assert found.trace is not None
    trace = {row["node"]: row for row in found.trace.to_pylist()}
    # 9.93 lie above the full marks, 5 of it may: the other 4.93 are a row of their own.
    assert trace["总分"]["points"] == pytest.approx(-(0.6 + 8 + 1 / 3 + 1 - 5))
    assert sum(row["points"] for row in trace.values()) == pytest.approx(107.2)
    invested = trace["投资"]
    assert (invested["value"], invested["reference"], invested["taken"]) == (36.5, 30, 6.5)
    assert (invested["method"], invested["clause"], invested["facts"]) == ("target-count", "二", "fact:1")
    assert trace["税收"]["previous"] == 100
    # Its own record, and that of the year before that it is laid beside.
    assert trace["税收"]["facts"] == "fact:4 fact:5"
