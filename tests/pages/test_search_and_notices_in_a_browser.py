"""The box and the notices in Chromium: by key, by finger, without script, on a phone, for those who do not see."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from jingkai.kernel.matters.tests.samples import a_matter
from jingkai.kernel.messages.models import Receipt
from jingkai.kernel.messages.services import send
from jingkai.kernel.parties.tests.people import AT
from jingkai.kernel.rules.tests.samples import a_ruled_zone
from tests.harness import CommittedDatabase
from tests.proof import proves

from .looking import PHONE, WIDE, faults
from .serving import served

TARGETS = ".top a, .top button, .top input[type=search], .found a, .turn a, .notices button"
SMALL = """targets => [...document.querySelectorAll(targets)]
  .filter(one => one.offsetParent && one.getBoundingClientRect().height < 43.5)
  .map(one => `${one.tagName} ${one.textContent.trim().slice(0, 20)}`)"""
PAGES = (
    "/search",
    "/search?q=消防",
    "/search?q=消防&kind=matter",
    "/search?q=%25",
    "/search?q=海底",
    "/notices",
)


@pytest.fixture
def address(committed_db: CommittedDatabase) -> Iterator[str]:
    """The pages as the easterner reads them."""
    zone = a_ruled_zone()
    for number in range(25):
        a_matter(zone, f"东河路{'很长的名称' * 8}消防{number}", zone.east)
    clerk = zone.actor(zone.clerk)
    for must in (True, False):
        send(clerk, "报送通知", at=AT, people=[zone.easterner], text="正文\n" * 3, must_acknowledge=must)
    with served(committed_db, as_whom=f"person:{zone.easterner.pk}") as address:
        yield address


def opened(browser: Browser, width: int, *, script: bool = True) -> Page:
    page: Page = browser.new_page(viewport={"width": width, "height": 900}, java_script_enabled=script)
    return page


@proves("W1.1.3", "W1.1.4", "W1.5.2", "W1.1.7")
@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_the_pages_fit_and_axe_finds_nothing(chromium: Browser, address: str, width: int) -> None:
    page, wrong = opened(chromium, width), {}
    for path in PAGES:
        for lang in ("zh", "en"):
            page.goto(f"{address}{path}{'&' if '?' in path else '?'}lang={lang}")
            found = faults(page)
            if width == PHONE:
                found += page.evaluate(SMALL, TARGETS)
            if found:
                wrong[path, lang] = found
    assert wrong == {}


@proves("W1.1.3", "W1.5.1")
def test_a_key_leads_to_the_box_but_not_while_somebody_types_or_composes(
    chromium: Browser, address: str
) -> None:
    page = opened(chromium, WIDE)
    page.goto(f"{address}/guide")
    focused = "document.activeElement.name"
    page.evaluate(
        "document.dispatchEvent(new KeyboardEvent('keydown', {key: '/', isComposing: true, bubbles: true}))"
    )
    composing = """document.body.dispatchEvent(
      new KeyboardEvent('keydown', {key: '/', isComposing: true, bubbles: true}))"""
    page.evaluate(composing)
    assert page.evaluate(focused) != "q"
    page.keyboard.press("/")
    assert page.evaluate(focused) == "q"
    page.keyboard.type("1/2")
    assert page.locator("input[name=q]").input_value() == "1/2"
    page.keyboard.press("Control+a")
    page.keyboard.type("消防")
    with page.expect_navigation(url="**/search?q=*"):
        page.keyboard.press("Enter")
    assert page.locator("mark").first.inner_text() == "消防"


@proves("W1.1.3", "W1.1.4")
@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_without_script_things_are_found_and_receipts_given(
    chromium: Browser, address: str, width: int
) -> None:
    page = opened(chromium, width, script=False)
    page.goto(f"{address}/guide?period=2024-03")
    page.locator("input[name=q]").fill("消防")
    # What was chosen in the frame goes along.
    with page.expect_navigation(url="**period=2024-03*"):
        page.locator(".find button").click()
    assert page.locator(".found li").count() == 5
    with page.expect_navigation():
        page.locator(".found .more a").click()
    assert page.locator(".found li").count() == 20
    with page.expect_navigation(url="**/notices*"):
        page.locator(".waiting").click()
    assert page.locator(".waiting b").inner_text().startswith("2")
    for button in ("确认收到", "标为已读"):
        with page.expect_navigation():
            page.get_by_role("button", name=button).click()
    assert page.locator(".waiting b").count() == 0
    assert sorted(Receipt.objects.values_list("step", flat=True)) == ["acknowledged", "read"]
