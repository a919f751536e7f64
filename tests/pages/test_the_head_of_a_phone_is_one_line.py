"""On a phone the head is one line, what is picked a second; the rest is unfolded with the pages, also by key."""

from collections.abc import Iterator

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page

from tests.harness import CommittedDatabase
from tests.proof import proves

from .looking import PHONE, faults
from .serving import served

MOST = 96
TOP = "document.querySelector('main').getBoundingClientRect().top"
PATHS = ("/economy/month?period=2024-03", "/economy/indicators", "/assessment/scores?period=2024-03")
# Where a finger has to hit: at least 44 px high.
TARGETS = ".top :is(select, a:not(.brand), summary), .menu summary"


@pytest.fixture
def address(site: Client, committed_db: CommittedDatabase) -> Iterator[str]:
    with served(committed_db) as address:
        yield address


@pytest.fixture
def phone(chromium: Browser) -> Page:
    page: Page = chromium.new_page(viewport={"width": PHONE, "height": 844})
    return page


@proves("W1.5.1", "W1.5.2")
def test_the_text_begins_below_the_head(address: str, phone: Page) -> None:
    for path in PATHS:
        for lang in ("zh", "en"):
            phone.goto(f"{address}{path}{'&' if '?' in path else '?'}lang={lang}")
            assert phone.evaluate(TOP) <= MOST, path
            assert not faults(phone), path
            assert phone.locator(".top .where").is_visible()
            assert phone.locator(".top .who").is_visible()
            assert phone.locator(".menu summary").is_visible()


@proves("W1.5.1")
def test_nothing_is_lost_but_unfolded_with_the_pages(address: str, phone: Page) -> None:
    phone.goto(f"{address}{PATHS[0]}")
    folded = phone.locator(".top .find, .top .tool[data-key], nav a").all()
    assert len(folded) > 10
    assert not any(one.is_visible() for one in folded)
    # Without a mouse: the word that unfolds them is reached and pressed by key.
    phone.locator(".menu summary").focus()
    phone.keyboard.press("Enter")
    assert all(one.is_visible() for one in folded)
    assert not faults(phone)
    small = [
        one.evaluate("one => one.outerHTML")
        for one in phone.locator(TARGETS).all()
        if one.is_visible() and (one.bounding_box() or {"height": 0})["height"] < 42
    ]
    assert not small


@proves("W1.5.1")
def test_the_key_of_the_search_unfolds_it(address: str, phone: Page) -> None:
    phone.goto(f"{address}{PATHS[0]}")
    phone.keyboard.press("/")
    assert phone.locator(".find input[type=search]").evaluate("one => one === document.activeElement")


@proves("W1.5.1")
def test_what_is_picked_has_its_name_for_who_does_not_see_it(address: str, phone: Page) -> None:
    phone.goto(f"{address}{PATHS[0]}&lang=en")
    for name in ("Unit", "Period", "As of"):
        assert phone.get_by_role("combobox", name=name).is_visible()


@proves("W1.3.1")
def test_paper_and_a_wide_screen_are_as_they_were(address: str, phone: Page) -> None:
    phone.goto(f"{address}{PATHS[0]}")
    phone.emulate_media(media="print")
    assert not any(one.is_visible() for one in phone.locator(".top, .menu").all())
    phone.emulate_media(media="screen")
    phone.set_viewport_size({"width": 1366, "height": 900})
    phone.reload()
    assert all(one.is_visible() for one in phone.locator(".top .find, .top .tool, nav a").all())
    assert not phone.locator(".menu summary").is_visible()
