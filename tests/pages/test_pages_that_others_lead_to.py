"""Pages that one comes to from others only: a target, an event of a register, a ledger that comes back."""

from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from jingkai.kernel.facts.models import Target
from jingkai.kernel.records.actor import SYSTEM
from jingkai.kernel.registers.services import enter, reach
from tests.harness import CommittedDatabase
from tests.month.canaries import AT, a_zone_with_figures
from tests.proof import proves

from .inside import inside
from .looking import assert_reads_well


@proves("W1.5.1", "W1.5.2", "W3.1.3")
def test_they_read_well_and_the_ledger_comes_back_without_a_change(
    chromium: Browser, committed_db: CommittedDatabase, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    zone = a_zone_with_figures()
    project = enter(SYSTEM, "project", "东河项目", zone.east, at=AT)
    event = reach(SYSTEM, project, "签约", date(2024, 3, 4), evidence="合同", at=AT)
    with inside(chromium, monkeypatch) as pages, pages.read_by(zone.head) as page:
        pages.at(AT)
        for address in (f"/economy/targets/{Target.objects.get().pk}", f"/economy/events/{event.pk}"):
            page.goto(f"{pages.address}{address}")
            assert_reads_well(page)
        page.goto(f"{pages.address}/supervision/ledger")
        with page.expect_download() as downloading:
            page.locator("a[href*='ledger.xlsx']").first.click()
        book = tmp_path / "台账.xlsx"
        downloading.value.save_as(book)
        page.goto(f"{pages.address}/supervision/ledger/back")
        page.set_input_files("input[type=file]", book)
        with page.expect_navigation(url="**/supervision/ledger/back/*"):
            page.locator("main form button[type=submit]").last.click()
        assert "0 处变动" in page.locator("main").inner_text()
        assert_reads_well(page)
