"""Asks commands as people, and hears the canaries in what they answer."""

import re
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jingkai.site.cli import main

from .canaries import CANARY, DIGITS, Planted
from .commands import Printed

# Who may not read the west street: one of another street, one of the zone without its streets, one who works here and
# has no grant, one who does not work here.
STRANGERS = ("东城干部", "全区干部", "外人", "路人")
ABSENT = "900001"


class Asking:
    """Runs commands as somebody (as the console without a name). `<name` is a file of the folder; `>name` is one that
    is written anew and read with what was printed.
    """

    def __init__(self, capture: pytest.CaptureFixture[str], folder: Path) -> None:
        self._capture, self._folder = capture, folder

    def __call__(self, *words: str, person: str = "") -> Printed:
        self._capture.readouterr()
        files = [self._folder / one[1:] for one in words if one.startswith(">")]
        for path in files:
            path.unlink(missing_ok=True)
        typed = [str(self._folder / one[1:]) if one[0] in "<>" else one for one in words]
        code = main([*typed, *(["--as", person] if person else [])])
        said = self._capture.readouterr()
        # Where the files are is no news.
        out, err = (text.replace(str(self._folder), "") for text in (said.out, said.err))
        return Printed(code, "\n".join([out, *map(_read, files)]), err)


def _read(path: Path) -> str:
    """The text of a file that was written; of a workbook, of all its parts."""
    if not path.exists():
        return ""
    if path.suffix != ".xlsx":
        return path.read_text(encoding="utf-8")
    with ZipFile(path) as book:
        return "\n".join(book.read(name).decode("utf-8") for name in book.namelist())


def heard(said: Printed, command: tuple[str, ...], planted: Planted) -> list[str]:
    """The canaries in what was printed: the word, the digits (hashes left out), the street by its name, its matters by
    their numbers. What the person typed is no news: a refusal says it back.
    """
    words = said.out + said.err
    for typed in (part for word in command[1:] for part in word.split("@")):
        # A number is part of other numbers.
        words = words if typed.isdecimal() else words.replace(typed, "")
    words = re.sub(r"\b[0-9a-f]{32,}\b", "", words)
    found = [CANARY] if CANARY in words else []
    found += [DIGITS] if DIGITS in re.sub(r"[.,]", "", words) else []
    found += [one.label for one in planted.matters if re.search(rf"(?<!\d){one.label}(?!\d)", words)]
    # Names of units are no secret; that a row of the street is there, is one.
    return found + (["西城街道"] if "西城街道" in words else [])


def assert_alike(ask: Asking, hidden: tuple[str, ...], missing: tuple[str, ...], person: str) -> None:
    """What is hidden is refused like what is not there: in the same words, by the same queries, with the same code."""
    answers = [_answered(ask, command, person) for command in (hidden, missing)]
    assert answers[0] == answers[1], hidden
    assert answers[0][0] == 1


def _answered(ask: Asking, command: tuple[str, ...], person: str) -> tuple[int, str, list[str]]:
    """Exit code, complaint and statements, without what was asked for."""
    typed = [part for word in command[1:] for part in word.split("@") if ":" not in part]
    pattern = "|".join([r"\d+", *map(re.escape, typed)])
    with CaptureQueriesContext(connection) as queries:
        said = ask(*command, person=person)
    assert said.out.strip() == ""
    statements = [re.sub(pattern, "#", one["sql"]) for one in queries.captured_queries]
    return said.code, re.sub(pattern, "#", said.err), statements
