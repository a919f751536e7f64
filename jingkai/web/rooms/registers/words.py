"""The words of the pages of registers (words.yaml), beside those that all rooms share."""

from __future__ import annotations

from jingkai.web.rooms.words import Words as RoomWords
from jingkai.web.words import Lang


class Words(RoomWords):
    """`words("stage")` in one language. Raises KeyError for a word that is not there."""

    def __init__(self, lang: Lang) -> None:
        super().__init__(lang, __package__)

    def kind(self, kind: str) -> str:
        """What a kind of subject is called; as it is written, where it was given no name."""
        named = f"kind_{kind}"
        return self(named) if named in self._table else kind

    def field(self, name: str) -> str:
        """What an extra field is called; as it is written, where it was given no name."""
        named = f"field_{name}"
        return self(named) if named in self._table else name
