"""Ratios among percentages, what △ means, and months that must go on from each other."""

from decimal import Decimal

import pytest

from jingkai.engines.sheets import Reading, understand
from jingkai.engines.sheets.tests.making import N, Shown, book_of, fact_at, read, sheet_of
from tests.proof import proves


def completion(*rates: Shown, answers: dict[str, str] | None = None, plans: bool = True) -> Reading:
    done, goals = (235, 102, 64), (400, 300, 120)
    rows: list[list[Shown]] = [
        ["云溪区2024年1-6月重点项目投资情况表"], [None, None, None, "单位:万元"],
        ["片区", "年度计划", "完成投资", "完成率%"],
        *[[f"{name}片区", goal if plans else None, did, rate]
          for name, goal, did, rate in zip("甲乙丙", goals, done, rates, strict=True)],
    ]  # fmt: skip
    return read(rows, name="云溪区_2024年1-6月.xlsx", answers=answers)


@proves("K3.4.8", "K3.4.17")
def test_a_ratio_among_percentages_is_known_by_the_rows_own_figures() -> None:
    reading = completion(N("58.75"), N("0.34"), N("0.5333", "0.00%"))
    assert [fact_at(reading, f"D{row}").value for row in (4, 5, 6)] == [
        Decimal("58.75"), Decimal("34"), Decimal("53.33")
    ]  # fmt: skip
    assert [notice.cells for notice in reading.warnings if notice.kind == "ratio"] == [("D5",)]
    assert not any(fact.held for fact in reading.facts)


@proves("K3.4.8", "K3.4.12")
def test_ratios_that_nothing_proves_are_asked_about() -> None:
    reading = completion(N("0.5875"), N("0.3412"), N("0.5333"), plans=False)
    (question,) = [question for question in reading.questions if question.kind == "ratio"]
    assert question.cells == ("D4", "D5", "D6")
    ratio = completion(N("0.5875"), N("0.3412"), N("0.5333"), plans=False, answers={question.id: "ratio"})
    assert fact_at(ratio, "D4").value == Decimal("58.75")
    assert fact_at(ratio, "D4").scale == 100
    plain = completion(N("0.5875"), N("0.3412"), N("0.5333"), plans=False, answers={question.id: "percent"})
    assert fact_at(plain, "D4").value == Decimal("0.5875")
    assert not any(fact.held for fact in [*ratio.facts, *plain.facts])


def marked(*rates: Shown, note: str = "", answers: dict[str, str] | None = None) -> Reading:
    rows: list[list[Shown]] = [
        ["云溪区2024年1-6月工业产值情况表"], [None, None, "单位:万元"], ["镇街", "1-6月累计", "同比±%"],
        *[[f"{name}镇", 900, rate] for name, rate in zip("甲乙丙", rates, strict=True)],
    ]  # fmt: skip
    if note:
        rows.append([note])
    return read(rows, name="云溪区_2024年1-6月.xlsx", answers=answers)


@proves("K3.4.8")
@pytest.mark.parametrize(("note", "sign"), [("注:△表示下降。", -1), ("注:“△”为增长。", 1)])
def test_a_note_says_what_the_triangle_means(note: str, sign: int) -> None:
    reading = marked("△8.6", "3.1", "△0.5", note=note)
    assert [fact_at(reading, f"C{row}").value for row in (4, 5, 6)] == [
        sign * Decimal("8.6"), Decimal("3.1"), sign * Decimal("0.5")
    ]  # fmt: skip
    assert not reading.questions


@proves("K3.4.8", "K3.4.12")
def test_a_triangle_that_nothing_explains_is_asked_about() -> None:
    reading = marked("△8.6", "3.1", "△0.5")
    (question,) = [question for question in reading.questions if question.kind == "sign"]
    assert {fact.cell for fact in reading.facts if "sign" in fact.held} == {"C4", "C6"}
    assert fact_at(marked("△8.6", "3.1", "△0.5", answers={question.id: "down"}), "C4").value == Decimal(
        "-8.6"
    )
    assert fact_at(marked("△8.6", "3.1", "△0.5", answers={question.id: "up"}), "C4").value == Decimal("8.6")


@proves("K3.4.8")
def test_beside_figures_that_fall_a_triangle_rises() -> None:
    reading = marked("△8.6", "▼3.1", "△0.5")
    assert [fact_at(reading, f"C{row}").value for row in (4, 5, 6)] == [
        Decimal("8.6"), Decimal("-3.1"), Decimal("0.5")
    ]  # fmt: skip


def months(*to_date: int, single: int) -> Reading:
    """Sheets of January on, each with the cumulative figure; the last also with its own month."""
    sheets = []
    for number, total in enumerate(to_date, 1):
        last = number == len(to_date)
        rows: list[list[Shown]] = [
            [f"云溪区2024年{number}月用电量"], [None, None, "单位:万度"], ["镇街", "累计", "当月" if last else None],
            ["甲镇", total, single if last else None], ["乙镇", 2 * total, 2 * single if last else None],
        ]  # fmt: skip
        sheets.append(sheet_of(rows, name=f"{number}月"))
    return understand(book_of(*sheets, name="云溪区2024年用电量.xlsx"))


@proves("K3.4.17")
def test_last_months_total_and_this_month_make_this_months_total() -> None:
    assert not months(100, 210, 330, single=120).questions
    reading = months(100, 210, 330, single=160)
    assert {question.kind for question in reading.questions} == {"months"}
    assert {(fact.sheet, fact.cell) for fact in reading.facts if fact.held} >= {("3月", "C4"), ("3月", "C5")}


@proves("K3.4.17")
def test_a_total_to_date_that_falls_is_asked_about() -> None:
    assert "months" in {question.kind for question in months(100, 330, 210, single=110).questions}


@proves("K3.4.17", "K3.4.21")
def test_a_month_a_thousand_times_the_one_before_is_a_jump() -> None:
    reading = months(100_000, 210_000, 330, single=120)
    jumps = [question for question in reading.questions if question.kind == "unit-jump"]
    assert {question.cells for question in jumps} == {("B4",), ("B5",)}
    assert all("是它的1/1000）" in question.text for question in jumps)
