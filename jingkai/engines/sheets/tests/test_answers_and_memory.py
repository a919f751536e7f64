"""An answer releases what waited for it, with the reading it names; next month it is remembered."""

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
