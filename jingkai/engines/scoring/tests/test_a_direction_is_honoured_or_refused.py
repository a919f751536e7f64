"""Which way is good: every method reverses by it, or has its own way and refuses another; none passes over it."""

from __future__ import annotations

from typing import Any

import pytest

from jingkai.engines.quantity import Problem
from jingkai.engines.scoring import faults, plan_of
from tests.proof import proves

from .small import facts, leaf, of_period, points, scored

VALUES = of_period("x", {"甲": 20, "乙": 35, "丙": 70, "丁": 95})


def found(method: Any, **more: Any) -> dict[str, float | None]:
    tree = {"id": "total", "of": [leaf("x", method, weight=10, **more)]}
    return points(scored(tree, facts(VALUES)), "x")


@proves("A1.2.1")
@pytest.mark.parametrize(
    ("method", "expected"),
    [
        ({"threshold": {"at": 35}}, (10, 10, 0, 0)),
        ({"bands": {"bands": [[35, 10], [50, 6], [75, 3]], "below": 1}}, (10, 10, 3, 1)),
        ({"bands": {"bands": [[75, 3], [35, 10]]}}, (10, 10, 3, 0)),
        ({"steps": {"base": 5, "at": 35, "per": 10, "up": 1, "down": 0.5}}, (6.5, 5, 3.25, 2)),
        ({"steps": {"base": 5, "at": 35, "per": 10, "up": 1, "down": 0.5, "whole": True}}, (6, 5, 3.5, 2)),
        ({"tiered": {"base": 10, "bands": [[30, 10], [10, 20]], "floor": None}}, (-10, -22.5, -40, -52.5)),
        ({"goalposts": {"low": 95, "high": 20}}, (10, 8, 10 / 3, 0)),
        ({"deduct": {"per": 0.1, "over": 35}}, (10, 10, 6.5, 4)),
    ],
)
def test_where_low_is_good_less_has_more_points(method: Any, expected: tuple[float, ...]) -> None:
    assert found(method, direction="low") == {
        unit: pytest.approx(one) for unit, one in zip("甲乙丙丁", expected, strict=True)
    }


@pytest.mark.parametrize("value", [0.1 + 0.2, 0.3])
def test_what_lies_on_the_line_has_reached_it_from_below_too(value: float) -> None:
    tree = {"id": "total", "of": [leaf("x", {"threshold": {"at": 0.3}}, weight=10, direction="low")]}
    assert points(scored(tree, facts(of_period("x", {"甲": value}))), "x") == {"甲": 10}


@proves("A5.4.1")
@pytest.mark.parametrize(
    ("method", "direction"),
    [
        ({"goalposts": {"low": 0, "high": 200}}, "low"),
        ({"goalposts": {"low": 200, "high": 0}}, "high"),
        ({"bands": {"bands": [[35, 3], [75, 10]]}}, "low"),
        ({"bands": {"bands": [[35, 10], [75, 3]]}}, "high"),
        ({"deduct": {"per": 1}}, "high"),
        ("given", "low"),
        ({"events": {"per": -1}}, "high"),
        ({"events": {"per": 1}}, "low"),
        ({"votes": {"step": 3}}, "high"),
    ],
)
def test_a_direction_that_the_parameters_contradict_is_refused(method: Any, direction: str) -> None:
    body = {"tree": {"id": "total", "of": [leaf("x", method, weight=10, direction=direction)]}}
    with pytest.raises(Problem) as refused:
        plan_of(body)
    assert refused.value.code == "scoring.scheme"
    (one,) = faults(body)
    assert f"direction 为 {direction}" in one.zh
    other = {"low": "high", "high": "low"}[direction]
    plan_of({"tree": {"id": "total", "of": [leaf("x", method, weight=10, direction=other)]}})


@pytest.mark.parametrize(
    ("method", "zh", "en"),
    [
        (
            {"bands": {"bands": [[35, 10], [75, 3]]}},
            "不高于 75 得 3 分，不高于 35 得 10 分，再高的 0 分，越低越好",
            "3 points up to 75, 10 points up to 35, above that 0, low is good",
        ),
        ({"threshold": {"at": 35}}, "数值，不高于 35 得 10 分", "the value, 10 points up to 35"),
        ({"steps": {"base": 5, "at": 35, "up": 1}}, "35 与数值之差", "35 less the value"),
    ],
)
def test_the_report_says_it_of_the_value(method: Any, zh: str, en: str) -> None:
    from jingkai.engines.scoring.analysis.report.methods import method_in_words

    tree = {"id": "total", "of": [leaf("x", method, weight=10, direction="low")]}
    (slot,) = plan_of({"tree": tree}).leaves
    assert zh in method_in_words(slot, "zh")
    assert en in method_in_words(slot, "en")


def test_bands_that_fall_without_a_word_of_direction_stay_what_they_are() -> None:
    """From 0 on 10 points, from 40 on 6: the older way to write that low is good."""
    assert found({"bands": {"bands": [[0, 10], [40, 6], [90, 2]]}}) == {"甲": 10, "乙": 10, "丙": 6, "丁": 2}


@proves("A5.4.1")
@pytest.mark.parametrize(
    "method",
    [
        {"steps": {"base": 1, "to": {"before": "year"}}},
        {"threshold": {"at": 1, "to": 5}},
        {"tiered": {"base": 1, "bands": [[1, 1]], "take": "difference"}},
    ],
)
def test_a_figure_to_compare_with_that_would_not_be_used_is_refused(method: Any) -> None:
    (one,) = faults({"tree": {"id": "total", "of": [leaf("x", method, weight=10)]}})
    assert "to" in one.zh
