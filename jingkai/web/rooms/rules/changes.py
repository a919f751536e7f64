"""What one version says otherwise than another: by meaning, and line by line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import unified_diff

from jingkai.kernel.rules.diff import diff
from jingkai.kernel.rules.models import RuleSet
from jingkai.web.words import Lang

from .reading import Reading


@dataclass(frozen=True)
class Changed:
    """A place that differs: in words, as the file has it, and what stood and stands there; empty where nothing."""

    place: str
    path: str
    before: str
    after: str


def changes(before: RuleSet, after: RuleSet, lang: Lang) -> list[Changed]:
    """The places in which two versions differ, in words."""
    old, new = Reading(before, lang), Reading(after, lang)
    return [
        Changed(
            new.place(one.place.split(".")),
            one.place,
            _said(old, one.place, one.before),
            _said(new, one.place, one.after),
        )
        for one in diff(before, after)
    ]


def _said(reading: Reading, place: str, value: str | None) -> str:
    if value is None:
        return ""
    try:
        found = json.loads(value) if value[:1] in "{[" else value
    except ValueError:
        found = value
    return reading.cell(place.rpartition(".")[2], found).text


@dataclass(frozen=True)
class TextLine:
    """A line of the comparison of texts: `mark` is `+`, `-` or a blank; `@` begins another part."""

    mark: str
    text: str


def text_changes(before: RuleSet, after: RuleSet) -> list[TextLine]:
    """The two files line by line, with what stands around each change."""
    return list(_lines(before.written, after.written))


def _lines(before: str, after: str) -> Iterator[TextLine]:
    for line in list(unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=2))[2:]:
        yield TextLine("@", "") if line.startswith("@@") else TextLine(line[:1], line[1:])
