"""Drawings of the month: the line of twelve months, small in a row and as columns by themselves."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from markupsafe import Markup, escape

from jingkai.engines.periods import Period
from jingkai.engines.quantity import Quantity

# The line's size in its own units.
_WIDTH, _HEIGHT = 88, 22
# A month's width among the columns, the height of the tallest, and of the words over and under it.
_STEP, _TALL, _WORD = 60, 110, 20


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


def columns(months: Sequence[tuple[str, str, Quantity | None]]) -> Markup:
    """A column a month with its figure over and its name under it; a month that is not known has a dash and no column.
    `months` are its name, the figure in words, and the figure. Empty if fewer than two are known.
    """
    values = [one.value if one is not None else None for _, _, one in months]
    known = [float(value) for value in values if value is not None]
    if len(known) < 2:
        return Markup()
    top, bottom = max(*known, 0.0), min(*known, 0.0)
    scale = _TALL / ((top - bottom) or 1)
    zero = _WORD + top * scale
    drawn = []
    for place, ((name, said, _), value) in enumerate(zip(months, values, strict=True)):
        middle = place * _STEP + _STEP / 2
        end = zero - float(value) * scale if value is not None else zero
        if value is not None:
            low, high = sorted((end, zero))
            drawn.append(
                f'<rect x="{middle - 16:g}" y="{low:.1f}" width="32" height="{max(high - low, 1):.1f}"/>'
            )
        over = end + 14 if value is not None and value < 0 else end - 5
        drawn.append(f'<text class="n" x="{middle:g}" y="{over:.1f}">{escape(said)}</text>')
        under = _WORD + (top - bottom) * scale + _WORD * (2 if bottom < 0 else 1) - 4
        drawn.append(f'<text class="month" x="{middle:g}" y="{under:.1f}">{escape(name)}</text>')
    width, height = len(months) * _STEP, _TALL + _WORD * (3 if bottom < 0 else 2)
    line = f'<path d="M0 {zero:.1f}h{width}"/>'
    return Markup(
        f'<svg class="columns" viewBox="0 0 {width} {height}" aria-hidden="true">{"".join(drawn)}{line}</svg>'
    )
