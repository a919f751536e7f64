"""2024-03, 202403 and 2024年3月 are one month: nobody is left without a figure because somebody else typed it so."""

from __future__ import annotations

import pytest

from jingkai.engines.quantity import Problem
from tests.proof import proves

from .small import Row, facts, leaf, of_period, points, scored

TREE = {"id": "总分", "of": [leaf("x", weight=10)]}


@proves("A5.4.1")
@pytest.mark.parametrize("other", ["2024年3月", "202403", "２０２４-03", "2024-03 ", "2024\u200b-03"])
def test_two_spellings_are_one_period(other: str) -> None:
    rows = [*of_period("x", {"甲": 80}, "2024-03"), *of_period("x", {"乙": 90}, other)]
    found = scored(TREE, facts(rows), missing="zero")
    assert points(found, "x", "2024-03") == {"甲": 80, "乙": 90}
    assert set(found.loaded.periods) == {"2024-03"}


def test_one_spelling_stays_as_it_is_written() -> None:
    found = scored(TREE, facts(of_period("x", {"甲": 80}, "2024年3月")))
    assert set(found.loaded.periods) == {"2024年3月"}
    asked = scored(TREE, facts(of_period("x", {"甲": 80}, "2024年3月")), periods=["2024-03"])
    assert points(asked, "x") == {"甲": 80}


@proves("A5.4.1")
def test_a_figure_that_stands_in_both_spellings_is_two_figures() -> None:
    rows = [*of_period("x", {"甲": 80}, "2024"), *of_period("x", {"甲": 81}, "2024年")]
    with pytest.raises(Problem) as refused:
        scored(TREE, facts(rows))
    assert refused.value.code == "scoring.duplicate"


def test_last_year_is_found_by_whatever_it_is_called() -> None:
    rows = [*of_period("x", {"甲": 100}, "2023年"), *of_period("x", {"甲": 110}, "2024")]
    tree = {"id": "总分", "of": [leaf("x", {"growth": {"base": 0, "points": 1}}, weight=10)]}
    assert points(scored(tree, facts(rows), periods=["2024"]), "x") == {"甲": pytest.approx(10)}


@proves("A5.4.1")
def test_calibers_are_compared_over_both_spellings() -> None:
    rows: list[Row] = [("甲", "x", "2024", 1), ("乙", "x", "2024年", 2)]
    with pytest.raises(Problem) as refused:
        scored(TREE, facts(rows, caliber=["统计", "自报"]))
    assert refused.value.code == "scoring.calibers"
