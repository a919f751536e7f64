"""`jingkai score` with what if, gain plan and rank intervals: what is printed, what is written, what is refused."""

import csv
from pathlib import Path

import pytest

from jingkai.site.cli import main
from tests.proof import proves

SCHEME = """
tree:
  id: 总分
  of:
    - {id: 税收, weight: 60, method: {completion: {target: 100}}}
    - {id: 开工, weight: 40, method: min-max}
"""
FACTS = "unit,indicator,period,value\n" + "".join(
    f"{unit},{indicator},2024,{value}\n"
    for indicator, values in (("税收", (90, 80, 50)), ("开工", (2, 6, 4)))
    for unit, value in zip("甲乙丙", values, strict=True)
)


@pytest.fixture
def score(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.chdir(tmp_path)
    Path("方案.yaml").write_text(SCHEME, encoding="utf-8")
    Path("数据.csv").write_text(FACTS, encoding="utf-8")
    Path("改动.csv").write_text("unit,indicator,value\n甲,开工,8\n", encoding="utf-8")
    Path("步长.csv").write_text("indicator,step,effort\n开工,2,4\n税收,10,1\n", encoding="utf-8")
    return ["score", "方案.yaml", "数据.csv", "--out", "结果"]


def rows(name: str) -> list[dict[str, str]]:
    with (Path("结果") / name).open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


@proves("A1.6.3")
def test_what_would_change_stands_beside_what_was(
    score: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*score, "--what-if", "改动.csv"]) == 0
    totals = {row["unit"]: row for row in rows("what-if.csv") if row["node"] == "总分"}
    assert {unit: (row["points_before"], row["points"]) for unit, row in totals.items()} == {
        "甲": ("54", "94"), "乙": ("88", "68"), "丙": ("50", "30"),
    }  # fmt: skip
    assert (totals["甲"]["rank_before"], totals["甲"]["rank"]) == ("2", "1")
    assert "假设测算" in capsys.readouterr().out


@proves("A1.6.3")
def test_gains_and_intervals_are_written_and_printed(
    score: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert (
        main([*score, "--gains", "步长.csv", "--intervals", "200", "--vary", "weights", "--lang", "en"]) == 0
    )
    third = [
        (row["indicator"], row["points"], row["per_effort"])
        for row in rows("gains.csv")
        if row["unit"] == "丙"
    ]
    assert third == [("税收", "6", "6"), ("开工", "20", "5")]
    assert [(row["unit"], row["rank"]) for row in rows("intervals.csv")] == [
        ("乙", "1"),
        ("甲", "2"),
        ("丙", "3"),
    ]
    printed = capsys.readouterr().out
    assert "Gains" in printed
    assert "Rank intervals" in printed
    before = (Path("结果") / "intervals.csv").read_bytes()
    assert main([*score, "--intervals", "200", "--vary", "weights"]) == 0
    assert (Path("结果") / "intervals.csv").read_bytes() == before


@proves("A1.6.3")
@pytest.mark.parametrize(
    "more", [["--what-if", "没有.csv"], ["--what-if", "步长.csv"], ["--gains", "改动.csv"]]
)
def test_a_table_that_is_none_is_refused(
    score: list[str], capsys: pytest.CaptureFixture[str], more: list[str]
) -> None:
    assert main([*score, *more]) == 1
    assert "Traceback" not in capsys.readouterr().err


@proves("A1.6.3")
@pytest.mark.parametrize(
    "more", [["--intervals", "0"], ["--intervals", "many"], ["--intervals", "9", "--vary", "everything"]]
)
def test_so_many_and_what_varies_are_named_rightly(score: list[str], more: list[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main([*score, *more])
    assert left.value.code == 2


@proves("A5.4.1")
def test_what_is_not_used_is_said(score: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with Path("数据.csv").open("a", encoding="utf-8") as lines:
        lines.write("甲,外汇,2024,3\n")
    assert main(score) == 0
    assert "外汇" in capsys.readouterr().err
