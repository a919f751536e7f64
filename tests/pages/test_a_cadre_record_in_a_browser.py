"""st-E15 in Chromium: the person answers by another unit's delay, the reviewer corrects, the line reads and revokes."""

import pytest
from playwright.sync_api import Browser, Page, expect

from jingkai.kernel.facts.models import Fact
from jingkai.kernel.matters.tests.samples import at
from jingkai.systems.cadres.stories.people import Cadres, cadres
from jingkai.systems.supervision.api import Entry, Listing, enter_listing, move_listing
from tests.harness import CommittedDatabase
from tests.proof import proves

from .inside import inside
from .looking import assert_reads_well


def entered(town: Cadres) -> dict[str, Listing]:
    """Two matters in time, one twelve days late, and the project in the statistics: entered and verified."""
    fact, found = town.included(), {}
    for title, day, side in (
        ("征地清表", "2024-01-20", "positive"),
        ("道路接入", "2024-01-25", "positive"),
        ("施工许可", "2024-02-13", "negative"),
    ):
        ref, effect = town.matter(title, day).ref, "按期办结" if side == "positive" else "超期 12 天"
        found[title] = entry(town, Entry(side, town.secretary, town.zone.east, ref, title, effect, ref))
    project = town.inclusion(fact)
    found["东河产业园"] = entry(town, project)
    return found


def entry(town: Cadres, said: Entry) -> Listing:
    row = enter_listing(town.clerk, town.zone.zone, said, at=at("2024-02-20"))
    move_listing(town.head, row, "list" if said.side == "negative" else "verify", at=at("2024-02-21"))
    return row


def text(page: Page) -> str:
    return page.locator("main").inner_text()


@proves("A3.2.1", "A5.1.1")
def test_a_record_is_answered_corrected_rewarded_and_reversed(
    chromium: Browser, committed_db: CommittedDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    town = cadres()
    rows = entered(town)
    late = town.matter("规划许可", "2024-02-10", town.bureau, town.hand)
    fact = Fact.objects.get(pk=int(rows["东河产业园"].proof.removeprefix("fact:")))
    with inside(chromium, monkeypatch) as pages:
        pages.at(at("2024-02-26"))
        with pages.read_by(town.secretary) as page:
            page.goto(f"{pages.address}/cadres/mine")
            expect(page.locator("h2", has_text="正面典型")).to_contain_text("3")
            page.get_by_role("link", name="去说明").click()
            page.locator("#reply-note").fill("规划许可晚办九天")
            page.locator("#reply-cause").select_option(late.ref)
            page.locator("button[value=reply]").click()
            expect(page.locator(".cause")).to_contain_text("超 9 天")
            assert_reads_well(page)
            answered = page.url
        with pages.read_by(town.zone.head) as page:
            page.goto(answered)
            page.get_by_text("更正", exact=True).first.click()
            page.locator("#amend-days").fill("3")
            page.locator("#amend-note").fill("规划建设局自身延误 9 天")
            assert_reads_well(page)
            page.goto(answered)
            page.get_by_text("更正", exact=True).first.click()
            page.locator("#amend-days").fill("3")
            page.locator("#amend-note").fill("规划建设局自身延误 9 天")
            page.locator("button[value=amend]").click()
            expect(page.locator("main dl.three").first).to_contain_text("超期 3 天")
        pages.at(at("2024-03-04"))
        with pages.read_by(town.assessor) as page:
            page.goto(f"{pages.address}/cadres/rewards")
            assert_reads_well(page)
            page.goto(f"{pages.address}/cadres/rewards")
            page.get_by_label("东河产业园").check()
            page.locator("#key").select_option("commendation")
            page.locator("#note").fill("项目推进有力")
            page.locator("button[value=propose]").click()
            expect(page.locator("td.name a")).to_have_text("嘉奖")
        with pages.read_by(town.organiser) as page:
            page.goto(f"{pages.address}/cadres/rewards")
            page.locator("td.name a").click()
            page.locator("button[value=approve]").click()
            expect(page.locator(".stepper .now")).to_contain_text("已生效")
            page.goto(f"{pages.address}/cadres/")
            assert_reads_well(page)
            page.locator("input[name=q]").last.fill("项目秘书")
            page.locator(".filters button").click()
            page.get_by_role("link", name="项目秘书").click()
            expect(page.locator("h1")).to_have_text("项目秘书实绩纪实")
            assert "原 12 天，核减为 3 天" in text(page)
            assert_reads_well(page)
            record = page.url.partition("?")[0]
        town.returned(fact, at("2024-10-08"))
        pages.at(at("2024-10-08", "10:00"))
        with pages.read_by(town.organiser) as page:
            page.goto(record)
            expect(page.locator("h2", has_text="正面典型")).to_contain_text("2")
            assert "应予撤销（统计法第四十八条）" in text(page)
            assert "2024年1月列统项目1个”已更正为“2024年1月列统项目0个" in text(page)
            assert_reads_well(page)
            with page.expect_download() as saved:
                page.get_by_role("link", name="打印为文档").click()
            assert saved.value.suggested_filename.endswith(".docx")
            # What follows for a person stands with all that follows, and is looked after there.
            page.goto(f"{pages.address}/consequences")
            expect(page.locator("table.following td.state")).to_contain_text("应予撤销（统计法第四十八条）")
            assert_reads_well(page)
            page.goto(f"{pages.address}/consequences")
            page.locator("button[value=follow]").click()
            expect(page.locator("button[value=follow]")).to_have_count(0)
            page.locator("table.following td.name a", has_text="项目秘书").click()
            page.locator("textarea[name=note]").first.fill("所据列统数据退库")
            page.locator("button[value=revoke]").click()
            expect(page.locator(".next")).to_contain_text("此事已撤销")
            assert_reads_well(page)
        # To somebody else the address is none.
        with pages.read_by(town.zone.easterner) as page:
            answer = page.goto(record)
            assert answer is not None
            assert answer.status == 404
