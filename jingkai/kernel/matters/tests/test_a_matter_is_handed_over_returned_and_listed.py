import pytest

from jingkai.kernel.flows.models import Doer
from jingkai.kernel.flows.state import possible, state_of
from jingkai.kernel.matters.models import Handover
from jingkai.kernel.matters.services import hand_over, move
from jingkai.kernel.matters.standing import lead_of
from jingkai.kernel.parties.tests.people import a_zone
from jingkai.kernel.parties.tests.sql import insert
from jingkai.kernel.problems import Problem
from jingkai.kernel.rules.tests.samples import a_ruled_zone
from tests.proof import proves

from .samples import DUE, REGISTERED, a_matter, at, close, report

pytestmark = pytest.mark.django_db


@proves("K5.1.1")
def test_the_spine_from_registering_to_closing() -> None:
    zone = a_ruled_zone()
    matter = a_matter(zone, flow=REGISTERED)
    office, street = zone.actor(zone.clerk), zone.actor(zone.easterner)
    steps = [
        (office, "assign", {"due": DUE}, "assigned"),
        (street, "accept", {}, "accepted"),
        (street, "begin", {}, "doing"),
        (street, "report", {"note": "已办结", "evidence": "file:1"}, "reported"),
        (office, "verify", {"note": "现场看过"}, "verified"),
        (office, "close", {}, "closed"),
    ]
    for day, (actor, name, more, state) in enumerate(steps, start=8):
        move(actor, matter, name, at=at(f"2024-01-{day:02}"), **more)  # type: ignore[arg-type]
        assert state_of(matter.case) == state
    assert possible(matter.case) == []


@proves("K5.1.1")
def test_who_hands_on_keeps_having_done_it_and_works_on_it_no_more() -> None:
    zone = a_ruled_zone()
    matter = a_matter(zone)
    move(zone.actor(zone.easterner), matter, "accept", at=at("2024-01-08"))
    hand_over(
        zone.actor(zone.clerk), matter, zone.west, note="河段属西城", leader=zone.head, at=at("2024-01-10")
    )
    assert (lead_of(matter).unit, lead_of(matter).leader) == (zone.west, zone.head)
    with pytest.raises(Problem) as refused:
        move(zone.actor(zone.easterner), matter, "accept", at=at("2024-01-11"))
    assert refused.value.code == "matters.handed-over"
    assert zone.west.name in refused.value.zh
    move(zone.actor(zone.westerner), matter, "accept", at=at("2024-01-11"))
    doers = Doer.objects.filter(case=matter.case).values_list("body", flat=True)
    assert set(doers) == {zone.east.pk, zone.west.pk}


def test_it_is_not_handed_to_another_zone() -> None:
    zone, other = a_ruled_zone(), a_zone("另一经开区")
    with pytest.raises(Problem) as refused:
        hand_over(zone.actor(zone.clerk), a_matter(zone), other.east, note="x", at=at("2024-01-10"))
    assert refused.value.code == "matters.unit-elsewhere"


def test_the_database_refuses_a_handover_without_its_move() -> None:
    zone = a_ruled_zone()
    matter, other = a_matter(zone, "甲"), a_matter(zone, "乙")
    theirs = other.case.moves.get()
    with pytest.raises(Problem) as refused:
        insert(Handover(matter=matter, move=theirs, unit=zone.west))
    assert refused.value.code == "matters.handover-mismatch"


@proves("K5.1.3")
def test_a_return_says_why_and_the_way_goes_on_from_there() -> None:
    zone = a_ruled_zone()
    matter = a_matter(zone)
    report(zone, matter, zone.easterner)
    with pytest.raises(Problem) as silent:
        move(zone.actor(zone.clerk), matter, "return", at=at("2024-01-21"))
    assert silent.value.code == "flows.needs-missing"
    move(zone.actor(zone.clerk), matter, "return", at=at("2024-01-21"), note="未见整改后照片")
    with pytest.raises(Problem) as early:
        move(zone.actor(zone.clerk), matter, "verify", at=at("2024-01-22"), note="看过")
    assert early.value.code == "flows.no-such-move"
    move(zone.actor(zone.easterner), matter, "report", at=at("2024-01-23"), note="已补", evidence="file:2")
    close(zone, matter, zone.clerk, "2024-01-24")
    assert state_of(matter.case) == "closed"


def test_listing_and_escalating_are_steps_that_the_history_keeps() -> None:
    zone = a_ruled_zone()
    matter = a_matter(zone)
    office, street = zone.actor(zone.clerk), zone.actor(zone.easterner)
    move(office, matter, "escalate", at=at("2024-01-10"), note="两日未签收")
    move(street, matter, "begin", at=at("2024-01-11"))
    move(office, matter, "list", at=at("2024-01-12"), note="重大")
    move(street, matter, "progress", at=at("2024-01-15"), note="已进场")
    move(street, matter, "report", at=at("2024-01-20"), note="已办结", evidence="file:1")
    close(zone, matter, zone.clerk)
    names = [one.flow_move.move for one in matter.case.moves.order_by("n").select_related("flow_move")]
    assert names == ["assign", "escalate", "begin", "list", "progress", "report", "verify", "close"]
