"""Computed as arrays and by statements a scheme gives the same bytes, and so does every figure of its trace."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jingkai.engines.quantity import Problem
from jingkai.engines.scoring import Plan, Scored, plan_of, score, write_scores
from tests.proof import proves

from ..dense.tests.drawn import GROUPS, drawn, schemes, tables
from .documented import examples
from .small import facts


def both(plan: Plan, table: Any, units: Any = None, **more: Any) -> tuple[Scored, Scored]:
    return score(plan, table, units, **more), score(plan, table, units, engine="duckdb", **more)


def traced(scored: Scored) -> list[dict[str, Any]]:
    """The rows of the trace; numbers so far that the order of adding does not show."""
    assert scored.trace is not None
    return [{name: _settled(cell) for name, cell in row.items()} for row in scored.trace.to_pylist()]


def _settled(cell: Any) -> Any:
    return float(f"{cell:.9g}") + 0.0 if isinstance(cell, float) else cell


def written(scored: Scored, path: Path) -> bytes:
    write_scores(scored, path)
    return path.read_bytes()


@proves("A1.3.2", "A1.4.3")
@pytest.mark.parametrize("example", list(examples()), ids=lambda example: example.name)
def test_of_every_method(example: Any, tmp_path: Path) -> None:
    plan = plan_of({"tree": {"id": "总分", "of": [example.leaf]}})
    arrays, statements = both(plan, example.facts, periods={period for _, period in example.points})
    assert written(arrays, tmp_path / "a.csv") == written(statements, tmp_path / "b.csv")
    assert traced(arrays) == traced(statements)


@proves("A1.4.3")
@drawn
@given(schemes(), st.data())
def test_of_any_scheme_in_every_period(
    tmp_path_factory: pytest.TempPathFactory, scheme: dict[str, Any], data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("scores")
    plan = plan_of(scheme)
    table, units = data.draw(tables(plan)), data.draw(st.sampled_from([GROUPS, None]))
    if units is None and any(slot.leaf.within for slot in plan.leaves):
        units = GROUPS
    arrays, statements = both(plan, table, units)
    assert arrays.scores.schema == statements.scores.schema
    assert written(arrays, folder / "a.csv") == written(statements, folder / "b.csv")
    assert traced(arrays) == traced(statements)
    assert arrays.trace is not None
    assert statements.trace is not None
    assert arrays.trace.schema == statements.trace.schema


@proves("A5.4.1")
@pytest.mark.parametrize("missing", ["refuse", "zero"])
@pytest.mark.parametrize("method", ["given", {"completion": {"target": {"indicator": "计划"}}}])
def test_what_is_refused_is_refused_in_the_same_words(method: Any, missing: str) -> None:
    leaf = {"id": "税收", "full": 10, "method": method, "missing": missing}
    plan = plan_of({"tree": {"id": "总分", "of": [leaf]}})
    rows = [("甲", "税收", "2023", 1.0), ("甲", "税收", "2024", 2.0), ("甲", "计划", "2024", 0.0)]
    table = facts(
        [*rows, ("乙", "税收", "2024", 2.0), ("丙", "税收", "2023", 1.0), ("丙", "计划", "2023", 2.0)]
    )
    told = []
    for engine in ("arrays", "duckdb"):
        try:
            told.append(str(score(plan, table, engine=engine).scores.to_pylist()))  # type: ignore[arg-type]
        except Problem as refused:
            told.append(refused.zh)
    assert told[0] == told[1]
    assert missing == "zero" or "2023" in told[0]


@proves("A1.3.3")
def test_two_that_lack_what_would_decide_are_tied() -> None:
    body = {"missing": "rescale", "tie_break": ["乙项"], "tree": {"id": "总分", "of": [
        {"id": "甲项", "full": 10, "method": "given"}, {"id": "乙项", "full": 10, "method": "given"}]}}  # fmt: skip
    rows = [("甲", "甲项", "2024", 5.0), ("乙", "甲项", "2024", 5.0), ("丙", "甲项", "2024", 4.0)]
    table = facts([*rows, ("丙", "乙项", "2024", 4.0)])
    for scored in both(plan_of(body), table):
        total = [row for row in scored.scores.to_pylist() if row["node"] == "总分"]
        assert {row["unit"]: row["tied"] for row in total} == {"甲": True, "乙": True, "丙": False}


@proves("A5.4.1")
@pytest.mark.parametrize(
    ("value", "number"),
    [("1e3", 1000.0), (" 7 ", 7.0), ("+5", 5.0), ("-0.5", -0.5), ("", None), ("  ", None), (".5", 0.5)],
)
def test_a_text_that_is_a_number_is_that_number(value: str, number: float | None) -> None:
    plan = plan_of(
        {"missing": "rescale", "tree": {"id": "总分", "of": [{"id": "x", "full": 9, "method": "given"}]}}
    )
    table = pa.table(
        {"unit": ["甲", "乙"], "indicator": ["x", "x"], "period": ["2024"] * 2, "value": [value, "2"]}
    )
    found = {row["unit"]: row["points"] for row in score(plan, table, trace="none").scores.to_pylist()}
    assert found.get("甲") == number


@proves("A5.4.1")
@pytest.mark.parametrize(
    "value", ["1_000", "1,000", "十二", "12分", "nan", "inf", "-inf", "0x10", "1 2", "NULL"]
)
def test_a_text_that_is_none_is_refused(value: str) -> None:
    plan = plan_of({"tree": {"id": "总分", "of": [{"id": "x", "full": 9, "method": "given"}]}})
    table = pa.table(
        {"unit": ["乙", "甲"], "indicator": ["x", "x"], "period": ["2024"] * 2, "value": ["2", value]}
    )
    with pytest.raises(Problem) as refused:
        score(plan, table)
    assert refused.value.code == "scoring.not-a-number"
    assert value in refused.value.zh
    assert "甲" in refused.value.zh


@proves("A5.4.1")
def test_names_are_read_from_whatever_column_holds_them() -> None:
    """Years as numbers, units as codes with more names than occur, an indicator nobody asks for without a value."""
    unit = pa.DictionaryArray.from_arrays([2, 0, 2], pa.array(["乙", "从未出现", "甲"]))
    table = pa.table(
        {"unit": unit, "indicator": ["x", "x", "别的"], "period": [2024] * 3, "value": [1, 2, None]}
    )
    plan = plan_of({"tree": {"id": "总分", "of": [{"id": "x", "full": 9, "method": "given"}]}})
    for scored in both(plan, table):
        assert list(scored.loaded.units) == ["乙", "甲"]
        assert scored.loaded.unused == ("别的",)
        assert [row["points"] for row in scored.scores.to_pylist()] == [2.0, 1.0] * 2


@proves("A1.3.4", "A1.4.3")
@pytest.mark.parametrize("engine", ["arrays", "duckdb"])
def test_of_what_failed_only_the_indicators_without_a_figure_or_a_result_are_traced(engine: Any) -> None:
    leaves = [
        {
            "id": "税收",
            "full": 10,
            "method": {"completion": {"target": {"indicator": "计划"}}},
            "undefined": "missing",
        },
        {"id": "户数", "full": 10, "method": "given"},
    ]
    plan = plan_of({"missing": "rescale", "tree": {"id": "总分", "of": leaves}})
    rows = [("甲", "税收", "2024", 5.0), ("甲", "计划", "2024", 0.0), ("乙", "税收", "2024", 5.0)]
    table = facts([*rows, ("乙", "计划", "2024", 10.0), ("甲", "户数", "2024", 3.0)])
    found = score(plan, table, trace="failed", engine=engine).trace
    assert found is not None
    assert [(row["unit"], row["node"], row["why"]) for row in found.to_pylist()] == [
        ("乙", "户数", "absent"),
        ("甲", "税收", "zero-reference"),
    ]


@proves("A5.4.1")
@pytest.mark.parametrize("engine", ["arrays", "duckdb"])
def test_what_is_missing_is_counted_over_all_periods_and_its_first_is_told(engine: Any) -> None:
    plan = plan_of(
        {"tree": {"id": "总分", "of": [{"id": one, "full": 1, "method": "given"} for one in "ab"]}}
    )
    rows = [(unit, "a", year, 1.0) for unit in "甲乙丙" for year in ("2022", "2023", "2024")]
    with pytest.raises(Problem) as refused:
        score(plan, facts([*rows, ("甲", "b", "2022", 1.0), ("乙", "b", "2024", 1.0)]), engine=engine)
    assert refused.value.code == "scoring.missing"
    assert all(one in refused.value.en for one in ("丙", "2022", "'b'", "7")), refused.value.en
