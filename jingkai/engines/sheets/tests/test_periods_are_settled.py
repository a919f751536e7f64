"""Month or year to date: what is said is taken, what is open is weighed by evidence, what stays close is asked."""

import pytest

from jingkai.engines.sheets import Reading, lexicon
from jingkai.engines.sheets.tests.making import N, Shown, fact_at, read
from tests.proof import proves

PARTS: list[list[Shown]] = [
    ["甲镇", 30, 95, N("4.1")],
    ["乙镇", 20, 64, N("-2.3")],
    ["丙镇", 11, 33, N("8.8")],
]


def ask_about(reading: Reading) -> list[str]:
    return [question.kind for question in reading.questions]


@proves("K3.4.9")
@pytest.mark.parametrize(
    ("month", "to_date"),
    [
        ("当月", "累计"),
        ("本月", "本年累计"),
        ("3月", "1-3月"),
        ("3月份", "1至3月"),
        ("三月", "一季度"),
        ("本月数", "累计数"),
    ],
)
def test_a_header_that_says_its_months_is_taken_at_its_word(month: str, to_date: str) -> None:
    reading = read(
        [["云溪区2024年3月税收收入情况表"], [None, None, "单位:万元"], ["镇街", month, to_date],
         *[row[:3] for row in PARTS]],
    )  # fmt: skip
    single, cumulative = fact_at(reading, "B4"), fact_at(reading, "C4")
    assert (single.period, single.cumulative) == ("2024-03", False)
    assert (cumulative.period, cumulative.cumulative) == ("2024-01/2024-03", True)
    assert not reading.questions


@proves("K3.4.12", "K3.4.25")
def test_a_rate_that_could_be_of_the_month_or_of_the_year_to_date_is_asked_about() -> None:
    """The two amounts are equally near and nothing speaks for either: the lead is below the stated margin."""
    reading = read(
        [["云溪区2024年3月税收收入情况表"], [None, None, None, "单位:万元"], ["镇街", "累计", "当月", "增幅%"],
         *[[name, total, month, rate] for name, month, total, rate in PARTS]],
    )  # fmt: skip
    (question,) = [question for question in reading.questions if question.kind == "period"]
    assert {option.key for option in question.options} == {"cumulative", "single"}
    assert question.must
    assert all(fact.held == ("period",) for fact in reading.facts if fact.measure == "growth")
    assert not any(fact.held for fact in reading.facts if fact.measure == "amount")


@proves("K3.4.17")
def test_a_figure_that_a_note_quotes_with_its_period_settles_its_column() -> None:
    head: list[Shown] = ["镇街", "累计", "当月", "增幅%"]
    rows: list[list[Shown]] = [[name, total, month, rate] for name, month, total, rate in PARTS]
    for words, cumulative in (
        ("注:1-3月累计,丙镇税收增长8.8%。", True),
        ("注:3月当月,丙镇税收增长8.8%。", False),
    ):
        reading = read(
            [["云溪区2024年3月税收收入情况表"], [None, None, None, "单位:万元"], head, *rows, [words]]
        )
        assert "period" not in ask_about(reading)
        assert {fact.cumulative for fact in reading.facts if fact.measure == "growth"} == {cumulative}


@proves("K3.4.12")
def test_the_margin_is_the_stated_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same table is asked about or not as the margin of reading.yaml is above or below the lead."""
    stated = dict(lexicon.weights())
    rows: list[list[Shown]] = [
        ["云溪区2024年3月税收收入情况表"], [None, None, None, "单位:万元"], ["镇街", "累计", "当月", "增幅%"],
        *[[name, total, month, rate] for name, month, total, rate in PARTS],
    ]  # fmt: skip
    lead = stated["prior"]["nearest_left_amount"] - stated["prior"]["cumulative_by_habit"]
    assert lead < stated["margin"]
    for margin, asked in ((lead - 0.01, False), (lead + 0.01, True)):
        monkeypatch.setattr(lexicon, "weights", lambda margin=margin: {**stated, "margin": margin})
        assert ("period" in ask_about(read(rows))) is asked


@proves("K3.4.17")
def test_completion_that_comes_out_says_which_amount_it_is_of() -> None:
    rows: list[list[Shown]] = [
        ["云溪区2024年3月税收收入情况表"], [None, "单位:万元"],
        ["镇街", "全年计划", "累计", "当月", "完成年度计划%"],
        ["甲镇", 400, 95, 30, N("23.8")], ["乙镇", 200, 64, 20, N("32")], ["丙镇", 150, 33, 11, N("22")],
    ]  # fmt: skip
    reading = read(rows)
    assert "period" not in ask_about(reading)
    assert {fact.period for fact in reading.facts if fact.measure == "completion_rate"} == {"2024-01/2024-03"}
    of_month = [[*row[:4], N(rate)] for row, rate in zip(rows[3:], ("7.5", "10", "7.3"), strict=True)]
    reading = read([*rows[:3], *of_month])
    assert {fact.period for fact in reading.facts if fact.measure == "completion_rate"} == {"2024-03"}


@proves("K3.4.9")
def test_the_files_name_is_evidence_for_year_and_month() -> None:
    rows: list[list[Shown]] = [
        ["税收收入情况表"],
        [None, "单位:万元"],
        ["镇街", "累计"],
        ["甲镇", 95],
        ["乙镇", 64],
    ]
    reading = read(rows, name="云溪区_2024年1-5月税收.xlsx")
    assert {(fact.holder, fact.period) for fact in reading.facts} == {
        ("甲镇", "2024-01/2024-05"), ("乙镇", "2024-01/2024-05")
    }  # fmt: skip


@proves("K3.4.9", "K3.4.12")
def test_a_title_and_a_file_name_that_disagree_are_a_question() -> None:
    reading = read(
        [
            ["云溪区2024年4月税收收入情况表"],
            [None, "单位:万元"],
            ["镇街", "累计"],
            ["甲镇", 95],
            ["乙镇", 64],
        ],
        name="云溪区_2024年5月税收.xlsx",
    )
    assert ask_about(reading) == ["period-conflict"]
    assert all("period-conflict" in fact.held for fact in reading.facts)


@proves("K3.4.12")
def test_a_table_without_a_year_asks_for_it() -> None:
    rows: list[list[Shown]] = [
        ["云溪区3月税收收入情况表"], [None, "单位:万元"], ["镇街", "当月"], ["甲镇", 95], ["乙镇", 64],
    ]  # fmt: skip
    reading = read(rows, name="云溪区税收.xlsx")
    (question,) = reading.questions
    assert question.kind == "year"
    assert {fact.period for fact in reading.facts} == {"--03"}
    answered = read(rows, name="云溪区税收.xlsx", answers={question.id: "2024"})
    assert {fact.period for fact in answered.facts} == {"2024-03"}
    assert not answered.questions
