"""What argparse prints is in Chinese, or in English with --lang en; every text of a command has its Chinese."""

import argparse
import re
from collections.abc import Callable, Iterator

import pytest

from jingkai.site.cli import build_parser, main
from jingkai.site.columns import width
from jingkai.site.parser import chinese, language_asked

Said = Callable[..., str]


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Said:
    """What a command line prints before it exits without having run a command."""

    def run(*words: str) -> str:
        with pytest.raises(SystemExit):
            main(list(words))
        printed = capsys.readouterr()
        return printed.out + printed.err

    return run


def parsers(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    yield parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for below in action.choices.values():
                yield from parsers(below)


def texts(parser: argparse.ArgumentParser) -> set[str]:
    """Everything that the parsers explain, in English."""
    every = list(parsers(parser))
    found = {text for one in every for text in (one.description, one.epilog) if text}
    found |= {group.title for one in every for group in one._action_groups if group.title}
    return found | {action.help for one in every for action in one._actions if action.help}


def test_every_text_has_its_chinese_and_no_chinese_lacks_its_text() -> None:
    wanted = texts(build_parser("en"))
    assert wanted - set(chinese().texts) == set()
    assert set(chinese().texts) - wanted == set()


def test_every_chinese_text_is_chinese() -> None:
    assert [zh for zh in chinese().texts.values() if not re.search(r"[一-鿿]", zh)] == []


def test_the_list_of_commands_is_in_the_language_asked_for(said: Said) -> None:
    zh, en = said("--help"), said("--help", "--lang", "en")
    assert "用法：" in zh
    assert "\n选项：\n" in zh
    assert "表格入账" in zh
    assert "bring workbooks in" not in zh
    assert "usage: " in en
    assert "bring workbooks in" in en
    assert not re.search(r"入账|选项|用法", en)


def test_a_command_explains_itself_in_the_language_asked_for(said: Said) -> None:
    zh = said("matters", "open", "--help")
    assert "牵头单位" in zh
    assert "the unit that leads" not in zh
    for words in (("--lang=en", "matters", "open", "--help"), ("matters", "open", "--lang", "en", "--help")):
        assert "the unit that leads" in said(*words)


@pytest.mark.parametrize(
    ("words", "zh", "en"),
    [
        (["import"], "缺少：FILE", "the following arguments are required: FILE"),
        (["month", "2024-03", "--nix"], "没有这样的参数：--nix", "unrecognized arguments: --nix"),
        (
            ["month", "2024-03", "--zone"],
            "--zone：后面要写一项内容",
            "argument --zone: expected one argument",
        ),
        (["signal", "list"], "缺少：period", "the following arguments are required: period"),
        (["undo", "三"], "batch：'三' 不是整数", "argument batch: invalid int value: '三'"),
        (
            ["init", "--since", "2024-3-1"],
            "--since：'2024-3-1' 不是日期，请写成 2024-03-05",
            "argument --since: invalid day value: '2024-3-1'",
        ),
        (["matters", "open", "x", "--u"], "--u：后面要写一项内容", "argument --unit: expected one argument"),
    ],
)
def test_a_complaint_is_in_the_language_asked_for(said: Said, words: list[str], zh: str, en: str) -> None:
    told = said(*words)
    assert zh.rpartition("：")[2] in told
    assert en not in told
    assert en in said(*words, "--lang", "en") or en in said("--lang", "en", *words)


def test_a_word_that_is_no_command_is_answered_with_those_there_are(said: Said) -> None:
    told = said("frob")
    assert "没有 'frob'，可用的有：" in told
    assert "'month'" in told
    assert "invalid choice" in said("frob", "--lang", "en")


def test_the_language_may_stand_before_the_command_or_behind_it(capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["--lang", "en", "read", "none.csv"], ["read", "none.csv", "--lang", "en"]):
        assert main(words) == 1
        assert capsys.readouterr().err == "none.csv: there is no such file or folder\n"
    assert main(["read", "none.csv"]) == 1
    assert capsys.readouterr().err == "none.csv：没有这个文件或文件夹\n"


def test_the_last_language_named_is_the_one() -> None:
    assert language_asked(["month"]) == "zh"
    assert language_asked(["--lang", "en", "month", "--lang", "zh"]) == "zh"
    assert language_asked(["--lang=zh", "month", "--lang=en"]) == "en"


def test_chinese_help_keeps_within_the_terminal(said: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    explained = said("fill", "--help").partition("\n\n")[2]
    assert max(width(line) for line in explained.splitlines()) <= 40
