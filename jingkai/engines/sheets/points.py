"""Figures of one thing over the months: those of this file, and those that earlier files of the unit said."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from jingkai.engines.sheets.facts import ReadFact
from jingkai.engines.sheets.figures import Figure
from jingkai.engines.sheets.fold import fold
from jingkai.engines.sheets.times import Span
from jingkai.engines.sheets.values import decimals_of

Thing = tuple[str, str, str, str, str | None]
"""Holder, indicator, category, aspect, unit."""


@dataclass(frozen=True)
class Point:
    """The value of a thing for a span; `figure` is None where an earlier file said it, which is not in question now."""

    span: Span
    number: Decimal
    digits: int
    figure: Figure | None = None

    @property
    def shown(self) -> str:
        """The cell and what it prints, or the earlier file's value."""
        if self.figure is None:
            return f"{self.span}={self.number} (上次报送)"
        return f"{self.figure.cell.address}={self.figure.cell.text.strip()}"


class Earlier:
    """What earlier files said, to be looked up by thing. Without earlier files it is empty and says nothing."""

    def __init__(self, facts: Iterable[ReadFact] = ()) -> None:
        self._points: dict[Thing, dict[Span, Point]] = defaultdict(dict)
        for fact in facts:
            span = fact.span
            if span is None or span.last is None or fact.value is None or fact.is_range or fact.held:
                continue
            thing = (
                fold(fact.holder or ""),
                fold(fact.indicator),
                fold(fact.category or ""),
                fact.measure,
                fact.unit,
            )
            self._points[thing].setdefault(span, Point(span, fact.value, decimals_of(fact.value)))

    def of(self, thing: Thing) -> Mapping[Span, Point]:
        """The points of a thing by span."""
        return self._points.get(thing, {})


def thing_of(figure: Figure) -> Thing:
    """What a figure is of, apart from its months."""
    return (
        fold(figure.holder or ""), fold(figure.indicator), fold(figure.category or ""), figure.aspect, figure.unit,
    )  # fmt: skip


def series_of(figures: Iterable[Figure], earlier: Earlier) -> list[dict[Span, Point]]:
    """Flows of one thing in one year by span: this file's figures, and earlier files' where this one is silent."""
    found: dict[tuple[Thing, int | None], dict[Span, Point]] = defaultdict(dict)
    for figure in figures:
        if (
            figure.aspect in ("amount", "count")
            and figure.number is not None
            and figure.span
            and figure.span.last
        ):
            point = Point(figure.span, figure.number, figure.digits, figure)
            found[thing_of(figure), figure.span.year].setdefault(figure.span, point)
    for (thing, year), points in found.items():
        for span, point in earlier.of(thing).items():
            if span.year == year and year is not None:
                points.setdefault(span, point)
    return [points for points in found.values() if len(points) > 1]
