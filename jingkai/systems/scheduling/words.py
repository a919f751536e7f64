"""The system's words in both languages (words.yaml), beside those of the rooms' pages."""

from __future__ import annotations

from jingkai.systems.supervision.api import DueSaid, why_no_day
from jingkai.web.rooms.words import Words as RoomWords
from jingkai.web.words import Lang

__all__ = ["Lang", "Words"]


class Words(RoomWords):
    """`words("meetings")` in one language. Raises KeyError for a word that is not there."""

    def __init__(self, lang: Lang) -> None:
        super().__init__(lang, __package__)

    def doubt(self, said: DueSaid) -> str:
        """Why the words of a due date are no day."""
        return why_no_day(said, self.lang)
