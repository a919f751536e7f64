"""The nearest known names, for Problems that say what was probably meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from jingkai.engines.expr.problems import short

# difflib's ratio; lower than its default because a Chinese name is short: one sign of four is a quarter.
_LIKENESS = 0.5
_SHOWN = 3


def near(name: str, known: Iterable[str]) -> dict[str, str]:
    """`near_zh` and `near_en`: the end of a sentence, with suggestions if anything is like `name`."""
    names = sorted(set(known))
    found = get_close_matches(name[:60], names, n=_SHOWN, cutoff=_LIKENESS)
    if not found:
        found = [candidate for candidate in names if name and (name in candidate or candidate in name)][
            :_SHOWN
        ]
    if not found and len(names) <= _SHOWN:
        found = names
    if not found:
        return {"near_zh": "：请核对写法，或先登记", "near_en": ": check the spelling, or register it first"}
    shown = [short(candidate) for candidate in found]
    return {
        "near_zh": f"：是否指{'、'.join(f'“{candidate}”' for candidate in shown)}？",
        "near_en": f": was {' or '.join(repr(candidate) for candidate in shown)} meant?",
    }
