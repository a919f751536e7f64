"""python -m jingkai.engines.quantity"""

import io

import pytest

from jingkai.engines.quantity.__main__ import main


def test_it_prints_what_each_text_is_read_as(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["5000余家", "8处8家"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "5000余家\t≥5000家\t5000\t≥\t家",
        "8处\t8处\t8\t\t处",
        "8家\t8家\t8\t\t家",
    ]


def test_it_says_what_is_no_figure(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["翻番"]) == 1
    assert "不是数" in capsys.readouterr().out


def test_it_reads_lines_with_the_unit_of_a_header(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("3500\n1.2亿\n"))
    assert main(["--unit", "万元", "-"]) == 0
    assert [line.split("\t")[1] for line in capsys.readouterr().out.splitlines()] == ["3500万元", "1.2亿元"]


def test_it_finds_figures_in_running_text(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--find", "2024年检查8家"]) == 0
    assert capsys.readouterr().out.startswith("8家\t")


def test_an_unknown_unit_is_refused_with_its_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--unit", "斛", "5"]) == 2
    assert "quantity.unit-unknown" in capsys.readouterr().err
