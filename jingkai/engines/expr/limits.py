"""How much one expression may ask of the machine, so that no rule can hang a page.

These bound a computation, not a judgement; a site may pass its own.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one expression.

    `characters`, `nodes`, `depth` and `digits` bound its text; `steps` counts evaluated nodes, rows included;
    `rows` counts the rows a source may hand over in all; `shown_rows` is how many rows a trace keeps.
    """

    characters: int = 8_000
    nodes: int = 1_500
    depth: int = 60
    digits: int = 24
    steps: int = 250_000
    rows: int = 100_000
    shown_rows: int = 200


DEFAULT = Limits()
