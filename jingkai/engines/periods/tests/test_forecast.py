"""The year's total from figures to date: by name, with what the same method missed in earlier years."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jingkai.engines.periods import FORECASTS, Forecast, Period, forecast
from jingkai.engines.quantity import Problem, Quantity
from tests.proof import proves

Figures = dict[Period, Quantity]


def figures(by_year: dict[int, dict[int, object]], unit: str = "亿元") -> Figures:
    """Figures of January to a month, by year and month; None is unknown."""
    return {
        Period.ytd(year, month): (
            Quantity.unknown(unit) if value is None else Quantity.exactly(Decimal(str(value)), unit)
        )
        for year, months in by_year.items()
        for month, value in months.items()
    }


# To September and the whole year. Shares: 75 %, 80 %, 70 %.
TAX = {2021: {9: 75, 12: 100}, 2022: {9: 96, 12: 120}, 2023: {9: 105, 12: 150}, 2024: {6: 70, 9: 120}}
SEPTEMBER = Period.ytd(2024, 9)


def number(quantity: Quantity) -> float:
    assert quantity.value is not None
    return float(quantity.value)


def errors(found: Forecast) -> dict[int, float]:
    return {one.year: round(number(one.error), 6) for one in found.past}


@proves("A1.6.5")
def test_progress_of_earlier_years() -> None:
    """120 / 75 %. In 2022: 96 / 75 % = 128 for 120; in 2023: 105 / 77.5 % = 135.48 for 150."""
    found = forecast(figures(TAX), SEPTEMBER, "progress")
    assert found.value == Quantity.exactly(160, "亿元")
    assert found.method.zh == "进度比例法"
    assert errors(found) == {2022: round(100 * 8 / 120, 6), 2023: round(100 * (105 / 0.775 / 150 - 1), 6)}
    assert number(found.error) == pytest.approx(100 * (8 / 120 + 1 - 105 / 0.775 / 150) / 2)
    # Had it missed as in 2022, or as in 2023.
    assert number(found.low) == pytest.approx(160 * 120 / 128)
    assert number(found.high) == pytest.approx(160 * 150 / (105 / 0.775))
    assert [str(one) for one in found.used] == [
        "2021-01/2021-09", "2021", "2022-01/2022-09", "2022", "2023-01/2023-09", "2023", "2024-01/2024-09",
    ]  # fmt: skip


@proves("A1.6.5")
def test_growth_to_date_and_months_passed() -> None:
    grown = forecast(figures(TAX), SEPTEMBER, "growth")
    assert number(grown.value) == pytest.approx(150 * 120 / 105)
    assert errors(grown) == {2022: round(100 * (100 * 96 / 75 / 120 - 1), 6), 2023: -12.5}
    assert [str(one) for one in grown.used] == ["2023-01/2023-09", "2023", "2024-01/2024-09"]
    linear = forecast(figures(TAX), SEPTEMBER, "linear")
    assert linear.value == Quantity.exactly(160, "亿元")
    assert errors(linear) == {
        2021: 0,
        2022: round(100 * (128 / 120 - 1), 6),
        2023: round(100 * (140 / 150 - 1), 6),
    }
    assert linear.used == (SEPTEMBER,)


@proves("A1.6.5")
def test_only_what_was_known_then_judges_a_method() -> None:
    """The errors of earlier years do not change with what came after them."""
    before = errors(forecast(figures(TAX | {2023: {9: 10, 12: 150}}), SEPTEMBER))
    assert before[2022] == errors(forecast(figures(TAX), SEPTEMBER))[2022]
    assert before[2023] != errors(forecast(figures(TAX), SEPTEMBER))[2023]


def test_the_shares_are_those_of_as_many_years_as_are_asked_for() -> None:
    one = forecast(figures(TAX), SEPTEMBER, "progress", years=1)
    assert one.value == forecast(figures(TAX), SEPTEMBER, "growth").value
    older = figures(TAX | {2019: {9: 1, 12: 100}, 2020: {9: 1, 12: 100}})
    assert forecast(older, SEPTEMBER).value == Quantity.exactly(160, "亿元")
    assert forecast(older, SEPTEMBER, years=5).value != Quantity.exactly(160, "亿元")


def refusal(
    by_year: dict[int, dict[int, object]], period: Period = SEPTEMBER, method: str = "progress"
) -> Problem:
    with pytest.raises(Problem) as found:
        forecast(figures(by_year), period, method)
    assert "{" not in found.value.zh + found.value.en
    return found.value


@proves("A1.6.5")
@pytest.mark.parametrize(
    ("method", "by_year"),
    [
        ("progress", {2024: {9: 120}}),
        ("progress", {2023: {9: 105, 12: 150}, 2024: {9: 120}}),
        ("growth", {2023: {9: 105, 12: 150}, 2024: {9: 120}}),
        # The year before is not known, so there is no growth; or not the one before it, so no past error.
        ("growth", {2021: {9: 75, 12: 100}, 2022: {9: 96, 12: 120}, 2023: {9: 105}, 2024: {9: 120}}),
        ("growth", {2021: {9: 75, 12: 100}, 2023: {9: 105, 12: 150}, 2024: {9: 120}}),
        ("linear", {2024: {9: 120}}),
        # Other months of earlier years are no history of this one; neither is what is unknown.
        ("progress", {2022: {8: 90, 12: 120}, 2023: {8: 95, 12: 150}, 2024: {9: 120}}),
        ("progress", {2022: {9: 96, 12: None}, 2023: {9: 105, 12: 150}, 2024: {9: 120}}),
    ],
)
def test_without_the_history_it_takes_nothing_is_forecast(
    method: str, by_year: dict[int, dict[int, object]]
) -> None:
    assert refusal(by_year, method=method).code == "periods.forecast-history"


@proves("A1.6.5")
def test_what_is_no_exact_figure_is_not_forecast_from() -> None:
    assert refusal(TAX | {2024: {9: None}}).code == "periods.forecast-unknown"
    assert refusal(TAX, Period.ytd(2024, 10)).code == "periods.forecast-unknown"
    for bound in (Quantity.at_least(120, "亿元"), Quantity.approximately(120, "亿元")):
        with pytest.raises(Problem) as found:
            forecast(figures(TAX) | {SEPTEMBER: bound}, SEPTEMBER)
        assert found.value.code == "periods.forecast-unknown"
    # A bound in an earlier year makes that year unknown, and it is not said to have been used.
    for bound in (Quantity.at_least(100, "亿元"), Quantity.approximately(100, "亿元")):
        said = forecast(figures(TAX) | {Period.of_year(2021): bound}, SEPTEMBER)
        assert errors(said).keys() == {2023}
        assert Period.of_year(2021) not in said.used


@proves("A1.6.5")
@pytest.mark.parametrize("figure", [0, -3])
def test_zero_and_less_are_no_base(figure: int) -> None:
    for method in FORECASTS:
        assert refusal(TAX | {2024: {9: figure}}, method=method).code == "periods.forecast-base"
        assert refusal(TAX | {2023: {9: figure, 12: 150}}, method=method).code == "periods.forecast-base"
    assert refusal(TAX | {2023: {9: -5, 12: figure}}).code == "periods.forecast-base"


@proves("A1.6.5")
def test_a_level_is_told_from_what_adds_up() -> None:
    falls = refusal(TAX | {2024: {6: "1234567.89", 9: 120}})
    assert falls.code == "periods.forecast-falls"
    assert "1234567.89亿元" in falls.zh
    assert refusal(TAX | {2023: {9: 160, 12: 150}}).code == "periods.forecast-falls"
    month_ends = {Period.month(2024, month): Quantity.exactly(300 + month, "户") for month in (1, 2, 3)}
    with pytest.raises(Problem) as found:
        forecast(month_ends, Period.month(2024, 1))
    assert found.value.code == "periods.not-cumulative"
    with pytest.raises(Problem) as asked:
        forecast(figures(TAX), Period.month(2024, 9))
    assert asked.value.code == "periods.not-cumulative"


def test_a_method_has_one_of_the_names() -> None:
    assert refusal(TAX, method="magic").code == "periods.forecast-method"


def test_units_are_brought_together_or_refused() -> None:
    mixed = figures(TAX) | {Period.of_year(2023): Quantity.exactly(1_500_000, "万元")}
    assert forecast(mixed, SEPTEMBER).value == Quantity.exactly(160, "亿元")
    with pytest.raises(Problem) as found:
        forecast(figures(TAX) | {Period.of_year(2023): Quantity.exactly(150, "户")}, SEPTEMBER)
    assert found.value.code == "quantity.units-differ"


POSITIVE = st.decimals("0.01", "10000", places=2)
MONTH = st.integers(1, 12)


@st.composite
def series(draw: st.DrawFn) -> tuple[dict[int, dict[int, object]], int]:
    """Two to five earlier years and this one, with a month; of December the month is the year."""
    month = draw(MONTH)
    known: dict[int, dict[int, object]] = {}
    for year in range(2024 - draw(st.integers(2, 5)), 2024):
        to_date = draw(POSITIVE)
        known[year] = {month: to_date} | {12: to_date if month == 12 else to_date + draw(POSITIVE)}
    return known | {2024: {month: draw(POSITIVE)}}, month


@proves("A1.6.5")
@pytest.mark.parametrize("method", FORECASTS)
@settings(max_examples=60, deadline=None)
@given(drawn=series(), times=st.sampled_from([Decimal("0.01"), Decimal(3), Decimal(10000)]))
def test_figures_in_another_unit_are_forecast_alike(
    method: str, drawn: tuple[dict[int, dict[int, object]], int], times: Decimal
) -> None:
    by_year, month = drawn
    scaled = {year: {at: value * times for at, value in months.items()} for year, months in by_year.items()}  # type: ignore[operator]
    plain = forecast(figures(by_year), Period.ytd(2024, month), method)
    found = forecast(figures(scaled), Period.ytd(2024, month), method)
    for one, other in ((plain.value, found.value), (plain.low, found.low), (plain.high, found.high)):
        assert number(other) == pytest.approx(number(one) * float(times))
    assert errors(found) == errors(plain)
    assert number(plain.low) <= number(plain.value) <= number(plain.high)


@proves("A1.6.5")
@pytest.mark.parametrize("method", FORECASTS)
@settings(max_examples=40, deadline=None)
@given(drawn=series())
def test_in_december_the_forecast_is_the_figure(
    method: str, drawn: tuple[dict[int, dict[int, object]], int]
) -> None:
    by_year = {year: {12: next(iter(months.values()))} for year, months in drawn[0].items()}
    found = forecast(figures(by_year), Period.of_year(2024), method)
    assert found.value == found.low == found.high == figures(by_year)[Period.of_year(2024)]
    assert {one.error for one in found.past} == {Quantity.exactly(0, "%")}
    assert found.error == Quantity.exactly(0, "%")


@proves("A1.6.5")
@pytest.mark.parametrize("method", ["progress", "growth"])
@settings(max_examples=60, deadline=None)
@given(
    share=st.tuples(st.integers(1, 40), st.integers(0, 40)),
    sizes=st.lists(st.integers(1, 999), min_size=3, max_size=6),
    month=st.integers(1, 11),
)
def test_a_year_like_the_earlier_ones_is_forecast_exactly(
    method: str, share: tuple[int, int], sizes: list[int], month: int
) -> None:
    to_date, rest = share
    by_year: dict[int, dict[int, object]] = {
        2024 - back: {month: size * to_date, 12: size * (to_date + rest)} for back, size in enumerate(sizes)
    }
    whole = by_year[2024].pop(12)
    found = forecast(figures(by_year), Period.ytd(2024, month), method)
    assert found.value == Quantity.exactly(Decimal(str(whole)), "亿元")
    assert found.error == Quantity.exactly(0, "%")
