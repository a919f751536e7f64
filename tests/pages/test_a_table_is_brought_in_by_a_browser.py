"""From the table dropped in to the month that changed, and back, in a real browser."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page

from tests.harness import CommittedDatabase
from tests.proof import proves

from .test_the_pages_are_served import served

# A table that does not say of which year it is.
QUARTER = """滨河经济开发区1-3月服务业情况
单位：亿元
指标,1-3月累计
规上服务业营业收入,7.77
"""


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    page = chromium.new_page(viewport={"width": 390, "height": 844})
    yield page
    page.close()


def followed(page: Page, what: str) -> None:
    """Clicked, and what it leads to is there."""
    with page.expect_navigation():
        page.click(what)


@proves("W2.1.1", "W2.1.3")
def test_a_table_is_dropped_in_answered_brought_in_and_taken_back(
    site: Client, committed_db: CommittedDatabase, page: Page, tmp_path: Path
) -> None:
    table = tmp_path / "服务业.csv"
    table.write_text(QUARTER, encoding="utf-8-sig")
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    with served(committed_db) as address:
        month = f"{address}/economy/month?period=2024-03"
        page.goto(month)
        assert "7.77" not in page.inner_text("main")
        followed(page, "main >> text=导入表格")
        page.set_input_files("#tables", table)
        page.select_option("#sender", label="统计办")
        followed(page, "button.main")
        # From the question to its cell and back.
        followed(page, "fieldset.question a.cell")
        assert page.locator("td:target").inner_text().strip().startswith("滨河经济开发区1-3月")
        followed(page, "td:target a")
        assert page.locator("fieldset:target").count() == 1
        page.fill('fieldset.question input[type="text"]', "2024")
        followed(page, "button[value=look]")
        followed(page, "button[value=bring]")
        assert re.search(r"/economy/batches/\d+", page.url)
        batch = page.url
        page.reload()
        page.goto(month)
        assert "7.77" in page.inner_text("main")
        page.goto(batch)
        page.fill("#reason", "年份填错了")
        followed(page, ".bring button")
        assert "撤回：年份填错了" in page.inner_text("main")
        page.goto(month)
        assert "7.77" not in page.inner_text("main")
    assert said == []


@pytest.mark.parametrize("width", [390, 1366])
def test_no_page_is_wider_than_the_screen_and_every_target_is_large_enough(
    site: Client, committed_db: CommittedDatabase, page: Page, tmp_path: Path, width: int
) -> None:
    table = tmp_path / "服务业.csv"
    table.write_text(QUARTER, encoding="utf-8-sig")
    page.set_viewport_size({"width": width, "height": 844})
    with served(committed_db) as address:
        page.goto(f"{address}/economy/import")
        fits(page, width)
        page.set_input_files("#tables", table)
        page.select_option("#sender", label="统计办")
        followed(page, "button.main")
        fits(page, width)
        page.fill('fieldset.question input[type="text"]', "2024")
        followed(page, "button[value=look]")
        followed(page, "button[value=bring]")
        fits(page, width)


def fits(page: Page, width: int) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    if width < 768:
        small = page.evaluate(
            """[...document.querySelectorAll("main button, main select, main label.pick, main input[type=text],"
            + " main .original a, main table.read .value a")]
            .filter((one) => one.offsetParent && one.getBoundingClientRect().height < 43.5)
            .map((one) => one.outerHTML.slice(0, 120))"""
        )
        assert small == []
