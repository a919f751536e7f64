"""The system's words in both languages (words.yaml), beside those of the rooms' pages."""

from __future__ import annotations

from jingkai.web.rooms.words import Words as RoomWords
from jingkai.web.words import Lang

__all__ = ["Lang", "Words"]


class Words(RoomWords):
    """`words("record")` in one language. Raises KeyError for a word that is not there."""

    def __init__(self, lang: Lang) -> None:
        super().__init__(lang, __package__)
