"""How text is compared when it is looked for, and the pieces (grams) by which the index finds it.

A run of ASCII letters and digits is one word: `2024`, `gdp`. Of everything else, Chinese above all, each character and
each pair of neighbours is a piece, so that words of one and of two characters are found. Punctuation and blanks only
separate.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from jingkai.engines.identity import fold_name

# What is looked for is cut off here: it bounds the work that an address can ask for.
LONGEST = 100

_RUN = re.compile(r"[a-z0-9]+|[^a-z0-9 ]+")
# Between two texts of one row, so that nothing is found across them.
_BETWEEN = "\n"


@lru_cache(maxsize=65536)
def _folded(char: str) -> str:
    """One character in its simplified, half-width, small form; a blank for what only separates.

    One at a time, not in context: what is looked for has another context than where it stands (乾 in 乾隆).
    """
    return "".join(one if one.isalnum() else " " for one in fold_name(char).text) or " "


def fold(text: str) -> str:
    """The text as it is compared, ` 消防 2024 17 号 `: a blank around it, and between Chinese and ASCII."""
    return "".join(char for char, _ in _placed(text))


def _placed(text: str) -> list[tuple[str, int]]:
    """The characters of the folded text, each with the place in `text` that it comes from."""
    found, last = [(" ", 0)], " "
    for place, char in enumerate(text):
        for one in _folded(char):
            if one != " " and last != " " and one.isascii() != last.isascii():
                found.append((" ", place))
            if one != " " or last != " ":
                found.append((one, place))
            last = one
    return [*found, (" ", len(text))] if last != " " else found


def fold_all(texts: Iterable[str]) -> str:
    """Several texts of one row."""
    return _BETWEEN.join(fold(one) for one in texts if one)


def grams(folded: str) -> set[str]:
    """The pieces of a folded text."""
    found: set[str] = set()
    for run in _RUN.findall(folded.replace(_BETWEEN, " ")):
        found.update(_singles(run), _pairs(run))
    return found


def _singles(run: str) -> Iterable[str]:
    return (run,) if run.isascii() else run


def _pairs(run: str) -> Iterator[str]:
    if not run.isascii():
        yield from (run[n : n + 2] for n in range(len(run) - 1))


@dataclass(frozen=True)
class Sought:
    """What is looked for: words that all must be there. `cut`: more was typed than is looked for."""

    words: tuple[str, ...]
    cut: bool = False

    def __bool__(self) -> bool:
        return bool(self.words)

    @property
    def grams(self) -> list[str]:
        """The pieces that a row must hold; of a run of two characters or more only the pairs."""
        found: set[str] = set()
        for word in self.words:
            for run in _RUN.findall(word):
                found.update(_singles(run) if len(run) == 1 or run.isascii() else _pairs(run))
        return sorted(found)

    @property
    def unsure(self) -> list[str]:
        """The words of several pieces: that all of these are there does not say that they stand together."""
        return [word for word in self.words if len(Sought((word,)).grams) > 1]


def sought(text: str) -> Sought:
    """Read what somebody typed. What holds no letter, figure or character (`%`, a smile) looks for nothing."""
    words = (_word(one) for one in text[:LONGEST].split())
    return Sought(tuple(dict.fromkeys(one for one in words if one)), len(text.strip()) > LONGEST)


def _word(typed: str) -> str:
    """A word as it stands in a folded text: where it begins or ends in ASCII, the blank there belongs to it."""
    plain = fold(typed).strip()
    if not plain:
        return ""
    return f"{' ' if plain[0].isascii() else ''}{plain}{' ' if plain[-1].isascii() else ''}"


def marked(text: str, found: Sought) -> list[tuple[str, bool]]:
    """The text in pieces, those that are looked for marked."""
    placed = _placed(text)
    folded = "".join(char for char, _ in placed)
    hit = [False] * len(text)
    for word in found.words:
        start = folded.find(word)
        while start >= 0:
            inner = [place for char, place in placed[start : start + len(word)] if char != " "]
            hit[inner[0] : inner[-1] + 1] = [True] * (inner[-1] + 1 - inner[0])
            start = folded.find(word, start + 1)
    return _pieces(text, hit)


def _pieces(text: str, hit: list[bool]) -> list[tuple[str, bool]]:
    pieces: list[tuple[str, bool]] = []
    for char, is_hit in zip(text, hit, strict=True):
        if pieces and pieces[-1][1] == is_hit:
            pieces[-1] = (pieces[-1][0] + char, is_hit)
        else:
            pieces.append((char, is_hit))
    return pieces
