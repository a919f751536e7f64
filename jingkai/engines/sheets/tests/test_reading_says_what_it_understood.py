"""`jingkai read FILE [--json]` needs no database: facts, questions, warnings in the shape of the expected files."""

import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from jingkai.engines.sheets.report import report
from jingkai.engines.sheets.tests.making import N, Shown, read
from jingkai.engines.sheets.tests.metamorph.samples import sample
from tests.exam.build import build
from tests.proof import proves

ROWS: list[list[Shown]] = [
    ["云溪区2024年3月税收收入情况表"], [None, None, None, "单位:万元"], ["镇街", "累计", "当月", "增幅%"],
    ["甲镇", 95, 30, N("4.1")], ["乙镇", 64, 20, N("-2.3")],
]  # fmt: skip
KEYS = {
    "holder",
    "indicator",
    "period",
    "cumulative",
    "value",
    "unit",
    "measure",
    "qualifier",
    "sheet",
    "cell",
}


@proves("K3.4.23")
def test_the_json_has_the_shape_of_the_expected_files() -> None:
    data = read(ROWS).to_json()
    one = sample("e01")
    assert one is not None
    assert set(data) >= {"facts", "range_facts", "questions", "warnings", "records"}
    assert set(data["facts"][0]) >= KEYS & set(one.expected["facts"][0])
    assert set(data["facts"][0]) >= KEYS
    assert json.loads(json.dumps(data)) == data
    assert all(isinstance(fact["value"], str) and Decimal(fact["value"]) for fact in data["facts"])


@proves("K3.4.25")
def test_a_disputed_cell_is_emitted_and_marked_as_held() -> None:
    held = [fact for fact in read(ROWS).to_json()["facts"] if fact["held"]]
    assert [(fact["cell"], fact["held_because"]) for fact in held] == [("D4", ["period"]), ("D5", ["period"])]


@proves("K3.4.26")
def test_a_printed_range_comes_as_an_interval() -> None:
    rows: list[list[Shown]] = [
        ["云溪区2024年主要目标"], ["指标", "单位", "全年计划"], ["生产总值", "亿元", "3560-3570"],
        ["税收收入", "亿元", 12],
    ]  # fmt: skip
    data = read(rows, name="云溪区_2024年.xlsx").to_json()
    (interval,) = data["range_facts"]
    assert (interval["low"], interval["high"], interval["unit"]) == ("3560", "3570", "亿元")
    assert [fact["cell"] for fact in data["facts"]] == ["C4"]


@proves("K3.4.12", "K3.4.23")
@pytest.mark.parametrize(("lang", "word"), [("zh", "请答复"), ("en", "Please answer")])
def test_the_report_names_facts_and_questions_in_both_languages(lang: str, word: str) -> None:
    reading = read(ROWS)
    text = report(reading, lang)
    assert word in text
    for question in reading.questions:
        assert question.id in text
    for fact in reading.facts:
        assert fact.cell in text


@proves("K3.4.23")
def test_the_command_reads_a_file_without_a_database(tmp_path: Path) -> None:
    path = build(tmp_path)[0]
    done = subprocess.run(
        [str(Path(sys.executable).with_name("jingkai")), "read", str(path), "--json"],
        capture_output=True, cwd=tmp_path, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    data = json.loads(done.stdout)
    assert len(data["facts"]) == len(json.loads(Path(f"{path}.expected.json").read_text("utf-8"))["facts"])
