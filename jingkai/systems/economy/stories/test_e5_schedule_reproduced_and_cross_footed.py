"""st-E5. Two published lists as workbooks: schedule progress is reproduced, totals foot, a hundredth is said aloud."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from jingkai.engines.periods import Period
from jingkai.engines.quantity import Quantity, footing
from jingkai.kernel.facts.defining import define_indicator
from jingkai.kernel.facts.known import known
from jingkai.kernel.facts.targets import set_target
from jingkai.kernel.facts.workbooks.importing import Imported, import_workbook
from jingkai.kernel.facts.workbooks.understanding import Sender
from jingkai.kernel.parties.models import Scope
from jingkai.kernel.parties.services import grant
from jingkai.kernel.records.actor import Actor
from jingkai.systems.economy.findings import short
from jingkai.systems.economy.line import Line
from jingkai.systems.economy.month import compute
from jingkai.systems.economy.text import text
from jingkai.systems.economy.view import view
from tests.proof import proves

from .people import AT, Town, a_town, say

pytestmark = pytest.mark.django_db

JUNE = Period.parse("2024-06")
HALF = Period.parse("2024-01/2024-06")
HEAD = ["项目类别", "项目个数（个）", "开工个数（个）", "完成投资", "占年计划%"]
CITY = [
    ["合计", 365, 326, 887.44, 62.14],
    ["续建项目", 83, None, 472.63, None],
    ["新开工项目", 282, None, 414.81, None],
]
BY_INDUSTRY = [
    ["合计", 365, None, 887.44, None],
    ["工业项目", 340, None, 827.14, None],
    ["服务业项目", 19, None, 45.00, None],
    ["农业项目", 6, None, 15.30, None],
]
PROVINCE = [["合计", 20, 19, 160.45, 73.87], ["产业项目", 20, 19, 160.45, None]]


@pytest.fixture
def town() -> Town:
    """The clerk also reports for the office of projects."""
    town = a_town()
    grant(Actor(), town.person, "lead", scope=Scope.UNIT, unit=town.projects, since=AT.date(), at=AT)
    return town


def send(town: Town, folder: Path, level: str, rows: list[list[object]]) -> Imported:
    """A list as an office sends it: title, unit, header, total and parts."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "汇总"
    for row in [[f"滨河经济开发区2024年1-6月{level}重点项目投资完成情况"], ["单位：亿元"], HEAD, *rows]:
        sheet.append(row)
    path = folder / f"{level}重点项目_2024年1-6月.xlsx"
    book.save(path)
    sender = Sender(town.zone, town.projects, "公布", town.person)
    return import_workbook(town.clerk, path, sender, at=AT)


def line(town: Town, name: str, period: Period = JUNE) -> Line:
    (found,) = [one for one in compute(town.zone, period).lines if one.definition.name == name]
    return found


def figures(town: Town, aspect: str) -> dict[str, Quantity]:
    """Category (none for the total) to figure, of an aspect of the half year (counts of projects are of the month)."""
    return {
        one.row.category: one.quantity
        for one in known([HALF, JUNE], holders=[town.zone.pk])
        if one.row.measure.aspect == aspect and not one.row.measure.name.startswith("开工")
    }


@proves("K4.3.8")
def test_the_city_list_is_ahead_and_implies_its_plan(town: Town, tmp_path: Path) -> None:
    done = send(town, tmp_path, "市级", CITY)
    assert (done.waiting, done.refused) == ([], [])
    found = line(town, "市级重点项目投资")
    assert str(found.value) == "887.44亿元"
    assert found.aimed is not None
    assert found.aimed.deviation == Quantity.exactly("12.14", "百分点")
    assert {one.zh: short(one.value, one.decimals) for one in found.derived} == {"折算计划": "1428.13亿元"}
    assert view(found, "zh").note == "快于时序 12.14 个百分点"
    assert found.light.lamp is not None
    assert found.light.lamp.level == 1
    assert "12.14" in text(compute(town.zone, JUNE), "zh")


@proves("K4.3.8")
def test_the_provincial_list_beside_it(town: Town, tmp_path: Path) -> None:
    send(town, tmp_path, "市级", CITY)
    send(town, tmp_path, "省级", PROVINCE)
    found = line(town, "省级重点项目投资")
    assert found.aimed is not None
    assert found.aimed.deviation == Quantity.exactly("23.87", "百分点")
    assert {one.zh: short(one.value, one.decimals) for one in found.derived} == {"折算计划": "217.21亿元"}
    # The two lists are two measures: nothing of one replaced the other.
    assert str(line(town, "市级重点项目投资").value) == "887.44亿元"


@proves("K4.3.8", "K3.4.20")
def test_the_parts_foot_with_the_total_in_both_ways_of_cutting_it(town: Town, tmp_path: Path) -> None:
    first = send(town, tmp_path, "市级", CITY)
    assert [one for one in first.warnings if one.kind == "footing"] == []
    parts = figures(town, "amount")
    assert footing([parts["续建项目"], parts["新开工项目"]], parts[""]).foots
    counts = figures(town, "count")
    assert footing([counts["续建项目"], counts["新开工项目"]], counts[""]).foots

    second = send(town, tmp_path, "市级分行业", BY_INDUSTRY)
    assert [one for one in second.warnings if one.kind == "footing"] == []
    industries = [figures(town, "amount")[name] for name in ("工业项目", "服务业项目", "农业项目")]
    assert footing(industries, parts[""]).foots


@proves("K4.3.8", "K3.4.20")
def test_a_sub_total_a_hundredth_too_small_is_said_not_rounded_away(town: Town, tmp_path: Path) -> None:
    wrong = [row if row[0] != "新开工项目" else [*row[:3], 414.80, row[4]] for row in CITY]
    done = send(town, tmp_path, "市级", wrong)
    (warning,) = [one for one in done.warnings if one.kind == "footing"]
    assert "0.01" in warning.text
    assert {"D4", "D6"} <= set(warning.cells)
    parts = figures(town, "amount")
    found = footing([parts["续建项目"], parts["新开工项目"]], parts[""])
    assert (found.foots, found.gap) == (False, Quantity.exactly("0.01", "亿元"))


@proves("K4.3.8")
def test_started_projects_in_time_as_a_share(town: Town, tmp_path: Path) -> None:
    send(town, tmp_path, "市级", CITY)
    say(town, "达到时序项目数", "305", "个", "2024-01/2024-06", aspect="count")
    define_indicator(
        town.clerk, town.zone, "in-time", name="达到时序项目占比", unit="%", direction="none", at=AT,
        formula='share(fact("达到时序项目数", ytd), 326个)',
    )  # fmt: skip
    assert view(line(town, "达到时序项目占比"), "zh").value.number == "93.56"


@proves("K4.3.8", "INV.3")
def test_october_is_computed_from_unrounded_values_and_the_page_says_so(town: Town) -> None:
    october = Period.parse("2024-10")
    say(town, "完成投资", "629.0", "亿元", "2024-01/2024-10")
    define_indicator(
        town.clerk,
        town.zone,
        "invested",
        name="完成投资",
        formula='fact("完成投资", ytd)',
        unit="亿元",
        at=AT,
    )
    plan = Quantity.exactly("647.4", "亿元", text="647.4")
    set_target(town.clerk, town.zone, "invested", town.zone, Period.of_year(2024), plan, at=AT)
    found = line(town, "完成投资", october)
    shown = view(found, "zh")
    assert shown.progress == "97.16%"
    assert shown.deviation == "+13.82"
    assert shown.note == "快于时序 13.82 个百分点（按未舍入的值；印出的两数相减为 13.83）"
    assert (
        view(found, "en").note
        == "13.82 points ahead (from unrounded values; the printed ones would give 13.83)"
    )


@proves("K4.3.8", "K4.1.5")
def test_on_the_curve_45_70_80_the_same_progress_is_further_ahead(town: Town) -> None:
    say(town, "投资", "62.14", "亿元", "2025-01/2025-06")
    define_indicator(
        town.clerk, town.zone, "invest", name="投资", formula='fact("投资", ytd)', unit="亿元", at=AT
    )
    hundred = Quantity.exactly("100", "亿元", text="100")
    year = Period.of_year(2025)
    set_target(town.clerk, town.zone, "invest", town.zone, year, hundred, curve="curve.yinchuan", at=AT)
    june = line(town, "投资", Period.parse("2025-06"))
    assert june.aimed is not None
    assert june.aimed.deviation == Quantity.exactly("17.14", "百分点")
    # The curve says nothing of May: then there is neither deviation nor light.
    say(town, "投资", "50", "亿元", "2025-01/2025-05")
    may = line(town, "投资", Period.parse("2025-05"))
    assert may.aimed is not None
    assert (may.aimed.deviation, may.light.lamp, may.light.why) == (None, None, "unknown")
