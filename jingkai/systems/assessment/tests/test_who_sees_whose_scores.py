"""A unit reads its own scores with its place among all; leaders read everybody's; the hidden is as the absent."""

import pytest

from jingkai.kernel.rounds.tests.samples import Hall, a_hall, ship_rules, somebody
from tests.proof import proves

from .asking import fact, get, page, scores, tell, text

pytestmark = pytest.mark.django_db

OWN, OTHER = "东城街道", "西城街道"


def two_streets() -> Hall:
    """The west street is ahead with a figure that nothing else has; the easterner holds the east street alone."""
    hall = a_hall()
    tree = {
        "id": "总分",
        "of": [{"id": "投资", "weight": "100", "method": {"completion": {"target": "100"}}}],
    }
    ship_rules({"tree": tree}, {"投资": fact("投资")}, cohort={"": [OWN, OTHER]})
    tell(hall, hall.zone.east, "投资", "61")
    tell(hall, hall.zone.west, "投资", "78.123")
    return hall


@proves("A4.1.1")
def test_a_unit_reads_its_own_and_its_place_among_all() -> None:
    hall = two_streets()
    read = text(page(scores(), hall.zone.easterner))
    assert OWN in read
    assert "61.00 2" in read
    assert OTHER not in read
    assert "78" not in read
    # Nor what the unit ahead has, by way of the gap to it.
    mine = text(page(scores("unit", who=OWN), hall.zone.easterner))
    assert "前一名的得分不在您的查阅范围" in mine
    assert "17.12" not in mine
    beside = text(page(scores("indicator", node="投资"), hall.zone.easterner))
    assert (OWN in beside, OTHER in beside) == (True, False)


@proves("A4.1.1")
def test_what_is_hidden_is_answered_as_what_is_not_there() -> None:
    hall = two_streets()
    for of in ("unit", "cell"):
        hidden = get(scores(of, who=OTHER, node="投资"), hall.zone.easterner)
        absent = get(scores(of, who="南城街道", node="投资"), hall.zone.easterner)
        assert (hidden.status_code, absent.status_code) == (404, 404)
        assert text(hidden.content.decode()).replace(OTHER, "") == text(absent.content.decode()).replace(
            "南城街道", ""
        )


def test_leaders_and_the_assessment_office_read_everybody() -> None:
    hall = two_streets()
    for person in (hall.zone.head, hall.assessor):
        read = text(page(scores(), person))
        assert "78.12" in read
        assert "61.00" in read


def test_who_may_read_no_scores_is_told_so() -> None:
    hall = two_streets()
    read = text(page(scores(), somebody(hall.zone, "网格员", hall.zone.west, "grid-worker")))
    assert "没有您可以查阅的单位得分" in read
    assert "78.12" not in read


def test_a_unit_of_which_nothing_is_known_is_named_and_not_zero() -> None:
    hall = a_hall()
    tree = {
        "id": "总分",
        "of": [{"id": "投资", "weight": "100", "method": {"completion": {"target": "100"}}}],
    }
    ship_rules({"tree": tree}, {"投资": fact("投资")}, cohort={"": [OWN, OTHER]})
    tell(hall, hall.zone.east, "投资", "61")
    read = text(page(scores()))
    assert f"还没有数、不计分的单位：{OTHER}" in read
    assert "0.00" not in read


def test_a_month_without_any_figure_says_so() -> None:
    two_streets()
    assert "还没有可以计分的数" in text(page(scores(period="2024-02")))


def test_a_zone_without_a_rule_says_who_makes_one() -> None:
    a_hall()
    assert "考核办起草" in text(page(scores()))


def test_an_unknown_rule_or_part_is_refused() -> None:
    two_streets()
    assert get(scores(rule="round.none")).status_code == 404
    assert get(scores(node="无此项")).status_code == 404
    assert get(scores("cell", who=OWN, node="无此项")).status_code == 404
