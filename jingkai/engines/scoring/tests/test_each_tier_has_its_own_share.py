"""一等 20%、二等 30%、三等 50%: each tier its own share; a list of tiers that cannot work is refused."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from jingkai.engines.quantity import Problem
from jingkai.engines.scoring import faults, grade, plan_of
from tests.proof import proves

from .small import facts, leaf, of_period, scored

THREE = [{"tier": "一等", "share": 20}, {"tier": "二等", "share": 30}, {"tier": "三等", "share": 50}]


def tiers(values: list[float], rule: list[dict[str, Any]]) -> list[str]:
    rows = of_period("x", {f"单位{number:02}": value for number, value in enumerate(values)})
    found = grade(scored({"id": "总分", "of": [leaf("x")]}, facts(rows), tiers=rule))
    return [one.tier for one in sorted(found, key=lambda one: one.unit)]


def counts(n: int, rule: list[dict[str, Any]]) -> list[int]:
    found = Counter(tiers([100.0 - one for one in range(n)], rule))
    return [found[one["tier"]] for one in rule]


@proves("A1.1.5")
@pytest.mark.parametrize(
    ("n", "expected"), [(10, [2, 3, 5]), (20, [4, 6, 10]), (7, [1, 2, 4]), (3, [0, 0, 3]), (11, [2, 3, 6])]
)
def test_each_is_rounded_down_and_the_last_takes_who_is_left(n: int, expected: list[int]) -> None:
    assert counts(n, THREE) == expected


@proves("A1.1.5")
def test_shares_that_leave_some_over_leave_them_to_the_tier_without_conditions() -> None:
    rule = [{"tier": "优秀", "share": 20}, {"tier": "良好", "share": 40}, {"tier": "一般"}]
    assert counts(20, rule) == [4, 8, 8]


@proves("A1.1.4", "A1.1.5")
def test_who_shares_a_place_for_which_there_is_no_room_goes_down_together_and_nobody_passes_them() -> None:
    values = [10.0, 9.0, 9.0, 8.0, 7.0, 6.0, 5.0, 4.0, 3.0, 2.0]
    assert tiers(values, THREE) == ["一等", *["二等"] * 3, *["三等"] * 6]
    assert tiers([9.0, 9.0, 9.0, *values[3:]], THREE) == [*["二等"] * 3, *["三等"] * 7]


@proves("A1.1.5")
def test_a_share_counts_who_has_the_tier_already() -> None:
    rule = [{"tier": "甲等", "score": 90}, {"tier": "甲等", "share": 30}, {"tier": "乙等"}]
    assert tiers([95, 94, 80, 70, 60, 50, 40, 30, 20, 10], rule) == [*["甲等"] * 3, *["乙等"] * 7]
    assert tiers([95, 94, 93, 92, 60, 50, 40, 30, 20, 10], rule) == [*["甲等"] * 4, *["乙等"] * 6]


@proves("A5.4.1")
@pytest.mark.parametrize(
    ("rule", "place", "said"),
    [
        ([{"tier": "A", "share": 0.3}, {"tier": "B"}], ("tiers", 0, "share"), "请写 30"),
        (
            [{"tier": "A", "share": 20}, {"tier": "B", "share": 50}, {"tier": "C", "share": 100}],
            ("tiers", 2, "share"),
            "不是累计的",
        ),
        (
            [{"tier": "合格", "score": 60}, {"tier": "优秀", "score": 90}, {"tier": "差"}],
            ("tiers", 1),
            "“优秀”永远轮不到",
        ),
        ([{"tier": "C"}, {"tier": "A", "score": 90}], ("tiers", 1), "前面的“C”"),
        ([{"tier": "A", "rank": 10}, {"tier": "B", "rank": 3}, {"tier": "C"}], ("tiers", 1), "“B”"),
        ([{"tier": "A", "last": 3}, {"tier": "B", "last": 1}, {"tier": "C"}], ("tiers", 1), "“B”"),
    ],
)
def test_tiers_that_cannot_be_meant_are_refused(rule: Any, place: Any, said: str) -> None:
    body = {"tree": {"id": "总分", "of": [leaf("x")]}, "tiers": rule}
    (one,) = faults(body)
    assert (one.place, said in one.zh) == (place, True)
    with pytest.raises(Problem) as refused:
        plan_of(body)
    assert refused.value.code == "scoring.scheme"


@pytest.mark.parametrize(
    "rule",
    [
        [{"tier": "末档", "last": 1, "of_at_least": 5}, {"tier": "末档前", "last": 1}, {"tier": "其他"}],
        [{"tier": "A", "share": 30}, {"tier": "B", "score": 60}, {"tier": "C"}],
        [{"tier": "A", "score": 90, "rank": 3}, {"tier": "B", "score": 90}, {"tier": "C"}],
    ],
)
def test_tiers_that_somebody_can_come_to_are_read(rule: Any) -> None:
    assert faults({"tree": {"id": "总分", "of": [leaf("x")]}, "tiers": rule}) == []
