"""What a report says: its words in one language, and figures as they are printed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal, Protocol

from markupsafe import Markup, escape

from jingkai.engines.documents import Words, load_text

from ...reading import Slot
from ..board import settled

Lang = Literal["zh", "en"]


class OfNode(Protocol):
    """Something that is said of a node."""

    @property
    def node(self) -> str: ...


_CHINESE = re.compile(r"([⺀-鿿]+)")


@cache
def _table() -> Mapping[str, Mapping[str, str]]:
    return load_text(Path(__file__).with_name("words.yaml").read_text(encoding="utf-8"))


class Say:
    """`say("tied")` in one language. Values are escaped, the words are not: they are ours."""

    def __init__(self, lang: Lang) -> None:
        self.lang: Lang = lang

    def __call__(self, key: str, **values: Any) -> Markup:
        return Markup(_table()[key][self.lang]).format(**values)

    def name(self, text: str) -> Markup:
        """A name as it is written in the files; on an English page marked as Chinese where it is."""
        if self.lang == "en" and _CHINESE.search(text):
            return Markup('<span lang="zh">{}</span>').format(text)
        return escape(text)

    def marked(self, text: str) -> Markup:
        """A sentence with names in it: on an English page what is Chinese is marked as such."""
        if self.lang == "zh":
            return escape(text)
        parts = _CHINESE.split(text)
        return Markup("").join(self.name(part) if at % 2 else escape(part) for at, part in enumerate(parts))

    def names(self, texts: list[str]) -> Markup:
        """Several, in a row."""
        return self.comma.join(self.name(one) for one in texts)

    @property
    def comma(self) -> Markup:
        """Between the names of a row."""
        return Markup("、" if self.lang == "zh" else ", ")

    def title(self, slot: Slot) -> Markup:
        """A node's or an indicator's name."""
        words: Words | None = slot.item.title
        return self.name(slot.item.id if words is None else getattr(words, self.lang))

    def titles(self, of: Iterable[OfNode], slots: Mapping[str, Slot]) -> Markup:
        """The names of what these are about, in a row."""
        return self.comma.join(self.title(slots[one.node]) for one in of)


def _minus(text: str) -> str:
    return text.replace("-", "−")


def _figure(number: float | None, text: str) -> Markup:
    """A figure with its unrounded value beside what is printed; what is not known is a dash."""
    if number is None:
        return Markup("—")
    exact = f"{settled(number):.9f}".rstrip("0").rstrip(".")
    return Markup('<data value="{}">{}</data>').format(exact, _minus(text))


def points(number: float | None) -> Markup:
    """Points, to two decimals."""
    return _figure(number, "" if number is None else f"{settled(number):.2f}")


def signed(number: float | None) -> Markup:
    """Points won or lost, with their sign."""
    if number is None:
        return Markup("—")
    text = f"{settled(number):+.2f}"
    return _figure(number, "0.00" if text in ("+0.00", "-0.00") else text)


def rate(number: float | None) -> Markup:
    """A rate in %, to one decimal."""
    return _figure(number, "" if number is None else f"{settled(number):.1f}")


def value(number: float | None, decimals: int = 4, sign: str = "") -> Markup:
    """A figure in the indicator's own unit: as long as it is, at most so many decimals; `sign` "+" shows it."""
    return _figure(number, "" if number is None else _short(number, decimals, sign))


def _short(number: float, decimals: int = 4, sign: str = "") -> str:
    number = settled(number)
    text = f"{number:{sign}.{decimals}f}".rstrip("0").rstrip(".")
    return f"{number:{sign}.3g}" if number and text.lstrip("+-") == "0" else text


def plain(number: float) -> str:
    """A number of a scheme in a sentence."""
    return _minus(_short(number))
