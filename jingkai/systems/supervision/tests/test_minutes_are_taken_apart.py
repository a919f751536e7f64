"""Pasted minutes: which points are found, and who and until when stands in them."""

from datetime import date

import pytest

from jingkai.systems.supervision.services.proposing import MOST_POINTS, Proposed, propose
from jingkai.systems.supervision.stories.office import LEADERS, an_office
from tests.proof import proves

pytestmark = pytest.mark.django_db
ON = date(2024, 1, 8)


def found(text: str) -> list[Proposed]:
    return propose(text, an_office().zone.zone, ON)


@proves("W3.2.1")
def test_numbered_points_with_their_labels() -> None:
    (one,) = found(
        f"1．抓紧补齐入库资料，确保应统尽统（牵头领导：{LEADERS[1]}；责任单位：建设局、财政局；"
        "配合单位：东城街道；完成时限：2024年1月31日前）。"
    )
    point = one.point
    assert point.title == "抓紧补齐入库资料，确保应统尽统"
    assert (point.unit, point.executing, point.leader) == ("建设局", "财政局、东城街道", LEADERS[1])
    assert point.due == "2024年1月31日前"


def test_a_bracket_within_what_a_label_says_does_not_end_it() -> None:
    (one,) = found("1. 修好路（牵头领导：李四（分管建设）；责任单位：建设局（牵头）、财政局）")
    assert (one.point.leader, one.point.unit, one.point.title) == ("李四（分管建设）", "建设局", "修好路")
    assert one.point.executing == "财政局"


@proves("W3.2.1")
def test_headings_points_and_points_within_a_sentence() -> None:
    text = """党工委会议纪要
    2024年1月5日，会议研究如下。
    一、关于经济运行
    1. 建设局补齐资料，
    15个工作日内办完。
    （2）财政局核对
    二、关于安全生产
    会议要求，一是应急管理局牵头大检查；二是东城街道疏通通道；三是完善值守。
    三、请生态环境局跟踪督办。"""
    points = found(text)
    assert [one.point.title for one in points] == [
        "建设局补齐资料，15个工作日内办完",
        "财政局核对",
        "应急管理局牵头大检查",
        "东城街道疏通通道",
        "完善值守",
        "请生态环境局跟踪督办",
    ]
    assert [one.section for one in points] == ["关于经济运行"] * 2 + ["关于安全生产"] * 3 + [""]
    assert [one.point.unit for one in points] == [
        "建设局",
        "财政局",
        "应急管理局",
        "东城街道",
        "",
        "生态环境局",
    ]
    assert points[0].point.due == "15个工作日内"
    assert [one.point.row for one in points] == [1, 2, 3, 4, 5, 6]


def test_a_figure_at_the_beginning_of_a_line_is_no_point() -> None:
    assert found("3.5亿元的项目已经开工。\n2024年的任务另行研究。") == []


@pytest.mark.parametrize(
    ("said", "due"),
    [
        ("建设局于3月15日前报送", "3月15日"),
        ("建设局7月底前修好路", "7月底"),
        ("建设局月底前核实数据", "月底"),
        ("建设局4月15日前摸底，5月底前整改", "4月15日、5月底"),
        ("建设局每月报送数据", ""),
    ],
)
def test_words_that_say_a_due_date_stand_in_its_field(said: str, due: str) -> None:
    (one,) = found(f"1. {said}")
    assert one.point.due == due


@pytest.mark.parametrize(
    ("said", "unit", "executing"),
    [
        ("招商局、东城街道负责，尽快把项目落地", "招商局", "东城街道"),
        ("由招商局牵头，建设局配合", "招商局", "建设局"),
        ("请商务局会同东城街道尽快核实", "商务局", "东城街道"),
        ("抓落实（责任单位：招商局、东城街道；配合单位：邮政公司等单位）", "招商局", "东城街道、邮政公司"),
        ("抓落实（责任单位：牵头负责）", "", ""),
        ("问题全部按期整改，开创新局，抓好督办要件", "", ""),
        ("以项目为中心抓招商，全体干部要带头", "", ""),
    ],
)
def test_a_unit_that_nobody_knows_is_kept_and_not_dropped(said: str, unit: str, executing: str) -> None:
    (one,) = found(f"1. {said}")
    assert (one.point.unit, one.point.executing) == (unit, executing)


@pytest.mark.parametrize(
    "text",
    ["", "   \n\t", "没有分条的一段话。", "一、", "1.", "（1）" * 50, "一是" * 3000, "1." + "长" * 100_000],
)
def test_whatever_is_pasted_ends_in_points_or_none(text: str) -> None:
    for one in found(text):
        assert len(one.point.title) <= 500


def test_no_more_than_a_form_takes_in() -> None:
    assert len(found("\n".join(f"{n % 90 + 1}. 建设局办第{n}件" for n in range(500)))) == MOST_POINTS
