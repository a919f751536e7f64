"""The words of the pages of activities (words.yaml), beside those that all rooms share."""

from __future__ import annotations

from jingkai.web.declare import page_of
from jingkai.web.rooms.words import Words as RoomWords
from jingkai.web.words import Lang


class Words(RoomWords):
    """`words("held")` in one language. Raises KeyError for a word that is not there."""

    def __init__(self, lang: Lang) -> None:
        super().__init__(lang, __package__)

    def kind(self, kind: str) -> str:
        """What a kind of activity is called: by the system that has a page for it, else here; as it is written, where
        it was given no name.
        """
        page = page_of("activity", kind)
        if page is not None and page.title is not None:
            return page.title[self.lang]
        return self._or_as_it_is(f"kind_{kind}", kind)

    def part(self, part: str) -> str:
        """What somebody takes part as; as it is written, where it was given no name."""
        return self._or_as_it_is(f"part_{part}", part)

    def _or_as_it_is(self, key: str, text: str) -> str:
        return self(key) if key in self._table else text
