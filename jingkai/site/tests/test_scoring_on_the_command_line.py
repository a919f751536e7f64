"""`jingkai score` writes its report beside the scores."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from jingkai.engines.scoring.tests.documented import whole_scheme
from jingkai.site.cli import main
from tests.proof import proves

Run = Callable[..., int]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """The documented scheme on its facts of two years; more arguments are appended."""
    scheme, facts, units, _ = whole_scheme()
    later = "".join(
        line.replace(",2024,", ",2025,") + "\n" for line in facts.splitlines() if ",2024," in line
    )
    given = {"scheme.yaml": scheme, "facts.csv": facts + later, "units.csv": units}
    for name, text in given.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    scheme_path, facts_path, units_path = (str(tmp_path / name) for name in given)
    out = str(tmp_path / "out")
    return lambda *more: main(["score", scheme_path, facts_path, "--units", units_path, "--out", out, *more])


@proves("A1.5.4", "A1.5.1")
def test_report_and_trace_are_written_beside_the_scores(run: Run, tmp_path: Path) -> None:
    assert run("--lang", "en", "--report", "乙") == 0
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        "scores.csv",
        "trace.parquet",
        "report.html",
        "scheme-used.yaml",
    }
    report = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert '<html lang="en">' in report
    assert "facts.csv" in report
    assert "Scores of 2025, beside 2024." in report
    assert report.count("<article") == 1


def test_what_the_report_is_asked_for_and_does_not_have_is_refused(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("--report", "丙") == 1
    assert "scoring.unit-unknown" in capsys.readouterr().err
    assert run("--against", "2019") == 1
    assert "scoring.period-unknown" in capsys.readouterr().err
    assert run("--trace", "none", "--report", "甲") == 1
    assert "scoring.no-trace" in capsys.readouterr().err
    assert not list((tmp_path / "out").iterdir())


def test_without_the_full_trace_there_is_no_report(run: Run, tmp_path: Path) -> None:
    assert run("--trace", "none") == 0
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"scores.csv", "scheme-used.yaml"}


@proves("A1.4.2")
def test_the_engine_that_computes_is_chosen_and_the_files_are_the_same(run: Run, tmp_path: Path) -> None:
    assert run("--trace", "none") == 0
    arrays = (tmp_path / "out" / "scores.csv").read_bytes()
    (tmp_path / "out" / "scores.csv").unlink()
    assert run("--trace", "none", "--engine", "duckdb") == 0
    assert (tmp_path / "out" / "scores.csv").read_bytes() == arrays


@proves("A1.4.2")
def test_an_engine_that_there_is_not_is_refused(run: Run, tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as left:
        run("--engine", "abacus")
    assert left.value.code == 2
    assert not (tmp_path / "out").exists()


@proves("A1.4.2")
def test_without_spark_it_says_how_to_get_it(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyspark", None)
    for name in [name for name in sys.modules if name.startswith("pyspark.")]:
        monkeypatch.delitem(sys.modules, name)
    for lang in ("zh", "en"):
        assert run("--engine", "spark", "--lang", lang) == 1
        told = capsys.readouterr().err
        assert "scoring.no-spark" in told
        assert "pip install 'jingkai[spark]'" in told
    assert not (tmp_path / "out" / "scores.csv").exists()
