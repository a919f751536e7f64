"""What the month's commands refuse, with its code, in either language, and nothing written."""

import argparse
import errno
import re
from pathlib import Path

import pytest
from django.db import OperationalError

from jingkai.site.commands._common import guarded
from tests.proof import proves

from .commands import Shell


@pytest.fixture
def zone(shell: Shell) -> Shell:
    assert shell("init", "--zone", "滨河经济开发区", "--unit", "统计办").code == 0
    return shell


def workbook(folder: Path, text: str = "固定资产投资,38.62") -> Path:
    path = folder / "经发_2024年1-3月.csv"
    head = "滨河经济开发区2024年1-3月主要指标\n单位：亿元\n指标,1-3月累计\n"
    path.write_text(f"{head}{text}\n", encoding="utf-8-sig")
    return path


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (["month", "2024-13"], "periods.no-such-month"),
        (["month", "三月"], "periods.unreadable"),
        (["month", "2024-03", "--as-of", "999999"], "site.as-of-outside"),
        (["month", "2024-03", "--as-of", "-1"], "site.as-of-outside"),
        (["prove", "fact:1", "--as-of", "999999"], "site.as-of-outside"),
        (["fill", "x.xlsx", "--as-of", "999999"], "site.as-of-outside"),
        (["rules", "try", "1", "--month", "2024-03", "--as-of", "999999"], "site.as-of-outside"),
        (["month", "2024-03", "--zone", "无此区"], "facts.zone-unknown"),
        (["month", "2024-01/2025-02"], "economy.period-not-whole"),
        (["month", "2024-03", "--publish"], "economy.nothing-to-publish"),
        (["month", "2024-03", "--publish", "--as-of", "1"], "economy.publishes-now"),
        (["prove", "固定资产投资"], "economy.ref-unreadable"),
        (["prove", "固定资产投资@三月"], "economy.ref-unreadable"),
        (["prove", "固定资产投资@2024-03"], "economy.figure-unknown"),
        (["prove", "fact:999"], "facts.not-known"),
        (["prove", "target:999"], "facts.not-known"),
        (["prove", "month:999"], "facts.not-known"),
        (["undo", "999", "--reason", "x"], "records.batch-not-live"),
        (["import", "x.csv", "--caliber", "x"], "facts.unknown-word"),
        (["import", "x.csv", "--unit", "无此单位"], "facts.reporting-unit-unknown"),
        (["import", "x.csv", "--as", "无此人"], "parties.person-unknown"),
        (["import", "x.csv", "--answers", "none.json"], "facts.answers-unreadable"),
    ],
)
def test_a_refusal_has_its_code_and_a_sentence_in_either_language(
    zone: Shell, command: list[str], code: str
) -> None:
    before = zone("verify").out
    zh, en = (zone(*command, "--lang", lang) for lang in ("zh", "en"))
    for refused in (zh, en):
        assert refused.code == 1
        assert refused.err.endswith(f"[{code}]\n")
        assert refused.out == ""
    assert "。" in zh.err
    assert "。" not in en.err
    assert zone("verify").out == before


def test_a_missing_or_broken_file_is_named_and_the_others_go_in(zone: Shell, tmp_path: Path) -> None:
    broken = tmp_path / "坏.xlsx"
    broken.write_bytes(b"PK\x03\x04")
    done = zone("import", tmp_path / "none.csv", broken, workbook(tmp_path))
    assert done.code == 1
    assert "none.csv" in done.err
    assert "坏.xlsx" in done.err
    assert "入账 1" in done.out


def test_a_caliber_that_is_none_is_answered_with_those_there_are(zone: Shell, tmp_path: Path) -> None:
    refused = zone("import", workbook(tmp_path), "--caliber", "x")
    assert refused.code == 1
    assert all(word in refused.err for word in ("自报", "认定", "统计", "公布"))
    assert "入账" not in refused.out
    assert zone("import", workbook(tmp_path), "--caliber", "统计").code == 0


def test_why_a_file_cannot_be_read_is_said_in_the_language_asked_for(zone: Shell, tmp_path: Path) -> None:
    broken, binary, listed = (tmp_path / name for name in ("broken.json", "binary.json", "list.json"))
    broken.write_text('{"a": ', encoding="utf-8")
    binary.write_bytes(b"\xff")
    listed.write_text("[]", encoding="utf-8")
    file, none = workbook(tmp_path), tmp_path / "none.csv"
    for command, zh, en in (
        (["import", none], "没有这个文件或文件夹", "there is no such file or folder"),
        (["import", tmp_path], "这是文件夹，不是文件", "it is a folder, not a file"),
        (["read", none], "没有这个文件或文件夹", "there is no such file or folder"),
        (["fill", none], "没有这个文件或文件夹", "there is no such file or folder"),
        (["restore", none], "没有这个文件或文件夹", "there is no such file or folder"),
        (["backup", none / "x.tar"], "没有这个文件或文件夹", "there is no such file or folder"),
        (["adopt", "--confirm", none], "没有这个文件或文件夹", "there is no such file or folder"),
        (["adopt", file], "这不是文件夹", "it is not a folder"),
        (["import", file, "--answers", broken], "第 1 行第 7 个字符处不合 JSON 格式", "not JSON at line 1"),
        (["read", file, "--answers", broken], "第 1 行第 7 个字符处不合 JSON 格式", "not JSON at line 1"),
        (["fill", file, "--answers", binary], "不是 UTF-8 编码的文本", "it is not text in UTF-8"),
        (["import", file, "--answers", listed], "内容不是 JSON 对象", "it is no JSON object"),
    ):
        refused, english = zone(*command), zone(*command, "--lang", "en")
        assert refused.code == english.code > 0, command
        assert zh in refused.err, command
        assert en in english.err, command
        assert "Errno" not in refused.err + english.err


@proves("INV.8", "K4.3.2")
def test_undo_needs_a_reason_but_asks_for_it_only_where_it_can_withdraw(zone: Shell, tmp_path: Path) -> None:
    def undo(batch: str, *more: str) -> str:
        refused = zone("undo", batch, *more)
        assert refused.code == 1
        return refused.err.rpartition("[")[2].strip("]\n")

    def batch_of(text: str) -> str:
        found = re.search(r"批次 ([0-9]+)", zone("import", workbook(tmp_path, text)).out)
        assert found
        return found[1]

    assert undo("99999") == "records.batch-not-live"
    first, second = batch_of("固定资产投资,38.62"), batch_of("税收收入,3.5")
    assert undo(first) == undo(first, "--reason", " ") == "records.reason-missing"
    assert zone("undo", first, "--reason", "报错了").code == 0
    assert undo(first) == undo(first, "--reason", "x") == "records.batch-withdrawn"
    assert zone("month", "2024-03", "--publish").code == 0
    assert undo(second) == undo(second, "--reason", "x") == "records.batch-published"


def test_a_month_is_named_as_people_type_it(zone: Shell, tmp_path: Path) -> None:
    zone("import", workbook(tmp_path))
    for typed in ("2024年3月", "202403", "２０２４年３月"):
        assert zone("month", typed).out == zone("month", "2024-03").out
    assert "38.62" in zone("month", "2024年1-3月").out
    assert zone("signal", "list", "2024年3月").code == 0


def test_a_changed_figure_is_named_and_waits_for_a_reason(zone: Shell, tmp_path: Path) -> None:
    zone("import", workbook(tmp_path))
    changed = workbook(tmp_path, "固定资产投资,38.26")
    asked = zone("import", changed)
    assert "原报 38.62亿元，现为 38.26亿元" in asked.out
    assert "与原报不同 1" in asked.out
    assert "38.62" in zone("month", "2024-03").out
    zone("import", changed, "--reason", "重复计算")
    sheet = zone("prove", "固定资产投资@2024-03").out
    assert "38.26亿元" in sheet
    assert "← 38.62亿元 → 重复计算" in sheet


def test_an_init_twice_changes_nothing(zone: Shell) -> None:
    before = zone("verify").out
    assert zone("init", "--zone", "滨河经济开发区", "--unit", "统计办").out == "就绪。\n"
    assert zone("verify").out == before


def test_a_zone_without_figures_is_told_to_import(zone: Shell) -> None:
    assert "请先运行 jingkai import" in zone("month", "2024-03").out
    assert "Run jingkai import first" in zone("month", "2024-03", "--lang", "en").out


def test_what_lies_outside_is_told_in_a_line_and_never_as_a_traceback(
    zone: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    zone("import", workbook(tmp_path))
    for lang, said in (("zh", "读写不了"), ("en", "cannot be read or written")):
        refused = zone("month", "2024-03", "--html", tmp_path / "none" / "x.html", "--lang", lang)
        assert refused.code == 1
        assert said in refused.err

    def unreachable(*_: object, **__: object) -> None:
        raise OperationalError("connection failed\nsecond line")

    monkeypatch.setattr("jingkai.kernel.facts.zones.find_zone", unreachable)
    refused = zone("month", "2024-03")
    assert (refused.code, refused.err) == (1, "数据库用不了：connection failed\n")


def test_a_reader_of_the_output_that_goes_away_is_no_fault_of_a_file(
    zone: Shell, capsys: pytest.CaptureFixture[str]
) -> None:
    @guarded
    def print_to_nobody(_: argparse.Namespace) -> int:
        raise BrokenPipeError(errno.EPIPE, "Broken pipe")

    with pytest.raises(BrokenPipeError):
        print_to_nobody(argparse.Namespace(lang="zh"))
    assert capsys.readouterr().err == ""


def test_who_reports_is_said_when_no_unit_is_named_and_a_near_name_is_proposed(
    zone: Shell, tmp_path: Path
) -> None:
    assert "按“滨河经济开发区”自己报送" in zone("import", workbook(tmp_path)).out
    assert "自己报送" not in zone("import", workbook(tmp_path), "--unit", "统计办").out
    assert "统计办" in zone("import", workbook(tmp_path), "--unit", "统计局").err


def test_one_of_several_zones_has_to_be_named(zone: Shell) -> None:
    zone("init", "--zone", "临江经济开发区")
    refused = zone("month", "2024-03")
    assert "facts.zone-unnamed" in refused.err
    assert "--zone" in refused.err
    assert "滨河经济开发区、临江经济开发区" in refused.err


def test_without_a_zone_the_way_to_found_one_is_told(shell: Shell) -> None:
    shell("init")
    refused = shell("month", "2024-03")
    assert "jingkai init --zone" in refused.err
    assert "[facts.no-zone]" in refused.err


def test_an_answer_without_its_question_is_told(zone: Shell, tmp_path: Path) -> None:
    answers = tmp_path / "answers.json"
    answers.write_text('{"zzz": "1"}', encoding="utf-8")
    for command in ("import", "read"):
        done = zone(command, workbook(tmp_path), "--answers", answers)
        assert (done.code, "zzz" in done.err) == (0, True)


@proves("K4.3.7")
def test_a_month_says_what_was_published_and_whether_it_has_changed_since(
    zone: Shell, tmp_path: Path
) -> None:
    zone("import", workbook(tmp_path))
    assert "已公布" not in zone("month", "2024-03").out
    zone("month", "2024-03", "--publish")
    unchanged = zone("month", "2024-03").out
    assert "已公布：月度:1" in unchanged
    assert "此后数据有变" not in unchanged
    zone("import", workbook(tmp_path, "固定资产投资,38.26"), "--reason", "重复计算")
    changed = zone("month", "2024-03").out
    assert "已公布：月度:1" in changed
    assert "此后数据有变" in changed
