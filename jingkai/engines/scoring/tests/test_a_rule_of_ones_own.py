"""The method `expr`: what it may speak of, what it refuses, and what the trace shows of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet
import pytest

from jingkai.engines.quantity import Problem
from jingkai.engines.scoring import plan_of, write_trace
from jingkai.engines.scoring.formulas.reading import FUNCTIONS
from tests.proof import proves

from .small import Row, facts, leaf, of_period, points, scored


def tree(text: str, beside: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    method = {"expr": {"points": text, **({"with": beside} if beside else {})}}
    return {"id": "total", "of": [leaf("x", method, **{"weight": 10, **more})]}


ROWS: list[Row] = [
    *of_period("x", {"甲": 30, "乙": 50, "丙": 40, "全省": 45}),
    *of_period("x", {"甲": 20, "乙": 60, "丙": 40}, "2023"),
    *of_period("计划", {"甲": 60, "乙": 40, "丙": 40}),
]


@proves("A1.2.3")
@pytest.mark.parametrize(
    ("text", "beside", "wanted"),
    [
        ("value", {}, [30, 50, 40]),
        ("full - rank", {}, [7, 9, 8]),
        ("n", {}, [3, 3, 3]),
        ("value / plan * full", {"plan": {"indicator": "计划"}}, [5, 12.5, 10]),
        ("value - line", {"line": 42}, [-12, 8, -2]),
        ("value - line", {"line": {"number": 42, "times": 0.5}}, [9, 29, 19]),
        ("value - 全省", {"全省": {"unit": "全省"}}, [-15, 5, -5]),
        ("value - last", {"last": {"before": "year", "times": 1.1}}, [8, -16, -4]),
        ("value - last", {"last": {"before": "period"}}, [10, -10, 0]),
        ("best - worst + value - middle", {"best": {"peers": "max"}, "worst": {"peers": "min"},
         "middle": {"peers": "median"}}, [10, 30, 20]),
        ("(value - a) / (b - a)", {"a": {"peers": "worst"}, "b": {"peers": "best"}}, [0, 1, 0.5]),
        ("value / a + rank + b - n", {"a": {"peers": "sum"}, "b": {"indicator": "计划"}},
         [60 + 30 / 120, 38 + 50 / 120, 39 + 40 / 120]),
    ],
)  # fmt: skip
def test_a_formula_speaks_of_everything_a_method_compares_with(
    text: str, beside: dict[str, Any], wanted: list[float]
) -> None:
    rows = ROWS if "全省" in text else [row for row in ROWS if row[0] != "全省"]
    found = points(scored(tree(text, beside), facts(rows), periods=["2024"]), "x")
    assert list(found) == ["丙", "乙", "甲"]
    assert [found[unit] for unit in ("甲", "乙", "丙")] == pytest.approx(wanted)


@proves("A1.2.3")
def test_where_low_is_good_the_lowest_is_first_and_best() -> None:
    rows = [row for row in ROWS if row[0] != "全省"]
    found = scored(
        tree("rank + best", {"best": {"peers": "best"}}, direction="low"), facts(rows), periods=["2024"]
    )
    assert points(found, "x") == {"甲": 31, "丙": 32, "乙": 33}


@proves("A1.2.3")
def test_two_indicators_of_one_formula_have_each_their_own_figures() -> None:
    rows = [*of_period("x", {"甲": 3, "乙": 6}), *of_period("y", {"甲": 8, "乙": 2})]
    both = [
        leaf(id, {"expr": {"points": "value / plan * full", "with": {"plan": plan}}}, weight=weight)
        for id, plan, weight in (("x", 6, 10), ("y", 4, 100))
    ]
    found = scored({"id": "total", "of": both}, facts(rows))
    assert (points(found, "x"), points(found, "y")) == ({"甲": 5, "乙": 10}, {"甲": 200, "乙": 50})


@proves("A1.2.3", "A5.4.1")
@pytest.mark.parametrize(
    ("text", "beside", "said"),
    [
        ("", None, "式子是空的"),
        ("value / plam", {"plan": 3}, "第 1 行第 9 列"),
        ("value +", None, "没有写完"),
        ("value > 3", None, "真假判断"),
        ("value and 3", None, "真假判断"),
        ("fact(\"税收\")", None, "评分公式里不用“fact”"),
        ("sum(value)", None, "评分公式里不用“sum”"),
        ("growth(value, plan)", {"plan": 3}, "评分公式里不用“growth”"),
        ("share(value, plan)", {"plan": 3}, "评分公式里不用“share”"),
        ("rank(value)", None, "评分公式里不用“rank”"),
        ("value + 3亿元", None, "评分公式里不用“3亿元”"),
        ("value + 3%", None, "评分公式里不用“3%”"),
        ("if \"a\" = \"b\" then 1 else 2", None, "评分公式里不用"),
        ("if period = period then 1 else 2", None, "评分公式里不用“period”"),
        ("count(value where value > 1)", None, "评分公式里不用"),
        ("value.x", None, "评分公式里不用"),
        ("__import__(\"os\")", None, "第 1 行第 1 列"),
        ("eval(value)", None, "不用“eval”"),
        ("maxx(value, 1)", None, "没有函数"),
        ("value", {"plan": 3}, "没有用到“plan”"),
        ("value", {"value": 3}, "with 中不能用名称“value”"),
        ("year", {"year": 3}, "with 中不能用名称“year”"),
        ("value", {"a b": 3}, "with 中不能用名称“a b”"),
        ("value", {"if": 3}, "with 中不能用名称“if”"),
        ("value - plan", {"plan": {"peers": "middle"}}, "只能是"),
        ("(" * 100 + "value" + ")" * 100 + "+" + "-".join(["value"] * 100), None, "太深"),
    ],
)  # fmt: skip
def test_what_is_no_formula_of_points_is_refused_when_the_scheme_is_read(
    text: str, beside: dict[str, Any] | None, said: str
) -> None:
    with pytest.raises(Problem) as found:
        plan_of({"tree": tree(text, beside)})
    assert found.value.code == "scoring.scheme"
    assert "x.expr" in found.value.zh
    assert "x.expr" in found.value.en
    assert said in found.value.zh


def test_a_refusal_says_what_may_be_used() -> None:
    with pytest.raises(Problem) as found:
        plan_of({"tree": tree("sum(value)", {"plan": 3})})
    for name in ("value", "full", "rank", "n", "plan", *FUNCTIONS):
        assert name in found.value.zh
        assert name in found.value.en


@proves("A5.4.1")
def test_an_indicator_is_not_laid_beside_itself() -> None:
    with pytest.raises(Problem) as found:
        plan_of({"tree": tree("value - a", {"a": {"indicator": "x"}})})
    assert found.value.code == "scoring.cycle"


@proves("A5.4.1")
def test_a_bound_stays_a_bound_in_a_formula() -> None:
    """Neither as the value nor as what it is compared with is 60多 taken for 60."""
    rows = [*of_period("x", {"甲": 60, "乙": 30}), *of_period("计划", {"甲": 60, "乙": 60})]
    text = "value / plan"
    found = scored(
        tree(text, {"plan": {"indicator": "计划"}}, undefined=0.25),
        facts(rows, qualifier=["多", "", "", "多"]),
    )
    assert found.trace is not None
    whys = {row["unit"]: row["why"] for row in found.trace.to_pylist() if row["node"] == "x"}
    assert whys == {"甲": "bound", "乙": "no-reference"}
    assert points(found, "x") == {"甲": 0.25, "乙": 0.25}


@proves("A5.4.1")
def test_an_absent_value_is_missing_and_not_undefined() -> None:
    rows = [*of_period("x", {"甲": None, "乙": 30}), *of_period("计划", {"甲": 0, "乙": 60})]
    text = "1 / plan * value"
    found = scored(tree(text, {"plan": {"indicator": "计划"}}), facts(rows), missing="rescale")
    assert points(found, "x") == {"甲": None, "乙": 0.5}
    known = scored(tree("coalesce(value, 7)"), facts(rows), missing="rescale")
    assert points(known, "x") == {"甲": 7, "乙": 30}
    assert known.trace is not None
    assert [row["why"] for row in known.trace.to_pylist() if row["node"] == "x"] == ["", ""]
    failed = scored(tree("coalesce(value, 7)"), facts(rows), trace="failed")
    assert failed.trace is not None
    assert failed.trace.num_rows == 0


@proves("A1.3.1", "A1.2.3")
def test_the_trace_has_what_each_name_stood_for(tmp_path: Path) -> None:
    rows = [row for row in ROWS if row[0] != "全省"]
    found = scored(
        tree(
            "clamp(value / plan, 0, top) * full + rank - rank + last - last",
            {"plan": {"indicator": "计划"}, "top": 1.2, "last": {"before": "year"}},
            cap=11,
        ),
        facts(rows),
        periods=["2024"],
    )
    assert found.trace is not None
    (row,) = [row for row in found.trace.to_pylist() if (row["unit"], row["node"]) == ("乙", "x")]
    assert row["inputs"] == [("plan", 40.0), ("top", 1.2), ("last", 60.0)]
    assert (row["value"], row["rank"], row["n"], row["full"]) == (50, 1, 3, 10)
    assert (row["taken"], row["raw"], row["score"], row["limited"]) == (12, 12, 11, "cap")
    assert row["method"] == "expr"
    assert pa.types.is_map(found.trace.schema.field("inputs").type)
    write_trace(found, tmp_path / "trace.parquet")
    written = pyarrow.parquet.read_table(tmp_path / "trace.parquet")
    assert row["inputs"] in written.column("inputs").to_pylist()
