"""st-E2 in Chromium: the clerk pastes the upper body's table and mends a cell, the secretary confirms."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from jingkai.kernel.matters.models import Matter
from jingkai.kernel.rounds.models import Report
from jingkai.systems.assessment.upper.saying import make_responsible, tag
from jingkai.systems.assessment.upper.tests.desk import table
from jingkai.systems.assessment.upper.tests.samples import JULY, READ, an_assessed_zone
from tests.harness import CommittedDatabase
from tests.proof import proves

from .inside import inside
from .looking import PHONE, WIDE, assert_reads_well, faults

HALF = "/assessment/half-year?half=2024-H1"


def press(page: Page, what: str) -> None:
    page.click(f"button[name=do][value={what}]")


@proves("A3.1.2", "A4.1.2")
def test_a_table_becomes_an_analysis_and_two_matters(
    chromium: Browser, committed_db: CommittedDatabase, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    del committed_db
    there = an_assessed_zone()
    make_responsible(there.clerk, there.upper, there.responsibilities, at=READ)
    tag(there.clerk, there.upper, {one.node: "score" for one in there.upper.indicators}, at=READ)
    paper = tmp_path / "区上半年考核通报.pdf"
    paper.write_bytes(b"%PDF-1.4")
    with inside(chromium, monkeypatch) as site:
        site.at(JULY)
        with site.read_by(there.assessor) as page:
            page.goto(site.address + HALF)
            press(page, "open")
            expect(page).to_have_url(re.compile("half-year/scores"))
            page.locator("details.pasted summary").click()
            page.fill("#pasted", table({"亿元以上项目开工": "四点五左右"}))
            press(page, "paste")
            expect(page.locator("#m-1-4")).to_contain_text("四点五左右")
            page.fill("[name=cell-1-4]", "４．５分")
            for name, value in {"before": "2", "now": "4", "target": "1", "cohort": "16"}.items():
                page.fill(f"[name=place-{name}]", value)
            press(page, "check")
            expect(page.locator("#m-1-4")).to_contain_text("4.5分 · 新")
            assert_scores_read_well(page)
            page.set_input_files("[name=paper]", paper)
            press(page, "enter")
            expect(page.locator(".head-figures")).to_contain_text("80.0")
            assert Report.objects.count() == 20
            press(page, "settle")
            expect(page.locator(".stepper li.now")).to_have_text("领导确认")
        with site.read_by(there.zone.head) as page:
            page.goto(site.address + HALF)
            page.get_by_role("button", name="确认分析，为 2 个弱项立项").click()
            expect(page.locator("table.measures")).to_contain_text("2024-10-18")
            expect(page.locator("table.measures a.n")).to_have_count(2)
            assert Matter.objects.count() == 2
            for address in (
                HALF,
                "/assessment/half-year/indicators?half=2024-H1",
                "/assessment/half-year/indicator?half=2024-H1&node=研发投入",
            ):
                page.goto(site.address + address)
                assert_reads_well(page)
        with site.read_by(there.assessor) as page:
            page.goto(f"{site.address}/assessment/half-year/indicators?half=2024-H1&change=responsibilities")
            assert_reads_well(page)
            page.goto(f"{site.address}/assessment/comparison?period=2024-06")
            assert_reads_well(page)


def assert_scores_read_well(page: Page) -> None:
    """What a form answered is not asked for again: it is looked at as it is open, wide and on a phone."""
    for width in (PHONE, WIDE):
        page.set_viewport_size({"width": width, "height": 900})
        assert faults(page) == [], width
