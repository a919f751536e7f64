"""A round: running for who runs it, frozen once it is graded, open to the units once it is announced."""

from typing import Any

import pytest

from jingkai.engines.periods import Period
from jingkai.kernel.rounds.models import Round
from jingkai.kernel.rounds.services import EntrantDraft, announce
from jingkai.kernel.rounds.tests.samples import (
    FRIDAY,
    REPORTED,
    Hall,
    a_hall,
    a_round,
    graded,
    ship_rules,
    told,
)
from tests.proof import proves

from .asking import fact, get, page, scores, tell, text

pytestmark = pytest.mark.django_db


def a_year(**more: Any) -> tuple[Hall, Round]:
    """Two streets, half of whose points the city gives."""
    hall = a_hall()
    parts = [
        {"id": "投资", "weight": "50", "method": {"completion": {"target": "100"}}},
        {"id": "市考", "weight": "50", "method": "given"},
    ]
    ship_rules({"tree": {"id": "总分", "of": parts}, **more}, {"投资": fact("投资"), "市考": REPORTED})
    round = a_round(hall, [EntrantDraft(one) for one in (hall.zone.east, hall.zone.west)])
    for unit, value in ((hall.zone.east, "60"), (hall.zone.west, "80")):
        tell(hall, unit, "投资", value, period=Period.parse("2024"))
    return hall, round


def of(round: Round) -> str:
    return scores(round=round.pk, period="2024-12")


@proves("A3.1.2")
def test_until_it_is_graded_it_is_undecided_and_says_what_is_lacking() -> None:
    hall, round = a_year()
    read = text(page(of(round), hall.assessor))
    assert "运行中，未定" in read
    assert "市考 50 分（上级评分）" in read
    assert "以下按其余 50 分计" in read
    assert "40.00 1" in read
    # A unit does not see a round that is not announced.
    assert get(of(round), hall.zone.easterner).status_code == 404


@proves("A3.1.2")
def test_graded_it_is_frozen_and_announced_it_is_open_to_its_units() -> None:
    hall, round = a_year()
    told(hall, round, "市考", {"东城街道": "45", "西城街道": "20"})
    grading = graded(hall, round)
    read = text(page(of(round), hall.assessor))
    assert f"按时点 {grading.as_of} 冻结" in read
    assert "运行中" not in read
    assert "75.00 1" in read
    assert get(of(round), hall.zone.easterner).status_code == 404
    announce(hall.principal, round, at=FRIDAY)
    read = text(page(of(round), hall.zone.easterner))
    assert "75.00 1" in read
    assert "西城街道" not in read
    # Its points stay as they were announced, whatever is told afterwards.
    tell(hall, hall.zone.east, "通报", "1", period=Period.parse("2024"))
    assert "75.00 1" in text(page(of(round), hall.zone.easterner))
