"""st-E5 in Chromium: two published lists brought in as workbooks, their progress reproduced, a hundredth said aloud."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from jingkai.engines.periods import Period
from jingkai.engines.quantity import Quantity
from jingkai.kernel.facts.defining import define_indicator
from jingkai.kernel.facts.targets import set_target
from jingkai.kernel.parties.models import Person, Scope
from jingkai.kernel.parties.services import grant
from jingkai.kernel.records.actor import Actor
from jingkai.systems.economy.stories.people import AT, Town, a_town, say
from jingkai.systems.economy.stories.test_e5_schedule_reproduced_and_cross_footed import (
    BY_INDUSTRY,
    CITY,
    HEAD,
    PROVINCE,
)
from tests.harness import CommittedDatabase
from tests.proof import proves

from .inside import Inside, inside
from .sheets import workbook

WARNINGS = "[id^=w]:has(.shape.warn)"


@pytest.fixture
def town(committed_db: CommittedDatabase) -> Town:
    """The clerk also reports for the office of projects."""
    town = a_town()
    grant(Actor(), town.person, "lead", scope=Scope.UNIT, unit=town.projects, since=AT.date(), at=AT)
    return town


@pytest.fixture
def pages(chromium: Browser, monkeypatch: pytest.MonkeyPatch, town: Town) -> Iterator[Inside]:
    with inside(chromium, monkeypatch) as pages:
        pages.at(AT)
        yield pages


@pytest.fixture
def page(pages: Inside, town: Town) -> Iterator[Page]:
    """The window of the clerk."""
    with pages.read_by(clerk(town)) as page:
        yield page


def clerk(town: Town) -> Person:
    return town.person


def look(page: Page, pages: Inside, path: Path) -> None:
    """The table is chosen and looked at."""
    page.goto(f"{pages.address}/economy/import")
    page.set_input_files("#tables", path)
    page.select_option("#sender", label="项目办")
    page.check("input[name=caliber][value=公布]")
    with page.expect_navigation(url="**/economy/import/*"):
        page.click("button.main")


def bring(page: Page) -> None:
    with page.expect_navigation(url="**/economy/batches/*"):
        page.click("button[value=bring]")


def a_list(folder: Path, level: str, rows: list[list[object]]) -> Path:
    title = f"滨河经济开发区2024年1-6月{level}重点项目投资完成情况"
    return workbook(folder / f"{level}重点项目_2024年1-6月.xlsx", [[title], ["单位：亿元"], HEAD, *rows])


def row_of(page: Page, pages: Inside, period: str, name: str) -> str:
    """What the month says of an indicator, as one reads it."""
    page.goto(f"{pages.address}/economy/month?period={period}")
    return page.locator("table.lines tr", has_text=name).first.inner_text()


def proof_of(page: Page, name: str) -> str:
    """The proof sheet behind the figure of this row, without the spaces that set it."""
    with page.expect_navigation():
        page.locator("table.lines tr", has_text=name).first.locator("td.value a").click()
    return page.locator("main").inner_text().replace(" ", "").replace(",", "")


@proves("K4.3.8", "W5.1.1")
def test_two_lists_are_brought_in_and_the_month_says_how_far_ahead_they_are(
    page: Page, pages: Inside, town: Town, tmp_path: Path
) -> None:
    # Both ways of cutting the total foot: neither list is warned of.
    for level, rows in (("市级", CITY), ("市级分行业", BY_INDUSTRY), ("省级", PROVINCE)):
        look(page, pages, a_list(tmp_path, level, rows))
        assert page.locator(WARNINGS).count() == 0
        bring(page)
    assert "快于时序 12.14 个百分点" in row_of(page, pages, "2024-06", "市级重点项目投资")
    sheet = proof_of(page, "市级重点项目投资")
    assert "887.44亿元" in sheet
    assert "1428.13亿元" in sheet
    assert "快于时序 23.87 个百分点" in row_of(page, pages, "2024-06", "省级重点项目投资")
    assert "217.21亿元" in proof_of(page, "省级重点项目投资")

    say(town, "达到时序项目数", "305", "个", "2024-01/2024-06", aspect="count")
    define_indicator(
        town.clerk, town.zone, "in-time", name="达到时序项目占比", unit="%", direction="none", at=AT,
        formula='share(fact("达到时序项目数", ytd), 326个)',
    )  # fmt: skip
    assert "93.56" in row_of(page, pages, "2024-06", "达到时序项目占比")


@proves("K4.3.8", "W5.1.1")
def test_a_sub_total_a_hundredth_too_small_stands_at_its_cells_before_it_is_brought_in(
    page: Page, pages: Inside, tmp_path: Path
) -> None:
    wrong = [row if row[0] != "新开工项目" else [*row[:3], 414.80, row[4]] for row in CITY]
    look(page, pages, a_list(tmp_path, "市级", wrong))
    (warning,) = page.locator(WARNINGS).all_inner_texts()
    assert "0.01" in warning
    for cell in ("D4", "D6"):
        assert page.locator(f"td.at[id$={cell}] .shape").count() == 1, cell


@proves("K4.3.8", "INV.3", "W5.1.1")
def test_the_control_of_october_and_a_curve_by_quarters(
    page: Page, pages: Inside, town: Town, tmp_path: Path
) -> None:
    rows = [
        ["滨河经济开发区2024年1-10月投资完成情况"],
        ["单位：亿元"],
        ["指标", "年度计划", "1-10月累计"],
        ["完成投资", 647.4, 629.0],
    ]
    look(page, pages, workbook(tmp_path / "投资_2024年1-10月.xlsx", rows))
    bring(page)
    said = row_of(page, pages, "2024-10", "完成投资")
    assert "97.16%" in said
    assert "快于时序 13.82 个百分点（按未舍入的值；印出的两数相减为 13.83）" in said
    page.goto(f"{pages.address}/economy/month?period=2024-10&lang=en")
    assert "13.82 points ahead (from unrounded values; the printed ones would give 13.83)" in page.inner_text(
        "main"
    )
    page.goto(f"{pages.address}/economy/month?period=2024-10&lang=zh")

    say(town, "投资", "62.14", "亿元", "2025-01/2025-06")
    define_indicator(
        town.clerk, town.zone, "invest", name="投资", formula='fact("投资", ytd)', unit="亿元", at=AT
    )
    hundred = Quantity.exactly("100", "亿元", text="100")
    set_target(
        town.clerk,
        town.zone,
        "invest",
        town.zone,
        Period.of_year(2025),
        hundred,
        curve="curve.yinchuan",
        at=AT,
    )
    assert "快于时序 17.14 个百分点" in row_of(page, pages, "2025-06", "投资")
