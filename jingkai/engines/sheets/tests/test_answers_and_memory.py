"""An answer releases what waited for it, with the reading it names; next month it is remembered."""

import pytest

from jingkai.engines.sheets import Reading
from jingkai.engines.sheets.tests.making import N, Shown, fact_at, read
from tests.proof import proves


def table(
    month: int, answers: dict[str, str] | None = None, remembered: dict[str, str] | None = None
) -> Reading:
    rows: list[list[Shown]] = [
        [f"云溪区2024年{month}月税收收入情况表"],
        [None, None, None, "单位:万元"],
        ["镇街", "累计", "当月", "增幅%"],
        ["甲镇", 95 + month, 30, N("4.1")],
        ["乙镇", 64 + month, 20, N("-2.3")],
        ["丙镇", 33 + month, 11, N("8.8")],
    ]
    return read(rows, name=f"云溪区_2024年{month}月.xlsx", answers=answers, remembered=remembered)


@proves("K3.4.12", "K3.4.25")
def test_an_answer_releases_the_figures_with_the_reading_it_names() -> None:
    (question,) = table(3).questions
    for key, period, cumulative in (("single", "2024-03", False), ("cumulative", "2024-01/2024-03", True)):
        answered = table(3, answers={question.id: key})
        rate = fact_at(answered, "D4")
        assert (rate.period, rate.cumulative, rate.held) == (period, cumulative, ())
        assert not answered.questions


@proves("K3.4.14")
def test_the_answer_is_remembered_for_the_next_month_of_the_unit() -> None:
    (question,) = table(3).questions
    assert question.remember is not None
    answered = table(3, answers={question.id: "cumulative"})
    assert answered.answers_used == {question.remember: "cumulative"}
    april = table(4, remembered=answered.answers_used)
    assert not april.questions
    assert fact_at(april, "D4").period == "2024-01/2024-04"
    assert not fact_at(april, "D4").held


@proves("K3.4.14")
def test_an_answer_given_now_outranks_the_remembered_one() -> None:
    (question,) = table(3).questions
    assert question.remember is not None
    both = table(3, answers={question.id: "single"}, remembered={question.remember: "cumulative"})
    assert fact_at(both, "D4").cumulative is False


@proves("K3.4.25")
def test_an_answer_that_is_none_of_the_options_leaves_the_figures_waiting() -> None:
    (question,) = table(3).questions
    answered = table(3, answers={question.id: "perhaps"})
    assert fact_at(answered, "D4").held


def test_a_question_keeps_its_id_and_says_what_its_options_mean_in_both_languages() -> None:
    first, again = table(3).questions[0], table(3).questions[0]
    assert first.id == again.id
    assert [option.key for option in first.options] == ["cumulative", "single"]
    assert all(option.zh and option.en for option in first.options)
    assert first.text
    assert first.en


@proves("K3.4.3", "K3.4.14")
def test_a_missing_unit_is_asked_and_the_typed_answer_is_taken() -> None:
    rows: list[list[Shown]] = [
        ["云溪区2024年1-3月税收收入情况表"],
        ["镇街", "累计"],
        ["甲镇", 95],
        ["乙镇", 64],
    ]
    (question,) = read(rows).questions
    assert question.kind == "unit"
    assert all(fact.unit is None and fact.held == ("unit",) for fact in read(rows).facts)
    answered = read(rows, answers={question.id: "亿元"})
    assert {(fact.unit, fact.held) for fact in answered.facts} == {("亿元", ())}
    later = read(rows, remembered=answered.answers_used)
    assert {fact.unit for fact in later.facts} == {"亿元"}


def test_whose_figures_they_are_is_asked_where_nothing_says_it() -> None:
    rows: list[list[Shown]] = [
        ["2024年1-3月主要指标"], ["指标", "单位", "累计"], ["用电量", "万度", 95], ["用水量", "万吨", 64],
    ]  # fmt: skip
    (question,) = read(rows, name="主要指标.xlsx").questions
    assert question.kind == "holder"
    answered = read(rows, name="主要指标.xlsx", answers={question.id: "云溪经济开发区"})
    assert {(fact.holder, fact.held) for fact in answered.facts} == {("云溪经济开发区", ())}


UNDATED: list[list[Shown]] = [
    ["云溪区税收收入情况表"],
    [None, "单位:万元"],
    ["镇街", "累计"],
    ["甲镇", 95],
    ["乙镇", 64],
]


@pytest.mark.parametrize("answer", ["去年", "2024", "1924年3月", "", "maybe", "2024年13月"])
def test_what_is_no_answer_is_refused_aloud_and_the_question_stays(answer: str) -> None:
    (question,) = read(UNDATED, name="税收.xlsx").questions
    again = read(UNDATED, name="税收.xlsx", answers={question.id: answer})
    assert [one.id for one in again.questions] == [question.id]
    assert [one.kind for one in again.warnings] == ["answer"]
    assert "2024年1-3月" in again.warnings[0].text
    assert all(fact.waits for fact in again.facts)


@pytest.mark.parametrize(
    ("answer", "period"),
    [
        ("2024年1-3月", "2024-01/2024-03"),
        ("2024年3月", "2024-01/2024-03"),
        ("2024-03", "2024-01/2024-03"),
        ("2024年全年", "2024"),
    ],
)
def test_a_table_without_year_and_months_is_dated_by_one_answer(answer: str, period: str) -> None:
    (question,) = read(UNDATED, name="税收.xlsx").questions
    answered = read(UNDATED, name="税收.xlsx", answers={question.id: answer})
    assert {(fact.period, fact.waits) for fact in answered.facts} == {(period, False)}


def test_a_figure_that_an_answer_corrected_raises_no_alarm_any_more() -> None:
    rows: list[list[Shown]] = [
        ["云溪区2024年1-3月工业增加值"],
        [None, None, None, "单位:亿元"],
        ["镇街", "年度目标", "1-3月完成", "完成率%"],
        ["甲镇", 40, N("9.8"), N("24.5")],
        ["乙镇", 35, N("8.1"), N("23.1")],
        ["丙镇", 25, 62000, N("24.8")],
        ["合计", 100, N("24.1"), N("24.1")],
    ]
    asked = read(rows)
    (question,) = asked.questions
    assert [one.kind for one in asked.warnings] == ["footing", "completion"]
    assert "62000" in question.en
    assert "6.2" in question.en
    assert not read(rows, answers={question.id: "computed"}).warnings
    printed = read(rows, answers={question.id: "printed"})
    assert len(printed.warnings) == 2
