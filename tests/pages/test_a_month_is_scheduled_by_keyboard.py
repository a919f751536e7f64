"""st-E18 in Chromium by keyboard alone: how the units reported, the bulletin, its paper reviewed by another and issued,
and next month's reports asked from this month's.
"""

import pytest
from playwright.sync_api import Browser, Locator, Page

from jingkai.kernel.forms.models import Request, Submission
from jingkai.kernel.papers.models import Issue, Paper
from jingkai.kernel.papers.sheet import sheet_of
from jingkai.kernel.parties.tests.people import a_person
from jingkai.kernel.rules.tests.samples import hold
from jingkai.systems.scheduling.stories.march import a_reported_month, at, notice
from tests.harness import CommittedDatabase
from tests.proof import proves

from .inside import inside
from .looking import assert_reads_well

# More than any of these pages has to stop at.
_STOPS = 400


def reach(page: Page, wanted: Locator) -> None:
    """Go on with Tab until it has the focus."""
    for _ in range(_STOPS):
        if wanted.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never reaches {wanted}")


def go(page: Page, wanted: Locator) -> None:
    """Reach it and press Enter; the page that answers is there."""
    reach(page, wanted)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def text_of(page: Page) -> str:
    return "".join(page.locator("main").inner_text().split())


@proves("W2.4.3", "W2.4.1", "W2.4.2", "W1.3.1", "W5.1.1")
def test_from_the_reports_to_the_bulletin_and_to_next_month(
    chromium: Browser, committed_db: CommittedDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    march = a_reported_month()
    notice(march)
    reviewer, _ = a_person("审签员", march.zone.office)
    hold(reviewer, "supervision", march.zone.office)
    with inside(chromium, monkeypatch) as pages:
        pages.at(at("2024-03-11"))
        with pages.read_by(march.zone.clerk) as page:
            page.goto(f"{pages.address}/scheduling/reports?period=2024-02")
            said = text_of(page)
            assert "20应报单位18按时1迟报1未报1退回过83.3%免填" in said
            assert "共720格：平台按已有数据填好600格，手工填120格" in said
            go(page, page.get_by_role("link", name="看本月通报"))
            said = text_of(page)
            assert "快于时序7项、与时序持平2项、落后时序3项" in said
            assert "政策类1条、市场类2条、运行类4条" in said
            assert "落后时序的指标3项，已立项督办3项" in said
            assert "财政局书面汇报中的单位指标3手填4.5，与平台数据3亿元不一致" in said
            # A typed figure is refused, and what was typed stays.
            reach(page, page.locator("textarea[name=demands]"))
            page.keyboard.type("外资要补到20亿元。")
            go(page, page.locator("form.drafting button"))
            assert page.locator("[role=alert] code").inner_text() == "bulletin.figure-typed"
            reach(page, page.locator("textarea[name=demands]"))
            page.keyboard.press("Control+A")
            page.keyboard.type("实际使用外资只有{foreign}，请于3月20日前报送追赶方案。")
            go(page, page.locator("form.drafting button"))
            assert "实际使用外资只有10亿元，请于3月20日前报送追赶方案。" in text_of(page)
            paper = page.url
        with pages.read_by(reviewer) as page:
            page.goto(paper)
            go(page, page.locator("button[value=review]"))
        with pages.read_by(march.zone.clerk) as page:
            page.goto(paper)
            go(page, page.locator("button[value=issue]"))
            assert "滨河经济开发区通报〔2024〕1号" in text_of(page)
            assert_reads_well(page)
            go(page, page.locator("article a.cited").first)
            assert "/economy/" in page.url
            page.goto(f"{pages.address}/scheduling/reports?period=2024-03")
            go(page, page.locator("button[value=draft]"))
            go(page, page.locator("button[value=issue]"))
            assert "20应报单位0按时0迟报0未报20未到期、待报" in text_of(page)
    issue = Issue.objects.get()
    assert sheet_of(Paper.objects.get()).as_of == issue.as_of
    assert Submission.objects.filter(request=Request.objects.latest("pk")).count() == 20
