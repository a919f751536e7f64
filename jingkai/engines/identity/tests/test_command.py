"""The engine on the command line: what it prints and how it ends."""

from pathlib import Path

import pytest

from jingkai.engines.identity.__main__ import main


def test_check_ends_well_only_when_every_code_holds(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "91350100M000100Y43"]) == 0
    assert "有效 valid" in capsys.readouterr().out
    assert main(["check", "91350100M000100Y43", "91350100M000100Y34"]) == 1
    out = capsys.readouterr().out
    assert "identity.code-check" in out
    assert "? 91350100M000100Y43  相邻对调 swapped (17、18)" in out


def test_a_citizens_number_is_not_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "110105194912310021"]) == 1
    out = capsys.readouterr().out
    assert "110105**********21" in out
    assert "1949" not in out


def test_compare_prints_verdict_and_reasons(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", "拱辰办", "拱辰街道办事处"]) == 0
    assert "可能相同 likely" in capsys.readouterr().out
    assert main(["compare", "城东街道", "城南街道"]) == 1
    assert "只差“东”与“南”" in capsys.readouterr().out


def test_find_reads_a_plain_file_of_names(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = tmp_path / "names.txt"
    names.write_text("城东街道\n\n向陽街道\n", encoding="utf-8")
    assert main(["find", "向阳街道", str(names)]) == 0
    assert "向阳街道 | 向陽街道  相同 same" in capsys.readouterr().out
    assert main(["find", "龙泉镇", str(names)]) == 1


def test_an_empty_name_is_refused_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", "", "城东街道"]) == 2
    assert "identity.name-empty" in capsys.readouterr().err
