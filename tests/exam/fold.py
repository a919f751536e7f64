"""Folding of printed names, by the grader's own few lines, so that the reader does not mark its own work."""

import unicodedata
from functools import cache

from opencc import OpenCC


@cache
def _simplify() -> OpenCC:
    return OpenCC("t2s")


def fold(shown: object) -> str:
    """Simplified script, half width, lower case; no spaces, punctuation or symbols other than % and ±."""
    plain = unicodedata.normalize("NFKC", _simplify().convert(str(shown or ""))).lower()
    return "".join(
        char
        for char in plain
        if char in "%±" or not unicodedata.category(char).startswith(("Z", "P", "S", "C"))
    )


def made_of_words(name: str, sources: list[str]) -> bool:
    """Whether a folded name can be cut into pieces of two or more characters found in the sources."""
    folded = fold(name)
    texts = [fold(source) for source in sources]
    reached = {0}
    for start in range(len(folded)):
        if start not in reached:
            continue
        for end in range(start + 2, len(folded) + 1):
            if any(folded[start:end] in source for source in texts):
                reached.add(end)
    return len(folded) >= 2 and len(folded) in reached
