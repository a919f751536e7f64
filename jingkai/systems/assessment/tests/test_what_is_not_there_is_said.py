"""Addresses that lead nowhere, figures that are none, and a grading that no longer comes out, each with its words."""

import pytest

from jingkai.kernel.rounds.tests.samples import graded, told
from jingkai.systems.assessment import asking

from .asking import get, scores
from .test_a_round_is_read_on_its_page import a_year, of
from .test_what_would_gain import EAST, two_streets

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("address", "code"),
    [
        (scores(rule="round.none"), "assessment.rule-unknown"),
        (scores("cell", who=EAST, node="无此项"), "assessment.no-such-cell"),
        (scores("cell", who="无此单位", node="投资"), "assessment.no-such-cell"),
        (scores("what-if", who=EAST) + "&v.税收=二十", "assessment.not-a-figure"),
    ],
)
def test_an_address_that_leads_nowhere_says_why(address: str, code: str) -> None:
    two_streets()
    answer = get(address)
    assert answer.status_code in (400, 404)
    assert code in answer.content.decode()


def test_a_grading_that_comes_out_otherwise_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    """No writer and no SQL changes what a grading stands on; should it happen all the same it is said."""
    hall, round = a_year()
    told(hall, round, "市考", {"东城街道": "45", "西城街道": "20"})
    graded(hall, round)
    monkeypatch.setattr(asking, "same_again", lambda grading: False)
    answer = get(of(round), hall.assessor)
    assert answer.status_code >= 400
    assert "assessment.frozen-differs" in answer.content.decode()
    assert "75.00" not in answer.content.decode()
