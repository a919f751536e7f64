"""python -m jingkai.engines.periods"""

from pathlib import Path

import pytest

from jingkai.engines.periods.__main__ import main


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["due", "2024-01-05", "30 working days"], "2024-02-21\t2024-02-22T00:00:00+08:00"),
        (["due", "2024-08-20 02:10", "1小时"], "2024-08-20\t2024-08-20T03:10:00+08:00"),
        (["due", "2024-08-19T18:10+00:00", "1小时"], "2024-08-20\t2024-08-20T03:10:00+08:00"),
        (["back", "2024-12-31", "30 days"], "2024-12-01"),
        (["workdays", "2024-02-01", "2024-02-29"], "18"),
        (["period", "2024-03"], "2024-03\t2024-02\t2023-03\t1/4"),
    ],
)
def test_it_answers_on_one_line(arguments: list[str], line: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 0
    assert capsys.readouterr().out == line + "\n"


def test_it_says_when_a_year_has_no_notice(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["due", "2027-01-05", "5个工作日"]) == 0
    assert "weekends only" in capsys.readouterr().out


def test_it_takes_another_calendar(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = tmp_path / "days.csv"
    table.write_text("date,kind,name,notice,year\n2027-01-06,holiday,x,y,2027\n", "utf-8")
    assert main(["--calendar", str(table), "due", "2027-01-05", "1个工作日"]) == 0
    assert capsys.readouterr().out.startswith("2027-01-07\t")


@pytest.mark.parametrize(
    "arguments", [["due", "2024-01-05", "soon"], ["--calendar", "none.csv", "period", "2024"]]
)
def test_a_refusal_ends_with_2_and_its_reason(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    assert capsys.readouterr().err
