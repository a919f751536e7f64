"""The heat map: by class and place, each cell its rate by figure and shade, a part opened, the month before beside."""

import re

import pytest

from jingkai.engines.periods import Period
from jingkai.kernel.rounds.tests.samples import Hall, a_hall, ship_rules
from tests.proof import proves

from .asking import HALF, fact, links, page, scores, tell, text

pytestmark = pytest.mark.django_db

STREET, OFFICE = "东城街道", "西城街道"
MAY = Period.parse("2024-01/2024-05")


def a_zone() -> Hall:
    """Two streets by investment and taxes, which stand below one part; in May the other was ahead."""
    hall = a_hall()
    parts = [
        {"id": "投资", "weight": "60", "method": {"completion": {"target": "100"}}},
        {"id": "税收", "weight": "40", "method": {"completion": {"target": "1000"}}},
    ]
    ship_rules(
        {"tree": {"id": "总分", "of": [{"id": "经济", "of": parts}]}},
        {"投资": fact("投资"), "税收": fact("税收")},
        classes={"街": {"zh": "镇街", "en": "streets"}},
        cohort={"街": [STREET, OFFICE]},
    )
    for unit, period, invested, taxes in (
        (hall.zone.east, HALF, "90", "796"), (hall.zone.west, HALF, "60", "500"),
        (hall.zone.east, MAY, "40", "300"), (hall.zone.west, MAY, "50", "400"),
    ):  # fmt: skip
        tell(hall, unit, "投资", invested, period=period)
        tell(hall, unit, "税收", taxes, period=period)
    return hall


@proves("A4.1.1")
def test_units_stand_by_place_with_their_change_since_the_month_before() -> None:
    a_zone()
    read = text(page(scores()))
    # 54 + 31.84 of 100, first; second in May.
    assert f"{STREET} 86 85.84 1 ↑1" in read
    assert f"{OFFICE} 56 56.00 2 ↓1" in read
    assert read.index(STREET) < read.index(OFFICE)


def test_a_part_opens_to_what_is_below_it() -> None:
    a_zone()
    (below,) = [one for one in links(page(scores()), "/assessment/scores?") if "%E7%BB%8F%E6%B5%8E" in one][
        :1
    ]
    read = text(page(below))
    assert "投资 满分 60" in read
    assert f"{STREET} 90 80 85.84" in read


def test_a_shade_is_of_the_figure_that_is_printed() -> None:
    a_zone()
    html = page(scores(node="经济"))
    # 79.6 is printed as 80, and lies in no shade below 80.
    shades = dict(re.findall(r'class="shade (s[0-9])" data-label="([^"]+)"', html)[:2][::-1])
    assert shades == {"s3": "税收", "s4": "投资"}
    assert ">80</a>" in html


def test_in_both_languages() -> None:
    a_zone()
    read = text(page(scores() + "&lang=en"))
    assert "running, not decided" in read
    assert "得分" not in read
