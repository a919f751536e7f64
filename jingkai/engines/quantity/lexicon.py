"""The words around a figure, from lexicon.yaml, and the patterns made of them and of a unit table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import yaml

from jingkai.engines.quantity.numerals import CHARACTERS, LONGEST
from jingkai.engines.quantity.registry import Units

DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_LARGE = "万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千|百"


@dataclass(frozen=True)
class Lexicon:
    """What lexicon.yaml says: words with their mark, signs, range words, money signs, what is no figure."""

    before: Mapping[str, str]
    after: Mapping[str, str]
    inside: Mapping[str, str]
    traditional: Mapping[str, str]
    signs: Mapping[str, int]
    signs_after: tuple[str, ...]
    ranges: tuple[str, ...]
    hyphens: tuple[str, ...]
    currencies: Mapping[str, str]
    parts: Mapping[str, str]
    not_numbers: tuple[str, ...]
    not_before: frozenset[str]
    not_after: frozenset[str]
    idioms: tuple[str, ...]
    longest_plain_digits: int

    @classmethod
    def load(cls, path: Path) -> Lexicon:
        """The lexicon in a YAML file shaped as the shipped one."""
        return cls._from(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader))

    @classmethod
    def shipped(cls) -> Lexicon:
        """The lexicon that comes with the platform."""
        return _shipped()

    @classmethod
    def _from(cls, data: Mapping[str, Any]) -> Lexicon:
        return cls(
            before=_marked(data["before"]),
            after=_marked(data["after"]),
            inside=_marked(data["inside"]),
            traditional=dict(data["traditional"]),
            signs={word: int(sign) for word, sign in data["signs"].items()},
            signs_after=tuple(data["signs_after"]),
            ranges=tuple(data["ranges"]),
            hyphens=tuple(data["hyphens"]),
            currencies=dict(data["currencies"]),
            parts=dict(data["parts"]),
            not_numbers=tuple(data["not_numbers"]),
            not_before=frozenset(data["not_before"]),
            not_after=frozenset(data["not_after"]),
            idioms=tuple(data["idioms"]),
            longest_plain_digits=int(data["longest_plain_digits"]),
        )


@dataclass(frozen=True)
class Patterns:
    """One compiled pattern for each place in a figure."""

    before: re.Pattern[str]
    after: re.Pattern[str]
    inside: re.Pattern[str]
    sign: re.Pattern[str]
    sign_after: re.Pattern[str]
    range: re.Pattern[str]
    currency: re.Pattern[str]
    part: re.Pattern[str]
    unit: re.Pattern[str]
    digits: re.Pattern[str]
    chain: re.Pattern[str]
    magnitude: re.Pattern[str]
    numeral: re.Pattern[str]
    start: re.Pattern[str]
    any_digit: re.Pattern[str]


def compiled(lexicon: Lexicon, units: Units) -> Patterns:
    """The patterns of `lexicon` and `units`."""
    magnitude = alternatives([*units.magnitudes, "百", "十"])
    # A spelling of its own goes before a magnitude and a spelling: 千瓦时 is not 千 x 瓦时, 百分点 not 百 x
    # 分点.
    spelling = alternatives(units.spellings)
    atom = rf"(?:{spelling}|(?:{alternatives(units.magnitudes)})\s*(?:{spelling}))"
    signs = alternatives(lexicon.signs)
    currency = alternatives(lexicon.currencies)
    return Patterns(
        before=re.compile(rf"({alternatives(lexicon.before)})\s*"),
        after=re.compile(rf"\s*({alternatives(lexicon.after)})"),
        inside=re.compile(rf"\s*({alternatives(lexicon.inside)})"),
        sign=re.compile(rf"({signs})\s*"),
        sign_after=re.compile(rf"\s*({alternatives(lexicon.signs_after)})"),
        range=re.compile(rf"\s*({alternatives([*lexicon.ranges, *lexicon.hyphens])})\s*"),
        currency=re.compile(rf"({currency})\s*"),
        part=re.compile(rf"({alternatives(lexicon.parts)})\s*"),
        unit=re.compile(rf"\s*({atom}(?:\s*[/·]\s*{atom}){{0,3}})"),
        digits=re.compile(DIGITS),
        chain=re.compile(rf"(?:{DIGITS}\s*(?:{_LARGE})\s*){{2,6}}(?![0-9])"),
        magnitude=re.compile(rf"\s*({magnitude})"),
        numeral=re.compile(rf"[{CHARACTERS}]{{1,{LONGEST + 1}}}(?:[点點][{CHARACTERS}]{{1,{LONGEST}}})?"),
        any_digit=re.compile(rf"[0-9{CHARACTERS}]"),
        start=re.compile(
            rf"[0-9{CHARACTERS}]|{signs}|{currency}|{alternatives(lexicon.before)}|{alternatives(lexicon.parts)}"
        ),
    )


CHAIN_LINK = re.compile(rf"({DIGITS})\s*({_LARGE})")


@cache
def shipped_patterns() -> Patterns:
    """The patterns of what comes with the platform."""
    return compiled(Lexicon.shipped(), Units.shipped())


@cache
def _shipped() -> Lexicon:
    text = resources.files("jingkai.engines.quantity").joinpath("lexicon.yaml").read_text(encoding="utf-8")
    return Lexicon._from(yaml.load(text, Loader=yaml.BaseLoader))


def _marked(groups: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    return {word: group["mark"] for group in groups for word in group["words"]}


def alternatives(words: Iterable[str]) -> str:
    """A pattern for any of `words`, the longest first; an English word ends where its letters do."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word) + (_WORD_END if _is_english(word) else "") for word in ordered)


_WORD_END = r"(?![A-Za-z])"


def _is_english(word: str) -> bool:
    return word[-1:].isascii() and word[-1:].isalpha()
