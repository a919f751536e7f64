"""The parser of the command line: its explanations and complaints in the language asked for.

They are written in English where an argument is declared, as argparse wants it, and in Chinese in one place,
`help.zh.yaml`, by the English text.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import Any, NoReturn

import yaml

from .columns import wrapped

_USAGE_ERROR = 2


@dataclass(frozen=True)
class Catalogue:
    """Chinese of the texts of help, and of argparse's complaints by pattern."""

    texts: Mapping[str, str]
    complaints: Sequence[tuple[re.Pattern[str], str]]

    def text(self, english: str) -> str:
        """The Chinese of a text; the English itself where there is none."""
        return self.texts.get(english, english)

    def complaint(self, english: str) -> str:
        """The Chinese of a complaint, with what was typed in it; the English itself where there is none."""
        for pattern, zh in self.complaints:
            if found := pattern.fullmatch(english):
                return zh.format(*(self.complaint(part) for part in found.groups()))
        return english


@cache
def chinese() -> Catalogue:
    """help.zh.yaml."""
    text = resources.files(__package__).joinpath("help.zh.yaml").read_text(encoding="utf-8")
    data: dict[str, dict[str, str]] = yaml.load(text, Loader=yaml.BaseLoader)
    return Catalogue(data["texts"], [(re.compile(key), zh) for key, zh in data["complaints"].items()])


def language_asked(arguments: Sequence[str]) -> str:
    """What the last --lang says, before anything is parsed; Chinese without one."""
    asked = ""
    for before, word in pairwise(("", *arguments)):
        if before == "--lang":
            asked = word
        elif word.startswith("--lang="):
            asked = word.removeprefix("--lang=")
    return "en" if asked == "en" else "zh"


class ChineseHelp(argparse.HelpFormatter):
    """Help whose every text is looked up."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)

    def start_section(self, heading: str | None) -> None:
        super().start_section(chinese().text(heading) if heading else heading)

    def add_text(self, text: str | None) -> None:
        super().add_text(chinese().text(text) if text else text)

    def format_help(self) -> str:
        return re.sub(r"^(\w+):$", r"\1：", super().format_help(), flags=re.MULTILINE)

    def _get_help_string(self, action: argparse.Action) -> str | None:
        return chinese().text(action.help) if action.help else action.help

    def _split_lines(self, text: str, width: int) -> list[str]:
        return wrapped(text, width)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "\n".join(indent + line for line in wrapped(text, width - len(indent)))


class ChineseParser(argparse.ArgumentParser):
    """A parser, and with it those of the words below it, that speaks Chinese."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"formatter_class": ChineseHelp} | kwargs)

    def error(self, message: str) -> NoReturn:
        """Says how it is used and what is wrong, and exits with 2."""
        self.print_usage(sys.stderr)
        self.exit(_USAGE_ERROR, f"{self.prog}：{chinese().complaint(message)}\n")
