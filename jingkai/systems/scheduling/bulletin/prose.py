"""What a clerk writes himself in a bulletin: prose in which no figure is typed, only put in by reference."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from jingkai.engines.quantity import Found, find_numbers
from jingkai.kernel.papers.content import Figure, Given, Sentence, Value
from jingkai.systems.economy.api import Cited

from .problems import FIGURE_TYPED, REFERENCE_UNKNOWN
from .words import Words, flat

# {tax} or {tax.growth}: what stands between the braces.
_REFERENCE = re.compile(r"\{([^{}]*)\}")
# A name may hold digits: “1688”工程, 《“十四五”规划》.
_NAME = re.compile(r"“[^”]*”|《[^》]*》")
# Up to here a number that is spelled out counts things: 三个方面.
_SPELLED_OUT = 10


@dataclass(frozen=True)
class Prose:
    """As it was typed, a paragraph or demand a line."""

    opening: str = ""
    demands: str = ""


class Citable:
    """The figures that prose may put in, by the words between the braces."""

    def __init__(self, rows: Iterable[Cited], words: Words) -> None:
        self._figures: dict[str, Figure] = {}
        self._names: dict[str, str] = {}
        for row in rows:
            code, view = row.line.definition.code, row.row
            self._names[code] = view.name
            for part, text in (
                ("", str(view.value)),
                ("growth", view.growth),
                ("progress", view.progress),
                ("deviation", view.deviation and words("points", points=view.deviation)),
            ):
                if text and text != words("dash"):
                    name = f"{code}.{part}" if part else code
                    self._figures[name] = figure_of(row, text, part)

    @property
    def named(self) -> list[tuple[str, str]]:
        """What each name puts in, with the name of the indicator before its own value."""
        return [
            (name, f"{self._names.get(name, '')} {one.text}".strip()) for name, one in self._figures.items()
        ]

    def sentences(self, text: str) -> list[Sentence]:
        """A sentence for each line that says something. Raises Problem `bulletin.figure-typed`,
        `bulletin.reference-unknown`.
        """
        return [self._sentence(line.strip()) for line in text.splitlines() if line.strip()]

    def _sentence(self, line: str) -> Sentence:
        pieces = _REFERENCE.split(line)
        for prose in pieces[::2]:
            for one in find_numbers(_NAME.sub("", prose)):
                if not _counted(one):
                    raise FIGURE_TYPED(text=one.quantity.text)
        return flat(self._figure(piece) if place % 2 else piece for place, piece in enumerate(pieces))

    def _figure(self, name: str) -> Figure:
        found = self._figures.get(name.strip())
        if found is None:
            raise REFERENCE_UNKNOWN(name=name[:60])
        return found


def figure_of(row: Cited, text: str, part: str = "") -> Figure:
    """A figure of a row with where it is from; its reference says which of the row's figures it is."""
    return Figure(text, f"{row.ref}#{part}" if part else row.ref, row.source, row.caliber)


def typed(given: Given | None) -> str:
    """Prose as it was typed, from what a paper has stored of it."""
    values: Iterable[Value] = [] if given is None or isinstance(given, str) else given  # type: ignore[assignment]
    return "\n".join(_typed(one) for one in values)


def _typed(value: Value) -> str:
    if isinstance(value, Figure):
        code, _, part = value.ref.split("/", 3)[-1].partition("#")
        return f"{{{code}.{part}}}" if part else f"{{{code}}}"
    return "".join(_typed(one) for one in value.parts) if isinstance(value, Sentence) else str(value)


def _counted(one: Found) -> bool:
    """Whether it is a small number spelled out that only counts things: 三个方面, 两批."""
    quantity = one.quantity
    spelled = not any(character.isdigit() for character in quantity.text)
    value = quantity.value
    small = value is not None and value <= _SPELLED_OUT and value == value.to_integral_value()
    return spelled and small and not quantity.unit.is_ratio
