"""st-S30 in Chromium: what a new table costs a street, who has to approve it, who is asked twice, what was merged."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from jingkai.kernel.flows.state import state_of
from jingkai.kernel.forms.models import Request, Submission
from jingkai.kernel.forms.tests.samples import Asking, an_asking_zone, known
from jingkai.kernel.matters.tests.samples import at
from jingkai.kernel.parties.models import Person
from jingkai.kernel.rules.services import approve as approve_rule
from jingkai.kernel.rules.services import draft as draft_rule
from jingkai.systems.tables.stories.test_s30_burden_of_tables import MONDAY, ONE_MINUTE, listed_in
from tests.harness import CommittedDatabase
from tests.proof import proves

from .inside import Inside, inside

FIELDS = "\n".join(
    f"  - {{code: f{n:02}, name: 指标{n}, owner: 统计办, unit: 亿元, measure: 指标{n}}}" for n in range(1, 23)
)
CODES = ", ".join(f"f{n:02}" for n in range(1, 23))
# The table of 22 fields that the department wants, as it is designed.
WANTED = f"""
fields:
{FIELDS}
forms:
  - {{code: new, title: 新增统计表, issuer: 经发局, period: month, sections: [{{title: 指标, fields: [{CODES}]}}]}}
"""
OTHER = """
forms:
  - {code: other, title: 统计补充表, issuer: 统计办, period: month, sections: [{title: 指标, fields: [f22]}]}
"""


def brought_in(pages: Inside, person: Person, text: str) -> None:
    """The form, chosen as a file on the page of forms."""
    with pages.read_by(person) as page:
        page.goto(f"{pages.address}/forms")
        unfolded(page, "file")
        page.set_input_files(
            "main [name=file]", {"name": "表样.yaml", "mimeType": "text/yaml", "buffer": text.encode()}
        )
        sent(page, "file")
        assert page.locator("[role=alert]").count() == 0, page.locator("[role=alert]").inner_text()


def unfolded(page: Page, name: str) -> None:
    """Opens what is folded around a field."""
    field = page.locator(f"[name={name}]")
    if not page.locator(f"main [name={name}]").is_visible():
        page.locator("main details").filter(has=field).locator("summary").click()


def sent(page: Page, name: str) -> None:
    """Presses the button of the form that this field is in."""
    form = page.locator("main form").filter(has=page.locator(f"[name={name}]"))
    with page.expect_navigation():
        form.locator("button[type=submit]").click()


def pressed(page: Page, move: str, note: str = "") -> None:
    """The move of a request, with its reason where it needs one."""
    form = page.locator("form.move").filter(has=page.locator(f"[name=do][value={move}]"))
    if note:
        form.locator("summary").click()
        form.locator("[name=note]").fill(note)
    with page.expect_navigation():
        form.locator("button[type=submit]").click()


def drafted(page: Page, address: str, code: str, **typed: str) -> None:
    """A request of the form for March, of the east street."""
    page.goto(f"{address}/forms/of/{code}")
    for name, value in ({"period": "2024-03"} | typed).items():
        page.fill(f"[name={name}]", value)
    box = page.get_by_label("东城街道")
    if not box.is_checked():
        box.check()
    sent(page, "period")


def said(page: Page) -> str:
    return page.locator("main").inner_text()


def the_table_of_22(pages: Inside, asking: Asking) -> None:
    """Brought in by the department; 17 of its fields have an owner who has reported them of the street."""
    pages.at(MONDAY)
    brought_in(pages, asking.asker, WANTED)
    for n in range(1, 18):
        known(asking, f"指标{n}", f"{n}.5", asking.zone.east)


@proves("W5.1.1", "W4.2.3")
def test_of_22_fields_5_are_asked_and_1_2_minutes_over_the_budget_need_the_office(
    chromium: Browser, committed_db: CommittedDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    asking = an_asking_zone()
    zone = asking.zone
    rule = draft_rule(zone.actor(zone.clerk), ONE_MINUTE, unit=zone.zone, at=MONDAY)
    approve_rule(zone.actor(zone.head), rule, at=MONDAY)
    with inside(chromium, monkeypatch) as pages:
        the_table_of_22(pages, asking)
        with pages.read_by(asking.asker) as page:
            drafted(page, pages.address, "new", due="2024-04-10")
            (cost,) = page.locator("table.counted tbody tr").all()
            assert cost.locator("td").all_inner_texts()[:4] == ["东城街道", "17", "5", "1.2"]
            assert "东城街道本月将达 1 张、1.2 分钟（限额 8 张、1 分钟）" in said(page)
            # Over the budget it can't be issued, only be put to the office.
            assert page.get_by_role("button", name="下发", exact=True).count() == 0
            pressed(page, "ask")
            assert page.get_by_role("button", name="批准下发").count() == 0
        with pages.read_by(zone.easterner) as page:
            page.goto(f"{pages.address}/forms/mine")
            assert "这个月没有要填的表" in said(page)
        with pages.read_by(zone.clerk) as page:
            page.goto(f"{pages.address}/forms/office")
            with page.expect_navigation(url="**/forms/requests/*"):
                page.locator("#approvals").get_by_role("link").click()
            pressed(page, "approve")
        with pages.read_by(zone.easterner) as page:
            page.goto(f"{pages.address}/forms/mine")
            with page.expect_navigation(url="**/forms/submissions/*"):
                page.get_by_role("link", name="新增统计表").click()
            assert "共 22 格，系统已填 17 格，还需人工填写 5 格，用时约 1 分钟" in said(page)
            assert (
                page.locator("tr.given").count(),
                page.locator("tr:not(.given) input.figure").count(),
            ) == (17, 5)
            for n in range(18, 23):
                page.fill(f"[name=cell-f{n}]", "200多")
            with page.expect_navigation():
                page.locator("button[value=send]").click()
        (submission,) = Submission.objects.all()
        with pages.read_by(asking.asker) as page:
            page.goto(f"{pages.address}/forms/submissions/{submission.pk}")
            with page.expect_navigation():
                page.locator("button[value=accept]").click()
    assert state_of(submission.case) == "accepted"


@proves("W5.1.1", "W4.2.2")
def test_from_nine_to_three_is_blocked_but_for_who_approves_and_what_is_asked_twice_is_stopped(
    chromium: Browser, committed_db: CommittedDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    asking = an_asking_zone()
    zone = asking.zone
    with inside(chromium, monkeypatch) as pages:
        the_table_of_22(pages, asking)
        brought_in(pages, asking.statistician, OTHER)
        pages.at(at("2024-04-01", "09:00"))
        with pages.read_by(asking.asker) as page:
            drafted(page, pages.address, "new", due="2024-04-01", clock="15:00")
            assert page.locator("[role=alert] code").inner_text() == "forms.same-day"
            # What was typed is still there, and the emergency is unfolded: a person is named who is to approve it.
            assert page.input_value("[name=clock]") == "15:00"
            page.check("[name=emergency]")
            page.select_option("[name=approver]", label=zone.clerk.name)
            page.fill("[name=reason]", "防汛")
            sent(page, "period")
            assert f"指定由{zone.clerk.name}批准：防汛" in said(page)
            pressed(page, "ask")
        hurried = Request.objects.get()
        pages.at(at("2024-04-01", "09:10"))
        with pages.read_by(zone.head) as page:
            page.goto(f"{pages.address}/forms/requests/{hurried.pk}")
            pressed(page, "approve")
            assert page.locator("[role=alert] code").inner_text() == "forms.not-the-approver"
        with pages.read_by(zone.clerk) as page:
            page.goto(f"{pages.address}/forms/requests/{hurried.pk}")
            pressed(page, "approve")
        assert state_of(hurried.case) == "issued"
        with pages.read_by(asking.statistician) as page:
            drafted(page, pages.address, "other", due="2024-04-10")
            pressed(page, "issue")
        with pages.read_by(zone.clerk) as page:
            page.goto(f"{pages.address}/forms/office")
            (row,) = page.locator("#twice tbody tr").all()
            assert row.locator("td").all_inner_texts()[:3] == ["指标22", "东城街道", "经发局、统计办"]
            with page.expect_navigation(url="**/forms/requests/*"):
                row.get_by_role("link", name="统计补充表").click()
            pressed(page, "halt", "已由经发局收取")
            page.goto(f"{pages.address}/forms/office")
            assert page.locator("#twice tbody tr").count() == 0
        assert [state_of(one.case) for one in Request.objects.order_by("pk")] == ["issued", "halted"]


@proves("W5.1.1", "W4.2.3")
def test_338_tables_are_loaded_and_merged_to_243_and_157_to_57(
    chromium: Browser, committed_db: CommittedDatabase, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asking = an_asking_zone()
    with inside(chromium, monkeypatch) as pages:
        pages.at(MONDAY)
        with pages.read_by(asking.zone.clerk) as page:
            for unit, before, after in (("东城街道", 338, 243), ("西城街道", 157, 57)):
                page.goto(f"{pages.address}/forms/office")
                unfolded(page, "file")
                page.select_option("#list-unit", label=unit)
                page.set_input_files("main [name=file]", listed_in(tmp_path / f"{unit}.xlsx", before))
                sent(page, "file")
                unfolded(page, "merges")
                page.select_option("#merge-unit", label=unit)
                page.fill("[name=merges]", "\n".join(f"{n} → 1" for n in range(after + 1, before + 1)))
                page.fill("[name=reason]", "表格合并")
                sent(page, "merges")
                assert page.locator("[role=alert]").count() == 0, page.locator("[role=alert]").inner_text()
            rows = [row.locator("td").all_inner_texts() for row in page.locator("#reduced tbody tr").all()]
    assert rows[:2] == [
        ["东城街道", "338", "243", "−95", "−28.1%"], ["西城街道", "157", "57", "−100", "−63.7%"],
    ]  # fmt: skip
