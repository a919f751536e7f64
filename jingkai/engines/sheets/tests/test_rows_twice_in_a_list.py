"""The same thing twice: the same row again, one matter said in two ways, one number for two things."""

from jingkai.engines.sheets.tests.listed import MATTERS, answered, asked, matter, matters, read, rows_of
from tests.proof import proves

PROJECTS = ("序号", "项目名称", "建设单位", "总投资(万元)", "开工日期", "进展情况")


@proves("K6.2.2")
def test_a_row_that_stands_again_waits_and_goes_only_when_it_is_said_to_be_one() -> None:
    rows = (matter(1, "用电增容"), matter(2, "消防验收"), matter(3, "用电增容"))
    reading = matters(*rows)
    assert asked(reading) == [("row-twin", ("B3", "B5"))]
    assert [record.held for record in reading.records] == [(), (), ("twin",)]
    assert rows_of(answered(MATTERS, *rows, answer="one")) == [3, 4]
    both = answered(MATTERS, *rows, answer="two")
    assert [record.held for record in both.records] == [(), (), ()]


def test_either_script_and_width_is_the_same_matter() -> None:
    reading = matters(matter(1, "向陽路 Ａ 段"), matter(2, "消防验收"), matter(3, "向阳路A段"))
    assert [kind for kind, _ in asked(reading)] == ["row-twin"]


def test_one_matter_with_two_leads_is_asked_at_what_differs() -> None:
    reading = matters(matter(1, "用电增容"), matter(2, "消防验收"), matter(3, "用电增容", lead="民政局"))
    assert asked(reading) == [("row-twin", ("B3", "B5", "C3", "C5"))]


def test_one_hazard_at_two_places_is_two_hazards() -> None:
    header = ("序号", "企业名称", "隐患描述", "整改责任人", "整改期限")
    rows = (
        (1, "甲公司", "灭火器过期", "安全员", "2024年3月"),
        (2, "乙公司", "灭火器过期", "安全员", "2024年3月"),
    )
    assert read(header, *rows).questions == []


@proves("K6.2.2")
def test_one_project_has_one_total_and_two_builders_make_two_projects() -> None:
    first = (1, "冷链中心", "乙公司", 36000, "2024年3月", "在建")
    again = (2, "冷链中心", "乙公司", 63000, "2024年3月", "在建")
    other = (2, "冷链中心", "丙公司", 63000, "2024年3月", "在建")
    assert asked(read(PROJECTS, first, again)) == [("row-twin", ("B3", "B4", "D3", "D4"))]
    assert read(PROJECTS, first, other).questions == []


def test_one_project_in_two_states_is_two_lines_about_it() -> None:
    reading = read(
        PROJECTS,
        (1, "冷链中心", "乙公司", 36000, "2024年3月", "用地未批"),
        (2, "冷链中心", "乙公司", 36000, "2024年3月", "电力不足"),
    )
    assert reading.questions == []


@proves("K6.2.2")
def test_one_number_for_two_matters_is_asked_and_the_rows_do_not_wait() -> None:
    reading = matters(matter(1, "甲"), matter(2, "乙"), matter(2, "丙"))
    assert asked(reading) == [("row-number", ("A4", "A5"))]
    assert [record.held for record in reading.records] == [(), (), ()]


def test_numbers_that_begin_again_under_another_heading_are_no_twins() -> None:
    rows = [("一、城建",), matter(1, "甲"), matter(2, "乙"), ("二、产业",), matter(1, "丙"), matter(2, "丁")]
    reading = matters(*rows)
    assert reading.questions == []
    assert rows_of(reading) == [4, 5, 7, 8]
