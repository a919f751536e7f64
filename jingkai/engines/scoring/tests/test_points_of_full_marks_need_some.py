"""What is scored in parts of the full marks has some, or everybody would have 0 without a word."""

from __future__ import annotations

from typing import Any

import pytest

from jingkai.engines.quantity import Problem
from jingkai.engines.scoring import faults, plan_of, remarks
from tests.proof import proves

from .small import leaf

OF_FULL = (
    "min-max", "percentile", "ratio", "z-score", "flat-year", {"completion": {"target": 60}},
    {"rank-share": {"step": 5}}, {"rank-step": {"step": 1}}, {"goalposts": {"low": 0, "high": 9}},
    {"efficacy": {"good": 9, "bad": 1}}, {"threshold": {"at": 8}}, {"deduct": {"per": 2}},
    {"distance-to-target": {"target": 4}}, {"expr": {"points": "full * value"}},
)  # fmt: skip
OF_POINTS = (
    "given", "borda", {"events": {"per": -1}}, {"steps": {"base": 3, "up": 1}}, {"bands": {"bands": [[60, 3]]}},
    {"growth": {"base": 2, "points": 1}}, {"target-count": {"target": 20, "per": 1}},
    {"deduct": {"per": 1, "floor": -5}}, {"expr": {"points": "value"}}, {"rank-gain": {"per": 1}},
)  # fmt: skip


@proves("A5.4.1")
@pytest.mark.parametrize("method", OF_FULL, ids=str)
def test_a_method_of_full_marks_has_some(method: Any) -> None:
    body = {"tree": {"id": "总分", "of": [leaf("x", method)]}}
    with pytest.raises(Problem) as refused:
        plan_of(body)
    assert refused.value.code == "scoring.no-full"
    assert [one.place for one in faults(body)] == [("tree", "of", 0)]
    for said in ({"weight": 0}, {"weight": 5}, {"full": 5}):
        plan_of({"tree": {"id": "总分", "of": [leaf("x", method) | said]}})


@pytest.mark.parametrize("method", OF_POINTS, ids=str)
def test_a_method_of_points_needs_none(method: Any) -> None:
    assert faults({"tree": {"id": "总分", "of": [leaf("x", method)]}}) == []


@proves("A1.1.1")
def test_a_sum_whose_parts_are_more_than_its_full_marks_is_remarked_on_though_they_add_to_what_is_said() -> (
    None
):
    """Tables of three levels: a first level of 30 marks, below it weights of 60 and 40."""
    parts = [leaf("a", weight=60), leaf("b", weight=40)]
    node: dict[str, Any] = {"id": "一级", "weight": 30, "of": parts}
    tree = {"id": "总分", "of": [node]}
    (one,) = remarks(plan_of({"tree": tree}))
    assert one.place == ("tree", "of", 0, "of")
    assert "combine: arithmetic" in one.zh
    node["weights"] = 100
    assert len(remarks(plan_of({"tree": tree}))) == 1
    assert remarks(plan_of({"tree": {"id": "总分", "of": [node | {"combine": "arithmetic"}]}})) == []
    assert remarks(plan_of({"tree": {"id": "总分", "of": [node | {"cap": 30}]}})) == []


def test_tiers_that_may_leave_somebody_without_one_are_remarked_on() -> None:
    tree = {"id": "总分", "of": [leaf("x")]}
    for last, count in (
        ({"tier": "B", "score": 60}, 1),
        ({"tier": "B", "share": 70}, 1),
        ({"tier": "B"}, 0),
        ({"tier": "B", "share": 80}, 0),
    ):
        plan = plan_of({"tree": tree, "tiers": [{"tier": "A", "share": 20}, last]})
        assert len(remarks(plan)) == count, last


@proves("A5.4.1")
def test_bands_there_are_at_least_one_and_a_scheme_is_of_its_kind() -> None:
    for method in (
        {"bands": {"bands": []}},
        {"completion-bands": {"target": 1, "bands": []}},
        {"percentile-bands": {"bands": []}},
    ):
        (one,) = faults({"tree": {"id": "总分", "of": [leaf("x", method, weight=1)]}})
        assert one.place[-1] == "bands"
    body = {"tree": {"id": "总分", "of": [leaf("x")]}}
    with pytest.raises(Problem) as refused:
        plan_of({"kind": "sheme", "body": body})
    assert "scheme" in refused.value.zh
    plan_of({"kind": "scheme", "body": body})
