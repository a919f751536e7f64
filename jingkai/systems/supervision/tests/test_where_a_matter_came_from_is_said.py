"""Where a matter came from stands under its title in words, and opens where that has a page."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from jingkai.kernel.activities.services import Plan, plan_activity
from jingkai.kernel.matters.models import Matter, Signal
from jingkai.kernel.matters.services import Notice, enter_signal, open_as_matter
from jingkai.kernel.matters.tests.samples import FRIDAY
from tests.pages.reading import read
from tests.proof import proves

from .desk import Desk, page_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def noticed(desk: Desk) -> Matter:
    """Opened from a signal of the east street's."""
    zone = desk.zone
    clerk = zone.actor(zone.clerk)
    said = Notice(
        "policy",
        "east",
        "2024-01",
        "供电政策有变",
        zone.east,
        date(2024, 1, 31),
        en="The policy on power changed",
    )
    return open_as_matter(clerk, enter_signal(clerk, zone.zone, said, at=FRIDAY), at=FRIDAY)


@proves("W1.5.3")
@pytest.mark.parametrize(
    ("lang", "said"),
    [("zh", "监测发现的苗头：供电政策有变"), ("en", "an early sign: The policy on power changed")],
)
def test_a_signal_is_said_and_opens_among_those_of_its_month(
    desk: Desk, noticed: Matter, lang: str, said: str
) -> None:
    page = read(desk.get(desk.zone.clerk, f"{page_of(noticed)}?lang={lang}", lang))
    signal = Signal.objects.get()
    assert page.link(said).startswith("/economy/signs?")
    assert page.link(said).endswith(f"period=2024-01#s{signal.pk}")
    assert "signal:" not in page.words


def test_in_the_workbook_it_is_said_in_words_too(desk: Desk, noticed: Matter) -> None:
    answer = desk.get(desk.zone.clerk, "/supervision/ledger.xlsx")
    cells = [cell.value for row in load_workbook(BytesIO(answer.content)).active.iter_rows() for cell in row]
    assert "监测发现的苗头" in cells
    assert not any(str(cell).startswith("signal:") for cell in cells)


def test_a_meeting_opens_and_a_list_is_named(desk: Desk) -> None:
    clerk = desk.zone.actor(desk.zone.clerk)
    wanted = Plan("meeting", "现场会办", "meeting:2024-01-04 现场会办", desk.zone.office)
    activity = plan_activity(clerk, desk.zone.zone, wanted, date(2024, 1, 8), at=FRIDAY)
    of_meeting = desk.a_matter(origin="meeting:2024-01-04 现场会办#3")
    page = read(desk.get(desk.zone.clerk, page_of(of_meeting)))
    assert page.link("2024-01-04 现场会办，第 3 项").startswith(f"/activities/{activity.pk}")
    of_list = desk.a_matter("疏通西河", origin="list:反馈清单#7")
    assert "清单《反馈清单》第 7 项" in read(desk.get(desk.zone.clerk, page_of(of_list))).words
    own = desk.a_matter("疏通北河")
    page = read(desk.get(desk.zone.clerk, page_of(own)))
    assert ("工作安排" in page.words, own.ref in page.words) == (True, False)
