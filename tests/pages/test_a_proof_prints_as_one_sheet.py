"""On paper a figure's page and a fact's are one sheet with value, formula and records."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from urllib.parse import quote

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page

from jingkai.kernel.facts.defining import define_indicator
from jingkai.kernel.facts.models import Fact
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.registers.services import enter, reach
from tests.harness import CommittedDatabase
from tests.proof import proves

from .serving import served

AT = datetime(2024, 4, 8, 9, tzinfo=UTC)
PROJECTS = 60


@pytest.fixture
def address(site: Client, committed_db: CommittedDatabase) -> Iterator[str]:
    with served(committed_db) as address:
        yield address


def sheets(page: Page) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))


def on_paper(page: Page) -> str:
    page.emulate_media(media="print")
    return page.locator("main").inner_text()


@proves("W1.1.6", "W1.3.1")
def test_a_figure_and_a_fact_are_printed_with_all_they_say(chromium: Browser, address: str) -> None:
    fact = Fact.objects.get(text="5.5")
    page = chromium.new_page()
    for path in (f"figures/{fact.holder_id}/{quote('固定资产投资')}", f"facts/{fact.pk}"):
        page.goto(f"{address}/economy/{path}?period=2024-03")
        assert sheets(page) == 1
        said = on_paper(page)
        assert "5.5亿元" in said
        assert fact.row_hash in said
        assert "街镇_2024年1-3月.csv" in said
    page.goto(f"{address}/economy/indicators/{quote('固定资产投资')}?period=2024-03")
    assert "算式" in on_paper(page)


@proves("W1.1.6")
def test_a_count_of_sixty_is_one_sheet_and_says_what_it_leaves_out(chromium: Browser, address: str) -> None:
    zone, clerk = Organisation.objects.get(name="滨河经济开发区"), Actor()
    for number in range(PROJECTS):
        project = enter(clerk, "project", f"项目{number}", zone, at=AT)
        reach(clerk, project, "signed", date(2024, 3, 1), at=AT)
    define_indicator(
        clerk, zone, "signed", name="新签约项目", unit="个", at=AT,
        formula='count(events("signed") where date in ytd)',
    )  # fmt: skip
    page = chromium.new_page()
    page.goto(f"{address}/economy/figures/{zone.pk}/signed?period=2024-03")
    assert page.locator(".facts li").count() == PROJECTS
    assert sheets(page) == 1
    page.emulate_media(media="print")
    printed = sum(one.is_visible() for one in page.locator(".facts li").all())
    assert 0 < printed < PROJECTS
    assert f"另有 {PROJECTS - printed} 条" in page.locator("main").inner_text()
