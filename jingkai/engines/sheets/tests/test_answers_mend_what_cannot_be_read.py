"""A month that does not exist, a header that is missing, a figure over several rows, 万 typed twice, short names, a
proposal with endless decimals: each is asked so that an answer helps.
"""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from jingkai.engines.sheets import Question, Reading, understand
from jingkai.engines.sheets.load import load_workbook
from jingkai.engines.sheets.tests.making import N, Shown, book_of, fact_at, read, sheet_of


def only(reading: Reading, kind: str) -> Question:
    (question,) = [question for question in reading.questions if question.kind == kind]
    return question


def answered(question: Question, answer: str) -> dict[str, str]:
    assert question.takes(answer), answer
    return {question.id: answer}


# ---- a month that no calendar has


def months(header: str, answers: Mapping[str, str] | None = None) -> Reading:
    rows: list[list[Shown]] = [
        ["云溪区2024年主要指标"], [None, "单位:亿元"], ["指标", "11月", header],
        ["固定资产投资", N("12.5"), N("13.6")], ["税收收入", N("3.1"), N("3.3")],
    ]  # fmt: skip
    return read(rows, name="云溪区_2024年.xlsx", answers=answers)


def test_a_month_that_does_not_exist_is_never_taken_as_printed() -> None:
    question = only(months("13月"), "header")
    assert [option.key for option in question.options] == ["skip"]
    assert not question.takes("printed")
    assert not question.takes("13月")
    assert "12月" in question.accepts("zh")
    assert fact_at(months("13月"), "C4").held == ("header",)
    assert fact_at(months("13月", answered(question, "skip")), "C4").held == ("header",)
    assert not fact_at(months("13月"), "B4").held


@pytest.mark.parametrize(
    ("header", "answer", "period", "cumulative"),
    [
        ("13月", "12月", "2024-12", False),
        ("13月当月", "12月", "2024-12", False),
        ("1-13月累计", "12月", "2024-01/2024-12", True),
        ("13月", "1-12月", "2024-01/2024-12", True),
    ],
)
def test_the_month_that_is_answered_takes_its_place(
    header: str, answer: str, period: str, cumulative: bool
) -> None:
    question = only(months(header), "header")
    fact = fact_at(months(header, answered(question, answer)), "C4")
    assert (fact.indicator, fact.period, fact.cumulative) == ("固定资产投资", period, cumulative)
    assert not fact.waits


def test_a_row_whose_month_does_not_exist_waits() -> None:
    rows: list[list[Shown]] = [
        ["云溪区2024年固定资产投资"], [None, "单位:亿元"], ["月份", "投资额"], ["11月", N("12.5")], ["13月", N("13.6")],
    ]  # fmt: skip
    reading = read(rows, name="云溪区_2024年.xlsx")
    assert only(reading, "header").cells == ("A5",)
    assert fact_at(reading, "B5").held == ("header",)
    assert not fact_at(reading, "B4").held


# ---- a column without a header


def headless(answers: Mapping[str, str] | None = None) -> Reading:
    rows: list[list[Shown]] = [
        ["云溪区2024年1-3月主要指标"], ["指标", "1-3月累计(亿元)"],
        ["固定资产投资", N("12.5"), N("3.4")], ["税收收入", N("3.1"), N("5.6")], ["工业增加值", N("8.8"), N("7.7")],
    ]  # fmt: skip
    return read(rows, answers=answers)


def test_a_missing_header_is_one_question_that_names_the_column() -> None:
    reading = headless()
    (question,) = reading.questions
    assert "第 C 列没有表头" in question.text
    assert "Column C" in question.en
    assert [fact.held for fact in reading.facts if fact.cell.startswith("C")] == [("unheaded",)] * 3
    assert not [fact for fact in reading.facts if fact.held and fact.cell.startswith("B")]


def test_the_name_that_is_answered_heads_the_column() -> None:
    (question,) = headless().questions
    assert not question.takes("12")
    reading = headless(answered(question, "同比增速(%)"))
    assert reading.questions == []
    fact = fact_at(reading, "C3")
    assert (fact.measure, fact.unit, fact.value, fact.held) == ("growth", "%", Decimal("3.4"), ())


def test_an_empty_file_says_that_it_is_empty() -> None:
    reading = understand(book_of(sheet_of([]), name="空.xlsx"))
    assert [warning.kind for warning in reading.warnings] == ["blank"]
    assert "空的" in reading.warnings[0].text


# ---- one figure merged over the rows of several units


def merged(answers: Mapping[str, str] | None = None) -> Reading:
    rows: list[list[Shown]] = [
        ["云溪区2024年1-3月固定资产投资"], [None, "单位:亿元"], ["镇街", "1-3月累计"],
        ["甲镇", N("12.5")], ["乙镇", None], ["丙镇", N("3.1")],
    ]  # fmt: skip
    return read(rows, merges=["B4:B5"], answers=answers)


def test_a_figure_merged_over_units_says_over_which() -> None:
    question = only(merged(), "merged")
    assert "甲镇、乙镇" in question.text
    assert "12.5亿元" in question.text
    assert [option.key for option in question.options] == ["first", "total", "skip"]
    assert fact_at(merged(), "B4").held == ("merged",)
    assert fact_at(merged(answered(question, "total")), "B4").held == ("merged",)


def test_it_may_be_of_the_first_alone() -> None:
    fact = fact_at(merged(answered(only(merged(), "merged"), "first")), "B4")
    assert (fact.holder, fact.value, fact.held) == ("甲镇", Decimal("12.5"), ())


@pytest.mark.parametrize("answer", ["12", "8.5、4.1", "8.5、4、0", "a、b"])
def test_parts_that_do_not_make_the_whole_are_not_taken(answer: str) -> None:
    assert not only(merged(), "merged").takes(answer)


def test_parts_go_to_the_rows_in_their_order() -> None:
    reading = merged(answered(only(merged(), "merged"), "8.5、4"))
    found = [
        (fact.holder, fact.value, fact.period, fact.unit, fact.cell)
        for fact in reading.facts
        if not fact.held
    ]
    assert found == [
        ("甲镇", Decimal("8.5"), "2024-01/2024-03", "亿元", "B4"),
        ("乙镇", Decimal(4), "2024-01/2024-03", "亿元", "B4"),
        ("丙镇", Decimal("3.1"), "2024-01/2024-03", "亿元", "B6"),
    ]


# ---- 万 or 亿 in the number and in the unit


def typed(text: str, unit: str = "万元", answers: Mapping[str, str] | None = None) -> Reading:
    rows: list[list[Shown]] = [
        ["云溪区2024年1-3月税收收入"], ["镇街", f"税收收入({unit})"],
        ["甲镇", N("120000")], ["乙镇", text], ["丙镇", N("98000")],
    ]  # fmt: skip
    return read(rows, answers=answers)


@pytest.mark.parametrize(
    ("text", "unit", "as_typed", "times"),
    [
        ("14万", "万元", "14", "140000"),
        ("8.8亿", "万元", "88000", "880000000"),
        ("5000万", "亿元", "0.5", "50000000"),
    ],
)
def test_a_factor_typed_under_a_unit_with_a_factor_is_asked(
    text: str, unit: str, as_typed: str, times: str
) -> None:
    reading = typed(text, unit)
    question = only(reading, "magnitude")
    assert question.cells == ("B4",)
    assert fact_at(reading, "B4").held == ("magnitude",)
    said = [option.zh.rpartition("：")[2] for option in question.options[:2]]
    assert said == [f"{as_typed}{unit}", f"{times}{unit}"]
    for key, value in (("typed", as_typed), ("both", times)):
        fact = fact_at(typed(text, unit, answered(question, key)), "B4")
        assert (fact.value, fact.held) == (Decimal(value), ())


def test_a_factor_under_a_plain_unit_is_clear() -> None:
    reading = typed("14万", "元")
    assert [question.kind for question in reading.questions if question.kind == "magnitude"] == []
    assert fact_at(reading, "B4").value == 140000


# ---- short names


def short(answers: Mapping[str, str] | None = None) -> Reading:
    rows: list[list[Shown]] = [
        ["云溪区2024年1-3月固定资产投资"], [None, "单位:亿元"], ["单位", "1-3月累计"],
        ["拱辰办", N("12.5")], ["镇海办", N("3.1")], ["西天尾镇", N("3.3")],
    ]  # fmt: skip
    return read(rows, answers=answers)


def test_each_short_name_is_asked_by_itself_and_its_answer_names_the_holder() -> None:
    asked = [question for question in short().questions if question.kind == "short-form"]
    assert [question.cells for question in asked] == [("A4",), ("A5",)]
    reading = short(answered(asked[1], "镇海街道办事处"))
    assert fact_at(reading, "B5").holder == "镇海街道办事处"
    assert fact_at(reading, "B4").holder == "拱辰办"
    assert [one.cells for one in reading.questions if one.kind == "short-form"] == [("A4",)]


# ---- a proposal with endless decimals


def rates(printed: str, answers: Mapping[str, str] | None = None) -> Reading:
    now, before = ("32", "21.5", "44", "17"), ("29", "20", "40.5", "16.5")
    growth = [printed, "7.5", "8.6", "3.0"]
    rows: list[list[Shown]] = [
        ["云溪区2024年1-3月税收收入"], [None, "单位:亿元"], ["镇街", "1-3月累计", "去年同期", "同比增速(%)"],
    ]  # fmt: skip
    for name, first, second, rate in zip("甲乙丙丁", now, before, growth, strict=True):
        rows.append([f"{name}镇", N(first, "0.00"), N(second, "0.00"), N(rate, "0.0")])
    rows.append(["合计", N("114.5", "0.00"), N("106", "0.00"), N("8.0", "0.0")])
    return read(rows, answers=answers)


def test_a_proposal_is_rounded_as_its_column_prints_and_says_so() -> None:
    question = only(rates("12.3"), "check")
    said = {option.key: option.zh for option in question.options}
    assert said["printed"] == "以印出的 12.3 为准"
    assert said["computed"] == "应为 10.3（四舍五入到 1 位小数）"
    assert "rounded half up to 1 decimal" in next(one.en for one in question.options if one.key == "computed")
    reading = rates("12.3", answered(question, "computed"))
    fact = fact_at(reading, "D4")
    assert (fact.value, fact.corrected, fact.held) == (Decimal("10.3"), True, ())
    assert not [warning for warning in reading.warnings if warning.severity == "error"]


# ---- a row of which nothing can be read


MESSY = """2024年4月主要指标,,,
指标,计量单位,1-4月累计,同比增长（%）
固定资产投资,亿元,417000,2.0
社会消费品零售总额,亿元,abc,#REF!
神秘指标,只,1e9,-900
"""


def test_a_row_of_words_under_figures_is_no_head_of_another_table(tmp_path: Path) -> None:
    path = tmp_path / "主要指标.csv"
    path.write_text(MESSY, encoding="utf-8")
    reading = understand(load_workbook(path), {}, {})
    unreadable = [one for one in reading.questions if one.kind == "unreadable"]
    assert [one.cells for one in unreadable] == [("C4",), ("C5",), ("D4",)]
    assert {one.kind for one in reading.questions} == {"unreadable", "holder"}
    assert {one.indicator for one in reading.facts} == {"固定资产投资", "神秘指标"}
    assert {(one.cell, one.period) for one in reading.facts} == {
        (cell, "2024-01/2024-04") for cell in ("C3", "D3", "D5")
    }


def test_another_table_below_still_begins_with_its_head(tmp_path: Path) -> None:
    path = tmp_path / "两张表_2024年4月.csv"
    path.write_text(
        "云溪区2024年4月指标,,\n指标,单位,本月\n投资,亿元,4.1\n\n云溪区2024年3月指标,,\n项目,计量单位,本月\n投资,亿元,3.9\n",
        encoding="utf-8",
    )
    reading = understand(load_workbook(path), {}, {})
    assert sorted((one.period, str(one.value)) for one in reading.facts) == [
        ("2024-03", "3.9"),
        ("2024-04", "4.1"),
    ]
