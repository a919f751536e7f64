"""`jingkai forecast`: a table of what each method says, with what it missed before, and why where it says nothing."""

import csv
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from jingkai.engines.periods import FORECASTS
from jingkai.site.cli import build_parser, main
from tests.proof import proves

Jingkai = Callable[..., tuple[int, str, str]]
ROOT = Path(__file__).resolve().parents[3]
HEAD = "unit,indicator,period,value,qualifier,id\n"
TAX = HEAD + "".join(
    f"{unit},税收,{period},{value},{mark},{unit}{period[:4]}{'年' if len(period) == 4 else '期'}\n"
    for unit, period, value, mark in [
        ("东城", "2022-01/2022-09", "96", ""),
        ("东城", "2022", "120", ""),
        ("东城", "2023年1-9月", "105", ""),
        ("东城", "2023", "150", ""),
        ("东城", "2024-01/2024-09", "112", ""),
        ("东城", "2024-01/2024-10", "", ""),
        ("西城", "2023-01/2023-09", "9", ""),
        ("西城", "2023", "12", "余"),
        ("西城", "2024-01/2024-09", "10", "余"),
    ]
)


@pytest.fixture
def jingkai(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Jingkai:
    monkeypatch.chdir(tmp_path)
    Path("tax.csv").write_text(TAX, encoding="utf-8")

    def run(*words: str) -> tuple[int, str, str]:
        code = main(["forecast", "tax.csv", "--indicator", "税收", *words])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


@proves("A1.6.5")
def test_a_method_is_named_with_its_past_error_and_its_facts(jingkai: Jingkai) -> None:
    """150 x 112 / 105 = 160; in 2023 it would have said 120 x 105 / 96 = 131.25 for 150."""
    code, printed, wrong = jingkai(
        "--year", "2024", "--unit", "东城", "--method", "growth", "--out", "out.csv"
    )
    assert (code, wrong) == (0, "")
    assert printed.splitlines()[1].split() == [
        "东城", "同比外推法", "2024年1-9月", "112", "160", "160", "182.8571", "12.5%", "2023", "-12.5%",
    ]  # fmt: skip
    with Path("out.csv").open(encoding="utf-8", newline="") as lines:
        (row,) = csv.DictReader(lines)
    assert row == {
        "unit": "东城", "indicator": "税收", "period": "2024-01/2024-09", "method": "growth", "to_date": "112",
        "forecast": "160", "low": "160", "high": "182.857142857", "error": "12.5", "n": "1", "errors": "2023:-12.5",
        "facts": "东城2023期 东城2023年 东城2024期", "why": "",
    }  # fmt: skip


@proves("A1.6.5")
def test_what_is_not_forecast_is_refused_and_has_no_figure(jingkai: Jingkai) -> None:
    code, printed, wrong = jingkai("--year", "2024", "--out", "out.csv", "--lang", "en")
    assert code == 1
    assert "西城" not in printed
    # What is refused for one reason is said once, with the methods it is of.
    assert wrong.count("The figure of '2024-01/2024-09' is not known, or is no exact figure (10余)") == 1
    assert "西城 progress, growth, linear: " in wrong
    with Path("out.csv").open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["unit"] == "西城"]
    assert [(row["method"], row["forecast"], row["low"], row["why"]) for row in rows] == [
        (method, "", "", "periods.forecast-unknown") for method in FORECASTS
    ]


@proves("A1.6.5")
@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--year", "2024", "--month", "10", "--unit", "东城"), "periods.forecast-unknown"),
        (("--year", "2025"), "scoring.period-unknown"),
        (("--year", "2022", "--unit", "东城"), "periods.forecast-history"),
        (("--year", "2024", "--unit", "北城"), "scoring.no-series"),
        (("--year", "2024", "--indicator", "产值"), "scoring.indicator-unknown"),
    ],
)
def test_wrong_use_is_refused_in_both_languages(jingkai: Jingkai, words: tuple[str, ...], code: str) -> None:
    for lang in ("zh", "en"):
        done, printed, wrong = jingkai(*words, "--lang", lang)
        assert (done, printed) == (1, "")
        assert f"[{code}]" in wrong
        assert bool(re.search("[请核]", wrong)) == (lang == "zh")


@proves("A1.6.5")
@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ("东城,税收,2024-02,7,,\n", "periods.not-cumulative"),
        ("东城,税收,2022-Q1,200,,\n东城,税收,2022-01/2022-03,200,,\n", "scoring.duplicate"),
        ("东城,税收,2024-01/2024-06,200,,\n", "periods.forecast-falls"),
        ("东城,税收,2024-01/2024-11,很多,,\n", "scoring.not-a-number"),
    ],
)
def test_facts_that_are_no_series_are_refused(jingkai: Jingkai, rows: str, code: str) -> None:
    Path("tax.csv").write_text(TAX + rows, encoding="utf-8")
    done, printed, wrong = jingkai("--year", "2024", "--unit", "东城")
    assert (done, printed) == (1, "")
    assert f"[{code}]" in wrong


def test_the_methods_of_the_command_are_those_of_the_engine() -> None:
    (commands,) = [one for one in build_parser()._actions if one.dest == "command"]
    assert isinstance(commands.choices, dict)
    (method,) = [one for one in commands.choices["forecast"]._actions if one.dest == "method"]
    assert method.choices == tuple(FORECASTS)


@proves("A1.6.5")
def test_the_document_is_computed(tmp_path: Path, jingkai: Jingkai) -> None:
    """Each method's example in docs/scoring.md comes to what stands beside it."""
    text = (ROOT / "docs" / "scoring.md").read_text(encoding="utf-8").partition("## Forecast")[2]
    (block,) = re.findall(r"```csv\n(.*?)```", text, re.S)
    rows = list(csv.DictReader(block.splitlines()))
    listed = "".join(f"{row['unit']},税收,{row['period']},{row['value']},,\n" for row in rows)
    Path("tax.csv").write_text(HEAD + listed, encoding="utf-8")
    for row in rows:
        if row["forecast"]:
            name = row["unit"]
            code, printed, _ = jingkai("--year", "2024", "--unit", name, "--method", name)
            assert code == 0
            assert printed.splitlines()[1].split()[4] == row["forecast"], name
    assert {row["unit"] for row in rows} == set(FORECASTS)
