"""The system's words in both languages (words.yaml), beside those of the rooms' pages."""

from __future__ import annotations

from jingkai.web.rooms.words import Words as RoomWords
from jingkai.web.words import Lang

from .services.due import DueSaid

__all__ = ["Lang", "Words", "why_no_day"]


class Words(RoomWords):
    """`words("days_left", days=3)` in one language. Raises KeyError for a word that is not there."""

    def __init__(self, lang: Lang) -> None:
        super().__init__(lang, __package__)

    def doubt(self, said: DueSaid) -> str:
        """Why the words of a due date are no day, to be said where they stand; empty where they are one."""
        return self(f"doubt_{said.doubt}", named=said.named, day=said.like or "") if said.doubt else ""


def why_no_day(said: DueSaid, lang: Lang) -> str:
    """Why the words of a due date are no day; empty where they are one."""
    return Words(lang).doubt(said)
