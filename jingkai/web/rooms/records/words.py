"""The words of the page of the journal (words.yaml), beside those that all rooms share."""

from __future__ import annotations

from jingkai.web.rooms.words import Words as RoomWords
from jingkai.web.words import Lang


class Words(RoomWords):
    """`words("when")` in one language. Raises KeyError for a word that is not there."""

    def __init__(self, lang: Lang) -> None:
        super().__init__(lang, __package__)

    def room(self, room: str) -> str:
        """What is done in a room; as the program calls it, where it was given no name."""
        return self._or_as_it_is(f"room_{room}", room)

    def act(self, act: str) -> str:
        """What was done: the room, and the act in words where it has some."""
        room, _, what = act.partition(".")
        return f"{self.room(room)} · {self._or_as_it_is(f'act_{what}', what)}"

    def ref(self, ref: str) -> str:
        """What an entry is about; of a file the beginning of its fingerprint, which is enough to know it by."""
        kind, _, rest = ref.partition(":")
        return f"{self('file')} {rest[:12]}…" if kind == "file" and len(rest) == 64 else ref

    def _or_as_it_is(self, key: str, text: str) -> str:
        return self(key) if key in self._table else text
