"""指数功效系数: from 60 at 不允许值 to 100 at 满意值, growing by the same ratio with every step.

The published texts that use it (a fairness index of the cities of Anhui and of Shaanxi) describe it as monotone, convex
and between 60 and 100, with the best and the worst of the cities as its ends; an exponential through these two points
is one curve.
"""

from __future__ import annotations

from typing import Any

import pytest

from jingkai.engines.quantity import Problem
from jingkai.engines.scoring import plan_of
from jingkai.engines.scoring.analysis import board
from jingkai.engines.scoring.analysis.closing import closing
from tests.proof import proves

from .small import facts, of_period, points, scored

VALUES = {"甲": 30.0, "乙": 20.0, "丙": 10.0}


def tree(method: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"id": "总分", "of": [{"id": "x", "weight": 100, "method": {"efficacy": method}, **more}]}


PEERS = {"good": {"peers": "best"}, "bad": {"peers": "worst"}, "curve": "exponential"}


@proves("A1.2.1", "A5.1.3")
@pytest.mark.parametrize(("direction", "first", "last"), [("high", "甲", "丙"), ("low", "丙", "甲")])
def test_it_runs_from_sixty_to_a_hundred_between_the_peers_either_way(
    direction: str, first: str, last: str
) -> None:
    found = points(scored(tree(PEERS, direction=direction), facts(of_period("x", VALUES))), "总分")
    assert found[first] == pytest.approx(100)
    assert found[last] == pytest.approx(60)
    # In the middle, the root of both: less than on a line, for it is convex.
    assert found["乙"] == pytest.approx((60 * 100) ** 0.5)


@proves("A5.1.3")
def test_beyond_the_ends_it_goes_on_unless_it_is_clipped() -> None:
    ends = {"good": 20, "bad": 10, "curve": "exponential"}
    rows = facts(of_period("x", VALUES | {"丁": 0.0}))
    free, clipped = (points(scored(tree(ends | more), rows), "总分") for more in ({}, {"clip": "both"}))
    assert (free["甲"], free["丁"]) == (pytest.approx(100 / 0.6), pytest.approx(36))
    assert (clipped["甲"], clipped["丁"]) == (pytest.approx(100), pytest.approx(60))


@pytest.mark.parametrize("wrong", [{"base": 0}, {"span": 0}, {"base": 10, "span": -10}])
def test_without_a_ratio_there_is_none(wrong: dict[str, Any]) -> None:
    with pytest.raises(Problem) as refused:
        plan_of({"tree": tree({"good": 2, "bad": 1, "curve": "exponential"} | wrong)})
    assert refused.value.code == "scoring.scheme"


@proves("A1.6.1")
def test_the_gap_to_the_unit_ahead_is_found_on_the_curve() -> None:
    found = scored(tree({"good": 40, "bad": 0, "curve": "exponential"}), facts(of_period("x", VALUES)))
    lines = {who: board.Board(found).lines("2024", who)["x"] for who in VALUES}
    gap = closing(found.plan.leaves[0], lines["丙"], lines["乙"], same_peers=True)
    assert (gap.value, gap.more) == (pytest.approx(20), pytest.approx(10))


@proves("A5.4.1")
@pytest.mark.parametrize("engine", ["arrays", "duckdb"])
def test_ends_that_cross_for_a_unit_give_no_points_but_a_reason(engine: str) -> None:
    """满意值 of a unit's own plan can lie below 不允许值; on a line it would come to hundreds of points below zero."""
    rows = [
        ("甲", "x", "2024", 80.0),
        ("甲", "计划", "2024", 60.0),
        ("乙", "x", "2024", 80.0),
        ("乙", "计划", "2024", 90.0),
    ]
    body = tree({"good": {"indicator": "计划"}, "bad": 70})
    with pytest.raises(Problem) as refused:
        scored(body, facts(rows), engine=engine)
    assert (refused.value.code, "甲" in refused.value.zh) == ("scoring.undefined", True)
    found = scored(tree({"good": {"indicator": "计划"}, "bad": 70}, undefined=0), facts(rows), engine=engine)
    assert points(found, "总分") == {"甲": 0, "乙": pytest.approx(80)}
