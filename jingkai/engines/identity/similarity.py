"""How alike two texts are, exactly: fractions, no floats, so that a threshold means the same everywhere."""

from __future__ import annotations

import re
from fractions import Fraction

from jingkai.engines.identity.tables import table

NUMBERS = re.compile(r"\d+")


def edits(left: str, right: str) -> int:
    """Least number of insertions, deletions, replacements and swaps of neighbours from one text to the other.

    Optimal string alignment (Damerau 1964; no part is edited twice).
    """
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, char in enumerate(left, 1):
        before, last, row = row, before, [i]
        for j, other in enumerate(right, 1):
            cost = min(row[j - 1] + 1, before[j] + 1, before[j - 1] + (char != other))
            if i > 1 and j > 1 and char == right[j - 2] and left[i - 2] == other:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return row[-1]


def similarity(left: str, right: str) -> Fraction:
    """1 for equal texts, 0 for texts without anything in common: 1 - edits / length of the longer."""
    longest = max(len(left), len(right))
    return Fraction(1) if longest == 0 else 1 - Fraction(edits(left, right), longest)


def contrast(left: str, right: str) -> tuple[str, str] | None:
    """What tells two names apart when the rest is equal: 东 and 南, 一 and 二, 1 and 12; else None."""
    if NUMBERS.findall(left) != NUMBERS.findall(right):
        one, other = NUMBERS.findall(left), NUMBERS.findall(right)
        if NUMBERS.sub("", left) == NUMBERS.sub("", right):
            return "".join(one), "".join(other)
    first = _middle(left, right)
    second = _middle(right, left)
    if len(first) != 1 or len(second) != 1:
        return None
    for group in table("names.yaml")["contrasts"]:
        if first in group and second in group:
            return first, second
    return None


def _middle(text: str, other: str) -> str:
    """What is left of `text` without the beginning and the end that it shares with `other`."""
    start = 0
    while start < min(len(text), len(other)) and text[start] == other[start]:
        start += 1
    end = 0
    while end < min(len(text), len(other)) - start and text[-1 - end] == other[-1 - end]:
        end += 1
    return text[start : len(text) - end]
