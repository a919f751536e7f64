"""st-S15 in Chromium: minutes are pasted, 18 points marked, rows 7 and 15 block, then all are tasks; and again none."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from jingkai.kernel.flows.state import current_dues
from jingkai.kernel.matters.models import Matter
from tests.harness import CommittedDatabase
from tests.month.commands import Shell
from tests.proof import proves

from .serving import served

UNITS = ("统计办", "财政审计部", "向阳街道", "三水镇")
LEADERS = ("分管领导甲", "分管领导乙")
NOBODY = (7, 15)
TEXT = "\n".join(
    [
        "党工委（扩大）会议纪要（2024年1月5日）",
        *(
            f"{row}. 议定事项第{row}项（牵头领导：{LEADERS[row % 2]}"
            + ("）" if row in NOBODY else f"；责任单位：{UNITS[row % 4]}）")
            for row in range(1, 19)
        ),
        "各单位于3月15日前报送半年安排，2024年6月30日前完成中期评估。",
    ]
)


@pytest.fixture
def address(founded: Shell, committed_db: CommittedDatabase) -> Iterator[str]:
    assert founded("init", "--unit", "督查室").code == 0
    people = (
        ("督查员", "督查室", "主任", "supervision"),
        *((name, "", "副主任", "deputy") for name in LEADERS),
    )
    for name, unit, title, role in people:
        where = ("--unit", unit) if unit else ("--unit", "滨河经济开发区")
        post = ("--post", title, "--role", role, "--since", "2023-01-01")
        assert founded("person", "add", name, *where, *post).code == 0
    with served(committed_db, as_whom="督查员") as address:
        yield address


def press(page: Page, do: str) -> None:
    with page.expect_navigation():
        page.click(f"[value={do}]")


def paste(page: Page, address: str) -> None:
    """The head of the form and the text, taken apart."""
    page.goto(f"{address}/supervision/minutes")
    page.fill("[name=title]", "党工委（扩大）会议")
    page.fill("[name=held]", "2024-01-05")
    page.select_option("[name=kind]", "standing")
    page.fill("#minutes-text", TEXT)
    press(page, "read")
    assert page.get_by_text("找到 18 条").is_visible()


@proves("W5.1.1", "W3.2.1", "W3.2.2")
def test_the_minutes_become_eighteen_tasks_once(chromium: Browser, address: str) -> None:
    page: Page = chromium.new_page(viewport={"width": 1366, "height": 900})
    paste(page, address)
    assert "3月15日" in page.locator(".refusal.mild").inner_text()
    press(page, "open")
    assert "7、15" in page.locator("[role=alert]").inner_text()
    assert Matter.objects.count() == 0
    for row in NOBODY:
        page.fill(f"[name=unit-{row}]", "向阳街道")
    press(page, "open")
    assert page.get_by_text("立项 18 件，原已有 0 件。").is_visible()
    tasks = list(Matter.objects.select_related("case"))
    assert len(tasks) == 18
    assert all(one.lead_leader_id and one.lead_unit_id for one in tasks)
    assert {str(current_dues(one.case)["finish"].day) for one in tasks} == {"2024-02-21"}
    # The way back, and the same again.
    page.go_back()
    paste(page, address)
    for row in NOBODY:
        page.fill(f"[name=unit-{row}]", "向阳街道")
    press(page, "open")
    assert page.get_by_text("立项 0 件，原已有 18 件。").is_visible()
    assert Matter.objects.count() == 18
    page.close()
