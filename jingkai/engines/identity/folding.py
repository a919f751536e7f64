"""Folding of names: what is only another way of writing goes, everything else stays."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from opencc import OpenCC

Change = Literal["script", "width", "space", "punctuation", "case"]


@dataclass(frozen=True, slots=True)
class Folded:
    """A name as it is compared, and which differences of writing were taken away to get it."""

    text: str
    changes: frozenset[Change]


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


def _simplified(text: str) -> str:
    return str(_converter().convert(text))


@lru_cache(maxsize=65536)
def fold_name(name: str) -> Folded:
    """Fold script (向陽 = 向阳), width (Ａ = A), case, spaces and punctuation away, and say which mattered.

    What brackets hold, legal forms and suffixes all stay: 有限公司 and 有限责任公司 fold to different texts.
    Folding what is folded changes nothing.
    """
    changes: set[Change] = set()
    text = _step(name, unicodedata.normalize("NFKC", name), "width", changes)
    text = _step(text, _kept(text, "ZC"), "space", changes)
    text = _step(text, _kept(text, "PS"), "punctuation", changes)
    text = _step(text, text.casefold(), "case", changes)
    # Converting may leave a character that converts again, or a compatibility form; both come to rest.
    while (plain := unicodedata.normalize("NFKC", _simplified(text)).casefold()) != text:
        changes.add("script")
        text = plain
    return Folded(_kept(text, "ZCPS"), frozenset(changes))


def _step(before: str, after: str, change: Change, changes: set[Change]) -> str:
    if before != after:
        changes.add(change)
    return after


def _kept(text: str, dropped: str) -> str:
    """The text without characters whose Unicode category begins with one of `dropped`."""
    return "".join(char for char in text if unicodedata.category(char)[0] not in dropped)
