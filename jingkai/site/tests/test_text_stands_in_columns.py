"""A Chinese character takes two columns of a terminal."""

import pytest

from jingkai.site.columns import table, width, wrapped


def test_cells_begin_below_their_heads_in_either_script() -> None:
    lines = table(["编号", "Unit", "事项"], [["1", "三水镇", "a"], ["2024-17", "East", ""]])
    assert lines == ["编号     Unit    事项", "1        三水镇  a", "2024-17  East"]


@pytest.mark.parametrize(
    ("text", "columns", "lines"),
    [
        ("按留痕第 12 号时所知", 12, ["按留痕第 12", "号时所知"]),
        ("草稿，逐项核对", 4, ["草", "稿，", "逐项", "核对"]),
        ("two words", 5, ["two", "words"]),
        ("unbreakable", 3, ["unbreakable"]),
        ("", 3, [""]),
    ],
)
def test_a_line_is_broken_at_blanks_and_after_chinese_but_not_before_a_comma(
    text: str, columns: int, lines: list[str]
) -> None:
    assert wrapped(text, columns) == lines


def test_no_line_is_wider_than_it_may_be() -> None:
    text = "由去年的表格提出单位、指标、目标和别名的草稿，或按核对过的草稿（adopt.yaml）写入。"
    for columns in range(14, 80):
        lines = wrapped(text, columns)
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")
        assert max(map(width, lines)) <= columns
