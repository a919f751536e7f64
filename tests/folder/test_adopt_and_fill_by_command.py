"""A zone brings its folder, confirms the draft, imports, and gets its own Excel back."""

from pathlib import Path

import openpyxl
import yaml

from tests.month.commands import Shell
from tests.proof import proves

SENT = [
    ["滨河经济开发区2024年1-3月固定资产投资完成情况"],
    ["单位：亿元"],
    ["单位名称", "年度计划", "完成投资"],
    ["向阳街道", 20, 5.5],
    ["三水镇", 12, 2.2],
    ["合计", 32, 7.7],
]


def workbook(path: Path, rows: list[list[object]]) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


@proves("K4.4.1", "K4.4.2", "K4.5.1", "K4.5.2")
def test_from_a_folder_to_the_filled_form(shell: Shell, tmp_path: Path) -> None:
    folder = tmp_path / "去年"
    folder.mkdir()
    sent = workbook(folder / "投资.xlsx", SENT)
    draft = tmp_path / "draft.yaml"
    assert shell("init", "--zone", "滨河经济开发区").code == 0

    proposed = shell("adopt", folder, "--out", draft)
    assert proposed.code == 0
    assert "三水镇 固定资产投资  2.2亿元  2024-01/2024-03  投资.xlsx Sheet!C5" in proposed.out
    assert shell("adopt", folder, "--out", draft).code == 1

    confirmed = shell("adopt", "--confirm", draft, "--since", "2024-01-01")
    assert confirmed.code == 0
    assert "新增单位 2" in confirmed.out
    assert shell("import", sent).code == 0

    form = [[*row[:2], None] if index > 2 else row for index, row in enumerate(SENT)]
    blank = workbook(tmp_path / "表.xlsx", form)
    filled = shell("fill", blank)
    assert filled.code == 0
    sheet = openpyxl.load_workbook(tmp_path / "表_已填.xlsx").active
    assert [sheet[f"C{row}"].value for row in (4, 5, 6)] == [5.5, 2.2, 7.7]
    noted = shell("fill", sent, "--out", tmp_path / "灯.xlsx")
    assert noted.code == 0
    assert "灯：正常(2.5百分点)" in openpyxl.load_workbook(tmp_path / "灯.xlsx").active["C4"].comment.text


def test_a_name_near_the_zones_own_is_asked_about_until_a_person_says_what_it_is(
    shell: Shell, tmp_path: Path
) -> None:
    folder = tmp_path / "去年"
    folder.mkdir()
    workbook(folder / "投资.xlsx", [*SENT[:3], ["滨河开发区", 40, 9.9], *SENT[3:5]])
    draft = tmp_path / "draft.yaml"
    shell("init", "--zone", "滨河经济开发区")
    asked = shell("adopt", folder, "--out", draft).out
    assert "单位 2\n" in asked
    assert "可能就是本区（滨河经济开发区） 1" in asked
    assert "滨河开发区 ? 滨河经济开发区" in asked
    confirmed = shell("adopt", "--confirm", draft, "--since", "2024-01-01")
    assert "新增单位 2，别名 0" in confirmed.out
    assert "滨河开发区 固定资产投资" in confirmed.err

    rows = yaml.safe_load(draft.read_text("utf-8"))
    rows["aliases"][0]["confirm"] = "yes"
    draft.write_text(yaml.safe_dump(rows, allow_unicode=True), "utf-8")
    assert "新增单位 0，别名 1" in shell("adopt", "--confirm", draft, "--since", "2024-01-01").out
    again = shell("adopt", folder, "--out", tmp_path / "again.yaml").out
    assert "可能就是本区" not in again


def test_used_wrongly_they_say_what_to_do(shell: Shell, tmp_path: Path) -> None:
    shell("init", "--zone", "滨河经济开发区")
    assert shell("adopt").code == 2
    assert shell("adopt", "x", "--confirm", "y").code == 2
    assert shell("adopt", tmp_path / "nowhere").code == 1
    empty = tmp_path / "空"
    empty.mkdir()
    nothing = shell("adopt", empty, "--lang", "en")
    assert nothing.code == 1
    assert "adoption.nothing-found" in nothing.err
    assert shell("fill", tmp_path / "nowhere.xlsx").code == 1
    text = tmp_path / "表.csv"
    text.write_text("单位名称,产值(万元)\n三水镇,1\n向阳街道,2\n", "utf-8")
    refused = shell("fill", text)
    assert "filling.not-fillable" in refused.err


COUNTED = [
    ["滨河经济开发区2024年1-3月经营主体情况"],
    [None, None, None],
    ["指标", "单位", "1-3月累计"],
    ["新登记经营主体", "户", 1436],
    ["规模以上工业企业", "家", 291],
    ["固定资产投资", "亿元", 7.7],
]


def test_what_is_counted_fills_once_its_table_is_brought_in(shell: Shell, tmp_path: Path) -> None:
    folder = tmp_path / "去年"
    folder.mkdir()
    sent = workbook(folder / "市场监管局_经营主体.xlsx", COUNTED)
    draft = tmp_path / "draft.yaml"
    shell("init", "--zone", "滨河经济开发区")
    shell("adopt", folder, "--out", draft)
    shell("adopt", "--confirm", draft, "--since", "2024-01-01")
    assert shell("import", sent).code == 0
    month = shell("month", "2024-03").out
    assert "个数" not in month
    assert "3 项指标" in month
    for name, shown in (
        ("新登记经营主体", "1,436户"),
        ("规模以上工业企业", "291家"),
        ("固定资产投资", "7.7亿元"),
    ):
        (row,) = [line for line in month.splitlines() if line.startswith(name)]
        assert shown in row


def test_a_department_that_only_file_names_tell_of_is_proposed_and_not_confirmed(
    shell: Shell, tmp_path: Path
) -> None:
    folder = tmp_path / "去年"
    folder.mkdir()
    for name in ("市场监管局_经营主体.xlsx", "统计办_经营主体.xlsx", "主要指标_2024.xlsx"):
        workbook(folder / name, COUNTED)
    draft = tmp_path / "draft.yaml"
    shell("init", "--zone", "滨河经济开发区", "--unit", "统计办")
    said = shell("adopt", folder, "--out", draft).out
    assert "由文件名看出的报送部门 1" in said
    assert "市场监管局  市场监管局_经营主体.xlsx" in said
    rows = yaml.safe_load(draft.read_text("utf-8"))["units"]
    assert [(row["name"], row["confirm"]) for row in rows] == [("市场监管局", "no")]
    assert "新增单位 0" in shell("adopt", "--confirm", draft).out


def test_what_adopt_counts_it_shows(shell: Shell, tmp_path: Path) -> None:
    folder = tmp_path / "去年"
    folder.mkdir()
    many = [[f"指标{chr(0x4E00 + number)}产值", "亿元", number + 1] for number in range(15)]
    workbook(folder / "表.xlsx", [["滨河经济开发区3月主要指标"], *COUNTED[1:3], *many])
    shell("init", "--zone", "滨河经济开发区")
    said = shell("adopt", folder, "--out", tmp_path / "draft.yaml")
    assert "指标 15" in said.out
    assert "另有 3 项，见草稿" in said.out
    assert "1 个问题" in said.out
    assert "? 表.xlsx Sheet!A1  标题“滨河经济开发区3月主要指标”没有年份" in said.out
    assert "1-3月，没有年份" in said.out
    assert "--0" not in said.out
    english = shell("adopt", folder, "--out", tmp_path / "en.yaml", "--lang", "en").out
    assert "and 3 more in the draft" in english
    assert "month 1-3, no year" in english
