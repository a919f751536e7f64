"""A view of the ledger in Chromium: kept without a script, opened by one click, taken away; on a phone and for axe."""

import pytest
from playwright.sync_api import Browser

from jingkai.kernel.matters.tests.samples import FRIDAY, a_matter
from jingkai.kernel.rules.tests.samples import a_ruled_zone
from tests.harness import CommittedDatabase
from tests.proof import proves

from .inside import inside
from .looking import faults
from .test_the_pages_in_a_browser import SMALL

TAPPED = ".saved nav a, .saved summary, .saved .button"


@proves("W1.3.4")
def test_a_view_is_kept_opened_and_taken_away(
    chromium: Browser, committed_db: CommittedDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    zone = a_ruled_zone()
    for title in ("疏通东河排水口", "充电棚"):
        a_matter(zone, title)
    monkeypatch.setattr("django.utils.timezone.now", lambda: FRIDAY)
    with inside(chromium, monkeypatch) as pages, pages.read_by(zone.clerk) as page:
        page.goto(f"{pages.address}/supervision/ledger?q=排水口")
        page.locator(".saved summary").click()
        page.fill(".saved [name=name]", "排水口")
        page.select_option(".saved [name=unit]", label="督查室全体人员")
        with page.expect_navigation():
            page.locator(".saved .acts button").click()
        assert page.locator(".saved nav a[aria-current]").is_visible()
        for width in (1366, 390):
            page.set_viewport_size({"width": width, "height": 900})
            for lang in ("en", "zh"):
                page.goto(f"{pages.address}/supervision/ledger?lang={lang}")
                assert "充电棚" in page.locator("main").inner_text()
                with page.expect_navigation():
                    page.locator(".saved nav a").click()
                assert page.locator(".saved nav a[aria-current]").is_visible()
                assert "充电棚" not in page.locator("main").inner_text()
                page.locator(".saved summary").click()
                assert faults(page) == []
        assert page.evaluate(SMALL, TAPPED) == []
        with page.expect_navigation():
            page.get_by_role("button", name="移除 排水口").click()
        assert page.locator(".saved nav").count() == 0
