"""Linear by whole months unless a rule says otherwise."""

from datetime import date
from fractions import Fraction

import pytest

from jingkai.engines.periods import Period
from jingkai.engines.quantity import Quantity
from jingkai.kernel.facts.curves import Curve, Point, due_share
from jingkai.kernel.problems import Problem
from tests.proof import proves

YEAR = Period.of_year(2024)
YINCHUAN = (Point(6, Fraction(45, 100)), Point(9, Fraction(70, 100)), Point(12, Fraction(80, 100)))


@pytest.mark.parametrize(
    ("on", "percent"),
    [((2024, 6, 30), 50), ((2024, 3, 31), 25), ((2024, 3, 30), Fraction(100, 6)), ((2024, 12, 31), 100),
     ((2023, 12, 31), 0), ((2025, 2, 1), 100), ((2024, 1, 15), 0)],
)  # fmt: skip
@proves("K4.1.5")
def test_without_a_curve_whole_months_count(on: tuple[int, int, int], percent: Fraction | int) -> None:
    due = due_share(YEAR, date(*on))
    assert due is not None
    exact = Fraction(percent)
    assert due == Quantity.exactly(exact.numerator, "%") / exact.denominator


@pytest.mark.parametrize(("month", "percent"), [(6, 45), (9, 70), (12, 80)])
@proves("K4.1.5")
def test_a_curve_holds_at_its_dates(month: int, percent: int) -> None:
    for between in ("linear", "none"):
        due = due_share(YEAR, Period.month(2024, month).end, Curve("c", YINCHUAN, between))  # type: ignore[arg-type]
        assert due == Quantity.exactly(percent, "%")


def test_between_its_dates_a_curve_is_linear_or_silent_as_it_says() -> None:
    april = date(2024, 4, 30)
    assert due_share(YEAR, april, Curve("c", YINCHUAN, "none")) is None
    assert due_share(YEAR, april, Curve("c", YINCHUAN, "linear")) == Quantity.exactly(30, "%")
    august = date(2024, 8, 31)
    expected = Quantity.exactly(185, "%") / 3
    assert due_share(YEAR, august, Curve("c", YINCHUAN, "linear")) == expected


def test_a_target_of_two_years_runs_over_both() -> None:
    two = Period(date(2024, 1, 1), date(2025, 12, 31))
    assert due_share(two, date(2024, 12, 31)) == Quantity.exactly(50, "%")


@pytest.mark.parametrize(
    "points",
    [
        (),
        (Point(6, Fraction(1, 2)), Point(3, Fraction(3, 4))),
        (Point(6, Fraction(1, 2)), Point(9, Fraction(1, 4))),
    ],
)
def test_a_curve_that_does_not_rise_is_refused(points: tuple[Point, ...]) -> None:
    with pytest.raises(Problem) as refusal:
        Curve("c", points)
    assert refusal.value.code == "facts.curve-backwards"
