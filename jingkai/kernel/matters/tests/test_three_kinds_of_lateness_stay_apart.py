from datetime import date

import pytest

from jingkai.kernel.flows.lateness import lateness, runs
from jingkai.kernel.flows.services import ask_extension, decide_extension
from jingkai.kernel.flows.state import current_dues
from jingkai.kernel.matters.models import Matter
from jingkai.kernel.matters.services import hand_over, move
from jingkai.kernel.parties.tests.people import Zone
from jingkai.kernel.records.sequence import latest
from jingkai.kernel.rules.tests.samples import a_ruled_zone
from tests.proof import proves

from .samples import a_matter, at, report

pytestmark = pytest.mark.django_db


def begun(zone: Zone, signed: str = "2024-01-08") -> Matter:
    matter = a_matter(zone)
    actor = zone.actor(zone.easterner)
    move(actor, matter, "accept", at=at(signed))
    move(actor, matter, "begin", at=at(signed, "10:00"))
    return matter


def late(matter: Matter, day: str) -> dict[str, int]:
    return lateness(matter.case, at(day)).late


@proves("K5.1.2")
def test_signing_late_is_not_finishing_late() -> None:
    zone = a_ruled_zone()
    matter = begun(zone, signed="2024-01-09")
    assert late(matter, "2024-01-10") == {"sign": 1}


@proves("K5.1.2")
def test_each_month_without_feedback_counts_by_itself() -> None:
    """Signed on 8 January: feedback is due on 8 February; given on the 9th, the next is due on 9 March."""
    zone = a_ruled_zone()
    matter = begun(zone)
    actor = zone.actor(zone.easterner)
    assert late(matter, "2024-01-31") == {}
    move(actor, matter, "progress", at=at("2024-02-09"), note="已清淤三成")
    assert late(matter, "2024-02-09") == {"report": 1, "finish": 1}
    move(actor, matter, "progress", at=at("2024-03-09"), note="已清淤六成")
    assert late(matter, "2024-03-10")["report"] == 1
    assert late(matter, "2024-04-10")["report"] == 2
    assert [run.due.day for run in runs(matter.case, at("2024-04-10")) if run.term == "report"] == [
        date(2024, 2, 8), date(2024, 3, 9), date(2024, 4, 9),
    ]  # fmt: skip


@proves("K5.1.2")
def test_finishing_is_reporting_it_done_in_time() -> None:
    zone = a_ruled_zone()
    matter = a_matter(zone)
    report(zone, matter, zone.easterner, "2024-02-01")
    assert late(matter, "2024-06-01") == {}


@proves("K5.1.2", "K5.1.3")
def test_what_was_returned_was_not_finished() -> None:
    zone = a_ruled_zone()
    matter = a_matter(zone)
    report(zone, matter, zone.easterner, "2024-01-20")
    move(zone.actor(zone.clerk), matter, "return", at=at("2024-01-25"), note="照片不是整改后的")
    assert late(matter, "2024-02-01") == {}
    assert late(matter, "2024-02-02") == {"finish": 1}
    # Reported again in time, it was never late; a day later it was.
    early = latest()
    move(zone.actor(zone.easterner), matter, "report", at=at("2024-02-01"), note="已重做", evidence="file:2")
    assert late(matter, "2024-06-01") == {}
    assert lateness(matter.case, at("2024-02-02"), early).late == {"finish": 1}


@proves("K5.1.3")
def test_a_granted_delay_is_counted_and_is_no_lateness() -> None:
    zone = a_ruled_zone()
    matter = begun(zone)
    due = current_dues(matter.case)["finish"]
    asked = ask_extension(
        zone.actor(zone.easterner), due, wanted=date(2024, 3, 1), reason="汛期", at=at("2024-01-30")
    )
    decide_extension(zone.actor(zone.clerk), asked, granted=True, at=at("2024-01-31"))
    found = lateness(matter.case, at("2024-02-07"))
    assert (found.delays, found["finish"]) == (1, 0)
    finish = next(one for one in runs(matter.case, at("2024-02-07")) if one.term == "finish")
    assert (finish.first.day, finish.due.day) == (date(2024, 2, 1), date(2024, 3, 1))
    assert lateness(matter.case, at("2024-03-02"))["finish"] == 1


def test_time_stands_still_while_it_is_suspended() -> None:
    zone = a_ruled_zone()
    matter = begun(zone)
    clerk = zone.actor(zone.clerk)
    move(clerk, matter, "suspend", at=at("2024-01-20"), note="等待上级批复")
    assert late(matter, "2024-06-01") == {}
    move(clerk, matter, "resume", at=at("2024-06-01"), due=date(2024, 6, 20))
    assert late(matter, "2024-06-20") == {}
    assert late(matter, "2024-06-21") == {"finish": 1}


def test_what_was_withdrawn_is_late_no_more() -> None:
    zone = a_ruled_zone()
    matter = a_matter(zone)
    move(zone.actor(zone.clerk), matter, "withdraw", at=at("2024-01-08"), note="误立")
    assert late(matter, "2024-06-01") == {}


def test_the_next_unit_signs_within_its_own_term() -> None:
    zone = a_ruled_zone()
    matter = begun(zone)
    hand_over(zone.actor(zone.clerk), matter, zone.west, note="河段属西城", at=at("2024-01-12"))
    assert late(matter, "2024-01-15") == {}
    assert late(matter, "2024-01-16") == {"sign": 1}
