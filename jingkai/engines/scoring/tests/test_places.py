"""Places: ties are flagged and broken as the scheme says, groups have their own, and the period before is told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from jingkai.engines.scoring import plan_of, score, write_scores, write_trace
from jingkai.engines.scoring.statements.compiling import compiled_for
from tests.proof import proves

from .small import facts, leaf, of_period, scored


def places(found: Any, node: str = "total", column: str = "rank", period: str = "2024") -> dict[str, Any]:
    rows = found.scores.to_pylist()
    return {
        row["unit"]: _plain(row[column]) for row in rows if row["node"] == node and row["period"] == period
    }


def _plain(value: Any) -> Any:
    return round(value, 9) if isinstance(value, float) else value


SUM = {"id": "total", "of": [leaf("x", weight=10), leaf("y", weight=10)]}


@proves("A1.3.3")
def test_points_that_differ_by_nothing_share_a_place_and_are_flagged() -> None:
    rows = of_period("x", {"甲": 0.1, "乙": 0.3, "丙": 1, "丁": 0}) + of_period(
        "y", {"甲": 0.2, "乙": 0, "丙": 1, "丁": 0}
    )
    found = scored(SUM, facts(rows))
    assert 0.1 + 0.2 != 0.3
    assert places(found) == {"甲": 2, "乙": 2, "丙": 1, "丁": 4}
    assert places(found, column="tied") == {"甲": True, "乙": True, "丙": False, "丁": False}


@proves("A1.1.4")
def test_a_tie_of_the_total_is_broken_by_the_nodes_the_scheme_names() -> None:
    rows = of_period("x", {"甲": 1, "乙": 2, "丙": 2}) + of_period("y", {"甲": 3, "乙": 2, "丙": 2})
    found = scored(SUM, facts(rows), tie_break=["y"])
    assert places(found) == {"甲": 1, "乙": 2, "丙": 2}
    assert places(found, column="tied") == {"甲": False, "乙": True, "丙": True}
    assert places(found, "x") == {"甲": 3, "乙": 1, "丙": 1}


@proves("A1.5.3")
def test_places_are_counted_in_the_group_and_against_the_period_before() -> None:
    units = pa.table({"unit": ["甲", "乙", "丙", "丁"], "group": ["一", "一", "二", "二"]})
    rows = of_period("x", {"甲": 1, "乙": 2, "丙": 3, "丁": None}, "2023") + of_period(
        "x", {"甲": 9, "乙": 2, "丙": 3, "丁": 1}
    )
    found = scored({"id": "total", "of": [leaf("x", weight=1)]}, facts(rows), units, missing="rescale")
    assert places(found) == {"甲": 1, "乙": 3, "丙": 2, "丁": 4}
    assert places(found, column="group_rank") == {"甲": 1, "乙": 2, "丙": 1, "丁": 2}
    assert places(found, column="change") == {"甲": 2, "乙": -1, "丙": -1, "丁": None}


def test_the_year_to_date_is_held_against_the_year_to_the_month_before() -> None:
    rows = of_period("x", {"甲": 1, "乙": 2}, "2024-01/2024-02") + of_period(
        "x", {"甲": 5, "乙": 4}, "2024-01/2024-03"
    )
    found = scored({"id": "total", "of": [leaf("x", weight=1)]}, facts(rows))
    assert places(found, column="change", period="2024-01/2024-03") == {"甲": 1, "乙": -1}


@proves("A1.5.3")
@pytest.mark.parametrize(
    ("before", "now"), [("2023-H2", "2024-H1"), ("2023-Q4", "2024-Q1"), ("2023", "2024")]
)
def test_a_first_half_year_or_quarter_is_held_against_the_one_before(before: str, now: str) -> None:
    rows = of_period("x", {"甲": 1, "乙": 2}, before) + of_period("x", {"甲": 5, "乙": 4}, now)
    found = scored({"id": "total", "of": [leaf(weight=10)]}, facts(rows))
    assert places(found, column="change", period=now) == {"甲": 1, "乙": -1}


@proves("A1.1.2")
def test_low_is_good_where_the_scheme_says_so_and_peers_are_those_of_the_group() -> None:
    units = pa.table({"unit": ["甲", "乙", "丙", "丁"], "region": ["东", "东", "西", "西"]})
    rows = facts(of_period("x", {"甲": 10, "乙": 30, "丙": 100, "丁": 50}))
    tree = {
        "id": "total",
        "of": [
            leaf("all", "min-max", indicator="x", direction="low", weight=90),
            leaf("own", "min-max", indicator="x", direction="low", within="region", weight=10),
            leaf(
                "place", {"rank-step": {"step": 1}}, indicator="x", direction="low", within="region", weight=5
            ),
            leaf(
                "less",
                {"steps": {"take": "difference", "to": 40, "base": 3, "up": 0.1}},
                indicator="x",
                direction="low",
            ),
        ],
    }
    found = scored(tree, rows, units)
    assert places(found, "all", "points") == {"甲": 90, "乙": 70, "丙": 0, "丁": 50}
    assert places(found, "own", "points") == {"甲": 10, "乙": 0, "丙": 0, "丁": 10}
    assert places(found, "place", "points") == {"甲": 5, "乙": 4, "丙": 4, "丁": 5}
    assert places(found, "less", "points") == {"甲": 6, "乙": 4, "丙": -3, "丁": 2}


@proves("A1.1.3", "A1.2.2")
def test_means_products_and_roundings_of_nodes() -> None:
    def of(**more: Any) -> dict[str, Any]:
        weights = ({}, {}) if more.get("combine") == "sum" else ({"weight": 1}, {"weight": 3})
        parts = [leaf("x", full=10, **weights[0]), leaf("y", full=100, **weights[1])]
        return {"id": "total", "of": parts, "full": 100, **more}

    rows = facts(of_period("x", {"甲": 2, "乙": 0}) + of_period("y", {"甲": 80, "乙": 50}))
    for combine, wanted in (
        ("arithmetic", {"甲": 65, "乙": 37.5}),
        ("geometric", {"甲": 100 * 0.2**0.25 * 0.8**0.75, "乙": 0}),
        ("harmonic", {"甲": 100 * 4 / (1 / 0.2 + 3 / 0.8), "乙": 0}),
        ("product", {"甲": 16, "乙": 0}),
        ("sum", {"甲": 82, "乙": 50}),
    ):
        found = places(scored(of(combine=combine), rows), column="points")
        assert found == {unit: round(value, 9) for unit, value in wanted.items()}, combine
    rounded = scored(of(combine="arithmetic", decimals=0, cap=64, floor=40), rows)
    assert places(rounded, column="points") == {"甲": 64, "乙": 40}


@proves("A1.1.3")
def test_a_half_is_rounded_up_though_no_binary_fraction_is_one() -> None:
    values = {"甲": 2.675, "乙": 1.005, "丙": -2.675, "丁": 0.4449999}
    found = scored({"id": "total", "of": [leaf("x", weight=1, decimals=2)]}, facts(of_period("x", values)))
    assert places(found, "x", "points") == {"甲": 2.68, "乙": 1.01, "丙": -2.68, "丁": 0.44}


@proves("A1.3.2")
def test_the_same_scheme_and_facts_are_the_same_bytes(tmp_path: Path) -> None:
    rows = of_period("x", {"甲": 1, "乙": 2.5, "丙": 7}) + of_period("y", {"甲": 3, "乙": 0.1, "丙": 2})
    written = []
    for number, listed in enumerate((rows, rows[::-1])):
        found = score(plan_of({"tree": SUM}), facts(listed))
        write_scores(found, tmp_path / f"{number}.csv")
        write_trace(found, tmp_path / f"{number}.parquet")
        written.append(
            ((tmp_path / f"{number}.csv").read_bytes(), (tmp_path / f"{number}.parquet").read_bytes())
        )
    assert written[0] == written[1]
    assert (
        written[0][0].splitlines()[0]
        == b'"unit","node","period","points","rank","group_rank","change","tied"'
    )


@proves("A1.3.4")
def test_of_the_trace_only_what_failed_or_nothing_is_kept_where_that_is_asked() -> None:
    rows = of_period("x", {"甲": 1, "乙": None}) + of_period("y", {"甲": 3, "乙": 1})
    failed = scored(SUM, facts(rows), missing="rescale", trace="failed")
    assert failed.trace is not None
    assert [(row["unit"], row["node"], row["why"]) for row in failed.trace.to_pylist()] == [
        ("乙", "x", "absent")
    ]
    assert scored(SUM, facts(rows), missing="rescale", trace="none").trace is None


@proves("A1.4.1")
def test_a_scheme_is_compiled_once_with_a_branch_for_each_shape_of_method() -> None:
    many = [
        leaf(f"i{number}", {"completion": {"target": number + 1}}, weight=1, indicator="x")
        for number in range(9)
    ]
    plan = plan_of({"tree": {"id": "total", "of": [*many, leaf("z", "z-score", weight=1, indicator="x")]}})
    again = plan_of({"tree": {"id": "total", "of": [*many, leaf("z", "z-score", weight=1, indicator="x")]}})
    compiled = compiled_for(plan, (), several=False)
    assert compiled is compiled_for(again, (), several=False)
    assert len(compiled.branches) == 2
    assert compiled.working.count("UNION ALL") == 1


@proves("A1.3.1")
def test_a_period_for_comparison_that_lacks_a_part_has_no_place() -> None:
    """Only one part of 2023 is known: nobody was first of it in the total."""
    rows = of_period("税收", {"甲": 5, "乙": 9}) + of_period("通报", {"甲": None, "乙": 1})
    rows += of_period("通报", {"甲": 1, "乙": 2}, "2023")
    tree = {
        "id": "总分",
        "of": [leaf("税收", weight=10), leaf("通报", {"events": {"per": -1}}, missing="zero")],
    }
    found = scored(tree, facts(rows), periods=["2024"])
    changes = {(row["node"], row["unit"]): row["change"] for row in found.scores.to_pylist()}
    assert (changes["总分", "甲"], changes["总分", "乙"]) == (None, None)
    assert changes["通报", "乙"] is not None
