"""`jingkai score` says what a scheme and its facts may have meant otherwise, though it computes them as they stand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from jingkai.site.cli import main
from tests.proof import proves

HEAD = "unit,indicator,period,value\n"
Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """A scheme and facts scored: the code and what is said on the side."""

    def score(scheme: str, facts: str, *more: str) -> tuple[int, str]:
        (tmp_path / "s.yaml").write_text(scheme, encoding="utf-8")
        (tmp_path / "f.csv").write_text(HEAD + facts, encoding="utf-8")
        paths = [str(tmp_path / name) for name in ("s.yaml", "f.csv", "out")]
        code = main(["score", paths[0], paths[1], "--out", paths[2], *more])
        return code, capsys.readouterr().err

    return score


@proves("A5.4.1")
@pytest.mark.parametrize(
    ("scheme", "facts", "zh", "en"),
    [
        (
            "tree: {id: 总分, of: [{id: 一级, weight: 30, weights: 100, of: [{id: x, weight: 100, method: given}]}]}",
            "甲,x,2024,60\n",
            "满分 30，其下各项满分合计 100",
            "beyond the full marks",
        ),
        (
            "tree: {id: 总分, of: [{id: x, weight: 10, method: min-max}]}",
            "甲,x,2024,1\n乙,x,2024,2\n合计,x,2024,3\n",
            "“合计”像是合计",
            "a total or a mean by its name",
        ),
        (
            "{tiers: [{tier: 优秀, score: 90}], tree: {id: 总分, of: [{id: x, weight: 100, method: given}]}}",
            "甲,x,2024,95\n乙,x,2024,60\n",
            "没有等次：“乙”",
            "2024: 1 without a tier",
        ),
        (
            "tree: {id: 总分, of: [{id: x, weight: 10, method: given}]}",
            "甲,x,2024,95\n乙,x,2024,10\n",
            "“x”满分 10，得分超出了满分（“甲”）",
            "beyond them ('甲')",
        ),
        (
            "tree: {id: 总分, of: [{id: x, gather: count, missing: zero, method: {events: {per: -1}}}]}",
            "甲,x,2024,1\n乙,x,2024,0\n",
            "数值写 0 的行也各计一个",
            "rows of 0 count",
        ),
    ],
)
def test_what_may_be_a_slip_is_said(run: Run, scheme: str, facts: str, zh: str, en: str) -> None:
    for lang, said in (("zh", zh), ("en", en)):
        code, told = run(scheme, facts, "--lang", lang)
        assert (code, said in told) == (0, True), told


def test_what_is_as_it_should_be_goes_without_a_word(run: Run, tmp_path: Path) -> None:
    scheme = """{tiers: [{tier: 优秀, score: 9}, {tier: 一般}], tree: {id: 总分, of: [
        {id: x, weight: 10, cap: 12, method: given}]}}"""
    assert run(scheme, "甲,x,2024,12\n乙,x,2024,9\n") == (0, "")
    (tmp_path / "u.csv").write_text("unit\n全市\n甲\n", encoding="utf-8")
    assert run(scheme, "甲,x,2024,1\n全市,x,2024,9\n", "--units", str(tmp_path / "u.csv")) == (0, "")


@proves("A5.4.1")
def test_a_name_misspelt_for_one_unit_is_told_beside_what_is_missing(run: Run) -> None:
    scheme = "tree: {id: 总分, of: [{id: 税收, weight: 10, method: min-max}]}"
    code, told = run(scheme, "甲,税收,2024,1\n乙,税牧,2024,2\n")
    assert (code, "税牧（是不是 税收？）" in told) == (1, True)


@proves("A1.1.1")
def test_a_scheme_is_refused_with_the_line_and_all_that_is_wrong(run: Run) -> None:
    scheme = "tree:\n  id: 总分\n  of:\n    - {id: x, wieght: 10, method: {completion: {traget: 60}}}\n"
    code, told = run(scheme, "甲,x,2024,1\n")
    assert (code, "s.yaml:4：tree.of.0.wieght" in told, "是不是 weight？" in told) == (1, True, True)
    code, told = run(scheme.replace("wieght", "weight"), "甲,x,2024,1\n")
    assert (code, "是不是 target？" in told) == (1, True)
