"""Two people press at the very same moment: one move happens, the other is refused and keeps what was typed."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from jingkai.kernel.flows.state import state_of
from jingkai.kernel.matters.models import Matter
from jingkai.kernel.parties.models import Person
from tests.harness import CommittedDatabase
from tests.month.commands import Shell
from tests.proof import proves

from .accounts import PASSWORD, account_of
from .serving import served

PEOPLE = {"干事甲": "first", "干事乙": "second"}


@pytest.fixture
def address(founded: Shell, committed_db: CommittedDatabase) -> Iterator[str]:
    """A matter handed to the east street, and two clerks there."""
    post = ("--unit", "向阳街道", "--post", "干事", "--role", "street", "--since", "2023-01-01")
    for name, login in PEOPLE.items():
        assert founded("person", "add", name, *post).code == 0
        account_of(Person.objects.get(name=name), login)
    assert founded("matters", "open", "疏通东河排水口", "--unit", "向阳街道", "--due", "2027-05-01").code == 0
    with served(committed_db, as_whom="") as address:
        yield address.replace("127.0.0.1", "localhost")


def ready_to_accept(browser: Browser, address: str, name: str) -> Page:
    """The matter's page in a window of this person's own, with a note typed and not sent."""
    page: Page = browser.new_context(locale="zh-CN").new_page()
    page.goto(f"{address}/signin?next=/supervision/matters/{Matter.objects.get().pk}")
    page.fill("[name=login]", PEOPLE[name])
    page.fill("[name=password]", PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.locator("form:has(button[value=accept]) [name=note]").fill(f"{name}签收")
    return page


@proves("W5.2.1")
def test_a_matter_is_moved_once_and_the_other_keeps_what_was_typed(chromium: Browser, address: str) -> None:
    pages = {name: ready_to_accept(chromium, address, name) for name in PEOPLE}
    matter = Matter.objects.get()
    before = matter.case.moves.count()
    first, second = pages.values()
    # Neither click waits for the answer to the other.
    with first.expect_navigation(), second.expect_navigation():
        for page in (first, second):
            page.evaluate("setTimeout(() => document.querySelector('button[value=accept]').click())")
    assert matter.case.moves.count() == before + 1
    assert state_of(matter.case) == "accepted"
    done = matter.case.moves.order_by("n").last()
    assert done is not None
    (late,) = [name for name, page in pages.items() if page.locator("[role=alert]").count()]
    assert done.note == f"{next(name for name in PEOPLE if name != late)}签收"
    assert pages[late].locator("#typed").input_value() == f"{late}签收"
    for page in pages.values():
        page.context.close()
