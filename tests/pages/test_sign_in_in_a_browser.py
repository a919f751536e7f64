"""The pages of sign-in in Chromium: both languages, wide and on a phone, by axe, by finger and by keyboard."""

from collections.abc import Iterator
from datetime import date
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from jingkai.kernel.parties.models import Organisation, Person
from jingkai.kernel.parties.services import delegate
from jingkai.kernel.parties.tests.people import AT, START, a_person
from jingkai.kernel.records.actor import SYSTEM
from jingkai.kernel.rules.services import ship
from jingkai.kernel.rules.tests.samples import hold
from tests.harness import CommittedDatabase
from tests.month.commands import Shell
from tests.proof import proves

from .accounts import PASSWORD, account_of
from .conftest import found
from .looking import PHONE, WIDE, faults
from .serving import served

OWN = ("/account", "/account/password", "/account/again", "/account/app", "/account/codes", "/account/codes/new",
       "/account/app/remove", "/account/keys/new", "/account/tokens", "/signout")  # fmt: skip
SMALL = """() => [...document.querySelectorAll("a, button, input:not([type=hidden]), summary")]
  .filter(one => one.offsetParent && !one.closest("p.note") && one.getBoundingClientRect().height < 43.5)
  .map(one => `${one.tagName} ${one.textContent.trim().slice(0, 20)} ${one.getBoundingClientRect().height}`)"""


@pytest.fixture(scope="module")
def address(shared_db: CommittedDatabase) -> Iterator[str]:
    """A zone without figures, for all tests here; `clerk` acts for the leader, too."""
    found(Shell())
    ship(at=AT)
    zone = Organisation.objects.get(parent=None)
    leader, _ = a_person("主任", zone, "管委会主任")
    clerk, _ = a_person("经办", Organisation.objects.get(name="统计办"))
    hold(leader, "principal", zone)
    hold(clerk, "lead", Organisation.objects.get(name="统计办"))
    delegate(SYSTEM, leader, clerk, since=START, until=date(2099, 1, 1), at=AT)
    account_of(clerk)
    with served(shared_db, as_whom="") as address:
        yield address.replace("127.0.0.1", "localhost")


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    made = chromium.new_context(viewport={"width": WIDE, "height": 900})
    yield made
    made.close()


def enter(page: Page, address: str, there: str = "/guide") -> None:
    """By keyboard alone."""
    page.goto(f"{address}/signin?next={there}")
    page.keyboard.press("Tab")
    for _ in range(8):
        if page.evaluate("document.activeElement.name") == "login":
            break
        page.keyboard.press("Tab")
    page.keyboard.type("clerk")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    with page.expect_navigation(url=lambda url: urlsplit(url).path == there):
        page.keyboard.press("Enter")


@proves("W1.5.2")
@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_the_pages_of_sign_in_have_no_fault_of_access_and_fit(
    context: BrowserContext, address: str, width: int
) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 900})
    errors: list[str] = []
    page.on("console", lambda one: errors.append(one.text) if one.type == "error" else None)
    met: list[str] = []

    def look(path: str) -> None:
        page.goto(address + path)
        met.extend(f"{page.url} {one}" for one in faults(page))
        if width == PHONE:
            met.extend(
                f"{page.url} {one}" for one in page.evaluate(SMALL) if page.locator("body.signin").count()
            )

    look("/signin")
    look("/signin?lang=en")
    page.goto(f"{address}/signin?lang=zh")
    page.get_by_label("账号").fill("clerk")
    page.get_by_label("密码").fill("wrong")
    with page.expect_navigation():
        page.get_by_role("button", name="登录").click()
    assert page.get_by_role("alert").is_visible()
    met.extend(faults(page))
    enter(page, address)
    page.goto(f"{address}/account/again?next=/account")
    page.get_by_label("密码").fill(PASSWORD)
    with page.expect_navigation(url=f"{address}/account"):
        page.get_by_role("button", name="继续").click()
    for path in OWN:
        for lang in ("zh", "en"):
            look(f"{path}?lang={lang}")
    assert met == []
    # What is not there (no app, so no codes) answers 404; nothing else is complained of, and no policy was broken.
    assert [one for one in errors if "404" not in one] == []


@proves("W1.2.2")
@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_the_frame_shows_for_whom_one_acts_and_lets_one_choose(
    context: BrowserContext, address: str, width: int
) -> None:
    page = context.new_page()
    enter(page, address)
    page.set_viewport_size({"width": width, "height": 900})
    page.reload()
    leader = Person.objects.get(name="主任")
    page.locator(".standing summary").click()
    assert faults(page) == []
    with page.expect_navigation(url="**/guide"):
        page.get_by_role("button", name="代 主任").click()
    assert "（代 主任）" in page.locator(".standing summary").inner_text()
    assert leader.name in page.locator(".standing summary").inner_text()
    page.locator(".standing summary").click()
    with page.expect_navigation(url="**/guide"):
        page.get_by_role("button", name="以本人身份").click()
    assert "代" not in page.locator(".standing summary").inner_text()
    page.locator(".standing summary").click()
    with page.expect_navigation(url="**/signin"):
        page.get_by_role("button", name="退出登录").click()
