"""st-S17 in Chromium: a supervision a month unless the principal says so; an objection on day 30, none on day 31."""

import pytest
from playwright.sync_api import Browser, Page

from jingkai.kernel.activities.models import Activity
from jingkai.kernel.flows.state import current_dues, state_of
from jingkai.kernel.matters.tests.samples import a_matter, at
from jingkai.kernel.parties.models import Scope
from jingkai.kernel.parties.tests.people import a_person
from jingkai.kernel.rules.tests.samples import hold
from jingkai.systems.supervision.models import Conclusion
from jingkai.systems.supervision.stories.office import LEADERS, Office, an_office
from tests.harness import CommittedDatabase
from tests.proof import proves

from .inside import Inside, inside
from .looking import assert_reads_well


def press(page: Page, do: str, **typed: str) -> None:
    """The form with this button, opened, filled in and sent."""
    form = page.locator("form").filter(has=page.locator(f"button[value={do}]"))
    folded = page.locator("details").filter(has=page.locator(f"button[value={do}]"))
    if folded.count() and not form.is_visible():
        folded.last.locator("summary").first.click()
    for name, value in typed.items():
        form.locator(f"[name={name}]").fill(value)
    with page.expect_navigation():
        form.locator(f"button[value={do}]").click()


def refusal(page: Page) -> str:
    return page.locator("[role=alert] code").inner_text()


def planned(pages: Inside, office: Office, matter: int, day: str) -> str:
    """The address of a supervision that the clerk planned for that day on the matter's page."""
    with pages.read_by(office.zone.clerk) as page:
        page.goto(f"{pages.address}/supervision/matters/{matter}")
        press(page, "plan-visit", day=day)
    return f"{pages.address}/supervision/visits/{Activity.objects.latest('pk').pk}"


@proves("W3.3.2", "W5.1.1", "W1.5.2")
def test_supervised_once_a_month_concluded_and_objected_to(
    chromium: Browser, committed_db: CommittedDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = an_office()
    matter = a_matter(office.zone)
    deputy = office.leaders[LEADERS[0]]
    hold(deputy, "deputy", office.zone.zone, Scope.SUBTREE)
    writer, _ = a_person("督查员乙", office.zone.office)
    with inside(chromium, monkeypatch) as pages:
        pages.at(at("2024-02-20"))
        first = planned(pages, office, matter.pk, "2024-02-06")
        second = planned(pages, office, matter.pk, "2024-02-27")
        with pages.read_by(deputy) as page:
            page.goto(first)
            press(page, "approve")
            # The second in February is offered to nobody but the principal, with the day of the first.
            page.goto(second)
            assert page.locator("button[value=approve]").count() == 0
            assert "2024-02-06" in page.locator(".why-not").first.inner_text()
        with pages.read_by(office.zone.head) as page:
            page.goto(second)
            press(page, "approve")
        pages.at(at("2024-02-27"))
        with pages.read_by(office.zone.clerk) as page:
            page.goto(second)
            assert_reads_well(page)
            press(page, "hold")
            pages.at(at("2024-03-01"))
            page.reload()
            press(
                page,
                "conclude",
                text="推进缓慢，限期整改",
                writers=f"{office.zone.clerk.name}、{writer.name}",
            )
        (one,) = Conclusion.objects.all()
        concluded = f"{pages.address}/supervision/conclusions/{one.pk}"
        with pages.read_by(office.zone.easterner) as page:
            page.goto(concluded)
            assert "2024-03-31" in page.locator("main").inner_text()
            assert_reads_well(page)
            # Opened on the last day, sent in the first minute after it.
            pages.at(at("2024-03-31", "23:58"))
            page.reload()
            pages.at(at("2024-04-01", "00:00"))
            press(page, "object", note="进度已补上")
            assert refusal(page) == "supervision.objection-too-late"
            assert state_of(one.case) == "issued"
            pages.at(at("2024-03-31", "23:59"))
            page.goto(concluded)
            press(page, "object", note="进度已补上")
            assert page.locator("[role=alert]").count() == 0
        assert str(current_dues(one.case)["answer"].day) == "2024-04-30"
        pages.at(at("2024-04-02"))
        with pages.read_by(office.zone.clerk) as page:
            page.goto(concluded)
            press(page, "pick", reviewers=writer.name)
            assert refusal(page) == "supervision.reviewer-wrote-it"
            press(page, "pick", reviewers=deputy.name)
            assert page.locator("[role=alert]").count() == 0
        hold(deputy, "supervision", office.zone.zone, Scope.SUBTREE)
        with pages.read_by(deputy) as page:
            page.goto(concluded)
            press(page, "amend", note="更正为“基本按期”")
    assert state_of(one.case) == "amended"
