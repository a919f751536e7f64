"""`python -m jingkai.engines.expr` computes an expression from plain CSV files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from jingkai.engines.expr.__main__ import main
from tests.proof import proves

FACTS = """measure,unit,value,period,holder,caliber,figure,id
固定资产投资,亿元,62.14,2024-01/2024-06,经开区,,,a1
固定资产投资,亿元,100,2024,经开区,,target,t1
固定资产投资,%,50,2024-06,经开区,,schedule,s1
用工,人,5000余,2024-06,经开区,自报,,a2
税收,万元,,2024-06,经开区,,,a3
"""
EVENTS = """stage,date:date,size:亿元,final:truth
开工,2024-06-03,1.5,是
开工,2024-06-09,0.5,否
开工,,3,是
"""


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    (tmp_path / "facts.csv").write_text(FACTS, encoding="utf-8-sig")
    (tmp_path / "events.csv").write_text(EVENTS, encoding="utf-8")
    return [
        "--facts",
        str(tmp_path / "facts.csv"),
        "--rows",
        f"开工={tmp_path / 'events.csv'}",
        "--period",
        "2024-06",
    ]


@proves("K3.3.1")
@pytest.mark.parametrize(
    ("text", "printed"),
    [
        (
            'share(fact("固定资产投资", ytd), target("固定资产投资")) - schedule("固定资产投资")',
            "12.14百分点",
        ),
        ('fact("用工") + 30人', "≥5030人"),
        ("count(开工 where date in period and size >= 1亿元)", "1~2个"),
        ("sum(开工 where final, size)", "4.5亿元"),
        ('fact("税收")', "未知（登记为未知）"),
    ],
)
def test_a_value_from_files(
    text: str, printed: str, files: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([text, *files]) == 0
    assert capsys.readouterr().out.strip() == printed


@proves("K3.3.4")
def test_words_and_trace(files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(['fact("用工")', *files, "--explain", "--trace", "--lang", "en"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "“用工” of the unit at hand for the period",
        "“用工” of 经开区 for 2024-06 = ≥5000 people [fact:a2]",
    ]


@proves("K3.3.1")
def test_json_names_the_records(files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(['fact("用工")', *files, "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed["references"] == ["fact:a2"]
    assert (printed["value"], printed["qualifier"], printed["unit"]) == ("5000", "≥", "人")
    assert main(["unknown", *files, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["value"] is None


@proves("K3.3.1")
@pytest.mark.parametrize(
    ("facts", "text", "code"),
    [
        (FACTS, 'fact("税受")', "expr.unknown-measure"),
        ("measure,value\n", "1", "expr.file-column"),
        ("measure,unit,value,period\n税收,万元,多,2024-06\n", "1", "expr.file-value"),
        ("measure,unit,value,period\n税收,金币,1,2024-06\n", "1", "expr.file-value"),
        ("measure,unit,value,period\n税收,万元,1,去年\n", "1", "expr.file-value"),
        ("measure,unit,value,period,figure\n税收,万元,1,2024,猜测\n", "1", "expr.file-value"),
    ],
)
def test_a_refusal_goes_to_standard_error(
    facts: str, text: str, code: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "facts.csv"
    path.write_text(facts, encoding="utf-8")
    assert main([text, "--facts", str(path)]) == 2
    assert code in capsys.readouterr().err


@proves("K3.3.1")
@pytest.mark.parametrize(
    "row", ["date:date\n2024-02-30\n", "final:truth\n也许\n", "size:金币\n1\n", "size:亿元\n很多\n"]
)
def test_a_record_that_cannot_be_read_is_named(
    row: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "rows.csv"
    path.write_text(row, encoding="utf-8")
    assert main(["count(行)", "--rows", f"行={path}"]) == 2
    assert "expr.file-value" in capsys.readouterr().err


@proves("K3.3.1")
def test_a_file_that_is_not_there_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["1", "--facts", "nowhere.csv"]) == 2
    assert "nowhere.csv" in capsys.readouterr().err
