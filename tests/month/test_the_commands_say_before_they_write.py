"""What a command is about to do is said before it is done: who reports, what is blank, which file is written over."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from jingkai.kernel.records.models import Batch
from jingkai.systems.economy.models import PublishedMonth

from .commands import Shell
from .test_the_commands_refuse_with_a_reason import workbook


@pytest.fixture
def zone(shell: Shell) -> Shell:
    assert shell("init", "--zone", "滨河经济开发区", "--unit", "统计办").code == 0
    return shell


def test_that_the_zone_itself_reports_is_said_before_the_figures_go_in(zone: Shell, tmp_path: Path) -> None:
    said = zone("import", workbook(tmp_path)).out
    assert said.index("未写 --unit") < said.index("入账 1")
    assert said.count("未写 --unit") == 1


DRAFT = """zone: 滨河经济开发区
indicators:
- {confirm: yes, code: A1, name: 固定资产投资, unit: 亿元, formula: 'fact("固定资产投资", ytd)', aspect: amount}
- {confirm: yes, code: A2, name: 税收收入, unit: 亿元, formula: 'fact("税收收入", ytd)', aspect: amount}
"""


def test_a_month_with_blanks_is_published_only_when_that_is_meant(zone: Shell, tmp_path: Path) -> None:
    draft = tmp_path / "adopt.yaml"
    draft.write_text(DRAFT, encoding="utf-8")
    assert zone("adopt", "--confirm", draft).code == 0
    zone("import", workbook(tmp_path), "--unit", "统计办")
    refused = zone("month", "2024-03", "--publish")
    assert (refused.code, "site.month-has-blanks" in refused.err) == (1, True)
    assert "2 项指标中有 1 项没有数" in refused.err
    assert not PublishedMonth.objects.exists()
    assert zone("month", "2024-03", "--publish", "--yes").code == 0
    assert PublishedMonth.objects.count() == 1


def test_a_page_is_never_written_over_unasked(zone: Shell, tmp_path: Path) -> None:
    zone("import", workbook(tmp_path), "--unit", "统计办")
    page = tmp_path / "month.html"
    page.write_text("mine", encoding="utf-8")
    refused = zone("month", "2024-03", "--html", page, "--publish")
    assert (refused.code, "未覆盖" in refused.err) == (1, True)
    assert page.read_text(encoding="utf-8") == "mine"
    assert not PublishedMonth.objects.exists()
    assert zone("month", "2024-03", "--html", page, "--force").code == 0
    assert "38.62" in page.read_text(encoding="utf-8")


def test_answers_of_other_tables_are_no_fault_unless_something_is_still_asked(
    zone: Shell, tmp_path: Path
) -> None:
    other = tmp_path / "answers.json"
    other.write_text('{"year-0123456789": "2024"}', encoding="utf-8")
    for command in ("import", "read"):
        assert zone(command, workbook(tmp_path), "--answers", other).err == ""
    asking = tmp_path / "投资.csv"
    asking.write_text(
        "滨河经济开发区1-3月投资\n单位：亿元\n指标,1-3月累计\n固定资产投资,3.5\n", encoding="utf-8-sig"
    )
    for command in ("import", "read"):
        assert "year-0123456789" in zone(command, asking, "--answers", other).err


def test_a_batch_that_never_was_is_said_not_to_be_there(zone: Shell) -> None:
    before = Batch.objects.count()
    refused = zone("undo", "99999", "--reason", "x").err
    assert "没有已生效的批次 99999" in refused
    assert "There is no live batch 99999" in zone("undo", "99999", "--reason", "x", "--lang", "en").err
    assert Batch.objects.count() == before


def test_a_pdf_is_called_a_pdf(zone: Shell, tmp_path: Path) -> None:
    pdf = tmp_path / "报表.xlsx"
    pdf.write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    refused = zone("import", pdf)
    assert "[sheets.pdf]" in refused.err
    assert "网页" not in refused.err


def test_a_short_name_that_is_answered_by_a_registered_name_goes_in_and_any_other_answer_is_refused(
    zone: Shell, tmp_path: Path
) -> None:
    zone("init", "--unit", "向阳街道", "--unit", "三水镇")
    table = tmp_path / "投资_2024年1-3月.csv"
    text = "滨河经济开发区2024年1-3月投资\n单位：亿元\n单位名称,完成投资\n向阳街办,5.5\n三水,2.2\n"
    table.write_text(text, encoding="utf-8-sig")
    asked = zone("import", table, "--unit", "统计办").out
    assert asked.count("是哪个单位？") == 2
    assert "简称" not in asked
    ids = [line.split()[1] for line in asked.splitlines() if line.startswith("  ? ")]
    answers = tmp_path / "answers.json"

    def answer(first: str, second: str) -> str:
        answers.write_text(f'{{"{ids[0]}": "{first}", "{ids[1]}": "{second}"}}', encoding="utf-8")
        return zone("import", table, "--unit", "统计办", "--answers", answers).out

    refused = answer("向阳街道办事处", "没有的镇")
    assert "答复“没有的镇”不能采用" in refused
    assert "待答复 2" in refused
    done = answer("向阳街道", "三水镇")
    assert "入账 2" in done
    assert "“向阳街办”按“向阳街道”入账" in done
    assert "“三水”按“三水镇”入账" in done


def test_a_data_folder_that_is_out_of_reach_is_one_line(tmp_path: Path) -> None:
    # A file where the folder should be: also root cannot look into it, as others cannot into a folder without rights.
    place = tmp_path / "data"
    place.write_text("", encoding="utf-8")
    env = os.environ | {
        "JINGKAI_DATA_DIR": str(place / "below"),
        "JINGKAI_DATABASE_URL": f"sqlite:///{tmp_path}/db.sqlite3",
    }
    env.pop("DJANGO_SETTINGS_MODULE", None)
    command = [sys.executable, "-m", "jingkai.site.cli", "month", "2024-03"]
    done = subprocess.run(command, env=env, capture_output=True, text=True)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "读写不了" in done.stderr
