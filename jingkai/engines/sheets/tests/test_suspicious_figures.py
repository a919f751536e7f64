"""Units that jump, formulas that are stale, notes that doubt: said aloud, and the figure waits."""

from decimal import Decimal

import pytest

from jingkai.engines.sheets import Question, Reading
from jingkai.engines.sheets.tests.making import N, Shown, fact_at, read
from tests.proof import proves

TOWNS = {"甲镇": "410300", "乙镇": "356200", "丙镇": "298700", "丁镇": "175400"}


def towns(answers: dict[str, str] | None = None, **changed: str) -> Reading:
    """A table that foots, but for the figures that are changed."""
    total = sum(Decimal(number) for number in TOWNS.values())
    rows: list[list[Shown]] = [
        ["云溪区2024年1-3月工业产值情况表"], [None, "单位:万元"], ["镇街", "1-3月累计"],
        *[[name, N(changed.get(name, number))] for name, number in TOWNS.items()], ["合计", N(str(total))],
    ]  # fmt: skip
    return read(rows, answers=answers)


def only(reading: Reading, kind: str) -> Question:
    (question,) = [question for question in reading.questions if question.kind == kind]
    return question


@proves("K3.4.21", "K3.4.25")
@pytest.mark.parametrize(
    ("printed", "times"),
    [("35.62", "1/10000"), ("356.2", "1/1000"), ("356200000", "1000倍"), ("3562000000", "10000倍")],
)
def test_a_figure_in_another_unit_is_named_with_its_factor_and_waits(printed: str, times: str) -> None:
    reading = towns(乙镇=printed)
    question = only(reading, "unit-jump")
    assert question.cells == ("B5",)
    assert f"是它的{times}）" in question.text
    assert fact_at(reading, "B5").held == ("unit-jump",)
    assert [fact.cell for fact in reading.facts if fact.held] == ["B5"]


@proves("K3.4.21")
def test_the_answer_corrects_the_figure_or_lets_it_stand() -> None:
    question = only(towns(乙镇="35.62"), "unit-jump")
    corrected = fact_at(towns({question.id: "computed"}, 乙镇="35.62"), "B5")
    assert (corrected.value, corrected.corrected, corrected.held) == (Decimal(356200), True, ())
    kept = fact_at(towns({question.id: "printed"}, 乙镇="35.62"), "B5")
    assert (kept.value, kept.corrected, kept.held) == (Decimal("35.62"), False, ())


def test_a_wrong_figure_that_is_no_jump_is_a_plain_question() -> None:
    reading = towns(乙镇="365200")
    question = only(reading, "check")
    assert "B8" in question.cells
    assert not [q for q in reading.questions if q.kind == "unit-jump"]


def stale(stored: str, answers: dict[str, str] | None = None) -> Reading:
    rows: list[list[Shown]] = [
        ["云溪区2024年1-3月财政支出情况表"], [None, "单位:万元"], ["科目", "1-3月累计"],
        ["一般公共预算支出", 971], ["政府性基金支出", 8289], ["支出合计", N(stored, formula="SUM(B4:B5)")],
    ]  # fmt: skip
    return read(rows, answers=answers)


@proves("K3.4.22")
def test_a_stored_value_that_its_formula_does_not_give_is_asked_about() -> None:
    reading = stale("8289")
    question = only(reading, "stale-formula")
    assert question.cells == ("B6",)
    assert "9260" in question.text
    assert fact_at(reading, "B6").held == ("stale-formula",)
    assert fact_at(stale("8289", {question.id: "computed"}), "B6").value == Decimal(9260)
    assert fact_at(stale("8289", {question.id: "printed"}), "B6").value == Decimal(8289)


@proves("K3.4.22")
def test_a_stored_value_that_its_formula_gives_is_taken() -> None:
    reading = stale("9260")
    assert not reading.questions
    assert fact_at(reading, "B6").formula == "SUM(B4:B5)"
    assert not fact_at(reading, "B6").held


@proves("K3.4.22")
def test_a_formula_that_was_never_computed_is_asked_about_and_is_not_zero() -> None:
    rows: list[list[Shown]] = [
        ["云溪区2024年1-3月财政支出情况表"], [None, "单位:万元"], ["科目", "1-3月累计"],
        ["一般公共预算支出", 971], ["政府性基金支出", 8289], ["支出合计", N(None, formula="SUM(B4:B5)")],
    ]  # fmt: skip
    reading = read(rows)
    assert only(reading, "uncached-formula").cells == ("B6",)
    assert [fact.cell for fact in reading.facts] == ["B4", "B5"]


def test_a_note_that_doubts_its_figure_is_asked_about() -> None:
    rows: list[list[Shown]] = [
        ["云溪区2024年1-3月财政支出情况表"], [None, "单位:万元"], ["科目", "1-3月累计"],
        ["教育支出", N("971", comment="数据待核实")], ["科技支出", N("8289", comment="按月报送")],
    ]  # fmt: skip
    reading = read(rows)
    assert only(reading, "comment").cells == ("B4",)
    assert fact_at(reading, "B4").held == ("comment",)
    assert not fact_at(reading, "B5").held


def test_words_in_a_column_of_figures_are_asked_about() -> None:
    rows: list[list[Shown]] = [
        ["云溪区2024年1-3月财政支出情况表"], [None, "单位:万元"], ["科目", "1-3月累计"],
        ["教育支出", 971], ["科技支出", "详见附件"], ["卫生支出", 88], ["住房支出", 77],
    ]  # fmt: skip
    reading = read(rows)
    assert only(reading, "unreadable").cells == ("B5",)
    assert [fact.cell for fact in reading.facts] == ["B4", "B6", "B7"]


@proves("K3.4.7")
def test_a_form_of_nothing_but_zeros_is_asked_about() -> None:
    rows: list[list[Shown]] = [
        ["云溪区2024年1-3月财政支出情况表"], [None, None, "单位:万元"], ["科目", "当月", "累计"],
        ["教育支出", 0, 0], ["科技支出", 0, 0], ["卫生支出", 0, 0],
    ]  # fmt: skip
    reading = read(rows)
    question = only(reading, "all-zero")
    assert all(fact.held for fact in reading.facts)
    assert not any(fact.held for fact in read(rows, answers={question.id: "printed"}).facts)


def test_the_same_figure_twice_is_entered_once_and_with_two_values_is_asked_about() -> None:
    def twice(second: str) -> Reading:
        rows: list[list[Shown]] = [
            ["云溪区2024年1-3月工业产值情况表"], [None, "单位:万元"], ["镇街", "1-3月累计"], ["甲镇", N("412")],
            ["乙镇", N("300")], ["甲镇", N(second)],
        ]  # fmt: skip
        return read(rows)

    assert fact_at(twice("412"), "B6").duplicate_of == "B4"
    assert not twice("412").questions
    assert only(twice("421"), "conflict").cells == ("B4", "B6")
    assert {fact.cell for fact in twice("421").facts if fact.held} == {"B4", "B6"}
