"""The whole thread on the published samples: import, month, proof, publish, undo, and the month as before."""

import json
import re
from pathlib import Path

import pytest

from jingkai.engines.periods import Period
from jingkai.kernel.facts.known import known
from jingkai.kernel.facts.models import Fact
from tests.proof import proves

from .commands import Shell

SAMPLES = Path(__file__).resolve().parents[3] / "shared/data/workbooks"
needs_samples = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the published sample workbooks are not here")


def sample(number: str) -> Path:
    (found,) = [one for one in SAMPLES.glob(f"{number}_*") if one.suffix != ".json"]
    return found


def expected(number: str) -> list[dict[str, object]]:
    text = (SAMPLES / f"{sample(number).name}.expected.json").read_text(encoding="utf-8")
    found: list[dict[str, object]] = json.loads(text)["facts"]
    return found


def batch_of(printed: str) -> str:
    found = re.search(r"批次 (\d+)", printed)
    assert found is not None, printed
    return found[1]


@needs_samples
@proves("K4.3.1", "K4.3.2", "K4.3.3", "K4.6.1", "INV.6")
def test_import_month_prove_undo_and_the_month_is_as_before(shell: Shell) -> None:
    assert shell("init", "--zone", "福田区", "--unit", "统计局").code == 0
    empty = shell("month", "2016-03", "--json").out

    done = shell("import", sample("v03"), "--unit", "统计局", "--caliber", "统计")
    assert done.code == 0, done.err
    month = shell("month", "2016-03").out
    for fact in expected("v03"):
        if fact["measure"] == "amount" and "/" not in str(fact["indicator"]) and not fact.get("duplicate_of"):
            assert str(fact["value"]) in month, fact

    # Every figure opens down to its cell, file and people.
    sheet = shell("prove", "固定资产投资额@2016-03").out
    assert "69.88亿元" in sheet
    assert f"{sample('v03').name} 一季度 C6" in sheet
    assert "统计局" in sheet
    assert re.search(r"所知截至  \d+\n  摘要  [0-9a-f]{64}", sheet)

    twice = shell("import", sample("v03"), "--unit", "统计局", "--caliber", "统计")
    assert "没有新内容" in twice.out
    assert shell("month", "2016-03").out.splitlines()[3:] == month.splitlines()[3:]

    assert shell("undo", batch_of(done.out), "--reason", "传错文件").code == 0
    again = json.loads(shell("month", "2016-03", "--json").out)
    assert {**again, "as_of": 0} == {**json.loads(empty), "as_of": 0}
    assert shell("verify").code == 0
    assert shell("doctor").code == 0


@needs_samples
@proves("K4.3.6", "K4.3.7", "INV.4", "INV.8")
def test_a_published_month_holds_its_import_and_is_computed_again_to_the_same_bytes(shell: Shell) -> None:
    shell("init", "--zone", "福田区")
    batch = batch_of(shell("import", sample("v03")).out)
    before = shell("month", "2016-03", "--json").out
    as_of = json.loads(before)["as_of"]
    assert shell("month", "2016-03", "--publish").code == 0

    refused = shell("undo", batch, "--reason", "传错文件")
    assert (refused.code, "records.batch-published" in refused.err) == (1, True)

    # Whatever is entered later, the month as of then has the same bytes.
    shell("import", sample("v03"), "--caliber", "公布")
    assert shell("month", "2016-03", "--as-of", as_of, "--json").out == before
    assert shell("month", "2016-03", "--json").out != before


@needs_samples
@proves("K4.3.1")
def test_a_disputed_cell_and_an_unknown_year_stay_out_until_they_are_answered(
    shell: Shell, tmp_path: Path
) -> None:
    shell("init", "--zone", "天水经济技术开发区")
    done = shell("import", sample("v02"))
    assert re.search(r"未入账 8月 B12：有疑问", done.out), done.out
    assert not Fact.objects.filter(cell="B12").exists()
    question = re.search(r"\? (stale-formula-\w+)", done.out)
    assert question is not None
    answers = tmp_path / "答复.json"
    answers.write_text(json.dumps({question[1]: "computed"}), encoding="utf-8")
    answered = shell("import", sample("v02"), "--answers", answers)
    assert re.search(r"入账 1，更正 0，已有 \d+，待答复 0", answered.out), answered.out
    # The published total, 971 + 8289, not the stale 8289 of the cell.
    (fact,) = known(
        Period.parse("2021-08"), measures=Fact.objects.filter(cell="B12").values_list("measure", flat=True)
    )
    assert str(fact.quantity) == "9260万元"

    undated = shell("import", sample("v05"))
    assert "入账 0" in undated.out
    assert re.search(r"\? year-\w+", undated.out)


@needs_samples
@proves("K4.3.5", "INV.5")
def test_two_offices_with_two_numbers_stand_side_by_side_with_their_cells(
    shell: Shell, tmp_path: Path
) -> None:
    shell("init", "--zone", "福田区", "--unit", "统计局", "--unit", "发改局")
    shell("import", sample("v03"), "--unit", "统计局", "--caliber", "统计")
    own = tmp_path / "发改_2016年1-3月.csv"
    own.write_text(
        "福田区2016年1-3月投资完成情况\n单位：亿元\n指标,1-3月累计\n固定资产投资额,71.02\n",
        encoding="utf-8-sig",
    )
    shell("import", own, "--unit", "发改局", "--caliber", "自报")
    month = shell("month", "2016-03").out
    part = month.split("部门之间不一致")[1]
    assert re.search(r"69\.88亿元  统计  统计局  .*C6", part)
    assert re.search(r"71\.02亿元  自报  发改局  .*B4", part)
    # Shown is the first caliber of the order; nothing is added.
    assert "140.9" not in month
    assert re.search(r"固定资产投资额 \[统计\] +69\.88亿元", month)
