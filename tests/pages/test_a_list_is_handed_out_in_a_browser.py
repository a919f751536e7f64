"""st-S4 in Chromium: a feedback list of ten problems is split into 26 leaves; one open child, 96.2 % and 90.0 %."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from jingkai.kernel.flows.state import state_of
from jingkai.kernel.matters.models import Matter
from jingkai.kernel.matters.tests.samples import FRIDAY, at
from jingkai.kernel.parties.models import Person
from jingkai.systems.supervision.stories.office import DEPARTMENTS, Office, an_office
from jingkai.systems.supervision.stories.test_s4_feedback_list import (
    COMMON,
    INDIVIDUAL,
    NAME,
    put_right,
    the_list,
)
from tests.harness import CommittedDatabase
from tests.proof import proves

from .inside import Inside, inside
from .looking import assert_reads_well

# The problems stand in rows 3 to 12 of the workbook, the common ones first.
COMMON_ROWS = range(3, 3 + len(COMMON))


def handed_out(page: Page, address: str, path: Path, *, look: bool) -> None:
    """The clerk chooses the file, splits the common problems, and hands out."""
    page.goto(f"{address}/supervision/lists")
    page.set_input_files("#list", path)
    with page.expect_navigation(url="**/supervision/lists/*"):
        page.locator("main button.main").click()
    if look:
        assert_reads_well(page)
    for row in COMMON_ROWS:
        page.fill(f"[name=units-{row}]", "、".join(DEPARTMENTS))
    with page.expect_navigation():
        page.locator("main button.main").click()


def closed_on_its_page(pages: Inside, office: Office, matter: Matter) -> None:
    """Signed for and put right with a picture by the unit, verified and closed by the office."""
    assert matter.lead_unit is not None
    page_of = f"{pages.address}/supervision/matters/{matter.pk}"

    def step(person: Person, move: str, note: str = "", picture: bool = False) -> None:
        with pages.read_by(person) as page:
            page.goto(page_of)
            form = page.locator("form.move").filter(has=page.locator(f"button[value={move}]"))
            if picture:
                form.locator("[name=files]").set_input_files(
                    {"name": "整改后.png", "mimeType": "image/png", "buffer": f"PNG {matter.pk}".encode()}
                )
            if note:
                form.locator("[name=note]").fill(note)
            with page.expect_navigation():
                form.locator(f"button[value={move}]").click()
            assert page.locator("[role=alert]").count() == 0, page.locator("[role=alert]").inner_text()

    hand = office.hands[matter.lead_unit.pk]
    pages.at(at("2024-01-08"))
    step(hand, "accept")
    pages.at(at("2024-03-01"))
    step(hand, "report", "已整改，附照片", picture=True)
    pages.at(at("2024-03-05"))
    step(office.zone.clerk, "close", "对照照片看过")


@proves("W3.3.1", "W5.1.1", "W1.5.2")
def test_nine_of_ten_problems_are_closed_and_both_rates_say_so(
    chromium: Browser, committed_db: CommittedDatabase, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    office = an_office()
    monkeypatch.setattr("django.utils.timezone.now", lambda: FRIDAY)
    path = the_list(tmp_path)
    with inside(chromium, monkeypatch) as pages:
        for opened, there in ((30, 0), (0, 30)):
            with pages.read_by(office.zone.clerk) as page:
                handed_out(page, pages.address, path, look=there == 0)
                assert page.get_by_text(f"立项 {opened} 件，原已有 {there} 件。").is_visible()
        leaves = list(Matter.objects.filter(lead_unit__isnull=False).order_by("pk"))
        assert len(leaves) == 26
        assert {one.title for one in leaves if one.parent_id is None} == {title for title, _ in INDIVIDUAL}
        by_hand = next(one for one in leaves if one.parent_id is None)
        left_open = next(one for one in leaves if one.parent_id is not None)
        closed_on_its_page(pages, office, by_hand)
        assert state_of(by_hand.case) == "closed"
        for one in leaves:
            if one.pk not in (by_hand.pk, left_open.pk):
                put_right(office, one)
        with pages.read_by(office.zone.clerk) as page:
            page.goto(f"{pages.address}/supervision/lists")
            row = page.locator("tr").filter(has_text=NAME).inner_text()
            assert all(figure in row for figure in ("96.2%", "25/26", "90.0%", "9/10"))
            # What is counted opens: the one child that is open, and the problem it is a part of.
            with page.expect_navigation(url="**/supervision/ledger*"):
                page.locator("tr").filter(has_text=NAME).get_by_role("link").click()
            assert left_open.title in page.locator("main").inner_text()
            # Who put it right may be nominated; who did not may be listed. Both forms are the office's alone.
            for there in ("candidates", f"new?matter={by_hand.pk}&side=positive"):
                page.goto(f"{pages.address}/supervision/conduct/{there}")
                assert_reads_well(page)
