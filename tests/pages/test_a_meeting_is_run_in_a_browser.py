"""A scheduling meeting in Chromium, by keyboard alone: j and k, t and Enter, r to read back; and without script."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, Page

from jingkai.kernel.activities.models import Activity
from jingkai.kernel.flows.state import current_dues
from jingkai.kernel.matters.models import Matter
from jingkai.kernel.papers.models import Paper
from jingkai.systems.scheduling.models import TaskLine
from tests.harness import CommittedDatabase
from tests.month.commands import Shell
from tests.proof import proves

from .looking import faults
from .meetings import a_meeting
from .serving import served

COMPOSING = """key => document.activeElement.dispatchEvent(
  new KeyboardEvent("keydown", {key, bubbles: true, cancelable: true, isComposing: true}))"""
# What dispatching says of an event whose default, as sending the form, was stopped.
PREVENTED = False


@pytest.fixture
def meeting(site: Client, shell: Shell) -> Activity:
    return a_meeting(shell)


@pytest.fixture
def address(meeting: Activity, committed_db: CommittedDatabase) -> Iterator[str]:
    with served(committed_db, as_whom="督查员") as address:
        yield f"{address}/scheduling/meetings/{meeting.pk}"


def looked_at(page: Page) -> str:
    return page.locator(".item.here h3").inner_text()


@proves("W2.3.1", "W2.3.2")
def test_by_keyboard_alone(chromium: Browser, address: str) -> None:
    page: Page = chromium.new_page(viewport={"width": 1366, "height": 900})
    page.goto(address)
    # Two offices say different investments: it is spoken about before what is fine.
    page.keyboard.press("j")
    first = looked_at(page)
    assert first == "固定资产投资"
    page.evaluate(COMPOSING, "t")
    assert page.locator("details.jot[open]").count() == 0
    page.keyboard.press("t")
    page.keyboard.type("核实两家的数")
    assert page.evaluate(COMPOSING, "Enter") == PREVENTED
    assert TaskLine.objects.count() == 0
    for key in ("Tab", "Control+a"):
        page.keyboard.press(key)
    page.keyboard.type("统计")
    for _ in range(3):
        page.keyboard.press("Tab")
    page.keyboard.type("一周内")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    line = TaskLine.objects.get()
    assert (line.said, line.unit, line.due) == (
        "核实两家的数", "统计", timezone.localdate() + timedelta(weeks=1),
    )  # fmt: skip
    # Back where it was said; the name in doubt is asked and blocks.
    assert looked_at(page) == first
    with page.expect_navigation(url="**/reading"):
        page.keyboard.press("r")
    assert page.locator("li.blocked").count() == 1
    with page.expect_navigation(url=re.compile(rf"{address}(#|\?|$)")):
        page.keyboard.press("b")
    offered = page.locator(".perhaps button")
    assert offered.inner_text() == "统计办"
    offered.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    with page.expect_navigation(url="**/reading"):
        page.keyboard.press("r")
    assert "核实两家的数，统计办牵头" in page.locator(".read li").inner_text()
    page.get_by_role("button", name="确认，散会").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert [one.inner_text() for one in page.locator(".summary b").all()] == ["1", "1", "1"]
    matter = Matter.objects.get()
    assert current_dues(matter.case)["finish"].day == line.due
    assert Paper.objects.count() == 2
    page.close()


@proves("W2.3.1")
def test_without_script_it_is_forms(chromium: Browser, address: str) -> None:
    page: Page = chromium.new_page(java_script_enabled=False)
    page.goto(address)
    part = page.locator("article.item").first
    part.locator("summary").click()
    part.locator("[name=said]").fill("核实两家的数，月底前")
    part.locator("[name=unit]").fill("统计办")
    with page.expect_navigation():
        part.get_by_role("button", name="记下").click()
    page.goto(f"{address}/reading")
    with page.expect_navigation():
        page.get_by_role("button", name="确认，散会").click()
    assert Matter.objects.count() == 1
    page.close()


@proves("W2.3.1")
@pytest.mark.parametrize("width", [1366, 390])
def test_the_screen_fits_and_axe_finds_nothing(chromium: Browser, address: str, width: int) -> None:
    page: Page = chromium.new_page(viewport={"width": width, "height": 900})
    page.goto(address)
    page.keyboard.press("j")
    page.keyboard.press("t")
    page.keyboard.type("核实")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    wrong = {}
    for one in (address, f"{address}/reading", f"{address}?lang=en", f"{address}/reading?lang=en"):
        page.goto(one)
        for jot in page.locator("details").all():
            jot.evaluate("one => { one.open = true; }")
        if found := faults(page):
            wrong[one] = found
    assert wrong == {}
    page.close()
