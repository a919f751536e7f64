"""st-E6 in Chromium: a zone takes over another city's light rule on the page of rules; the month shows other lights."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from jingkai.kernel.facts import kinds
from jingkai.kernel.facts.models import Fact
from jingkai.kernel.matters.models import Matter
from jingkai.kernel.parties.models import Person
from jingkai.kernel.parties.tests.people import a_person
from jingkai.kernel.rules.tests.samples import hold
from jingkai.systems.economy.publishing import publish
from jingkai.systems.economy.stories.people import Town
from jingkai.systems.economy.stories.test_e6_a_red_light_opens_one_matter import JULY, invested
from jingkai.systems.economy.stories.test_e6_one_set_of_facts_three_light_rules import (
    JUNE,
    WUHAN,
    a_town_with_projects,
)
from tests.harness import CommittedDatabase
from tests.proof import proves

from .inside import Inside, inside

RULES = Path(kinds.__file__).parent / "rules"
LATER = datetime(2025, 8, 8, 1, 0, tzinfo=UTC)
GREEN = '\n  otherwise: {level: "1", colour: green, shape: circle, word: {zh: 绿灯, en: green}}\n'
BY_WUHAN = ["绿灯", "黄灯", "红灯", "红灯"]


@pytest.fixture
def town(committed_db: CommittedDatabase) -> Town:
    """Four projects under Wuhan's rule; the clerk drafts for the zone."""
    town = a_town_with_projects(WUHAN)
    hold(town.person, "assessment", town.zone)
    return town


@pytest.fixture
def head(town: Town) -> Person:
    person, _ = a_person("管委会主任", town.zone)
    hold(person, "principal", town.zone)
    return person


@pytest.fixture
def pages(chromium: Browser, monkeypatch: pytest.MonkeyPatch, town: Town) -> Iterator[Inside]:
    with inside(chromium, monkeypatch) as pages:
        pages.at(LATER)
        yield pages


def lights(page: Page, pages: Inside, period: str, **more: str) -> list[str]:
    """What burns on the month, project by project; a word for where none does."""
    asked = "&".join(f"{key}={value}" for key, value in {"period": period, **more}.items())
    page.goto(f"{pages.address}/economy/month?{asked}")
    rows = page.locator("table.lines tr", has_text=re.compile("项目[1-4]")).all()
    return [row.locator("td.lamp").inner_text().strip() for row in rows]


def taken_over(city: str, version: str, more: str = "") -> str:
    """A city's rule as the zone's own: all of it but the region."""
    text = (RULES / f"schedule-light.{city}.yaml").read_text(encoding="utf-8")
    text = re.sub(r"^region:.*\n", "", text, flags=re.MULTILINE)
    text = re.sub(r"^version:.*$", f"version: {version}", text, flags=re.MULTILINE)
    return text.rstrip("\n") + more


def drafted(page: Page, pages: Inside, town: Town, text: str) -> str:
    """The clerk goes from the list of rules to the one of lights and changes it; the address of the draft."""
    page.goto(f"{pages.address}/rules?q=schedule-light")
    with page.expect_navigation():
        page.locator("main a", has_text="亮灯规则").first.click()
    with page.expect_navigation():
        page.get_by_role("link", name="起草修改").click()
    page.fill("#rule-text", text)
    page.select_option("#unit", label=town.zone.name)
    with page.expect_navigation(url=re.compile(r"/rules/\d+(\?|$)")):
        page.click("button[value=save]")
    return page.url


def switched(pages: Inside, town: Town, head: Person, text: str) -> None:
    """Drafted by the clerk, who is offered no approval, and approved by the head."""
    with pages.read_by(town.person) as page:
        address = drafted(page, pages, town, text)
        assert page.locator("button[value=approve]").count() == 0
    with pages.read_by(head) as page:
        page.goto(address)
        with page.expect_navigation():
            page.click("button[value=approve]")
        assert page.locator("[role=alert]").count() == 0


@proves("W5.1.1", "W1.4.2", "K4.2.1")
def test_the_rule_is_switched_and_only_the_lights_change(pages: Inside, town: Town, head: Person) -> None:
    facts = list(Fact.objects.order_by("pk").values_list("pk", "row_hash"))
    published = publish(town.clerk, town.zone, JUNE, at=LATER)
    with pages.read_by(head) as page:
        assert lights(page, pages, "2025-06") == BY_WUHAN
    for city, more, burning in (
        ("sanya", "", ["黄灯", "黄灯", "黄灯", "红灯"]),
        # Yinchuan's own text leaves the first one's 5 points open; with its default set it is green.
        ("yinchuan", "", ["—", "黄灯", "黄灯", "红灯"]),
        ("yinchuan", GREEN, ["绿灯", "黄灯", "黄灯", "红灯"]),
    ):
        switched(pages, town, head, taken_over(city, f"own-{city}-{len(more)}", more))
        with pages.read_by(head) as page:
            assert lights(page, pages, "2025-06") == burning, city
            if burning[0] == "—":
                assert page.locator("td.lamp .none[title=灯规未规定这一档]").count() == 1
    with pages.read_by(head) as page:
        # What was issued stays: the month says that it has changed since, and leads to what it was.
        lights(page, pages, "2025-06")
        with page.expect_navigation(url=f"**as_of={published.as_of}*"):
            page.get_by_role("link", name="看公布时的数").click()
        assert lights(page, pages, "2025-06", as_of=str(published.as_of)) == BY_WUHAN
    assert list(published.lights.order_by("pk").values_list("word", flat=True)) == BY_WUHAN
    assert list(Fact.objects.order_by("pk").values_list("pk", "row_hash")) == facts


@proves("W5.1.1", "K5.2.1")
def test_a_red_light_opens_one_matter_and_the_next_month_adds_to_it(
    pages: Inside, town: Town, head: Person
) -> None:
    publish(town.clerk, town.zone, JUNE, at=LATER)
    with pages.read_by(head) as page:
        assert matters(page, pages, "2025-06") == ["事项 2025-1", "事项 2025-2"]
        invested(town, "1.75", "1.75", "1.75", "0.60")  # by 31 July the schedule is 1.75
        publish(town.clerk, town.zone, JULY, at=LATER)
        assert lights(page, pages, "2025-07") == ["绿灯", "绿灯", "绿灯", "红灯"]
        assert matters(page, pages, "2025-07") == ["事项 2025-2"]
        with page.expect_navigation(url=f"**/supervision/matters/{Matter.objects.latest('pk').pk}*"):
            page.get_by_role("link", name="事项 2025-2").click()
        assert page.locator("h1").inner_text()
    assert Matter.objects.count() == 2


def matters(page: Page, pages: Inside, period: str) -> list[str]:
    """The matters that the month's signals lead to."""
    lights(page, pages, period)
    return page.locator("ul.list a", has_text="事项").all_inner_texts()
