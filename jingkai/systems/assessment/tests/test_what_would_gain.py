"""What if, gain plan, rank intervals on their pages: what scoring the changed figures gives; nothing is written."""

import pytest

from jingkai.kernel.records.sequence import latest
from jingkai.kernel.rounds.tests.samples import Hall, a_hall, ship_rules
from tests.proof import proves

from .asking import fact, get, page, scores, tell, text

pytestmark = pytest.mark.django_db

EAST, WEST = "东城街道", "西城街道"


def two_streets() -> Hall:
    """East 40 of 50 points for investment and 10 of 50 for taxes beside the better peer, west 30 and 50."""
    hall = a_hall()
    parts = [
        {"id": "投资", "weight": "50", "method": {"completion": {"target": "100"}}},
        {"id": "税收", "weight": "50", "method": {"ratio": {}}},
    ]
    ship_rules(
        {"tree": {"id": "总分", "of": parts}},
        {"投资": fact("投资"), "税收": fact("税收")},
        cohort={"": [EAST, WEST]},
    )
    for unit, invested, taxes in ((hall.zone.east, "80", "2"), (hall.zone.west, "60", "10")):
        tell(hall, unit, "投资", invested)
        tell(hall, unit, "税收", taxes)
    return hall


@proves("A4.1.2")
def test_what_if_shows_points_and_places_beside_those_now() -> None:
    two_streets()
    before = latest()
    read = text(page(scores("what-if", who=EAST) + "&v.税收=20"))
    # East has 40 + 50, and is first; west is laid beside it now: 30 + 25.
    assert f"{EAST} 1 2 ↑1 90.00 50.00 +40.00" in read
    assert f"{WEST} 2 1 ↓1 55.00 80.00 −25.00" in read
    assert latest() == before


@proves("A4.1.2")
def test_it_is_what_scoring_the_changed_figure_gives() -> None:
    hall = two_streets()
    tried = text(page(scores("what-if", who=EAST) + "&v.投资=95"))
    assert "57.50 50.00 +7.50" in tried
    hall_with = a_street_with("95")
    assert "57.50" in text(page(scores(zone=hall_with)))
    assert hall is not None


def a_street_with(invested: str) -> str:
    """Another zone, alike but for what was invested; its name."""
    hall = a_hall("对照开发区")
    for unit, value, taxes in ((hall.zone.east, invested, "2"), (hall.zone.west, "60", "10")):
        tell(hall, unit, "投资", value)
        tell(hall, unit, "税收", taxes)
    return hall.zone.zone.name


def test_what_is_no_number_is_refused_in_the_form_and_kept() -> None:
    two_streets()
    answer = get(scores("what-if", who=EAST) + "&v.税收=二十")
    assert answer.status_code == 400
    html = answer.content.decode()
    assert "“税收”的假设值“二十”不是数" in text(html)
    assert 'value="二十"' in html
    for wrong in ("nan", "inf", "1e400", "9" * 30):
        assert get(scores("what-if", who=EAST) + f"&v.税收={wrong}").status_code == 400


def test_who_does_not_read_the_others_is_told_points_and_no_places() -> None:
    hall = two_streets()
    read = text(page(scores("what-if", who=EAST) + "&v.税收=20", hall.zone.easterner))
    assert "90.00 50.00 +40.00" in read
    assert WEST not in read
    assert "↑" not in read
    assert "↑" not in text(page(scores("gains", who=EAST), hall.zone.easterner))


@proves("A4.1.2")
def test_the_gain_plan_puts_what_brings_most_first() -> None:
    two_streets()
    read = text(page(scores("gains", who=EAST)))
    # A tenth more of 80 is 4 points, of 2 beside 10 one point.
    assert read.index("+4.00") < read.index("+1.00")


@proves("A4.1.2")
def test_rank_intervals_name_place_range_and_how_often_it_held() -> None:
    hall = two_streets()
    read = text(page(scores("intervals")))
    assert "重算 2000 遍" in read
    assert f"{WEST} 1 1" in read
    # The same again, and to a unit its own alone.
    assert read == text(page(scores("intervals")))
    assert WEST not in text(page(scores("intervals"), hall.zone.easterner))
