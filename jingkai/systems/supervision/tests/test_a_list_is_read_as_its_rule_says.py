from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jingkai.kernel.flows.state import current_dues
from jingkai.kernel.matters.models import Matter
from jingkai.kernel.matters.tests.samples import FRIDAY
from jingkai.kernel.problems import Problem
from jingkai.systems.supervision.services import import_list
from jingkai.systems.supervision.stories.office import Office, a_workbook, an_office

pytestmark = pytest.mark.django_db

HEADER = ("序号", "问题描述", "问题类别", "责任单位", "牵头领导", "整改时限")
GOOD: tuple[Any, ...] = (1, "污水管网错接", "个性问题", "建设局", "分管领导甲", date(2024, 3, 29))
ALSO: tuple[Any, ...] = (2, "专项资金未拨付", "个性问题", "财政局", "分管领导乙", date(2024, 4, 30))


def opened(
    office: Office, folder: Path, *rows: tuple[Any, ...], header: tuple[str, ...] = HEADER
) -> list[Matter]:
    path = a_workbook(folder, "2024年问题清单", header, list(rows))
    return import_list(office.clerk, office.zone.zone, path, "清单", at=FRIDAY).new


def changed(row: tuple[Any, ...], **columns: Any) -> tuple[Any, ...]:
    names = ("number", "title", "category", "unit", "leader", "due")
    return tuple(columns.get(name, value) for name, value in zip(names, row, strict=True))


def test_unit_leader_and_day_come_from_the_row(tmp_path: Path) -> None:
    office = an_office()
    first, second = opened(office, tmp_path, GOOD, ALSO)
    assert (first.title, first.lead_unit, first.lead_leader) == (
        "污水管网错接", office.units["建设局"], office.leaders["分管领导甲"],
    )  # fmt: skip
    assert (first.kind, first.category, first.origin) == ("problem", "individual", "list:清单#1")
    assert current_dues(second.case)["finish"].day == date(2024, 4, 30)


def test_a_common_problem_is_split_to_the_units_of_its_cell(tmp_path: Path) -> None:
    office = an_office()
    common = changed(GOOD, category="共性问题", unit="建设局、财政局、东城街道")
    parent, *children = opened(office, tmp_path, common, ALSO)[:4]
    assert [one.lead_unit.name for one in children if one.lead_unit] == ["建设局", "财政局", "东城街道"]
    assert {one.parent for one in children} == {parent}


def test_an_individual_problem_of_several_units_is_led_by_the_first(tmp_path: Path) -> None:
    office = an_office()
    matter = opened(office, tmp_path, changed(GOOD, unit="建设局（牵头）、财政局"), ALSO)[0]
    assert matter.lead_unit == office.units["建设局"]
    assert {one.body.name for one in matter.case.doers.select_related("body")} == {"建设局", "财政局"}


def test_a_term_or_a_month_is_as_good_as_a_day(tmp_path: Path) -> None:
    office = an_office()
    rows = opened(office, tmp_path, changed(GOOD, due="30个工作日内"), changed(ALSO, due="2024年6月底前"))
    assert [current_dues(one.case)["finish"].day for one in rows] == [date(2024, 2, 21), date(2024, 6, 30)]


@pytest.mark.parametrize(
    ("rows", "code", "named"),
    [
        ([GOOD, changed(ALSO, due="尽快")], "supervision.due-unclear", "第 4 行 尽快"),
        ([GOOD, changed(ALSO, category="其他")], "supervision.category-unknown", "4"),
        ([GOOD, changed(ALSO, unit="不存在的局")], "supervision.unit-unknown", "不存在的局（第 4 行）"),
        ([GOOD, changed(ALSO, leader="无名")], "supervision.leader-unknown", "无名（第 4 行）"),
        ([GOOD, changed(ALSO, unit="有关单位")], "matters.unit-missing", "4"),
        ([GOOD, changed(GOOD, number=2)], "supervision.rows-wait", "4"),  # one matter twice, or two?
    ],
)
def test_one_bad_row_keeps_the_whole_list_out_and_is_named(
    rows: list[tuple[Any, ...]], code: str, named: str, tmp_path: Path
) -> None:
    with pytest.raises(Problem) as refused:
        opened(an_office(), tmp_path, *rows)
    assert refused.value.code == code
    assert named in refused.value.zh
    assert Matter.objects.count() == 0


def test_a_workbook_without_a_list_of_problems_says_which_headers_it_looked_for(tmp_path: Path) -> None:
    header = ("地区", "增加值", "增速", "占比", "排名", "备注")
    with pytest.raises(Problem) as refused:
        opened(an_office(), tmp_path, ("东街道", 1.5, 2.5, 3.5, 4, "-"), header=header)
    assert refused.value.code == "supervision.list-empty"
    assert "title" in refused.value.zh
