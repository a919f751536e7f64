from collections.abc import Callable

import pytest

from jingkai.kernel.flows.models import Move
from jingkai.kernel.matters.models import Matter
from jingkai.kernel.matters.services import Draft, move, open_matter, open_split
from jingkai.kernel.matters.standing import ends
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.doctor import examine
from jingkai.kernel.rules.tests.samples import a_ruled_zone
from tests.invariants.together import together
from tests.proof import proves

from .samples import COMMON, DUE, FRIDAY, LISTED, TASK, at, report

pytestmark = pytest.mark.usefixtures("committed_db")

OFFICES = 8


@proves("K5.1.1")
def test_numbers_taken_at_once_have_no_gap_and_no_repeat() -> None:
    zone = a_ruled_zone()

    def opening(n: int) -> Callable[[], int]:
        draft = Draft(f"事项{n}", zone.east, due=DUE)
        return lambda: open_matter(zone.actor(zone.clerk), zone.zone, draft, flow=TASK, at=FRIDAY).number

    given = together(*(opening(n) for n in range(OFFICES)))
    assert sorted(given, key=str) == list(range(1, OFFICES + 1))
    assert [one for one in examine() if one.level == "fault"] == []


@proves("K5.1.4")
def test_two_who_close_the_last_two_children_at_once_close_the_parent_once() -> None:
    zone = a_ruled_zone()
    draft = Draft("应急灯失效", None, origin="list:1#1", due=DUE, category="common")
    units = [zone.east, zone.west]
    parent, east, west = open_split(
        zone.actor(zone.clerk), zone.zone, draft, units, flow=LISTED, parent_flow=COMMON, at=FRIDAY
    ).new
    report(zone, east, zone.easterner)
    report(zone, west, zone.westerner)

    def closing(child: Matter) -> Callable[[], int]:
        return lambda: move(zone.actor(zone.clerk), child, "close", at=at("2024-01-22"), note="看过").n

    assert together(closing(east), closing(west)) == [4, 4]
    assert ends([parent]) == {parent.pk: "closed"}
    assert Move.objects.filter(case=parent.case).count() == 2


def test_one_origin_opened_twice_at_once_is_one_matter() -> None:
    zone = a_ruled_zone()
    draft = Draft("疏通东河", zone.east, due=DUE, origin="minutes:1#7")

    def opening() -> str:
        return open_matter(zone.actor(zone.clerk), zone.zone, draft, flow=TASK, at=FRIDAY).label

    given = together(*(opening for _ in range(4)))
    assert Matter.objects.count() == 1
    # Whoever came second is given the matter, or told that it is there.
    assert {one.code if isinstance(one, Problem) else one for one in given} <= {
        "2024-1",
        "matters.origin-differs",
    }
