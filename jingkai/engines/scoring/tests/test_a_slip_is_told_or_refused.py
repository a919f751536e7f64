"""What is possible and more often a slip of whoever writes a scheme or its facts: refused, or remarked on."""

from __future__ import annotations

from typing import Any

import pytest

from jingkai.engines.quantity import Problem
from jingkai.engines.scoring import faults, grade, noticed, plan_of, remarks, score
from tests.proof import proves

from .small import Row, facts, leaf, of_period


def whole(*parts: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"tree": {"id": "总分", "of": list(parts), **more}}


def said(body: dict[str, Any], rows: list[Row], **more: Any) -> str:
    """The remarks on what was scored, in Chinese."""
    scored = score(plan_of(body), facts(rows), **more)
    return "\n".join(zh for zh, _ in noticed(scored, [], listed=True))


@proves("A5.4.1")
@pytest.mark.parametrize(
    "method",
    [
        {"min-max": {"low": 0.6, "high": 1}},
        {"z-score": {"at": 0.5, "per": 0.1}},
        {"efficacy": {"good": 10, "bad": 0, "base": 0.6, "span": 0.4}},
        {"flat-year": {"share": 0.8}},
        {"rank-share": {"step": 0.05}},
        {"completion-bands": {"target": 10, "bands": [[0.8, 8], [1, 10]]}},
        {"percentile-bands": {"bands": [[0.5, 6], [1, 10]]}},
        {"growth": {"base": 5, "points": 1, "per": 0.01, "cap": 10}},
    ],
)
def test_a_part_of_one_where_percent_are_asked_for_is_remarked_on(method: dict[str, Any]) -> None:
    (told,) = remarks(plan_of(whole(leaf(full=10, method=method))))
    assert "以 % 计" in told.zh
    assert "in %" in told.en
    assert told.place[:4] == ("tree", "of", 0, "method")


@proves("A5.4.1")
def test_a_cap_in_points_where_percent_are_asked_for_and_a_floor_above_the_full_marks() -> None:
    (told,) = remarks(plan_of(whole(leaf(full=10, method={"completion": {"target": 10, "cap": 12}}))))
    assert "最多得 1.2 分，够不到满分 10" in told.zh
    (told,) = remarks(plan_of(whole(leaf(full=10, floor=60, method={"rank-step": {"step": 0.5}}))))
    assert "高于满分 10" in told.zh


@pytest.mark.parametrize(
    "method",
    [
        "min-max",
        {"min-max": {"low": 60, "high": 100}},
        {"rank-share": {"step": 1}},
        {"completion": {"target": 10, "cap": "none"}},
        {"completion": {"target": 10, "cap": 130}},
        "flat-year",
        {"efficacy": {"good": 1, "bad": 0}},
    ],
)
def test_what_is_common_is_not_remarked_on(method: Any) -> None:
    assert remarks(plan_of(whole(leaf(full=10, method=method)))) == []


@proves("A5.4.2")
def test_a_weight_that_would_do_nothing_in_a_sum_is_refused() -> None:
    parts = [leaf("a", weight=60, full=100), leaf("b", weight=40, full=100)]
    with pytest.raises(Problem, match="权重 60 不起作用"):
        plan_of(whole(*parts, weights=100))
    found = faults(whole(*parts, weights=100))
    assert [one.place for one in found] == [("tree", "of", 0, "weight"), ("tree", "of", 1, "weight")]
    assert plan_of(whole(*parts, weights=100, combine="arithmetic")).slots[0].full == 100
    assert plan_of(whole(leaf("a", weight=60, full=60), leaf("b", weight=40))).slots[0].full == 100


@proves("A5.4.2")
@pytest.mark.parametrize(
    ("points", "told"),
    [
        ("10 * value / max(value)", "{peers: max}"),
        ("min(value)", "{peers: min}"),
        ("value ^ 2", "power(x, y)"),
        ("value ** 2", "power(x, y)"),
    ],
)
def test_what_another_language_would_write_is_refused_with_what_is_written_here(
    points: str, told: str
) -> None:
    with pytest.raises(Problem) as refused:
        plan_of(whole(leaf(full=10, method={"expr": {"points": points}})))
    assert told in refused.value.zh
    assert told in refused.value.en


@proves("A5.4.2")
def test_a_logarithm_of_an_end_that_has_none_is_refused_before_it_is_scored() -> None:
    with pytest.raises(Problem, match="应大于零"):
        plan_of(whole(leaf(full=10, method={"goalposts": {"low": 0, "high": 10, "log": True}})))


@proves("A1.1.5")
@pytest.mark.parametrize(
    ("periods", "follows"),
    [
        (("2023", "2024"), ("退出",)),
        (("2021", "2024"), ()),
        (("2023-12", "2024-01"), ("退出",)),
        (("2024-01", "2024-03"), ()),
        (("2024-01/2024-02", "2024-01/2024-03"), ("退出",)),
        (("2024-01", "2024-01/2024-02"), ("退出",)),
        (("2024-Q1", "2024-Q2"), ("退出",)),
        (("2024-Q1", "2024-Q3"), ()),
    ],
)
def test_running_is_by_the_calendar(periods: tuple[str, str], follows: tuple[str, ...]) -> None:
    body = whole(leaf(full=100)) | {
        "tiers": [{"tier": "末", "last": 1}, {"tier": "中"}],
        "repeated": [{"result": "退出", "tier": "末", "times": 2, "within": 2}],
    }
    rows = [row for at in periods for row in of_period("x", {"甲": 65, "乙": 80}, at)]
    results = grade(score(plan_of(body), facts(rows)))
    found = {(one.unit, one.period): one.follows for one in results}
    assert found["甲", periods[1]] == follows
    assert found["甲", periods[0]] == found["乙", periods[1]] == ()


@proves("A1.1.5")
def test_a_hole_among_the_last_three_is_one_of_the_three() -> None:
    body = whole(leaf(full=100)) | {
        "tiers": [{"tier": "末", "last": 1}, {"tier": "中"}],
        "repeated": [{"result": "约谈", "tier": "末", "times": 2, "within": 3}],
    }
    rows = [
        row for at in ("2024-01", "2024-03", "2024-06") for row in of_period("x", {"甲": 65, "乙": 80}, at)
    ]
    results = grade(score(plan_of(body), facts(rows)))
    assert {one.period: one.follows for one in results if one.unit == "甲"} == {
        "2024-01": (),
        "2024-03": ("约谈",),
        "2024-06": (),
    }


@proves("A5.4.1")
def test_a_period_of_which_only_a_part_is_known_is_told_and_one_that_is_named_is_not() -> None:
    body = whole(leaf("增速", full=60), leaf("总量", full=40)) | {"missing": "rescale"}
    rows = of_period("增速", {"甲": 1, "乙": 2}) + of_period("总量", {"甲": 5, "乙": 6})
    assert said(body, rows) == ""
    before = of_period("总量", {"甲": 4, "乙": 5}, "2023")
    told = said(body, rows + before)
    assert "2023 谁也没有 “增速” 的数" in told
    assert "--period" in told
    assert said(body, rows + before, periods=["2024"]) == ""


@proves("A5.4.1")
def test_points_of_a_formula_beyond_the_full_marks_are_told() -> None:
    body = whole(
        leaf("a", weight=1, method={"expr": {"points": "100 * value"}}),
        leaf("b", weight=1),
        combine="arithmetic",
    )
    rows = of_period("a", {"甲": 0.9, "乙": 0.8}) + of_period("b", {"甲": 0.8, "乙": 1})
    assert "“a”满分 1，得分超出了满分" in said(body, rows)


@proves("A5.4.1")
def test_units_that_a_reader_takes_for_one_are_told() -> None:
    body = whole(leaf(full=10))
    assert "“镇１”、“镇1”、“镇 1”" in said(
        body, of_period("x", {"镇１": 1, "镇1": 2, "镇 1": 3, "镇2": 4})
    ).replace("“镇 1”、“镇1”、“镇１”", "“镇１”、“镇1”、“镇 1”")
    assert said(body, of_period("x", {"镇1": 1, "镇2": 2})) == ""
