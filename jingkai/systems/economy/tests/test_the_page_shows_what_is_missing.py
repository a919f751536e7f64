"""The line of twelve months, the lights and the cards of the page say where something is missing."""

import re

from jingkai.engines.periods import Period
from jingkai.engines.quantity import Quantity
from jingkai.systems.economy.page import spark

YEAR = Period.of_year(2024).months()


def a_trend(*values: int | None) -> list[tuple[Period, Quantity | None]]:
    return [
        (month, None if value is None else Quantity.exactly(value, "亿元"))
        for month, value in zip(YEAR, values, strict=True)
    ]


def lines(svg: str, kind: str) -> list[list[str]]:
    found = re.findall(rf'<polyline{kind} points="([^"]*)"/>', svg)
    return [points.split() for points in found]


def test_a_dotted_piece_leads_over_missing_months_to_the_last_point() -> None:
    svg = spark(a_trend(1, 2, 3, 2, 1, 2, 3, 2, 1, None, None, 3))
    (whole,), (gap,) = lines(svg, ""), lines(svg, ' class="gap"')
    assert len(whole) == 9
    # From the last month that is known before the gap to the first one after it: 9 of 11 steps of 8, lowest; the
    # right edge, highest.
    assert gap == [whole[-1], "88.0,0.0"]
    assert whole[-1] == "64.0,22.0"
    assert svg.count('class="last" cx="88.0" cy="0.0"') == 1


def test_a_whole_year_has_no_dotted_piece() -> None:
    svg = spark(a_trend(*range(1, 13)))
    assert lines(svg, ' class="gap"') == []
    assert [len(one) for one in lines(svg, "")] == [12]


def test_one_known_month_draws_nothing() -> None:
    assert spark(a_trend(*[None] * 11, 5)) == ""
