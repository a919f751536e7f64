"""Bad input: each its Problem, none a number that nobody sees."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from jingkai.engines.quantity import Problem
from jingkai.engines.scoring import PROBLEMS, load_scheme, plan_of, read_scheme, score
from jingkai.engines.scoring.problems import WHY
from tests.proof import proves

from .documented import Example, examples
from .small import Row, facts, leaf, of_period, points, scored

TWO = of_period("x", {"甲": 1, "乙": 2})


def tree(*of: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"id": "total", "of": list(of) or [leaf(weight=1)], **more}


def refusal(document: dict[str, Any], rows: list[Row] = TWO, **columns: list[str]) -> Problem:
    with pytest.raises(Problem) as found:
        score(plan_of({"tree": document}), facts(rows, **columns))
    assert "{" not in found.value.zh + found.value.en
    return found.value


@proves("A5.4.1")
@pytest.mark.parametrize(
    ("code", "document"),
    [
        ("scoring.scheme", {"id": "total", "of": []}),
        ("scoring.scheme", {"id": "total", "of": [{**leaf(weight=1), "weigth": 2}]}),
        ("scoring.scheme", tree(leaf(weight="many"))),
        ("scoring.scheme", tree(leaf(weight=-1))),
        ("scoring.scheme", tree(leaf(method={"completion": {}}, weight=1))),
        ("scoring.scheme", tree(leaf(method={"completion": {"target": "plenty"}}, weight=1))),
        ("scoring.scheme", tree(leaf(method={"ratio": {"to": {"peers": "middle"}}}, weight=1))),
        ("scoring.scheme", tree(leaf(method={"ratio": {"to": {"unit": "全省", "peers": "mean"}}}, weight=1))),
        ("scoring.scheme", tree(leaf(method={"steps": {"base": 1, "take": "difference"}}, weight=1))),
        ("scoring.scheme", tree(leaf(method={"given": {}, "borda": {}}, weight=1))),
        ("scoring.scheme", tree(leaf(weight=1, trim=1))),
        ("scoring.method", tree(leaf(method="magic", weight=1))),
        ("scoring.twice", tree(leaf("x", weight=1), leaf("x", weight=1))),
        ("scoring.cycle", tree(leaf(method={"completion": {"target": {"indicator": "x"}}}, weight=1))),
        ("scoring.weights", tree(leaf("x", weight=40), leaf("y", weight=59), weights=100)),
        ("scoring.no-weight", tree(leaf("x", weight=1), leaf("y", full=5), combine="arithmetic")),
        ("scoring.no-full", tree(leaf("x"), combine="product")),
        ("scoring.indicator-unknown", tree(leaf("y", weight=1))),
        ("scoring.beside-unknown", tree(leaf(method={"completion": {"target": {"unit": "全省"}}}, weight=1))),
        ("scoring.column-unknown", tree(leaf(weight=1, within="region"))),
    ],
)  # fmt: skip
def test_a_scheme_that_cannot_be_meant_is_refused(code: str, document: dict[str, Any]) -> None:
    assert refusal(document).code == code


@proves("A5.4.1")
@pytest.mark.parametrize(
    ("why", "method", "rows"),
    [
        ("all-equal", "min-max", of_period("x", {"甲": 3, "乙": 3})),
        ("all-equal", "z-score", of_period("x", {"甲": 0.1, "乙": 0.1, "丙": 0.1})),
        ("one-unit", "min-max", of_period("x", {"甲": 3})),
        ("one-unit", "z-score", of_period("x", {"甲": 3})),
        ("one-unit", {"rank-step": {"step": 1}}, of_period("x", {"甲": 3})),
        ("one-unit", "percentile", of_period("x", {"甲": 3})),
        ("zero-reference", {"completion": {"target": 0}}, TWO),
        ("negative-reference", {"completion": {"target": -5}}, TWO),
        ("no-reference", "flat-year", TWO),
        ("zero-reference", "flat-year", [*TWO, *of_period("x", {"甲": 0, "乙": 1}, "2023")]),
        ("negative-base", "flat-year", [*TWO, *of_period("x", {"甲": -4, "乙": 1}, "2023")]),
        ("no-reference", {"rank-gain": {"per": 1}}, TWO),
        ("no-span", {"efficacy": {"good": 6, "bad": 6}}, TWO),
        ("wrong-way", {"efficacy": {"good": {"peers": "worst"}, "bad": {"peers": "best"}}}, TWO),
        ("zero-divisor", {"expr": {"points": "1 / (value - 2)"}}, TWO),
        ("out-of-range", {"expr": {"points": f"value * {10**22} * {10**22}"}}, TWO),
        ("unknown", {"expr": {"points": "if value > 1 then unknown else 0"}}, TWO),
        ("one-unit", {"expr": {"points": "rank"}}, of_period("x", {"甲": 3})),
        ("no-reference", {"expr": {"points": "value - last", "with": {"last": {"before": "year"}}}}, TWO),
        ("no-logarithm", {"expr": {"points": "ln(value - 2)"}}, TWO),
        ("no-root", {"expr": {"points": "sqrt(value - 5)"}}, TWO),
        ("no-logarithm", {"goalposts": {"low": 1, "high": 9, "log": True}}, of_period("x", {"甲": 0, "乙": 2})),
    ],
)  # fmt: skip
def test_a_formula_without_a_result_is_refused_until_the_scheme_says_its_worth(
    why: str, method: Any, rows: list[Row]
) -> None:
    found = plan_of({"tree": tree(leaf(method=method, weight=10))})
    with pytest.raises(Problem) as refused:
        score(found, facts(rows), periods=["2024"])
    assert refused.value.code == "scoring.undefined"
    assert WHY[why][0] in refused.value.zh
    assert WHY[why][1] in refused.value.en

    told = plan_of({"tree": tree(leaf(method=method, weight=10, undefined=4))})
    done = score(told, facts(rows), periods=["2024"])
    assert done.trace is not None
    without = [row for row in done.trace.to_pylist() if row["why"] == why]
    assert without
    assert {row["score"] for row in without} == {4.0}


@proves("A5.4.1")
def test_what_is_absent_is_refused_left_out_or_zero_as_the_scheme_says() -> None:
    rows: list[Row] = [*of_period("x", {"甲": 8, "乙": 6}), *of_period("y", {"甲": None, "乙": 4})]
    both = (
        leaf("x", {"completion": {"target": 10}}, weight=10),
        leaf("y", {"completion": {"target": 10}}, weight=30),
    )
    assert refusal(tree(*both), rows).code == "scoring.missing"
    assert points(scored(tree(*both), facts(rows), missing="rescale"), "total") == {"甲": 32, "乙": 18}
    assert points(scored(tree(*both), facts(rows), missing="zero"), "total") == {"甲": 8, "乙": 18}
    nothing = scored(
        tree(*both),
        facts(of_period("x", {"甲": None, "乙": 1}) + of_period("y", {"乙": 1})),
        missing="rescale",
    )
    assert points(nothing, "total") == {"甲": None, "乙": 4}
    ranks = {row["unit"]: row["rank"] for row in nothing.scores.to_pylist() if row["node"] == "total"}
    assert ranks == {"甲": None, "乙": 1}


@proves("A5.4.1")
@pytest.mark.parametrize("trace", ["full", "none"])
def test_a_bonus_alone_makes_no_total(trace: str) -> None:
    bonus = leaf("通报", {"events": {"per": -1}}, missing="zero")
    document = tree({"id": "实绩", "of": [leaf("x", weight=10), bonus], "decimals": 1}, leaf("y", weight=30))
    of_x, of_y = of_period("x", {"甲": 8, "乙": None}), of_period("y", {"甲": 20, "乙": None, "丙": 15})
    rows = [*of_x, *of_y, *of_period("通报", {"丙": 2})]
    found = scored(document, facts(rows), missing="rescale", trace=trace)
    # Of 乙 nothing is known but that it was not reported on, of 丙 nothing of the field but that: neither is 0 or -2.
    assert points(found, "实绩") == {"甲": 8, "乙": None, "丙": None}
    assert points(found, "total") == {"甲": 28, "乙": None, "丙": 20}
    # What has no full marks beside it is the whole of its node, and counts.
    units = pa.table({"unit": ["甲", "乙", "丙"]})
    alone = scored(tree({"id": "加分", "of": [bonus]}), facts(rows), units, trace=trace)
    assert points(alone, "加分") == {"甲": 0, "乙": 0, "丙": -2}


@proves("A5.4.1")
@pytest.mark.parametrize("example", list(examples()), ids=lambda example: example.name)
def test_what_is_absent_gets_no_points_by_any_method(example: Example) -> None:
    given = example.facts.to_pylist()
    absent = [{**row, "unit": "缺数者", "value": ""} for row in given if row["unit"] == given[0]["unit"]]
    table = pa.Table.from_pylist(given + absent, schema=example.facts.schema)
    leaf = {**example.leaf, "missing": "rescale", "undefined": "missing"}
    done = score(plan_of({"tree": {"id": "总分", "of": [leaf]}}), table)
    assert set(points(done, str(leaf["id"])).values()) - {None}
    assert {row["points"] for row in done.scores.to_pylist() if row["unit"] == "缺数者"} == {None}


@proves("A5.4.1")
def test_facts_that_contradict_each_other_are_refused() -> None:
    assert refusal(tree(), [*TWO, ("甲", "x", "2024", 1)]).code == "scoring.duplicate"
    assert refusal(tree(), TWO, caliber=["统计", "自报"]).code == "scoring.calibers"
    assert refusal(tree(), of_period("x", {"甲": "很多", "乙": 2})).code == "scoring.not-a-number"
    assert refusal(tree(), of_period("x", {"甲": "1e999", "乙": 2})).code == "scoring.not-a-number"
    assert refusal(tree(), of_period("x", {"甲": "NaN", "乙": 2})).code == "scoring.not-a-number"
    assert refusal(tree(), of_period("x", {"甲": 1}, "去年")).code == "periods.unreadable"


@proves("A5.4.1")
def test_a_bound_is_not_the_figure() -> None:
    """200多 is not 200."""
    found = refusal(tree(), of_period("x", {"甲": 200, "乙": 100}), qualifier=["多", ""])
    assert (found.code, WHY["bound"][0] in found.zh) == ("scoring.undefined", True)


@proves("A5.4.1")
@pytest.mark.parametrize("gather", ["sum", "mean", "count"])
def test_what_is_gathered_with_a_bound_is_none_either(gather: str) -> None:
    rows: list[Row] = [
        ("甲", "x", "2024", 2),
        ("甲", "x", "2024", 3),
        ("乙", "x", "2024", 4),
        *of_period("y", {"甲": 1, "乙": 1}),
    ]
    beside = leaf("y", {"ratio": {"to": {"indicator": "x"}}}, weight=1)
    own = leaf("x", gather=gather, weight=1, undefined="missing")
    done = scored(
        tree(own, {**beside, "undefined": "missing"}, missing="zero"),
        facts(rows, qualifier=["", "余", "", "", ""]),
    )
    assert points(done, "x")["甲"] is None
    assert points(done, "y") == {"甲": None, "乙": 1 if gather == "count" else 0.25}


@proves("A5.4.1")
@pytest.mark.parametrize(
    ("code", "listed"),
    [
        ("scoring.unit-unknown", ["甲"]),
        ("scoring.unit-twice", ["甲", "乙", "乙"]),
        ("scoring.nameless", ["甲", "乙", ""]),
        ("scoring.nameless", ["甲", "乙", None]),
    ],
)
def test_units_are_listed_each_once(code: str, listed: list[str | None]) -> None:
    with pytest.raises(Problem) as found:
        scored(tree(), facts(TWO), pa.table({"unit": listed, "group": ["一类"] * len(listed)}))
    assert found.value.code == code


@proves("A5.4.1")
@pytest.mark.parametrize("row", [("", "x", "2024", 1), ("丙", " ", "2024", 1), ("丙", "x", "", 1)])
def test_a_value_of_nobody_is_not_left_out_without_a_word(row: Row) -> None:
    assert refusal(tree(), [*TWO, row]).code == "scoring.nameless"


def test_blanks_around_a_name_in_a_file_make_no_other_name(tmp_path: Path) -> None:
    path = tmp_path / "facts.csv"
    path.write_text("unit,indicator,period,value\n 甲,x,2024,1\n乙 ,x ,2024, 2\n", encoding="utf-8")
    assert points(score(plan_of({"tree": tree()}), path), "total") == {"甲": 1, "乙": 2}


@pytest.mark.parametrize(
    "method", ["given", {"steps": {"base": 0, "at": 0, "per": 1, "up": 1, "whole": True}}]
)
def test_a_figure_beyond_the_integers_is_computed_all_the_same(method: Any) -> None:
    found = scored(
        tree(leaf(method=method, weight=1, decimals=2)), facts(of_period("x", {"甲": 1e30, "乙": 2.5}))
    )
    assert points(found, "x") == {"甲": pytest.approx(1e30), "乙": 2.5 if method == "given" else 2}


@proves("A5.4.1")
def test_means_that_do_not_exist_are_refused() -> None:
    below = tree(leaf("x", {"events": {"per": 1}}, weight=1, full=1), combine="geometric")
    assert refusal(below, of_period("x", {"甲": -1, "乙": 2})).code == "scoring.no-mean"


@proves("A1.5.1")
def test_files_that_are_none_are_refused(tmp_path: Path) -> None:
    good = tmp_path / "facts.csv"
    good.write_text("unit,indicator,period,value\n甲,x,2024,1\n乙,x,2024,2\n", encoding="gb18030")
    plan = plan_of({"tree": tree()})
    assert points(score(plan, good), "total") == {"甲": 1, "乙": 2}
    for name, content, code in (
        ("short.csv", b"unit,indicator\n1,2\n", "scoring.columns"),
        ("ragged.csv", b"unit,indicator,period,value\n1,x,2024\n", "scoring.unreadable"),
        ("empty.csv", b"", "scoring.unreadable"),
        ("binary.csv", b"\x89PNG\x00\xff\xfe\xfa", "scoring.unreadable"),
        ("broken.parquet", b"PAR1", "scoring.unreadable"),
    ):
        path = tmp_path / name
        path.write_bytes(content)
        with pytest.raises(Problem) as found:
            score(plan, path)
        assert found.value.code == code, name
    with pytest.raises(FileNotFoundError):
        score(plan, tmp_path / "*.csv")
    scheme = tmp_path / "scheme.yaml"
    for text in ("tree: [", "- 1", "tree: &a {id: x, of: [*a]}", "tree: 5", ""):
        scheme.write_text(text, encoding="utf-8")
        with pytest.raises(Problem) as refused:
            load_scheme(scheme)
        assert refused.value.code == "scoring.scheme", text
    scheme.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(Problem):
        load_scheme(scheme)


def test_periods_are_named_as_the_facts_name_them() -> None:
    with pytest.raises(Problem) as found:
        scored(tree(), facts(TWO), periods=["2023"])
    assert found.value.code == "scoring.period-unknown"


def test_a_tie_break_names_a_node() -> None:
    with pytest.raises(Problem):
        read_scheme("tie_break: [那个]\ntree: {id: total, of: [{id: x, weight: 1, method: given}]}")


def test_every_problem_has_a_test() -> None:
    tests = Path(__file__).parents[1].rglob("test_*.py")
    text = "".join(one.read_text(encoding="utf-8") for one in tests)
    assert {code for code in PROBLEMS if code not in text} == set()
    assert {why for why in WHY if f'"{why}"' not in text} == set()
