"""st-E1 in Chromium by the hand of a clerk: three printed figures, what follows from them, a contradiction.

And what a clerk does with a table from Excel: pastes it into the cells, mends what is refused, confirms.
"""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from jingkai.kernel.facts.known import history
from jingkai.kernel.facts.models import Fact
from tests.harness import CommittedDatabase
from tests.month.commands import Shell
from tests.proof import proves

from .serving import served

PRINTED = "指标\t2023年\n科技支出（万元）\t1 992\n科技支出同比增长\t20.5%\n科技支出·占比（%）\t５.２\n"


@pytest.fixture
def address(founded: Shell, committed_db: CommittedDatabase) -> Iterator[str]:
    """The pages as the fiscal clerk, whose unit's figures they may write."""
    person = ("person", "add", "财政审计部统计员", "--unit", "财政审计部", "--post", "经办", "--role", "lead")
    assert founded(*person, "--since", "2023-01-01").code == 0
    with served(committed_db, as_whom="财政审计部统计员") as address:
        yield address


def opened(browser: Browser, address: str, *, script: bool = True) -> Page:
    page: Page = browser.new_page(viewport={"width": 1366, "height": 900}, java_script_enabled=script)
    page.goto(f"{address}/economy/record")
    return page


def fill_head(page: Page, source: str) -> None:
    page.select_option("[name=sender]", label="财政审计部")
    page.select_option("[name=caliber]", "公布")
    page.fill("[name=source]", source)


def press(page: Page, what: str) -> None:
    with page.expect_navigation():
        page.click(f"button[name=do][value={what}]")


@proves("W1.3.5", "W5.1.1", "K4.1.6")
@pytest.mark.parametrize("script", [True, False])
def test_a_clerk_records_three_figures_and_later_corrects_one(
    chromium: Browser, address: str, script: bool
) -> None:
    page = opened(chromium, address, script=script)
    fill_head(page, "经开区简报2023年第12期")
    page.fill("#pasted", PRINTED.replace("1 992", "1,992"))
    press(page, "paste")
    expect(page.locator("[name=cell-1-1]")).to_have_value("1,992")
    expect(page.locator("#m-1-1")).to_contain_text("1992万元 · 新数据")
    expect(page.locator("#m-3-1")).to_contain_text("5.2%")
    # Nothing is stored before the clerk confirms.
    assert Fact.objects.count() == 0
    press(page, "record")
    expect(page.locator(".news")).to_contain_text("已入账 3 个数")
    assert {row.text for row in Fact.objects.all()} == {"1,992", "20.5%", "５.２"}

    # What follows from them is marked derived, and is no fact.
    page.goto(f"{address}/economy/month?period=2023")
    row = page.locator("table.lines tr", has_text="科技支出").first
    with page.expect_navigation():
        row.locator("td.value a").click()
    sheet = page.locator("main").inner_text()
    for derived in ("1653.11", "338.89", "38307.69"):
        assert derived in sheet.replace(",", "").replace(" ", "")
    assert Fact.objects.count() == 3

    # Last year's book figure: 20.51 %, within the tolerance of the printed 20.5 %.
    page.goto(f"{address}/economy/record")
    fill_head(page, "2022年决算草案")
    page.select_option("[name=caliber]", "自报")
    for place, text in (("0-0", "指标"), ("0-1", "2022年"), ("1-0", "科技支出（万元）"), ("1-1", "1653")):
        page.fill(f"[name=cell-{place}]", text)
    press(page, "check")
    press(page, "record")
    book = Fact.objects.get(text="1653")
    page.goto(f"{address}/economy/month?period=2023")
    assert "相差" not in page.locator("main").inner_text()

    # It is superseded by 1600, with a reason, from its own page.
    page.goto(f"{address}/economy/facts/{book.pk}")
    with page.expect_navigation():
        page.get_by_role("link", name="更正", exact=True).click()
    expect(page.locator("[name=cell-1-1]")).to_have_value("1653")
    page.fill("[name=cell-1-1]", "1600")
    page.fill("[name=source]", "2022年决算")
    press(page, "check")
    expect(page.locator("#m-1-1")).to_contain_text("更正，原为 1653万元")
    page.fill("#reason", "决算数")
    press(page, "record")
    newer = Fact.objects.get(text="1600")
    assert [str(one.quantity) for one in history(newer)] == ["1653万元", "1600万元"]

    # Computed 24.5 % against the printed 20.5 %: 4.0 points, one signal with the three facts, nothing changed.
    page.goto(f"{address}/economy/month?period=2023")
    said = page.locator("main").inner_text()
    assert re.search(r"24\.50?%", said)
    assert said.count("相差 4 个百分点") == 1
    assert Fact.objects.get(text="20.5%").supersedes_id is None
    assert Fact.objects.count() == 5
    page.close()


@proves("W1.3.5")
def test_a_block_pasted_into_a_cell_fills_the_cells_and_what_is_refused_is_mended(
    chromium: Browser, address: str
) -> None:
    page = opened(chromium, address)
    fill_head(page, "财政月报")
    page.evaluate(
        """text => {
          const data = new DataTransfer();
          data.setData("text/plain", text);
          const field = document.querySelector("[name=cell-0-0]");
          field.focus();
          field.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
        }""",
        "指标\t2022年\t2023年\r\n税收（万元）\t5000余\t约好的数\r\n其他（万元）\t0\t\r\n",
    )
    expect(page.locator("[name=cell-1-2]")).to_have_value("约好的数")
    press(page, "check")
    expect(page.locator("#m-1-1")).to_contain_text("≥5000万元")
    expect(page.locator("#m-2-1")).to_contain_text("0万元")
    expect(page.locator("#m-1-2")).to_contain_text("读不出一个数")
    # While a cell is refused there is nothing to press, and sending it all the same is refused.
    assert page.locator("button[value=record]").count() == 0
    page.fill("[name=cell-1-2]", "5600")
    press(page, "check")
    # What was changed after the check is shown again before it counts.
    page.fill("[name=cell-1-2]", "5700")
    press(page, "record")
    expect(page.locator(".past")).to_contain_text("核对之后有变")
    assert Fact.objects.count() == 0
    press(page, "record")
    expect(page.locator(".news")).to_contain_text("已入账 3 个数")
    # The way back and the same once more: one effect.
    page.go_back()
    assert Fact.objects.count() == 3
    page.close()
