"""The bulletin's words in both languages (words.yaml), and sentences in which figures stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from jingkai.kernel.papers.content import Figure, Sentence
from jingkai.web.rooms.words import Words as RoomWords
from jingkai.web.words import Lang

__all__ = ["Lang", "Part", "Words"]

# What a sentence is made of.
Part = str | Figure | Sentence
# Stands where a figure will; no word has one.
_MARK = "\x00"


class Words(RoomWords):
    """`words("title")` in one language. Raises KeyError for a word that is not there."""

    def __init__(self, lang: Lang) -> None:
        super().__init__(lang, __package__)

    def sentence(self, key: str, **parts: Part) -> Sentence:
        """The words of `key` with parts put in, of which figures stay figures."""
        text = self(key, **{name: f"{_MARK}{name}{_MARK}" for name in parts})
        return flat(parts[piece] if place % 2 else piece for place, piece in enumerate(text.split(_MARK)))

    def listed(self, parts: Sequence[Part]) -> Sentence:
        """Several one after the other: A、B、C."""
        found: list[Part] = []
        for part in parts:
            found += [self("and"), part] if found else [part]
        return flat(found)


def flat(parts: Iterable[Part]) -> Sentence:
    """One sentence of texts, figures and sentences."""
    found: list[str | Figure] = []
    for part in parts:
        found += part.parts if isinstance(part, Sentence) else [part] if part else []
    return Sentence(tuple(found))
