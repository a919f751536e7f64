"""Today: what must I sign for, do, verify, decide, hand out and press; what am I waiting for."""

import re
from datetime import date

from jingkai.kernel.flows.services import ask_extension
from jingkai.kernel.flows.state import current_dues
from jingkai.kernel.matters.models import Matter
from jingkai.kernel.matters.services import hand_over, move
from jingkai.kernel.matters.tests.samples import at, report
from jingkai.kernel.parties.models import Person
from jingkai.kernel.parties.tests.people import a_person
from tests.proof import proves

from .desk import Desk, text_of


def tasks(desk: Desk, person: Person) -> dict[str, list[str]]:
    """The titles under each task."""
    page = text_of(desk.get(person, "/supervision/today"))
    found = {}
    for part in page.split('<section id="')[1:]:
        name = part.split('"')[0]
        found[name] = re.findall(r'class="name"><a [^>]*>([^<]*)</a>', part)
    return found


@proves("W3.1.1")
def test_each_finds_what_waits_for_him(desk: Desk) -> None:
    zone = desk.zone
    desk.a_matter("待签收的")
    doing, done, registered = desk.a_matter("在办的"), desk.a_matter("报完的"), None
    move(zone.actor(zone.easterner), doing, "accept", at=at("2024-01-08"))
    report(zone, done, zone.easterner)
    registered = desk.a_matter("立项的", flow="flow.supervision")
    assert isinstance(registered, Matter)
    desk.at(at("2024-01-22"))
    assert tasks(desk, zone.easterner) == {"sign": ["待签收的"], "do": ["在办的"], "wait": ["报完的"]}
    assert tasks(desk, zone.clerk) == {"verify": ["报完的"], "assign": ["立项的"]}
    assert tasks(desk, zone.westerner) == {}
    # Once time is up the office presses.
    desk.at(at("2024-02-05"))
    assert tasks(desk, zone.clerk)["press"] == ["待签收的", "在办的"]


@proves("W3.1.1")
def test_who_did_it_does_not_find_it_to_verify(desk: Desk) -> None:
    zone = desk.zone
    own = desk.a_matter("督查室自己的", unit=zone.office)
    hand, post = a_person("督查室办事员", zone.office)
    assert post is not None
    zone.posts[hand.pk] = post
    report(zone, own, zone.clerk)
    desk.at(at("2024-01-22"))
    assert "verify" not in tasks(desk, zone.clerk)
    assert tasks(desk, zone.clerk)["wait"] == ["督查室自己的"]


def test_a_delay_waits_for_who_decides(desk: Desk) -> None:
    zone = desk.zone
    matter = desk.a_matter("要延期的")
    east = zone.actor(zone.easterner)
    move(east, matter, "accept", at=at("2024-01-08"))
    due = current_dues(matter.case)["finish"]
    ask_extension(east, due, wanted=date(2024, 3, 1), reason="春汛", at=at("2024-01-09"))
    desk.at(at("2024-01-10"))
    assert tasks(desk, zone.clerk) == {"decide": ["要延期的"]}
    assert tasks(desk, zone.easterner) == {"do": ["要延期的"]}


def test_who_handed_it_over_has_it_no_more(desk: Desk) -> None:
    zone = desk.zone
    matter = desk.a_matter("转走的")
    hand_over(zone.actor(zone.clerk), matter, zone.west, note="属西城", at=at("2024-01-08"))
    desk.at(at("2024-01-09"))
    assert tasks(desk, zone.easterner) == {}
    assert tasks(desk, zone.westerner) == {"sign": ["转走的"]}


def test_the_console_is_nobody(desk: Desk) -> None:
    assert desk.zone
    assert "控制台不是任何人" in text_of(desk.get(None, "/supervision/today"))
