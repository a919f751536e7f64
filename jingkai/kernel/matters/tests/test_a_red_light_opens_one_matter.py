"""st-E6, last sentence: a red light opens one matter; a second red next month adds to it and opens no other."""

import pytest

from jingkai.engines.periods import Period
from jingkai.kernel.flows.state import state_of
from jingkai.kernel.matters.models import Matter, Signal
from jingkai.kernel.matters.services import Noted, dismiss, follow_up, move, note_lights
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.parties.tests.people import Zone
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.actor import SYSTEM
from jingkai.kernel.rules.models import RuleSet
from jingkai.kernel.rules.tests.samples import a_ruled_zone
from jingkai.kernel.rules.trial import trying
from tests.proof import proves

from .samples import DUE, at

pytestmark = pytest.mark.django_db

RED, YELLOW, GREEN = 3, 2, 1


def publish(
    zone: Zone, month: str, *levels: tuple[str, int | None], unit: Organisation | None = None
) -> None:
    """A month is published with these lights, and what follows from them follows."""
    period = Period.parse(month)
    when = at(f"{month}-28")
    lights = [
        Noted(about, unit or zone.east, level, zh=f"{about}落后", refs=["fact:1"]) for about, level in levels
    ]
    note_lights(SYSTEM, zone.zone, period, lights, at=when)
    follow_up(SYSTEM, zone.zone, at=when)


def signals() -> list[tuple[str, str, str]]:
    rows = Signal.objects.order_by("pk")
    return [(one.about, one.occasion, state_of(one.case)) for one in rows]


@proves("K5.2.1")
def test_the_first_red_opens_a_matter_and_the_second_is_added_to_it() -> None:
    zone = a_ruled_zone()
    publish(zone, "2024-03", ("invested", RED), ("tax", YELLOW), ("output", GREEN), ("trade", None))
    matter = Matter.objects.get()
    assert (matter.lead_unit, matter.kind, state_of(matter.case)) == (zone.east, "behind", "registered")
    assert signals() == [("invested", "2024-03", "opened")]

    publish(zone, "2024-04", ("invested", RED))
    assert Matter.objects.get() == matter
    assert signals()[1:] == [("invested", "2024-04", "added")]
    hows = matter.joinings.order_by("pk").values_list("how", "signal__occasion")
    assert list(hows) == [("opened", "2024-03"), ("added", "2024-04")]


@proves("K5.2.1", "INV.6")
def test_the_same_month_again_changes_nothing() -> None:
    zone = a_ruled_zone()
    publish(zone, "2024-03", ("invested", RED))
    publish(zone, "2024-03", ("invested", RED))
    assert signals() == [("invested", "2024-03", "opened")]
    assert Matter.objects.count() == 1


@proves("K5.2.1", "K5.2.2")
def test_after_the_matter_closed_a_red_opens_another() -> None:
    zone = a_ruled_zone()
    publish(zone, "2024-01", ("invested", RED))
    matter = Matter.objects.get()
    move(zone.actor(zone.clerk), matter, "assign", at=at("2024-01-29"), due=DUE)
    for name, more in (("accept", {}), ("begin", {}), ("report", {"note": "已赶上", "evidence": "file:1"})):
        move(zone.actor(zone.easterner), matter, name, at=at("2024-01-30"), **more)
    move(zone.actor(zone.clerk), matter, "verify", at=at("2024-01-31"), note="看过")
    move(zone.actor(zone.clerk), matter, "close", at=at("2024-01-31"))
    publish(zone, "2024-02", ("invested", RED))
    assert Matter.objects.count() == 2
    assert signals()[1:] == [("invested", "2024-02", "opened")]


def test_a_light_of_the_zone_itself_waits_for_a_person() -> None:
    """Nobody answers for it: a matter given to everybody is given to nobody."""
    zone = a_ruled_zone()
    publish(zone, "2024-03", ("invested", RED), unit=zone.zone)
    assert signals() == [("invested", "2024-03", "open")]
    assert Matter.objects.count() == 0


@proves("K5.2.1")
def test_a_light_that_is_no_longer_behind_clears_what_waits() -> None:
    zone = a_ruled_zone()
    publish(zone, "2024-03", ("invested", RED), ("tax", RED), ("trade", RED), unit=zone.zone)
    publish(zone, "2024-04", ("invested", GREEN), ("tax", None), ("trade", RED), unit=zone.zone)
    assert signals() == [
        ("invested", "2024-03", "cleared"),
        ("tax", "2024-03", "open"),  # no light is not a good light
        ("trade", "2024-03", "open"),
        ("trade", "2024-04", "open"),
    ]


def test_a_green_of_an_earlier_month_clears_nothing_of_a_later_one() -> None:
    zone = a_ruled_zone()
    publish(zone, "2024-04", ("invested", RED), unit=zone.zone)
    publish(zone, "2024-03", ("invested", GREEN), unit=zone.zone)
    assert signals() == [("invested", "2024-04", "open")]


def test_what_was_dismissed_stays_so_for_its_month() -> None:
    zone = a_ruled_zone()
    publish(zone, "2024-03", ("invested", RED), unit=zone.zone)
    dismiss(zone.actor(zone.clerk), Signal.objects.get(), reason="数据口径调整", at=at("2024-03-29"))
    publish(zone, "2024-03", ("invested", RED), unit=zone.zone)
    assert signals() == [("invested", "2024-03", "dismissed")]
    publish(zone, "2024-04", ("invested", RED), unit=zone.zone)
    assert signals()[1:] == [("invested", "2024-04", "open")]


def test_what_was_left_over_follows_with_the_next_call() -> None:
    """The lights were noted, and then the power failed."""
    zone = a_ruled_zone()
    light = Noted("invested", zone.east, RED, zh="落后")
    note_lights(SYSTEM, zone.zone, Period.parse("2024-03"), [light], at=at("2024-03-28"))
    assert Matter.objects.count() == 0
    followed = follow_up(SYSTEM, zone.zone, at=at("2024-03-29"))
    assert len(followed.opened) == 1
    assert follow_up(SYSTEM, zone.zone, at=at("2024-03-30")).opened == []


def test_trying_a_draft_out_opens_nothing() -> None:
    zone = a_ruled_zone()
    light = Noted("invested", zone.east, RED, zh="落后")
    with trying(RuleSet.objects.get(key="signals")), pytest.raises(Problem) as refused:
        note_lights(SYSTEM, zone.zone, Period.parse("2024-03"), [light], at=at("2024-03-28"))
    assert refused.value.code == "rules.trial-writes"
    assert Signal.objects.count() == 0
