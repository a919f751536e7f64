"""Organisations of a row: one lead, never units concerned, nobody leading and helping at once."""

import pytest

from jingkai.engines.sheets.rows.organisations import split_units
from jingkai.engines.sheets.tests.listed import MATTERS, answered, asked, entry, matter, matters, read
from tests.proof import proves


@pytest.mark.parametrize(
    ("text", "names", "lead"),
    [
        ("经济发展局、财政局", ("经济发展局", "财政局"), None),
        ("建设局(牵头)、财政局", ("建设局", "财政局"), "建设局"),
        ("财政局,建设局（主办）", ("财政局", "建设局"), "建设局"),
        ("经济发展局\n财政局；统计局", ("经济发展局", "财政局", "统计局"), None),
        ("建设局和财政局", ("建设局", "财政局"), None),
        ("和平街道", ("和平街道",), None),
        ("平和县、和县", ("平和县", "和县"), None),
        ("各镇街", ("各镇街",), None),
        ("财政局、財政局", ("财政局",), None),
    ],
)
def test_a_cell_of_organisations_is_split_where_names_end(
    text: str, names: tuple[str, ...], lead: str | None
) -> None:
    assert split_units(text).names == names
    assert split_units(text).lead == lead


@proves("K3.4.15")
def test_the_organisations_of_a_cell_come_back_one_by_one() -> None:
    reading = matters(matter(1, "甲", helpers="财政局、统计局、各镇街"), matter(2, "乙"))
    assert entry(reading, 3, "配合单位").units == ("财政局", "统计局", "各镇街")


@proves("K6.2.2")
@pytest.mark.parametrize("lead", [None, "有关单位", "各相关部门", "待定"])
def test_a_matter_of_nobody_waits_and_is_asked(lead: str | None) -> None:
    reading = matters(matter(1, "甲", lead=lead), matter(2, "乙"))
    assert asked(reading) == [("row-unit", ("C3",))]
    record = reading.records[0]
    assert record.held == ("lead",) if lead is None else record.fields["牵头单位"].held == ("lead",)


def test_the_unit_that_was_answered_does_it() -> None:
    reading = answered(MATTERS, matter(1, "甲", lead=None), matter(2, "乙"), answer="民政局")
    assert entry(reading, 3, "牵头单位").units == ("民政局",)
    assert reading.records[0].held == ()


@proves("K6.2.2")
def test_of_two_leads_one_is_asked_for_and_the_other_is_kept() -> None:
    rows = (matter(1, "甲", lead="经济发展局、民政局"), matter(2, "乙"))
    assert asked(matters(*rows)) == [("row-unit", ("C3",))]
    reading = answered(MATTERS, *rows, answer="民政局")
    assert entry(reading, 3, "牵头单位").units == ("民政局", "经济发展局")
    assert entry(reading, 3, "牵头单位").held == ()


def test_a_bracket_that_says_who_leads_is_no_question() -> None:
    reading = matters(matter(1, "甲", lead="经济发展局、民政局（牵头）"), matter(2, "乙"))
    assert reading.questions == []
    assert entry(reading, 3, "牵头单位").units == ("民政局", "经济发展局")


def test_a_unit_does_not_help_itself_in_either_script() -> None:
    rows = (matter(1, "甲", lead="財政局", helpers="财政局、统计局"), matter(2, "乙"))
    assert asked(matters(*rows)) == [("row-helper", ("C3", "D3"))]
    assert entry(answered(MATTERS, *rows, answer="drop"), 3, "配合单位").units == ("统计局",)


def test_responsible_units_may_be_several_but_not_nobody() -> None:
    header = ("序号", "问题", "责任单位", "整改时限")
    rows = ((1, "甲", "建设局、财政局", "2024年6月"), (2, "乙", "有关单位", "2024年6月"))
    assert asked(read(header, *rows)) == [("row-unit", ("C4",))]


def test_a_project_without_a_responsible_unit_is_no_question() -> None:
    header = ("序号", "项目名称", "建设单位", "责任单位", "进展情况")
    reading = read(
        header, (1, "甲项目", "甲公司", "园区办", "主体施工"), (2, "乙项目", "乙公司", None, "桩基施工")
    )
    assert reading.questions == []


def test_a_number_over_its_parts_needs_no_unit_of_its_own() -> None:
    header = ("编号", "工作任务", "责任单位", "完成时间")
    rows = (("1", "推进创新", None, None), ("1.1", "新增高企10家", "科技局", "2024年12月"),
            ("1.2", "研发投入增长10%", "科技局", "2024年12月"), ("2", "扩大开放", None, "2024年11月"))  # fmt: skip
    assert asked(read(header, *rows)) == [("row-unit", ("C6",))]


def test_one_merged_cell_leads_every_row_that_it_covers() -> None:
    from jingkai.engines.sheets.workbook import Range

    rows = (matter(1, "甲", lead="民政局"), matter(2, "乙", lead=None))
    reading = matters(*rows, merges=[Range(2, 2, 3, 2)])
    assert reading.questions == []
    assert [entry(reading, row, "牵头单位").units for row in (3, 4)] == [("民政局",), ("民政局",)]
