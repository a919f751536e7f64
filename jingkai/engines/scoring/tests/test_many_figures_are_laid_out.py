"""Figures laid out as sheets, and many periods worked on beside each other, give what rows one by one give."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from jingkai.engines.quantity import Problem
from jingkai.engines.scoring import Scored, plan_of, score, sheets, threads, write_scores
from jingkai.engines.scoring.rows import Rows
from jingkai.engines.scoring.sheets import Sheets
from tests.proof import proves

from .large import large_plan, large_tables
from .small import facts, leaf


def rows(at: list[tuple[int, int, int]], values: list[float], bound: list[bool] | None = None) -> Rows:
    unit, indicator, period = (np.array(codes, np.int16) for codes in zip(*at, strict=True))
    bounds = np.array(bound or [False] * len(at))
    return Rows(unit, indicator, period, np.where(bounds, np.nan, values), bounds, None)


def test_each_figure_lies_at_its_place_and_a_bound_is_none() -> None:
    found = Sheets.of(rows([(1, 0, 2), (0, 1, 0), (1, 1, 1)], [7.0, 8.0, 9.0], [False, False, True]), 2, 2, 3)
    assert found is not None
    assert found.values[2, 0, 1] == 7
    assert found.values[0, 1, 0] == 8
    assert np.isnan(found.values[1, 1, 1])
    assert found.bound.sum() == 1
    assert found.bound[1, 1, 1]
    assert found.filled == 3
    with pytest.raises(ValueError, match="read-only"):
        found.values[0, 0, 0] = 1


def test_two_of_one_place_are_seen() -> None:
    for bound in ([False, False], [False, True], [True, False], [True, True]):
        found = Sheets.of(rows([(0, 0, 0), (0, 0, 0)], [1.0, 2.0], bound), 1, 1, 1)
        assert found is not None
        assert found.filled == 1


def test_few_figures_stay_rows() -> None:
    assert Sheets.of(rows([(0, 0, 0)], [1.0]), 5, 1, 1) is None
    assert Sheets.of(rows([(0, 0, 0)], [1.0]), 4, 1, 1) is not None


def written(scored: Scored, path: Path) -> tuple[bytes, object]:
    write_scores(scored, path)
    return path.read_bytes(), scored.trace


@proves("A1.3.2", "A5.3.1")
def test_by_threads_by_sheets_and_by_rows_it_is_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan, (table, units) = large_plan(), large_tables(60, 6)
    # In no order that helps anybody.
    table = table.take(np.random.default_rng(3).permutation(len(table)))
    plain = written(score(plan, table, units), tmp_path / "plain.csv")
    monkeypatch.setattr(threads, "FEW", 0)
    monkeypatch.setattr(os, "cpu_count", lambda: 3)
    assert written(score(plan, table, units), tmp_path / "threads.csv") == plain
    monkeypatch.setattr(sheets, "_SPARSE", 0)
    assert written(score(plan, table, units), tmp_path / "rows.csv") == plain


@proves("A5.4.1")
@pytest.mark.parametrize("few", [0, 10**9])
def test_what_is_refused_first_is_of_the_first_period(few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threads, "FEW", few)
    plan = plan_of({"tree": {"id": "总分", "of": [leaf("x", full=1), leaf("y", full=1)]}})
    listed = [(unit, "x", str(year), 1.0) for unit in "甲乙丙" for year in range(2020, 2026)]
    table = facts([*listed, *((unit, "y", str(year), 1.0) for unit in "甲乙" for year in range(2021, 2026))])
    with pytest.raises(Problem) as refused:
        score(plan, table)
    assert refused.value.code == "scoring.missing"
    assert "2020" in refused.value.zh
    assert "共 8 处" in refused.value.zh


def test_no_more_is_made_ahead_than_there_are_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    taken: list[int] = []

    def make(item: int) -> tuple[int, int]:
        return item, len(taken)

    for item, before in threads.beside_each_other(make, range(9), size=threads.FEW):
        # What was taken when it was begun: all but two before it, or more.
        assert item - before <= 2
        taken.append(item)
    assert taken == list(range(9))


def test_what_goes_wrong_beside_is_told() -> None:
    with pytest.raises(ZeroDivisionError):
        list(threads.beside_each_other(lambda one: 1 // one, [1, 0, 2], size=threads.FEW))
