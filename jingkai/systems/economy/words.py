"""The month's words in both languages (words.yaml)."""

from __future__ import annotations

import re

from jingkai.web.words import Lang, word_table
from jingkai.web.words import Words as WordsOf

__all__ = ["Lang", "Words", "ref_of", "ref_words"]

# The kinds of record that people name by a number.
REFERRED = ("fact", "target", "event", "month", "unit")
_REFERENCE = re.compile(rf"\b({'|'.join(REFERRED)}):(\d+)")


class Words(WordsOf):
    """`words("behind_by", points="4.6")` in one language. Raises KeyError for a word that is not there."""

    def __init__(self, lang: Lang) -> None:
        super().__init__(lang, __package__)


def ref_words(text: str, words: Words) -> str:
    """References in a text by the words of the language: fact:12 is 数据:12 in Chinese. `ref_of` turns them back."""
    return _REFERENCE.sub(lambda one: f"{words(f'ref_{one[1]}')}:{one[2]}", text)


def ref_of(typed: str) -> str:
    """A reference as it is kept, from either language: 数据：12 is fact:12. Another text stays as it is."""
    word, colon, key = typed.replace("：", ":").partition(":")
    kinds = {word_table(__package__)[f"ref_{kind}"]["zh"]: kind for kind in REFERRED}
    return f"{kinds[word]}:{key}" if colon and word in kinds else typed
