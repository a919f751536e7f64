"""A perfect reading passes, and each single fault costs exactly what it should."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.exam.build import SHELVES, expected
from tests.exam.fold import fold, made_of_words
from tests.exam.grade import faults, table
from tests.exam.judge import Verdict, cells_of, judge

EXPECTED = {declare.__name__: expected(declare()) for books in SHELVES.values() for declare in books}


def perfect(sheet: dict[str, Any]) -> dict[str, Any]:
    """What a reader returns that reads all, asks all musts and holds what is disputed."""
    facts = [
        {**fact, "held": bool(fact.get("disputed")), "qualifier": fact.get("bound") or fact["qualifier"]}
        for fact in sheet["facts"]
    ]
    questions = [question for question in sheet["expected_questions"] if question["must"]]
    return copy.deepcopy(
        {"facts": facts, "questions": questions, "warnings": [], "records": sheet.get("records", [])}
    )


def spoilt(name: str, spoil: Callable[[dict[str, Any]], object]) -> Verdict:
    reading = perfect(EXPECTED[name])
    spoil(reading)
    return judge(reading, EXPECTED[name])


@pytest.mark.parametrize("name", EXPECTED)
def test_a_perfect_reading_passes(name: str) -> None:
    verdict = judge(perfect(EXPECTED[name]), EXPECTED[name])
    assert verdict.passed, faults(verdict)
    assert verdict.right == verdict.due
    assert not verdict.noise
    assert not verdict.extra


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("holder", "龙泉镇"),
        ("period", "2024-02"),
        ("cumulative", True),
        ("value", "1826"),
        ("unit", "亿元"),
        ("measure", "growth"),
        ("indicator", "固定资产投资"),
    ],
)
def test_one_wrong_word_makes_a_fact_wrong_and_wrongly_imported(key: str, value: object) -> None:
    def spoil(reading: dict[str, Any]) -> None:
        (fact,) = [fact for fact in reading["facts"] if fact["cell"] == "C4"]
        fact[key] = value

    verdict = spoilt("tax_by_town", spoil)
    assert len(verdict.wrong) == 1
    assert len(verdict.imported_wrongly) == 1
    assert not verdict.passed


def test_a_wrong_fact_that_is_held_is_wrong_but_not_imported() -> None:
    def spoil(reading: dict[str, Any]) -> None:
        reading["facts"][0] |= {"value": "1", "held": True}

    verdict = spoilt("tax_by_town", spoil)
    assert len(verdict.wrong) == 1
    assert not verdict.imported_wrongly


def test_a_missing_fact_is_missing_and_nothing_else() -> None:
    verdict = spoilt("tax_by_town", lambda reading: reading["facts"].pop(0))
    assert (len(verdict.missing), len(verdict.wrong), len(verdict.imported_wrongly)) == (1, 0, 0)


def test_a_rank_read_as_a_fact_is_imported_wrongly() -> None:
    def spoil(reading: dict[str, Any]) -> None:
        reading["facts"].append({**reading["facts"][0], "cell": "I4", "value": "4", "indicator": "位次"})

    verdict = spoilt("tax_by_town", spoil)
    assert len(verdict.extra) == 1
    assert len(verdict.imported_wrongly) == 1


def test_a_planted_error_must_be_told_and_held() -> None:
    def not_held(reading: dict[str, Any]) -> None:
        for fact in reading["facts"]:
            fact["held"] = False

    verdict = spoilt("tax_by_town", not_held)
    assert verdict.unnoticed == ["税收!C10 transposed_digits: told, but not held"]
    assert len(verdict.imported_wrongly) == 1

    silent = spoilt("tax_by_town", lambda reading: reading["questions"].clear())
    assert silent.unnoticed == ["税收!C10 transposed_digits: not told"]
    assert len(silent.unasked) == 2


def test_a_needless_question_is_counted_and_fails_nobody() -> None:
    question = {"sheet": "税收", "cells": ["I4"], "text": "位次从何而来？"}
    verdict = spoilt("tax_by_town", lambda reading: reading["questions"].append(question))
    assert len(verdict.noise) == 1
    assert verdict.passed


def test_a_bound_read_as_an_exact_number_is_wrong() -> None:
    def spoil(reading: dict[str, Any]) -> None:
        for fact in reading["facts"]:
            fact["qualifier"] = ""

    verdict = spoilt("foreign_capital", spoil)
    assert [words.split()[0] for words in verdict.wrong] == ["外资!H3", "外资!H4", "外资!H5", "外资!H6"]


def test_a_range_read_as_its_lower_end_is_imported_wrongly() -> None:
    def spoil(reading: dict[str, Any]) -> None:
        lower = {**EXPECTED["foreign_capital"]["range_facts"][0], "value": "800", "low": "800", "high": "800"}
        reading["facts"].append({**lower, "cumulative": None})

    assert spoilt("foreign_capital", spoil).imported_wrongly == ["外资!B6 800, not 800 to 1000"]


def test_two_values_under_one_name_collide() -> None:
    def spoil(reading: dict[str, Any]) -> None:
        for fact in reading["facts"]:
            fact |= {"indicator": "固定资产投资", "category": ""}

    verdict = spoilt("fixed_investment", spoil)
    assert len(verdict.collisions) > 10


def test_a_lost_record_and_a_changed_field_are_reported() -> None:
    def spoil(reading: dict[str, Any]) -> None:
        reading["records"].pop()
        reading["records"][0]["fields"]["牵头单位"] = "财政局"

    assert len(spoilt("supervision_list", spoil).records_wrong) == 2


def test_a_date_may_come_back_as_it_was_printed() -> None:
    def spoil(reading: dict[str, Any]) -> None:
        reading["records"][0]["fields"]["完成时限"] = "2024/6/30"

    assert spoilt("supervision_list", spoil).passed


def test_the_published_samples_are_judged_by_the_same_rules() -> None:
    samples = Path(__file__).resolve().parents[3] / "shared" / "data" / "workbooks"
    if not samples.is_dir():
        pytest.skip("the published sample workbooks are not beside the repository")
    sheets = [
        json.loads(path.read_text(encoding="utf-8")) for path in sorted(samples.glob("*.expected.json"))
    ]
    verdicts = [judge(perfect(sheet), sheet) for sheet in sheets]
    assert [verdict.passed for verdict in verdicts] == [True] * 6
    # 267 facts by the samples' own README, two of them repeated and therefore free to be absent.
    assert sum(verdict.due for verdict in verdicts) == 267 - 2


def test_three_needless_questions_on_one_sheet_are_too_many() -> None:
    asked = [{"sheet": "税收", "cells": [f"I{n}"], "text": "位次从何而来？"} for n in (4, 5, 6)]
    assert not spoilt("tax_by_town", lambda reading: reading["questions"].extend(asked)).passed


def test_names_fold_over_script_width_space_and_punctuation() -> None:
    assert fold("向陽 街道（Ａ）") == fold("向阳街道a")
    assert fold("增长") != fold("下降")


def test_an_indicator_may_be_made_of_the_words_around_it() -> None:
    assert made_of_words("规上工业产值/向阳街道", ["规上工业", "产值（亿元）", "向阳街道"])
    assert not made_of_words("固定资产投资", ["规上工业", "产值（亿元）"])
    assert not made_of_words("", ["规上工业"])


def test_cells_are_listed_from_ranges_and_lists() -> None:
    assert cells_of("K5:K7,B2") == ["K5", "K6", "K7", "B2"]


def test_the_table_names_each_file_and_sums_up() -> None:
    verdicts = [judge(perfect(EXPECTED[name]), EXPECTED[name]) for name in ("tax_by_town", "months_across")]
    lines = table(verdicts).splitlines()
    assert [line.split()[0] for line in lines[1:3]] == ["e02", "e05"]
    assert "84/84" in lines[3]
    assert lines[3].endswith("2 of 2 pass")
