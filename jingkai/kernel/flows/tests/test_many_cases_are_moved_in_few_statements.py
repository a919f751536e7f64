from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jingkai.kernel.flows.models import Case
from jingkai.kernel.flows.services import prepare_move
from jingkai.kernel.flows.services.together import write_moves
from jingkai.kernel.flows.state import current_dues, state_of
from jingkai.kernel.parties.tests.people import Zone
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.doctor import examine
from jingkai.kernel.records.writing import writing

from .samples import a_case, a_flowing_zone, at

pytestmark = pytest.mark.django_db

MOVED = at("2024-01-08")


@pytest.fixture
def zone(tmp_path: Path) -> Zone:
    return a_flowing_zone(tmp_path)


def sign(zone: Zone, cases: list[Case]) -> int:
    """All are signed for in one call; how many statements that took."""
    hand = zone.actor(zone.easterner)
    ready = [prepare_move(hand, one, "sign", at=MOVED) for one in cases]
    with writing(hand, act="test", at=MOVED) as call, CaptureQueriesContext(connection) as queries:
        write_moves(call, ready)
    return len(queries)


def test_each_moves_as_it_would_alone(zone: Zone) -> None:
    alone, *cases = [a_case(zone) for _ in range(4)]
    sign(zone, [alone])
    sign(zone, cases)
    assert {state_of(one) for one in cases} == {state_of(alone)}
    for one in cases:
        assert {term: due.day for term, due in current_dues(one).items()} == {
            term: due.day for term, due in current_dues(alone).items()
        }
    assert [one for one in examine() if one.level == "fault"] == []


def test_what_was_moved_meanwhile_is_refused_with_all_of_them(zone: Zone) -> None:
    cases = [a_case(zone) for _ in range(2)]
    hand = zone.actor(zone.easterner)
    ready = [prepare_move(hand, one, "sign", at=MOVED) for one in cases]
    sign(zone, cases[:1])
    with pytest.raises(Problem) as refused, writing(hand, act="test", at=MOVED) as call:
        write_moves(call, ready)
    assert refused.value.code == "flows.moved-meanwhile"
    assert state_of(cases[1]) == "assigned"
