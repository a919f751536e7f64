"""What the figures, parts and units of a scheme are called in a language; what somebody typed stays as it was typed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from jingkai.engines.scoring.reading import Slot
from jingkai.kernel.facts.definitions import indicators
from jingkai.kernel.facts.models import Measure
from jingkai.kernel.facts.naming import english_names, in_english
from jingkai.kernel.facts.vocabulary import vocabulary
from jingkai.kernel.rounds.schemes import plan_for
from jingkai.systems.economy.api import unit_in
from jingkai.web.words import Lang

from .asking import Judged
from .tree import title


@dataclass(frozen=True)
class Called:
    """The names on one page of scores."""

    judged: Judged
    lang: Lang

    def figure(self, name: str, typed: str = "") -> str:
        """A figure that the scheme asks for: by the zone's indicator that shows it, else by the only indicator of the
        scheme that takes it; in Chinese as it was `typed`, by the scheme if not elsewhere.
        """
        if self.lang == "zh":
            return typed or name
        criterion = self.judged.running.cohort.body.criteria.get(name)
        if criterion is not None and (fact := criterion.fact) is not None:
            said = in_english(Measure(name=fact.name, aspect=fact.aspect), "", self._english)
            if said != str(Measure(name=fact.name, aspect=fact.aspect)):
                return said
        takers = [one for one in self._slots.values() if one.take is not None and one.leaf.name == name]
        return title(takers[0], self.lang) if len(takers) == 1 and takers[0].item.title else self.node(name)

    def node(self, key: str) -> str:
        """A node or an indicator of the scheme, also of the whole scheme where a part of it waits."""
        return title(self._slots[key], self.lang) if key in self._slots else key

    def nodes(self, keys: Iterable[str]) -> str:
        """Several, in a row."""
        return self._row(map(self.node, keys))

    def unit(self, name: str) -> str:
        """A unit of measurement."""
        return unit_in(name, self.lang) if name else ""

    def after(self, name: str) -> str:
        """The same behind a figure: in English apart from it, and in brackets where it is a number of units itself."""
        said = self.unit(name)
        if self.lang == "zh" or not said:
            return said
        return f" ({said})" if said[0].isdigit() else f" {said}"

    def caliber(self, name: str) -> str:
        """A caliber."""
        return vocabulary().caliber_words(name, self.lang)

    def calibers(self, names: Iterable[str]) -> str:
        """Several, in their order."""
        return self._row(map(self.caliber, names))

    def _row(self, said: Iterable[str]) -> str:
        return ("、" if self.lang == "zh" else ", ").join(said)

    @cached_property
    def _english(self) -> dict[str, str]:
        return english_names(indicators(self.judged.asked.zone, self.judged.asked.as_of).values())

    @cached_property
    def _slots(self) -> dict[str, Slot]:
        return {slot.item.id: slot for slot in plan_for(self.judged.running.cohort.scheme).slots}
