"""末位 3 名, 后 5%: how many are last is a number of units, or with its sign a part of the class, rounded down."""

from __future__ import annotations

from typing import Any

import pytest

from jingkai.engines.scoring import faults, grade, plan_of
from tests.proof import proves

from .small import facts, leaf, of_period, scored


def rule(last: Any) -> list[dict[str, Any]]:
    return [{"tier": "末档", "last": last}, {"tier": "其他"}]


def last_of(values: list[float | None], last: Any, **more: Any) -> list[int]:
    """The numbers of the units in the last tier."""
    rows = of_period("x", {f"单位{number:02}": value for number, value in enumerate(values)})
    found = grade(scored({"id": "总分", "of": [leaf("x")]}, facts(rows), tiers=rule(last), **more))
    return [int(one.unit.removeprefix("单位")) for one in found if one.tier == "末档"]


def falling(n: int) -> list[float | None]:
    return [100.0 - one for one in range(n)]


@proves("A1.1.5")
@pytest.mark.parametrize(
    ("n", "last", "wanted"),
    [
        (40, "5%", [38, 39]),
        (39, "5%", [38]),
        (20, "5%", [19]),
        (19, "5%", []),
        (10, "30%", [7, 8, 9]),
        (10, "12.5%", [9]),
        (3, "100%", [0, 1, 2]),
        (10, "5 %", []),
        (10, "20％", [8, 9]),
        (10, "3", [7, 8, 9]),
        (10, 3, [7, 8, 9]),
    ],
)
def test_it_is_rounded_down(n: int, last: Any, wanted: list[int]) -> None:
    assert last_of(falling(n), last) == wanted


@proves("A1.1.4", "A1.1.5")
def test_who_shares_a_place_is_last_together_or_not_at_all() -> None:
    values = falling(18)
    assert last_of([*values, 1.0, 1.0], "10%") == [18, 19]
    assert last_of([*values, 1.0, 1.0], "5%") == []
    assert last_of([*values[:-1], 1.0, 1.0, 0.0], "10%") == [19]


@proves("A1.1.5")
def test_it_is_a_share_of_those_that_have_points() -> None:
    assert last_of([*falling(19), None], "5%", missing="rescale") == []
    assert last_of([*falling(20), None], "5%", missing="rescale") == [19]


@proves("A5.4.1")
@pytest.mark.parametrize("last", ["0%", "101%", "-5%", "%", "五%", "0", "-1", "1.5", "后三", 0, "0.05"])
def test_what_is_neither_is_refused_at_its_place(last: Any) -> None:
    (one,) = faults({"tree": {"id": "总分", "of": [leaf("x")]}, "tiers": rule(last)})
    assert one.place == ("tiers", 0, "last")
    assert str(last) in one.zh
    assert "%" in one.en


@proves("A5.4.1")
@pytest.mark.parametrize(
    ("first", "second", "reached"),
    [("10%", "5%", False), ("5%", "10%", True), ("5%", 3, True), (3, "5%", True), (None, "5%", False)],
)
def test_a_tier_that_another_always_takes_first_is_refused(first: Any, second: Any, reached: bool) -> None:
    tiers = [
        {"tier": "甲", **({"last": first} if first else {})}, {"tier": "乙", "last": second}, {"tier": "丙"}
    ]  # fmt: skip
    found = [
        one for one in faults({"tree": {"id": "总分", "of": [leaf("x")]}, "tiers": tiers}) if "乙" in one.zh
    ]
    assert (found == []) == reached


def test_a_scheme_keeps_the_identity_it_had() -> None:
    """That of a number as it was before there were shares."""
    body = {"tree": {"id": "总分", "of": [leaf("x")]}, "tiers": rule(3)}
    assert plan_of(body).scheme.model_dump(mode="json", exclude_defaults=True)["tiers"][0] == {
        "tier": "末档",
        "last": 3,
    }
    assert plan_of({**body, "tiers": rule("3")}).identity == plan_of(body).identity
    assert (
        plan_of({**body, "tiers": rule("5.0%")}).identity == plan_of({**body, "tiers": rule("5%")}).identity
    )
