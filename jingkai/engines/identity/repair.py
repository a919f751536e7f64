"""Which slip of the hand explains a code that does not hold: one look-alike, or two neighbours swapped."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain

from jingkai.engines.identity.reading import Repair
from jingkai.engines.identity.tables import lookalikes


def repairs(text: str, alphabet: str, holds: Callable[[str], bool]) -> tuple[Repair, ...]:
    """Every code that holds and is one slip away from `text`; several when the check digits cannot decide.

    Characters that cannot stand in the code at all are exchanged together: who writes the letter O for a zero
    writes it each time.
    """
    foreign = tuple(at for at, char in enumerate(text) if char not in alphabet)
    found = {}
    for repair in chain(_foreign(text, foreign, alphabet), _slips(text, alphabet)):
        if repair.text != text and repair.text not in found and holds(repair.text):
            found[repair.text] = repair
    return tuple(found.values())


def _foreign(text: str, foreign: tuple[int, ...], alphabet: str) -> Iterator[Repair]:
    """All characters outside the alphabet replaced, each kind of them by the same look-alike."""
    guesses = [text]
    for char in sorted({text[at] for at in foreign}):
        guesses = [
            guess.replace(char, other)
            for guess in guesses
            for other in lookalikes().get(char, "")
            if other in alphabet
        ]
    positions = tuple(at + 1 for at in foreign)
    yield from (Repair(guess, "lookalike", positions) for guess in guesses)


def _slips(text: str, alphabet: str) -> Iterator[Repair]:
    for at, char in enumerate(text):
        for other in lookalikes().get(char, ""):
            if other in alphabet:
                yield Repair(text[:at] + other + text[at + 1 :], "lookalike", (at + 1,))
    for at in range(len(text) - 1):
        swapped = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
        yield Repair(swapped, "swapped", (at + 1, at + 2))
