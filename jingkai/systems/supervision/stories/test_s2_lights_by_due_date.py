"""st-S2, the clocks: fifteen problems with two kinds of deadline, and their lights under rule A."""

from datetime import date

import pytest

from jingkai.kernel.flows.state import current_dues
from jingkai.kernel.matters.services import Draft, move, open_matters
from jingkai.kernel.matters.tests.samples import LISTED, at
from jingkai.systems.supervision.queries import lights
from tests.proof import proves

from .office import an_office

pytestmark = pytest.mark.django_db

SATURDAY = at("2024-01-06")


@proves("K5.1.2")
def test_nine_in_working_days_and_six_in_calendar_days_and_their_lights() -> None:
    office = an_office()
    street = office.zone.east
    drafts = [
        Draft(f"一氧化碳隐患{n}", street, term="3 working days" if n <= 9 else "7 days", kind="hazard")
        for n in range(1, 16)
    ]
    rows = open_matters(office.clerk, office.zone.zone, drafts, flow=LISTED, at=SATURDAY).new
    dues = [current_dues(one.case)["finish"].day for one in rows]
    assert dues == [date(2024, 1, 10)] * 9 + [date(2024, 1, 13)] * 6

    for matter in rows[:7]:
        move(office.hand(street), matter, "accept", at=at("2024-01-08"))
        move(office.hand(street), matter, "report", at=at("2024-01-09"), note="已整改", evidence="file:1")
        move(office.clerk, matter, "close", at=at("2024-01-10"), note="已看现场")
    found = lights(rows, at("2024-01-11", "00:00"))
    assert (found["blue"], found["red"], found["yellow"], found["green"]) == (7, 2, 6, 0)
