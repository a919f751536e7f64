"""Spark runs the statements that DuckDB runs, and what comes out is the same to the last byte."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet
import pytest

from jingkai.engines.quantity import Problem
from jingkai.engines.scoring import Scored, plan_of, score, write_scores, write_trace
from tests.proof import proves

from .documented import examples
from .large import large_plan, large_tables
from .small import facts, leaf

JAVA = bool(os.environ.get("JAVA_HOME") or shutil.which("java"))


@pytest.fixture(scope="module", autouse=True)
def _spark() -> Iterator[None]:
    """One session for all tests here. Where it is not installed they are skipped, but by scripts/test.sh."""
    if find_spec("pyspark") is None or not JAVA:
        if os.environ.get("TEST_SPARK") == "must":
            pytest.fail("pyspark or Java is missing, which scripts/test.sh installs")
        pytest.skip("pyspark or Java is not installed here; scripts/test.sh installs both")
    yield
    from pyspark import SparkContext
    from pyspark.sql import SparkSession

    session = SparkSession.getActiveSession()
    if session is not None:
        session.stop()
    # Java holds gigabytes until it ends, which otherwise is with the last test of all.
    gateway, SparkContext._gateway, SparkContext._jvm = SparkContext._gateway, None, None
    if gateway is not None:
        gateway.shutdown()
        gateway.proc.stdin.close()
        gateway.proc.wait(60)


def written(scored: Scored, folder: Path) -> tuple[bytes, pa.Table]:
    """scores.csv, and the rows of trace.parquet."""
    folder.mkdir()
    write_scores(scored, folder / "scores.csv")
    write_trace(scored, folder / "trace.parquet")
    trace = pyarrow.parquet.read_table(folder / "trace.parquet")
    return (folder / "scores.csv").read_bytes(), trace


def differing(one: pa.Table, other: pa.Table) -> list[str]:
    """The columns in which two traces differ."""
    assert one.schema == other.schema
    return [name for name in one.column_names if one.column(name) != other.column(name)]


@proves("A1.3.2", "A1.4.2")
def test_at_3000_units_by_20_indicators_by_12_periods(tmp_path: Path) -> None:
    plan, (table, units) = large_plan(), large_tables(3_000, 12)
    csv, trace = written(score(plan, table, units, engine="duckdb"), tmp_path / "duckdb")
    spark_csv, spark_trace = written(score(plan, table, units, engine="spark"), tmp_path / "spark")
    assert trace.num_rows == 3_000 * len(plan.slots) * 12
    assert csv == spark_csv
    assert differing(trace, spark_trace) == []
    arrays_csv, arrays_trace = written(score(plan, table, units, engine="arrays"), tmp_path / "arrays")
    assert csv == arrays_csv
    assert differing(trace, arrays_trace) == []


@proves("A1.3.2", "A1.4.2")
def test_by_every_method_of_the_catalogue(tmp_path: Path) -> None:
    listed = list(examples())
    leaves = [
        {
            "undefined": "missing",
            **example.leaf,
            "id": example.name,
            "indicator": example.leaf["id"] + str(at),
        }
        for at, example in enumerate(listed)
    ]
    renamed = []
    for at, example in enumerate(listed):
        names = [name + str(at) for name in example.facts.column("indicator").to_pylist()]
        renamed.append(example.facts.set_column(1, "indicator", pa.array(names)))
    on_points = [
        leaf("加分一", "percentile", node="min-max", full=5, undefined="missing"),
        leaf(
            "加分二",
            {"completion": {"target": {"node": "加分一"}}},
            node="总分一",
            full=5,
            undefined="missing",
        ),
    ]
    tree = {
        "id": "总分",
        "of": [
            {"id": "总分一", "of": leaves},
            {"id": "旁", "aside": "yes", "of": on_points[:1]},
            on_points[1],
        ],
    }
    plan = plan_of({"missing": "rescale", "tree": tree})
    table = pa.concat_tables(renamed)
    csv, trace = written(score(plan, table, engine="duckdb"), tmp_path / "duckdb")
    spark_csv, spark_trace = written(score(plan, table, engine="spark"), tmp_path / "spark")
    assert csv == spark_csv
    assert differing(trace, spark_trace) == []


@proves("A1.3.2", "A1.4.2")
def test_by_functions_earlier_figures_and_percentiles(tmp_path: Path) -> None:
    formulas = {
        "exp": "60 * exp(value / 40)",
        "ln": "full * ln(value)",
        "sqrt": "sqrt(value)",
        "power": "power(value / 7, n / 3) + power(value, 3) - power(value, -2)",
    }
    beside: dict[str, Any] = {
        "ago": {"before": {"years": 2}},
        "mean": {"before": {"years": 3, "of": "mean"}},
        "whole": {"unit": "全省", "before": "year"},
        "percentile": {"peers": {"percentile": 87.5}, "times": 1.1},
    }
    methods = {id: {"expr": {"points": text}} for id, text in formulas.items()}
    methods |= {id: {"ratio": {"to": to}} for id, to in beside.items()}
    leaves = [leaf(id, method, full=10, indicator="x", undefined="missing") for id, method in methods.items()]
    plan = plan_of({"missing": "rescale", "tree": {"id": "总分", "of": leaves}})
    units = [*(f"单位{at}" for at in range(40)), "全省"]
    rows = [
        (unit, "x", str(year), (at * at + year * 3) % 61 * 1.37 - 4)
        for year in range(2020, 2025)
        for at, unit in enumerate(units)
        if (at + year) % 5
    ]
    csv, trace = written(score(plan, facts(rows), engine="duckdb"), tmp_path / "duckdb")
    spark_csv, spark_trace = written(score(plan, facts(rows), engine="spark"), tmp_path / "spark")
    assert csv == spark_csv
    assert differing(trace, spark_trace) == []
    arrays_csv, arrays_trace = written(score(plan, facts(rows)), tmp_path / "arrays")
    assert csv == arrays_csv
    assert differing(trace, arrays_trace) == []


@proves("A1.3.2")
def test_what_is_refused_is_refused_in_the_same_words() -> None:
    plan = plan_of({"tree": {"id": "总分", "of": [leaf("x", weight=5), leaf("y", weight=5)]}})
    table = facts([("甲", "x", "2024", 1.0), ("乙", "x", "2024", 2.0), ("乙", "y", "2024", 2.0)])
    told = []
    for engine in ("duckdb", "spark"):
        with pytest.raises(Problem) as refused:
            score(plan, table, engine=engine)  # type: ignore[arg-type]
        told.append((refused.value.code, refused.value.zh, refused.value.en))
    assert told[0] == told[1]
    assert told[0][0] == "scoring.missing"


def test_a_session_that_is_there_is_used_and_its_views_are_left_alone() -> None:
    from pyspark.sql import SparkSession

    session = SparkSession.builder.getOrCreate()
    session.createDataFrame(pa.table({"mine": [1]})).createOrReplaceTempView("facts")
    plan = plan_of({"tree": {"id": "总分", "of": [leaf("x", weight=5)]}})
    score(plan, facts([("甲", "x", "2024", 1.0)]), engine="spark")
    assert SparkSession.getActiveSession() is not None
    assert session.table("facts").columns == ["mine"]
    assert [one.name for one in session.catalog.listTables()] == ["facts"]
    session.catalog.dropTempView("facts")


@proves("A1.4.2")
def test_without_java_it_says_what_to_install(tmp_path: Path) -> None:
    (tmp_path / "s.yaml").write_text(
        "tree: {id: 总分, of: [{id: x, full: 9, method: given}]}", encoding="utf-8"
    )
    (tmp_path / "f.csv").write_text("unit,indicator,period,value\n甲,x,2024,1\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "jingkai.site.cli", "score", "s.yaml", "f.csv", "--engine", "spark"],
        cwd=tmp_path,
        env={**os.environ, "JAVA_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert "scoring.no-spark" in done.stderr
    assert "Java" in done.stderr
    assert "Traceback" not in done.stderr
