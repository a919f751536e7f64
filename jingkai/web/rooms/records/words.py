"""The words of the page of the journal (words.yaml), beside those that all rooms share."""

from __future__ import annotations

from collections.abc import Mapping

from jingkai.engines.documents import Words as Declared
from jingkai.web.rooms.words import Words as RoomWords
from jingkai.web.words import Lang


class Words(RoomWords):
    """`words("when")` in one language. Raises KeyError for a word that is not there.

    `moves` are what the flows call their moves.
    """

    def __init__(self, lang: Lang, moves: Mapping[str, Declared] | None = None) -> None:
        super().__init__(lang, __package__)
        self._moves = moves or {}

    def room(self, room: str) -> str:
        """What is done in a room; as the program calls it, where it was given no name."""
        return self._or(f"room_{room}") or room

    def act(self, act: str) -> str:
        """What was done: the room, and the act in words."""
        room, _, what = act.partition(".")
        return f"{self.room(room)} · {self.named(act) or what}"

    def named(self, act: str) -> str:
        """What an act is called in its room, else in all, else by the flow that it moves; empty where nowhere."""
        what = act.partition(".")[2]
        found = self._or(f"act_{act}") or self._or(f"act_{what}")
        return self.of(self._moves[what]) if not found and what in self._moves else found

    def ref(self, ref: str) -> str:
        """What an entry is about; of a file the beginning of its fingerprint, which is enough to know it by."""
        kind, _, rest = ref.partition(":")
        named = self._or(f"ref_{kind}")
        if not named:
            return ref
        return f"{named} {rest[:12]}…" if kind == "file" and len(rest) == 64 else f"{named} {rest}".strip()

    def _or(self, key: str) -> str:
        return self(key) if key in self._table else ""
