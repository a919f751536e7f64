"""A zone under the shipped rules, and matters in it."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from jingkai.kernel.matters.models import Matter
from jingkai.kernel.matters.services import Draft, move, open_matter
from jingkai.kernel.parties.models import Organisation, Person
from jingkai.kernel.parties.tests.people import Zone, a_person, a_unit
from jingkai.kernel.rules.tests.samples import hold

HOUR = ZoneInfo("Asia/Shanghai")
DUE = date(2024, 2, 1)
TASK, REGISTERED, LISTED, COMMON = "flow.task", "flow.supervision", "flow.feedback", "flow.common"


def at(day: str, clock: str = "09:00") -> datetime:
    """A time of that day in Shanghai."""
    return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=HOUR)


FRIDAY = at("2024-01-05")


def a_matter(zone: Zone, title: str = "疏通东河", unit: Organisation | None = None, **more: Any) -> Matter:
    """Assigned by the office on Friday 5 January 2024, to the east street if nobody else is said."""
    when, flow = more.pop("at", FRIDAY), more.pop("flow", TASK)
    parent = more.pop("parent", None)
    wanted = {"due": DUE} | more if flow != REGISTERED else more
    draft = Draft(title=title, unit=unit or zone.east, **wanted)
    return open_matter(zone.actor(zone.clerk), zone.zone, draft, flow=flow, at=when, parent=parent)


def a_department(zone: Zone, name: str) -> tuple[Organisation, Person]:
    """A further unit, and somebody in it with a hand in its own matters."""
    unit = a_unit(name, zone.zone)
    person, post = a_person(f"{name}干部", unit)
    assert post is not None
    zone.posts[person.pk] = post
    hold(person, "street", unit)
    return unit, person


# What a verifier says of it.
SEEN = "现场看过，已清淤"


def report(zone: Zone, matter: Matter, by: Person, day: str = "2024-01-20") -> None:
    """Signed for in time, begun, and reported as done."""
    actor = zone.actor(by)
    move(actor, matter, "accept", at=at("2024-01-08"))
    if matter.case.flow.key == TASK:
        move(actor, matter, "begin", at=at("2024-01-08", "10:00"))
    move(actor, matter, "report", at=at(day), note="已办结", evidence="file:1")


def close(zone: Zone, matter: Matter, by: Person, day: str = "2024-01-22") -> None:
    """Verified and closed by somebody."""
    if matter.case.flow.key == TASK:
        move(zone.actor(by), matter, "verify", at=at(day), note=SEEN)
    move(zone.actor(by), matter, "close", at=at(day, "10:00"), note=SEEN)
