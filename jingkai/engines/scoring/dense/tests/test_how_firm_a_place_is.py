"""Rank intervals: nothing varied nothing moves; weights keep their sum; the same seed draws the same."""

from __future__ import annotations

import numpy as np
import pytest

from jingkai.engines.scoring.dense.changes import with_weights
from jingkai.engines.scoring.dense.cube import Cube
from jingkai.engines.scoring.dense.ranges import Choices, _replications, _times, rank_ranges
from tests.proof import proves

from ...tests.small import facts, leaf, of_period, scored

UNITS = "甲乙丙丁戊己"


def several() -> Cube:
    """Six units by five indicators in two parts; 甲 leads in all, 己 is last in all, one figure of 丙 is absent."""
    draws = np.random.default_rng(12)
    rows = []
    for number in range(5):
        middle = draws.exponential(20, 4).clip(2, 90).round(2)
        values: dict[str, float | None] = dict(zip(UNITS, [95.0, *middle, 1.0], strict=True))
        if number == 2:
            values["丙"] = None
        rows += of_period(f"x{number}", values)
    first = [leaf(f"x{number}", "min-max", weight=number + 1) for number in range(3)]
    second = [
        leaf("x3", {"completion": {"target": 100}}, weight=25),
        leaf("x4", {"rank-share": {"step": 10}}, weight=15),
    ]
    parts = [
        {"id": "甲部分", "weight": 60, "combine": "arithmetic", "of": first},
        {"id": "乙部分", "of": second},
    ]
    return Cube.of(scored({"id": "总分", "of": parts}, facts(rows), missing="rescale"))


@proves("A1.6.3")
def test_nothing_varied_nothing_moves() -> None:
    found = rank_ranges(several(), Choices(200, weights=0, methods=(), missing=()))
    assert [one.rank for one in found] == [1, 2, 3, 4, 5, 6]
    assert all(
        {one.low, one.median, one.high, one.best, one.worst} == {one.rank} and one.held == 1 for one in found
    )


@proves("A1.6.3")
def test_who_leads_everywhere_leads_whatever_weighs_more() -> None:
    found = {one.unit: one for one in rank_ranges(several(), Choices(2_000, weights=90))}
    assert (found["甲"].best, found["甲"].worst, found["甲"].held) == (1, 1, 1.0)
    assert found["己"].worst == 6
    middle = [found[unit] for unit in "乙丙丁戊"]
    assert any(one.worst > one.best for one in middle)
    assert all(one.best <= one.low <= one.median <= one.high <= one.worst for one in middle)


@proves("A1.6.3")
def test_the_same_seed_draws_the_same_and_another_does_not() -> None:
    cube = several()
    assert rank_ranges(cube, Choices(300, 90)) == rank_ranges(cube, Choices(300, 90))
    first, second = (
        np.concatenate(list(_replications(cube, Choices(300, 90, seed=seed)))) for seed in (1, 2)
    )
    assert not np.array_equal(first, second)


@proves("A1.6.3", "A1.4.3")
def test_a_replication_is_the_scheme_with_the_weights_it_drew() -> None:
    cube = several()
    drawn = np.random.default_rng(3).uniform(0.5, 1.5, (4, len(cube.plan.slots)))
    times = _times(cube.plan, drawn)
    for number, row in enumerate(drawn):
        assert row.shape == (len(cube.plan.slots),)
        weights = {}
        for slot in cube.plan.slots[1:]:
            assert times[slot.number].shape == (4, 1)
            weights[slot.item.id] = slot.weight * float(times[slot.number][number, 0])
        for part, total in (("甲部分", 6), ("乙部分", 40)):
            below = [slot for slot in cube.plan.slots if slot.parent == slots(cube)[part]]
            assert sum(weights[slot.item.id] for slot in below) == pytest.approx(total)
        # Rates stay what they are; in the sum the marks of 乙部分's indicators are theirs times the node's.
        mine = cube.points({slot: one[number] for slot, one in times.items()})
        again = Cube(with_weights(cube.plan, {"甲部分": weights["甲部分"]}), cube.figures, cube.period)
        arithmetic = {id: weights[id] for id in ("x0", "x1", "x2")}
        again = Cube(with_weights(again.plan, arithmetic), cube.figures, cube.period)
        share = again.points()[slots(cube)["甲部分"]]
        rest = mine[slots(cube)["乙部分"]] * float(times[slots(cube)["乙部分"]][number, 0])
        assert mine[0] == pytest.approx(share + rest)


def slots(cube: Cube) -> dict[str, int]:
    return {slot.item.id: slot.number for slot in cube.plan.slots}


@proves("A1.6.3")
def test_other_methods_and_what_is_absent_vary_too() -> None:
    cube = several()
    own = np.concatenate(list(_replications(cube, Choices(50, 0, methods=(), missing=()))))
    assert len(np.unique(own, axis=0)) == 1
    methods = np.concatenate(list(_replications(cube, Choices(400, 0, methods=("percentile",), missing=()))))
    missing = np.concatenate(list(_replications(cube, Choices(400, 0, methods=(), missing=("zero",)))))
    assert 1 < len(np.unique(methods, axis=0)) <= 2
    assert 1 < len(np.unique(missing, axis=0)) <= 2
    third = cube.figures.units["丙"]
    assert missing[:, third].max() > own[0, third]
