"""Bring your folder: last year's workbooks propose units, indicators, targets and aliases; a person confirms."""

from pathlib import Path

import openpyxl
import pytest

from jingkai.kernel.facts.definitions import indicators
from jingkai.kernel.facts.models import Target
from jingkai.kernel.parties.queries import organisations_named
from jingkai.kernel.problems import Problem
from jingkai.systems.economy.adoption.confirming import confirm
from jingkai.systems.economy.adoption.draft import Draft, read_draft, write_draft
from jingkai.systems.economy.adoption.proposing import propose, read_folder
from jingkai.systems.economy.stories.people import AT, SINCE, a_town
from tests.proof import proves

ROWS = [
    ["滨河经济开发区2023年1-12月固定资产投资完成情况"],
    ["单位：亿元"],
    ["单位名称", "年度计划", "完成投资", "占年度计划%"],
    ["向阳街道", 20, 21.5, 107.5],
    ["三水镇", 12, 10.2, 85],
    ["合计", 32, 31.7, 99.1],
]


def workbook(path: Path, rows: list[list[object]]) -> None:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "去年"
    place.mkdir()
    workbook(place / "投资_2023年12月.xlsx", ROWS)
    other = [
        ["滨河经济开发区2023年1-11月固定资产投资完成情况"],
        *ROWS[1:3],
        ["向陽街道办", 20, 18, 90],
        ["三水镇", 12, 9, 75],
    ]
    workbook(place / "投资_2023年11月.xlsx", other)
    (place / "坏的.xlsx").write_bytes(b"PK\x03\x04 broken")
    (place / "说明.txt").write_text("不是表格", "utf-8")
    return place


@proves("K4.4.1")
def test_the_folder_is_read_and_what_is_unreadable_is_named(folder: Path) -> None:
    found = read_folder(folder)
    assert [reading.file for reading in found.readings] == ["投资_2023年11月.xlsx", "投资_2023年12月.xlsx"]
    assert [(name, refusal.code) for name, refusal in found.refused] == [("坏的.xlsx", "sheets.damaged")]


@proves("K4.4.1", "K3.5.4")
def test_units_indicators_and_targets_are_proposed_and_likely_names_only_asked(folder: Path) -> None:
    draft = propose(read_folder(folder).readings, "滨河经济开发区")
    assert {unit.name for unit in draft.units} == {"向阳街道", "向阳街道办", "三水镇"}
    assert [(row.name, row.unit) for row in draft.indicators] == [("固定资产投资", "亿元")]
    plans = {(row.holder, row.year): str(row.value) for row in draft.targets}
    assert plans["三水镇", 2023] == "12"
    assert plans["滨河经济开发区", 2023] == "32"
    (alias,) = draft.aliases
    assert {alias.name, alias.of} == {"向阳街道", "向阳街道办"}
    assert alias.confirm is False
    assert alias.why


def sent_for(zone: str, place: Path) -> Path:
    """A folder in which two streets, the office and the zone, called `zone`, have figures of their own."""
    place.mkdir()
    names = [zone, "滨河经济开发区财政局", "向阳街道", "三水镇"]
    workbook(place / "投资_2023年12月.xlsx", [*ROWS[:3], *([name, 20, 21.5, 107.5] for name in names)])
    return place


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["滨河开发区", "滨河经开区", "滨河经济开发区管委会", "滨河经济技术开发区"])
def test_a_name_near_the_zones_own_is_asked_about_and_never_added_as_a_unit(
    name: str, tmp_path: Path
) -> None:
    town = a_town()
    draft = propose(read_folder(sent_for(name, tmp_path / "去年")).readings, town.zone.name)
    confirmed = {unit.name: unit.confirm for unit in draft.units}
    assert confirmed == {name: False, "滨河经济开发区财政局": True, "向阳街道": True, "三水镇": True}
    (own,) = [alias for alias in draft.aliases if alias.name == name]
    assert (own.of, own.confirm) == (town.zone.name, False)
    assert own.why
    assert own.why_en

    done = confirm(town.clerk, town.zone, draft, since=SINCE, at=AT)
    assert name not in done.units
    assert organisations_named(name, on=SINCE, under=town.zone) == []

    own.confirm = True
    confirm(town.clerk, town.zone, draft, since=SINCE, at=AT)
    assert organisations_named(name, on=SINCE, under=town.zone) == [town.zone]


@pytest.mark.django_db
def test_a_total_is_no_unit_and_its_target_waits_until_it_is_said_whose_it_is(tmp_path: Path) -> None:
    town = a_town()
    place = tmp_path / "去年"
    place.mkdir()
    workbook(place / "投资.xlsx", [["2023年1-12月固定资产投资完成情况"], *ROWS[1:]])
    draft = propose(read_folder(place).readings, town.zone.name)
    assert {unit.name: unit.confirm for unit in draft.units}["合计"] is False
    (own,) = draft.aliases
    assert (own.name, own.of, own.confirm) == ("合计", town.zone.name, False)
    done = confirm(town.clerk, town.zone, draft, since=SINCE, at=AT)
    assert sorted(done.units) == ["三水镇", "向阳街道"]
    ((what, zh, en),) = done.refused
    assert what == "合计 固定资产投资"
    assert "aliases" in zh
    assert "aliases" in en


def test_a_name_the_zone_goes_by_already_is_its_own(tmp_path: Path) -> None:
    readings = read_folder(sent_for("滨河开发区", tmp_path / "去年")).readings
    draft = propose(readings, "滨河经济开发区", ["滨河经济开发区", "滨河开发区"])
    assert "滨河开发区" not in {unit.name for unit in draft.units}
    assert "滨河开发区" not in {alias.name for alias in draft.aliases}


def test_the_draft_is_a_file_that_reads_back_and_is_never_overwritten(folder: Path, tmp_path: Path) -> None:
    draft = propose(read_folder(folder).readings, "滨河经济开发区")
    file = tmp_path / "draft.yaml"
    write_draft(draft, file)
    assert read_draft(file) == draft
    with pytest.raises(FileExistsError):
        write_draft(draft, file)


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        (b"zone: a\nunits: [", "第 2 行不合 YAML 格式", "line 2 is not YAML"),
        (
            b"zone: a\nunits: [{name: x, confirm: maybe}]",
            "units.1.confirm 应为 yes 或 no",
            "units.1.confirm ",
        ),
        (b"zone: a\nmore: 1", "more 不是草稿的项目", "more "),
        (b"units: []", "zone 没有填", "zone "),
        (b"- 1", "格式不对", "should be "),
        (b"\xff", "不是 UTF-8 编码", "it is not UTF-8"),
        (b"\x00", "不合 YAML 格式", "it is not YAML"),
    ],
)
def test_a_draft_that_cannot_be_read_is_refused_with_its_place(
    tmp_path: Path, text: bytes, zh: str, en: str
) -> None:
    file = tmp_path / "draft.yaml"
    file.write_bytes(text)
    with pytest.raises(Problem) as refused:
        read_draft(file)
    assert refused.value.code == "adoption.draft-unreadable"
    assert zh in refused.value.zh
    assert en in refused.value.en


@pytest.mark.django_db
@proves("K4.4.2")
def test_only_what_is_confirmed_is_written_and_twice_writes_nothing_twice(folder: Path) -> None:
    town = a_town()
    draft = propose(read_folder(folder).readings, town.zone.name)
    for alias in draft.aliases:
        alias.confirm = True
    done = confirm(town.clerk, town.zone, draft, since=SINCE, at=AT)
    assert done.refused == []
    assert sorted(done.units) == sorted({"三水镇", draft.aliases[0].of})
    (unit,) = organisations_named("向阳街道", on=SINCE, under=town.zone)
    assert organisations_named("向陽街道办", on=SINCE, under=town.zone) == [unit]
    assert [one.name for one in indicators(town.zone).values()] == ["固定资产投资"]
    assert Target.objects.known_at().filter(zone=town.zone).count() == len(done.targets) == 3
    again = confirm(town.clerk, town.zone, draft, since=SINCE, at=AT)
    assert (again.units, again.aliases, again.indicators, again.targets, again.refused) == (
        [],
        [],
        [],
        [],
        [],
    )


@pytest.mark.django_db
def test_a_row_that_is_refused_is_named_and_the_others_are_written() -> None:
    town = a_town()
    rows = {
        "zone": town.zone.name,
        "units": [{"name": "三水镇", "confirm": True}, {"name": "不要的镇", "confirm": False}],
        "indicators": [{"code": "A001", "name": "税收", "unit": "万元", "formula": "fact(", "confirm": True}],
        "targets": [
            {
                "indicator": "没有的",
                "holder": "三水镇",
                "year": 2024,
                "value": "1",
                "unit": "万元",
                "confirm": True,
            }
        ],
    }
    done = confirm(town.clerk, town.zone, Draft.model_validate(rows), since=SINCE, at=AT)
    assert done.units == ["三水镇"]
    assert [what for what, _, _ in done.refused] == ["税收", "三水镇 没有的"]
    assert done.refused[1][1] == "没有这个指标或单位"
    assert organisations_named("不要的镇", on=SINCE, under=town.zone) == []
