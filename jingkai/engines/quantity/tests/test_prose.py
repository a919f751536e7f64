"""Figures in running text: notes under a table, a bulletin."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jingkai.engines.quantity import find_numbers


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("检查8家,发现隐患8处,责令立即整改", ["8家", "8处"]),
        ("5000余家企业、200多名党员参加", ["5000余家企业", "200多名"]),
        ("一季度同比下降2.8%,完成投资1.2亿元(占62.14%)", ["下降2.8%", "1.2亿元", "62.14%"]),
        ("比上年提高10-15个百分点", ["提高10-15个百分点"]),
        ("2024年3月15日9:30在第3会议室", []),
        ("电话138****1234,文号〔2024〕12号,V1.2.3,2024-03-01", []),
        ("十分重要,一起抓好,万一有事", []),
        ("15日前完成5项任务", ["5项"]),
        ("税收收入971万元,同比增加２５７０万元", ["971万元", "增加２５７０万元"]),
        ("", []),
    ],
)
def test_the_figures_are_found_and_dates_codes_and_idioms_are_not(text: str, found: list[str]) -> None:
    read = find_numbers(text)
    assert [one.quantity.text for one in read] == found
    assert [text[one.start : one.end] for one in read] == found


@pytest.mark.parametrize(
    "piece", ["9", "1,", "约", "一", "1万", "万", "-", "5/", "5元/亩", "1,111", "增长约", "点一"]
)
def test_a_text_made_to_hang_the_reader_is_read_in_one_pass(piece: str) -> None:
    """Ten times the text must not cost a hundred times the steps; counted in steps, not seconds."""

    def steps(length: int) -> int:
        counted = 0

        def count(_frame: object, event: str, _argument: object) -> None:
            nonlocal counted
            counted += event == "call"

        before = sys.getprofile()
        sys.setprofile(count)
        try:
            find_numbers(piece * length)
        finally:
            sys.setprofile(before)
        return counted

    find_numbers(piece)  # compiles the patterns
    assert steps(1000) <= 12 * steps(100) + 100


@given(st.text("检查家处,。2024年月日0.5-万元%约翻番三十第:/A*", max_size=60))
def test_figures_are_found_in_order_and_do_not_overlap(text: str) -> None:
    ends = [0]
    for one in find_numbers(text):
        assert ends[-1] <= one.start < one.end <= len(text)
        ends.append(one.end)
