"""Indicators that put the units in the same order, and those that tell nobody apart."""

from __future__ import annotations

import pytest

from jingkai.engines.scoring.analysis import redundancy
from tests.proof import proves

from .boards import Values, board, given

UNITS = [f"单位{n}" for n in range(10)]


def column(*values: float | None) -> dict[str, float | None]:
    return dict(zip(UNITS, values, strict=True))


VALUES: Values = {
    "2024": {
        "a": column(1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
        "same order": column(1, 4, 9, 16, 25, 36, 49, 64, 81, 100),
        "opposite": column(9, 8, 7, 6, 5, 4, 3, 2, 1, 0),
        "ties": column(1, 1, 2, 2, 3, 3, 4, 4, 5, 5),
        "another": column(3, 1, 4, 1, 5, 9, 2, 6, 5, 3),
        "nobody": column(*[7.0] * 10),
        "few": column(1, 2, 3, *[None] * 7),
    }
}


@proves("A1.6.2")
def test_pairs_in_the_same_or_the_opposite_order_are_named_and_what_separates_nobody() -> None:
    found = redundancy(board(given(**dict.fromkeys(VALUES["2024"], 10.0)), VALUES, missing="rescale"), "2024")
    assert found.enough
    assert [(one.first, one.second, one.rho, one.n) for one in found.alike[:3]] == [
        ("a", "same order", 1, 10),
        ("a", "opposite", -1, 10),
        ("same order", "opposite", -1, 10),
    ]
    # Ranks with ties are 1.5, 1.5, 3.5, ...: rho = 80 / sqrt(82.5 * 80) by hand.
    tied = {(one.first, one.second): one.rho for one in found.alike}
    assert tied["a", "ties"] == pytest.approx(80 / (82.5 * 80) ** 0.5)
    assert not any("another" in (one.first, one.second) for one in found.alike)
    assert found.flat == (("nobody", 10),)
    assert not any("few" in (one.first, one.second) for one in found.alike)


def test_pairs_are_of_the_units_that_have_points_at_both() -> None:
    values: Values = {
        "2024": {
            "a": column(1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
            "b": column(None, 2, 3, 4, 5, 6, 7, 8, 9, 1),
        }
    }
    found = redundancy(board(given(a=10, b=10), values, missing="rescale"), "2024", threshold=0, least=9)
    (pair,) = found.alike
    # Of the nine the last is first in one and last in the other: 1 - 6 * (8 + 64) / (9 * 80).
    assert (pair.n, pair.rho) == (9, pytest.approx(0.4))


@proves("A1.6.2")
def test_of_too_few_units_nothing_is_said() -> None:
    found = redundancy(board(given(a=10, nobody=10), VALUES), "2024", least=11)
    assert (found.enough, found.n, found.alike, found.flat) == (False, 10, (), ())
