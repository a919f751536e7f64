"""Drawings of the month: the line of twelve months."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from markupsafe import Markup

from jingkai.engines.periods import Period
from jingkai.engines.quantity import Quantity

# The drawing's size in its own units.
_WIDTH, _HEIGHT = 88, 22


def spark(trend: Sequence[tuple[Period, Quantity | None]]) -> Markup:
    """The line of twelve months as SVG; a dotted piece leads over months that are not known. Empty if fewer
    than two are.
    """
    values = [quantity.value if quantity is not None else None for _, quantity in trend]
    known = [value for value in values if value is not None]
    if len(known) < 2:
        return Markup()
    low, span = min(known), max(known) - min(known)
    step = _WIDTH / (len(values) - 1)
    points = [
        None
        if value is None
        else (
            round(place * step, 1),
            round(_HEIGHT * (1 - (float((value - low) / span) if span else 0.5)), 1),
        )
        for place, value in enumerate(values)
    ]
    pieces: list[list[tuple[float, float]]] = [[]]
    for point in points:
        if point is None:
            pieces.append([])
        else:
            pieces[-1].append(point)
    pieces = [piece for piece in pieces if piece]
    gaps = [[before[-1], after[0]] for before, after in pairwise(pieces)]
    drawn = "".join(_polyline(piece) for piece in pieces if len(piece) > 1)
    drawn += "".join(_polyline(gap, ' class="gap"') for gap in gaps)
    dots = "".join(
        f'<circle cx="{x}" cy="{y}" r="1.4"/>' for piece in pieces if len(piece) == 1 for x, y in piece
    )
    last = next(point for point in reversed(points) if point is not None)
    return Markup(
        f'<svg class="spark" viewBox="-3 -3 {_WIDTH + 6} {_HEIGHT + 6}" aria-hidden="true">{drawn}{dots}'
        f'<circle class="last" cx="{last[0]}" cy="{last[1]}" r="2.6"/></svg>'
    )


def _polyline(points: Sequence[tuple[float, float]], kind: str = "") -> str:
    return f'<polyline{kind} points="{" ".join(f"{x},{y}" for x, y in points)}"/>'
