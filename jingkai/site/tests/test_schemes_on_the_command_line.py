"""`jingkai scheme`: a scheme checked, and two of them laid beside each other; what `jingkai score` keeps of one."""

from collections.abc import Callable
from pathlib import Path

import pytest

from jingkai.site.cli import main
from tests.proof import proves

Jingkai = Callable[..., tuple[int, str, str]]
LAST_YEAR = """\
tree:
  id: 总分
  of:
    - {id: 税收, weight: 60, method: {completion: {target: 100}}}
    - {id: 投资, weight: 40, method: min-max}
"""
THIS_YEAR = """\
kind: scheme
body:
  tree:
    id: 总分
    combine: geometric
    of:
      - {id: 税收收入, indicator: 税收, weight: 60, method: {completion: {target: 110}}}
      - {id: 投资, weight: 40, method: min-max}
"""

FACTS = "unit,indicator,period,value\n甲,税收,2024,90\n乙,税收,2024,80\n甲,投资,2024,1\n乙,投资,2024,2\n"


@pytest.fixture
def jingkai(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Jingkai:
    monkeypatch.chdir(tmp_path)
    Path("old.yaml").write_text(LAST_YEAR, encoding="utf-8")
    Path("new.yaml").write_text(THIS_YEAR, encoding="utf-8")

    def run(*words: str) -> tuple[int, str, str]:
        code = main(["scheme", *words])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


@proves("A1.6.4")
def test_what_changes_is_told_in_both_languages(jingkai: Jingkai) -> None:
    code, zh, _ = jingkai("new.yaml", "--against", "old.yaml")
    assert code == 0
    assert "疑似改名  指标 税收收入  编号     税收  税收收入" in zh
    assert "总分满分：原 100 − 取消 100 + 新增 100 + 变动 0 = 现 100" in zh
    assert "总分：各项得分不是相加而成" in zh
    code, en, _ = jingkai("new.yaml", "--against", "old.yaml", "--lang", "en")
    assert "perhaps renamed  indicator 税收收入  id" in en
    assert "Full marks of the total: 100 before - 100 dropped + 100 new + 0 changed = 100 after" in en
    assert jingkai("old.yaml", "--against", "old.yaml")[1].startswith("两份方案内容相同")
    assert jingkai("old.yaml") == (0, "指标 2 个，总分满分 100\n", "")


@proves("A1.1.1")
def test_everything_wrong_is_told_with_its_line(jingkai: Jingkai) -> None:
    Path("new.yaml").write_text(THIS_YEAR.replace("110", "百").replace("min-max", "min"), encoding="utf-8")
    code, printed, wrong = jingkai("new.yaml", "--against", "old.yaml")
    assert (code, printed) == (1, "")
    told = wrong.splitlines()
    assert told[0] == "new.yaml:7：tree.of.0.method.completion.target：应为数，写的是“百”"
    assert told[1].startswith("new.yaml:8：tree.of.1.method：")
    Path("old.yaml").write_text("tree: [", encoding="utf-8")
    code, _, wrong = jingkai("old.yaml", "--lang", "en")
    assert code == 1
    assert "[scoring.scheme]" in wrong
    assert jingkai("none.yaml")[0] == 1
    assert jingkai("new.yaml", "--against", "none.yaml")[0] == 1


@proves("A5.4.2")
def test_the_results_of_a_used_version_stay_as_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    scheme = Path("方案.yaml")
    document = "key: assessment.zone\nversion: '2024'\nbody:\n  " + LAST_YEAR.replace("\n", "\n  ")
    scheme.write_text(document, encoding="utf-8")
    Path("facts.csv").write_text(FACTS, encoding="utf-8")
    assert main(["score", "方案.yaml", "facts.csv", "--out", "out"]) == 0
    scores = Path("out/scores.csv").read_bytes()
    assert Path("out/scheme-used.yaml").read_text(encoding="utf-8") == document

    scheme.write_text(document.replace("weight: 60", "weight: 50"), encoding="utf-8")
    for lang, said in (("zh", "请另立版本号"), ("en", "Give it a new version")):
        assert main(["score", "方案.yaml", "facts.csv", "--out", "out", "--lang", lang]) == 1
        assert said in capsys.readouterr().err
    assert Path("out/scores.csv").read_bytes() == scores
    assert main(["score", "方案.yaml", "facts.csv", "--out", "other"]) == 0
    assert Path("other/scores.csv").read_bytes() != scores
