"""The month as a page: published and changed since, who else says a figure, what is behind, which matter came of it."""

from datetime import UTC, datetime
from pathlib import Path

from django.test import Client
from django.urls import reverse

from jingkai.engines.periods import Period
from jingkai.engines.quantity import Quantity
from jingkai.kernel.facts.defining import define_indicator
from jingkai.kernel.facts.models import Target
from jingkai.kernel.facts.targets import set_target
from jingkai.kernel.matters.models import Matter
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.records.actor import Actor
from tests.month.commands import Shell
from tests.proof import proves

from .conftest import SHEET, send
from .reading import read

AT = datetime(2024, 4, 9, 9, tzinfo=UTC)
MONTH, JUNE = "/economy/month?period=2024-03", "/economy/month?period=2024-06"


def unit(name: str) -> Organisation:
    return Organisation.objects.get(name=name)


def june(shell: Shell, folder: Path) -> None:
    """The statistics office sends June."""
    text = SHEET.replace("1-3月", "1-6月").replace("38.62", "77")
    send(shell, folder / "统计_2024年1-6月.csv", text, "统计办")


def aimed(code: str, name: str, value: str) -> Target:
    """An indicator of the statistics office with a target of 2024, in 亿元."""
    zone = unit("滨河经济开发区")
    define_indicator(
        Actor(), zone, code, name=name, formula=f'fact("{name}", ytd)', unit="亿元",
        owner=unit("统计办"), at=AT,
    )  # fmt: skip
    goal = Quantity.exactly(value, "亿元")
    return set_target(Actor(), zone, code, zone, Period.of_year(2024), goal, at=AT)


@proves("W2.2.1")
def test_it_says_that_it_was_published_and_whether_it_changed(
    site: Client, founded: Shell, tmp_path: Path
) -> None:
    assert "公布，此后" not in read(site.get(MONTH)).words
    assert founded("month", "2024-03", "--publish").code == 0
    assert "公布，此后数据没有变。" in read(site.get(MONTH)).words
    send(
        founded,
        tmp_path / "街镇_又_2024年1-3月.csv",
        "单位：亿元\n单位名称,完成投资\n财政审计部,1.1\n",
        "统计办",
    )
    changed = read(site.get(MONTH))
    assert "公布，此后数据有变。" in changed.words
    then = read(site.get(changed.link("看公布时的数")))
    assert "1.1" not in then.texts


@proves("W1.3.6")
def test_a_moment_is_named_by_what_came_in(site: Client) -> None:
    said = site.get(MONTH).content.decode("utf-8").partition('name="as_of"')[2].partition("</select>")[0]
    assert said.count("入账 ") == 3
    assert "财政_2024年1-3月.csv（财政审计部）" in said


@proves("W2.2.1")
def test_a_figure_that_only_others_report_is_pointed_out(site: Client) -> None:
    """Two offices sent it and the indicator is a third's: its row has no value, and says who has one."""
    zone = unit("滨河经济开发区")
    define_indicator(
        Actor(), zone, "retail", name="零售", formula='fact("社会消费品零售总额<b>", ytd)', unit="亿元",
        owner=unit("向阳街道"), at=AT,
    )  # fmt: skip
    for page in (read(site.get(MONTH)), read(site.get("/economy/indicators/retail?period=2024-03"))):
        for who in ("统计办", "财政审计部"):
            assert "12.05亿元" in read(site.get(page.link(f"{who} 12.05亿元（统计）"))).words
    # What the owner says takes the row, and the others are on the card only.
    define_indicator(
        Actor(), zone, "retail", name="零售", formula='fact("社会消费品零售总额<b>", ytd)', unit="亿元",
        owner=unit("统计办"), at=AT,
    )  # fmt: skip
    assert "另有：" not in read(site.get(MONTH)).words
    assert "财政审计部 12.05亿元（统计）" in read(site.get("/economy/indicators/retail?period=2024-03")).texts


@proves("W2.2.1")
def test_red_are_those_whose_light_is_behind(site: Client, founded: Shell, tmp_path: Path) -> None:
    """In June 77 of 155 is a hair behind 50 %, and its light is fine; 2.18 of 20.5 is far behind."""
    june(founded, tmp_path)
    aimed("inv", "固定资产投资", "155")
    aimed("tax", "一般公共预算收入", "20.5")
    html = site.get(JUNE).content.decode("utf-8")
    assert "<b>1</b><span>落后（未亮落后灯）</span>" in html
    assert '<b class="late">1</b><span>落后时序</span>' in html


@proves("W2.2.2")
def test_a_matter_that_came_of_a_signal_is_a_link_and_the_signal_stands_there_once(
    site: Client, founded: Shell, tmp_path: Path
) -> None:
    june(founded, tmp_path)
    aimed("tax", "一般公共预算收入", "20.5")
    assert founded("month", "2024-06", "--publish").code == 0
    matters = list(Matter.objects.all())
    assert matters, "what is behind becomes a matter where the rule opens one"
    page = read(site.get(JUNE))
    assert page.words.count("一般公共预算收入：滞后") == 1
    for one in matters:
        assert page.link(f"事项 {one.label}").startswith(reverse("supervision:matter", args=[one.pk]))


@proves("W1.1.2")
def test_one_early_table_does_not_take_the_first_page(site: Client, founded: Shell, tmp_path: Path) -> None:
    def title() -> str:
        return read(site.get("/economy/month")).words.partition("经济运行调度")[0][-7:]

    send(
        founded, tmp_path / "街镇_2024年1-4月.csv", "单位：亿元\n单位名称,完成投资\n向阳街道,7.5\n", "统计办"
    )
    assert "2024年4月" in read(site.get("/economy/month")).texts
    assert title().endswith("年3月")
    april = SHEET.replace("1-3月", "1-4月").replace("38.62", "50")
    send(founded, tmp_path / "统计_2024年1-4月.csv", april, "统计办")
    assert title().endswith("年4月")


@proves("W2.2.2")
def test_a_target_and_an_event_have_their_page(site: Client) -> None:
    aim = aimed("inv", "固定资产投资", "155")
    zone = unit("滨河经济开发区")
    proof = read(site.get(f"/economy/figures/{zone.pk}/inv?period=2024-03"))
    page = site.get(proof.link("155亿元"))
    assert (page.status_code, aim.row_hash in read(page).words) == (200, True)
    assert site.get("/economy/targets/99999").status_code == 404
    assert site.get("/economy/events/99999").status_code == 404
