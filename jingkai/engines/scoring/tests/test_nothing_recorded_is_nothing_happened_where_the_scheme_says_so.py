"""扣完为止: a unit without findings keeps its marks, by the scheme's own word and never by chance."""

from __future__ import annotations

from typing import Any

import pytest

from jingkai.engines.quantity import Problem
from jingkai.engines.scoring import faults, plan_of
from tests.proof import proves

from .small import Row, facts, leaf, of_period, points, scored

DEDUCT = {"deduct": {"per": 2}}
FINDINGS: list[Row] = [
    ("甲", "通报", "2024", 1),
    ("甲", "通报", "2024", 1),
    ("乙", "通报", "2024", None),
    *of_period("税收", {"甲": 5, "乙": 5, "丙": 5}),
]


def tree(**more: Any) -> dict[str, Any]:
    return {"id": "总分", "of": [leaf("通报", DEDUCT, weight=10, **more), leaf("税收", weight=5)]}


@proves("A1.2.1", "A5.4.1")
def test_a_unit_without_findings_keeps_its_full_marks() -> None:
    found = scored(tree(gather="count", none=0), facts(FINDINGS))
    assert points(found, "通报") == {"甲": 6, "乙": 10, "丙": 10}
    assert found.trace is not None
    trace = [row for row in found.trace.to_pylist() if row["node"] == "通报"]
    assert {row["unit"]: (row["value"], row["why"]) for row in trace} == {
        "甲": (2, ""), "乙": (0, ""), "丙": (0, ""),
    }  # fmt: skip


@pytest.mark.parametrize("engine", ["arrays", "duckdb"])
def test_it_is_so_in_every_period_and_of_every_unit_that_is_scored(engine: Any) -> None:
    from jingkai.engines.scoring import score

    rows = [*FINDINGS, ("丁", "通报", "2023", 3), *of_period("税收", dict.fromkeys("甲乙丙丁", 5), "2023")]
    rows += [("丁", "税收", "2024", 5)]
    plan = plan_of({"tree": tree(gather="sum", none="0")})
    found = score(plan, facts(rows, id=[str(one) for one in range(len(rows))]), engine=engine)
    assert points(found, "通报", "2023") == {"甲": 10, "乙": 10, "丙": 10, "丁": 4}
    assert points(found, "通报", "2024") == {"甲": 6, "乙": 10, "丙": 10, "丁": 10}


@proves("A5.4.1")
def test_a_bound_is_not_made_a_zero() -> None:
    rows = [*FINDINGS, ("丙", "通报", "2024", 1)]
    qualified = facts(rows, qualifier=[*[""] * (len(rows) - 1), "余"])
    with pytest.raises(Problem) as refused:
        scored(tree(gather="count", none=0), qualified)
    assert refused.value.code == "scoring.undefined"


@proves("A5.4.1")
@pytest.mark.parametrize("gather", ["count", "sum"])
@pytest.mark.parametrize("above", [True, False])
@pytest.mark.parametrize(
    ("method", "direction"),
    [
        (DEDUCT, "low"),
        ({"threshold": {"at": 1}}, "low"),
        ({"steps": {"base": 5, "up": 1}}, "high"),
        ({"bands": {"bands": [[0, 10], [2, 5]]}}, "low"),
    ],
)
def test_where_no_record_could_mean_either_the_scheme_must_say(
    method: Any, direction: str, above: bool, gather: str
) -> None:
    one = leaf("通报", method, weight=10, gather=gather, direction=direction)
    rest: dict[str, Any] = {"missing": "zero"} if above else {}
    own = {} if above else {"missing": "zero"}
    body = {"tree": {"id": "总分", "of": [one | own]}, **rest}
    with pytest.raises(Problem) as refused:
        plan_of(body)
    assert "none: 0" in refused.value.zh
    (fault,) = faults(body)
    assert "none: 0" in fault.zh
    for said in ("0", "missing"):
        plan_of({"tree": {"id": "总分", "of": [one | own | {"none": said}]}, **rest})


def test_events_that_bring_points_by_themselves_need_no_word() -> None:
    for method in ({"events": {"per": -1}}, "given"):
        body = {"missing": "zero", "tree": {"id": "总分", "of": [leaf("通报", method, gather="count")]}}
        assert faults(body) == []


@proves("A5.4.1")
def test_facts_of_one_name_are_gathered_in_one_way() -> None:
    two = [
        leaf("次数", {"events": {"per": -1}}, indicator="通报", gather="count"),
        leaf("合计", {"events": {"per": -1}}, indicator="通报", gather="sum"),
    ]
    (one,) = faults({"missing": "zero", "tree": {"id": "总分", "of": two}})
    assert (one.place, "gather" in one.zh) == (("tree", "of", 1), True)
