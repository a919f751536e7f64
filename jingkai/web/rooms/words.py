"""The words that the rooms' pages share (words.yaml); a system adds its own."""

from __future__ import annotations

from jingkai.engines.documents import Words as Declared
from jingkai.engines.periods import Term
from jingkai.web.words import Lang, word_table
from jingkai.web.words import Words as WordsOf


class Words(WordsOf):
    """`words("next")` in one language, from the system's own table or, where that has none, from the rooms'. Raises
    KeyError for a word that is in neither.
    """

    def __init__(self, lang: Lang, package: str = __package__) -> None:
        super().__init__(lang, package)
        if package != __package__:
            self._table = {**word_table(__package__), **self._table}

    def of(self, declared: Declared) -> str:
        """What a rule declares, in this language."""
        return declared.zh if self.lang == "zh" else declared.en

    def term(self, term: Term) -> str:
        """A term: 30个工作日."""
        return term.zh if self.lang == "zh" else str(term)
