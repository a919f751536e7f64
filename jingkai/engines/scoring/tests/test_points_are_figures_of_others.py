"""An indicator whose figure is the points of a node or of another indicator (得分作数)."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from jingkai.engines.quantity import Problem
from jingkai.engines.scoring import faults, plan_of, score
from jingkai.engines.scoring.analysis import Board, gap
from jingkai.engines.scoring.analysis.report.methods import method_in_words
from jingkai.engines.scoring.dense.changes import Change, what_if, with_weights
from jingkai.engines.scoring.dense.cube import Cube
from jingkai.engines.scoring.dense.gains import gains
from jingkai.engines.scoring.dense.ranges import Choices, rank_ranges
from jingkai.engines.scoring.dense.staged import points_from
from tests.proof import proves

from .small import facts, leaf, of_period, points, scored

# The part counts for 100, and the place at it for as many as three; what it is made of stands beside.
BEST: dict[str, Any] = {
    "id": "总分",
    "of": [
        leaf("折算", "ratio", node="项目", full=100),
        leaf("名次", {"rank-step": {"step": 1}}, node="项目", full=3),
        {"id": "项目", "aside": True, "of": [leaf("签约", full=40), leaf("开工", full=60)]},
    ],
}
ROWS = facts(
    of_period("签约", {"甲": 30, "乙": 40, "丙": 10}) + of_period("开工", {"甲": 50, "乙": 30, "丙": 10})
)


@proves("A1.2.3")
def test_any_method_takes_the_points_of_a_node() -> None:
    found = scored(BEST, ROWS)
    assert points(found, "项目") == {"甲": 80, "乙": 70, "丙": 20}
    assert points(found, "折算") == {"甲": 100, "乙": 87.5, "丙": 25}
    assert points(found, "名次") == {"甲": 3, "乙": 2, "丙": 1}
    assert points(found, "总分") == {"甲": 103, "乙": 89.5, "丙": 26}
    assert found.plan.slots[0].full == 103


@proves("A1.3.1", "A5.2.5")
def test_what_stands_aside_brings_nothing_and_the_trace_adds_to_the_total() -> None:
    found = scored(BEST, ROWS)
    assert found.trace is not None
    rows = found.trace.to_pylist()
    for unit, total in points(found, "总分").items():
        assert sum(row["points"] for row in rows if row["unit"] == unit) == pytest.approx(total)
    assert {row["points"] for row in rows if row["node"] in ("项目", "签约", "开工")} == {0}
    at = {(row["unit"], row["node"]): row for row in rows}
    assert at["乙", "折算"]["value"] == 70
    assert at["乙", "折算"]["reference"] == 80
    assert at["乙", "名次"]["rank"] == 2


@proves("A5.4.1")
@pytest.mark.parametrize("combine", ["arithmetic", "geometric", "harmonic", "product"])
def test_beside_a_mean_too(combine: str) -> None:
    parts = [leaf("甲项", full=10, weight=1), leaf("乙项", full=10, weight=1)]
    beside = leaf("旁", node="甲项", full=10, aside=True)
    table = facts(of_period("甲项", {"甲": 5, "乙": 4}) + of_period("乙项", {"甲": 2, "乙": 9}))
    for engine in ("arrays", "duckdb"):
        alone, both = (
            points(
                scored({"id": "总分", "full": 10, "combine": combine, "of": of}, table, engine=engine), "总分"
            )
            for of in (parts, [*parts, beside])
        )
        assert alone == both


@proves("A5.4.1")
def test_a_part_without_points_leaves_what_hangs_on_it_without_a_figure() -> None:
    tree = BEST | {"missing": "rescale"}
    known = {"甲": 30, "乙": 20}
    table = facts(of_period("签约", {**known, "丙": None}) + of_period("开工", {**known, "丙": None}))
    for engine in ("arrays", "duckdb"):
        found = scored(tree, table, engine=engine)
        assert points(found, "折算") == {"甲": 100, "乙": pytest.approx(200 / 3), "丙": None}
        assert points(found, "总分")["丙"] is None


def _circle(*asked: str) -> dict[str, Any]:
    """Indicators in a row, each of which has the points of the one that is named."""
    return {
        "tree": {
            "id": "总分",
            "of": [leaf(f"x{at}", node=one, full=1) for at, one in enumerate(asked)] + [leaf("y")],
        }
    }


@proves("A5.4.2")
@pytest.mark.parametrize(
    "body", [_circle("总分"), _circle("x0"), _circle("x1", "x0"), _circle("x1", "x2", "总分")]
)
def test_points_that_come_back_to_themselves_are_refused(body: dict[str, Any]) -> None:
    with pytest.raises(Problem) as refused:
        plan_of(body)
    assert refused.value.code == "scoring.cycle"
    (fault,) = faults(body)
    assert fault.place[:3] == ("tree", "of", 0)
    assert "绕回" in fault.zh


@proves("A5.4.2")
@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"node": "项木"}, "没有结点“项木”（是不是 项目？）"),
        ({"node": "项目", "indicator": "签约"}, "不能再写 indicator"),
        ({"node": "项目", "gather": "mean"}, "不能再写 gather"),
        ({"node": "项目", "none": 0}, "不能再写 none"),
        ({"node": "项目", "method": "flat-year"}, "只有本期的"),
        ({"node": "项目", "method": {"rank-gain": {"per": 1}}}, "只有本期的"),
        ({"node": "项目", "method": {"ratio": {"to": {"unit": "全省"}}}}, "不参加评分"),
        ({"method": {"completion": {"target": {"node": "没有"}}}}, "没有结点“没有”"),
    ],
)
def test_what_cannot_be_meant_is_refused_at_its_place(more: dict[str, Any], said: str) -> None:
    body = {
        "tree": {"id": "总分", "of": [leaf(full=10) | more, {"id": "项目", "of": [leaf("签约", full=40)]}]}
    }
    with pytest.raises(Problem) as refused:
        plan_of(body)
    assert said in refused.value.zh
    (fault, *_) = faults(body)
    assert said in fault.zh
    assert fault.place[:3] == ("tree", "of", 0)


@proves("A5.4.2")
@pytest.mark.parametrize(
    "body",
    [{"id": "总分", "aside": True, "of": [leaf(full=1)]}, {"id": "总分", "of": [leaf(full=1, aside=True)]}],
)
def test_something_counts(body: dict[str, Any]) -> None:
    with pytest.raises(Problem, match="aside"):
        plan_of({"tree": body})


@proves("A1.6.3")
def test_what_if_and_the_gain_plan_go_through_it() -> None:
    cube = Cube.of(scored(BEST, ROWS))
    after = {(one.unit, one.node): one.points for one in what_if(cube, [Change("丙", "开工", 90)])}
    assert after["丙", "项目"] == 100
    assert after["丙", "折算"] == 100
    assert after["甲", "折算"] == 80
    assert after["甲", "名次"] == 2
    best = {(one.unit, one.indicator): one.points for one in gains(cube)}
    # 70 and a tenth of 30 are 73 of 80: 3.75 of 100 points more, and no better place.
    assert best["乙", "开工"] == pytest.approx(3.75)
    assert {name for _, name in best} <= {"签约", "开工"}


@proves("A1.6.4")
def test_other_weights_change_what_hangs_on_them() -> None:
    mean = BEST["of"][2] | {
        "combine": "arithmetic",
        "of": [leaf("签约", full=40, weight=1), leaf("开工", full=60, weight=1)],
    }
    cube = Cube.of(scored(BEST | {"of": [*BEST["of"][:2], mean]}, ROWS))
    slots = {slot.item.id: slot.number for slot in cube.plan.slots}
    times = {slots["签约"]: np.array([[1.5], [0.5]]), slots["开工"]: np.array([[0.5], [1.5]])}
    found = points_from(cube.plan, cube.figures, cube.points(), times)
    for case, (one, other) in enumerate([(1.5, 0.5), (0.5, 1.5)]):
        plan = with_weights(cube.plan, {"签约": one, "开工": other})
        wanted = Cube(plan, cube.figures, cube.period).points()
        for id in ("折算", "名次", "总分"):
            assert np.broadcast_to(found[slots[id]], (2, 3))[case] == pytest.approx(wanted[slots[id]])
    ranges = rank_ranges(cube, Choices(replications=200))
    assert [one.unit for one in ranges] == ["甲", "乙", "丙"]


@proves("A1.6.1")
def test_in_the_report_it_is_said_where_the_figure_comes_from() -> None:
    found = scored(BEST, ROWS)
    said = {lang: method_in_words(found.plan.slots[1], lang) for lang in ("zh", "en")}  # type: ignore[arg-type]
    assert "“项目”的得分" in said["zh"]
    assert "the points of '项目'" in said["en"]
    (short, *_) = gap(Board(found), "2024", "乙").shortfalls
    assert short.closing.why == "points"


@proves("A1.4.3")
def test_in_every_period_by_its_own_points() -> None:
    rows = of_period("签约", {"甲": 40, "乙": 20}, "2023") + of_period("签约", {"甲": 20, "乙": 40}, "2024")
    table = facts(rows + [(unit, "开工", at, 10) for unit in "甲乙" for at in ("2023", "2024")])
    plan = plan_of({"tree": BEST})
    for engine in ("arrays", "duckdb"):
        found = score(plan, table, engine=engine)  # type: ignore[arg-type]
        assert points(found, "折算", "2023") == {"甲": 100, "乙": 60}
        assert points(found, "折算", "2024") == {"甲": 60, "乙": 100}
