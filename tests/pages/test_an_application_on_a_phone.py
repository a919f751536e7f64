"""An agency applies and a unit replies in a browser, on a phone and wide, in both languages."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from jingkai.kernel.flows.state import state_of
from jingkai.kernel.registers.models import Application, Consultation
from jingkai.kernel.rounds.tests.samples import MONDAY
from jingkai.systems.reviews.tests.applicants import Market, a_market
from tests.harness import CommittedDatabase
from tests.proof import proves

from .inside import Inside, inside
from .looking import PHONE, assert_reads_well


@pytest.fixture
def market(committed_db: CommittedDatabase) -> Market:
    return a_market()


@pytest.fixture
def site(chromium: Browser, market: Market, monkeypatch: pytest.MonkeyPatch) -> Iterator[Inside]:
    monkeypatch.setattr("django.utils.timezone.now", lambda: MONDAY)
    with inside(chromium, monkeypatch) as site:
        yield site


def on_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": PHONE, "height": 844})


def press(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).first.click()


@proves("A3.3.1", "W1.5.2")
def test_an_agency_applies_and_a_unit_names_an_event_on_its_phone(
    site: Inside, market: Market, tmp_path: Path
) -> None:
    with site.read_by(market.applicant) as page:
        on_a_phone(page)
        page.goto(f"{site.address}/applications")
        with page.expect_navigation():
            page.get_by_role("link", name="申报：信用等级申请").click()
        assert_reads_well(page)
        page.get_by_label("自评等级").fill("AAAA")
        page.get_by_label("开业日期").fill("2015-06-01")
        for name in ("申请表", "营业执照", "自评报告"):
            paper = tmp_path / f"{name}.pdf"
            paper.write_bytes(name.encode())
            page.get_by_label(name).set_input_files(paper)
        press(page, "提交申报")
        assert "待审核" in page.locator(".titled .sub").inner_text()
        assert_reads_well(page)
    address = f"{site.address}/applications/{Application.objects.get().pk}"
    with site.read_by(market.hall.leader) as page:
        page.goto(address)
        assert_reads_well(page)
        for name in ("审核通过", "推荐上报", "材料复审通过"):
            press(page, name)
        # Each of the five is proposed by the name that the rule calls it.
        assert "税务局" in page.locator("select >> nth=1").locator("option:checked").inner_text()
        assert_reads_well(page)
        press(page, "发出征求意见")
        assert page.locator("table.asked tbody tr").count() == 5
        assert_reads_well(page)
    tax = Consultation.objects.get(stage="税务意见")
    with site.read_by(market.asked["税务局"]) as page:
        on_a_phone(page)
        page.goto(f"{site.address}/applications")
        assert_reads_well(page)
        with page.expect_navigation():
            page.get_by_role("link", name="回复无异议").click()
        assert_reads_well(page)
        page.get_by_text("有直接否决事项").first.click()
        page.get_by_label("直接否决事项").select_option("arrears")
        page.get_by_label("情况说明").fill("欠税两期")
        press(page, "有直接否决事项")
        assert state_of(tax.case) == "objected"
        assert_reads_well(page)
    with site.read_by(market.hall.assessor) as page:
        page.goto(f"{site.address}/consultations/{tax.pk}")
        assert_reads_well(page)
        press(page, "核实属实，终止申报")
        page.goto(address)
        assert (
            "信用等级评定办法，直接否决：欠缴税款或社会保险费。欠税两期" in page.locator("main").inner_text()
        )
        assert_reads_well(page)
