"""What is wider than a phone is seen from the end that matters: the newest month, the cell a figure was read from."""

from pathlib import Path

import pytest
from django.apps import apps
from django.test import Client
from playwright.sync_api import Browser, Page

from jingkai.kernel.facts.models import Fact
from tests.harness import CommittedDatabase
from tests.month.commands import Shell
from tests.proof import proves

from .conftest import SHEET, send
from .serving import served

WIDTH, NARROW = 390, 240
STATIC = Path(apps.get_app_config("jk_web").path) / "static" / "web"
MONTHS = ("1-2月", "1-4月")


@pytest.fixture
def phone(chromium: Browser) -> Page:
    page: Page = chromium.new_page(viewport={"width": WIDTH, "height": 900})
    return page


def in_sight(page: Page, what: str) -> bool:
    box = page.locator(what).last.bounding_box()
    size = page.viewport_size
    return box is not None and size is not None and 0 <= box["x"] <= size["width"] - box["width"]


@proves("W1.5.1")
def test_the_newest_month_of_a_chart_is_in_sight(
    site: Client, founded: Shell, tmp_path: Path, committed_db: CommittedDatabase, phone: Page
) -> None:
    for span, value in zip(MONTHS, ("1.2", "3.1"), strict=True):
        text = SHEET.replace("1-3月", span).replace("2.18", value)
        send(founded, tmp_path / f"统计_2024年{span}.csv", text, "统计办")
    with served(committed_db) as address:
        phone.goto(f"{address}/economy/indicators/一般公共预算收入?period=2024-04")
        assert phone.evaluate("document.querySelector('.newest').scrollWidth") > WIDTH
        assert in_sight(phone, ".columns .month")


@proves("W1.5.1")
def test_the_marked_cell_is_in_sight(site: Client, phone: Page) -> None:
    """The growth stands in the last column of its table, which a window this narrow does not hold."""
    phone.set_viewport_size({"width": NARROW, "height": 900})
    fact = Fact.objects.filter(text="11.2").order_by("pk")[0]
    html = site.get(f"/economy/facts/{fact.pk}").content.decode("utf-8")
    assert "web/marked.js" in html
    phone.set_content(html)
    for style in ("document.css", "frame.css"):
        phone.add_style_tag(path=STATIC / style)
    assert not in_sight(phone, ".original .here")
    phone.add_script_tag(path=STATIC / "marked.js")
    assert in_sight(phone, ".original .here")


@proves("W1.5.1")
def test_the_words_of_a_button_stay_on_one_line(
    site: Client, committed_db: CommittedDatabase, phone: Page
) -> None:
    with served(committed_db) as address:
        for lang in ("zh", "en"):
            phone.goto(f"{address}/economy/month?period=2024-03&lang={lang}")
            for one in phone.locator(".tools .button, .steps a").all():
                box = one.bounding_box()
                assert box is not None
                assert box["height"] < 50, one.inner_text()
