"""The month as one read-only page: a file that opens anywhere, with every figure linked to its proof."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise

from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup

from jingkai.engines.expr import Reference
from jingkai.engines.periods import Period
from jingkai.engines.quantity import Quantity
from jingkai.kernel.facts.selection import Difference
from jingkai.kernel.facts.vocabulary import vocabulary

from .evidence import evidence
from .month import Month
from .proof import Proof, proof_of
from .shown import moment, period_words, shown
from .view import RowView, head, place_of, view
from .words import Lang, Words

_TEMPLATES = ("month.html", "rows.html", "proofs.html")
# The drawing's size in its own units.
_WIDTH, _HEIGHT = 88, 22


@dataclass(frozen=True)
class RowOnPage:
    """A row with its place among the proofs and its line of twelve months."""

    view: RowView
    anchor: str
    spark: Markup


def page(month: Month, lang: Lang) -> str:
    """The page as HTML with its own style, complete in one file."""
    words = Words(lang)
    lines = list(month.everything)
    found = evidence([ref for line in lines for ref in line.references], lang, month.as_of)
    differing = [Reference("fact", str(fact.row.pk)) for one in month.differences for fact in one.facts]
    anchors = {id(line): f"p{number}" for number, line in enumerate(lines, start=1)}
    proofs: list[tuple[str, Proof]] = [
        (anchors[id(line)], proof_of(month, line, lang, found)) for line in lines
    ]

    def rows(of: Sequence[object]) -> list[RowOnPage]:
        wanted = {id(line) for line in of}
        return [
            RowOnPage(view(line, lang), anchors[id(line)], spark(line.trend))
            for line in lines
            if id(line) in wanted
        ]

    lights = [one for one in month.rules if one.kind == "schedule-light"]
    return (
        _environment()
        .get_template("month.html")
        .render(
            lang={"zh": "zh-CN", "en": "en"}[lang],
            words=words,
            month=month,
            title=words("title", zone=month.zone.name, period=period_words(month.period, lang)),
            until=moment(month.known_until),
            lights=[one.header.title.zh if lang == "zh" else one.header.title.en for one in lights],
            head=head(month),
            own=rows(month.lines),
            below=rows(month.units),
            differences=[_side_by_side(one, lang) for one in month.differences],
            findings=[one.zh if lang == "zh" else one.en for one in month.findings],
            proofs=proofs,
            beside=list(evidence(differing, lang, month.as_of).values()),
            css=Markup(_read("month.css")),
        )
    )


@dataclass(frozen=True)
class SideBySide:
    """What departments say differently of one thing."""

    name: str
    holder: str
    period: str
    facts: tuple[tuple[str, str, str, str, str], ...]


def _side_by_side(one: Difference, lang: Lang) -> SideBySide:
    return SideBySide(
        one.name,
        one.facts[0].row.holder.name,
        period_words(one.facts[0].period, lang),
        tuple(
            (
                str(shown(fact.quantity, lang)),
                vocabulary().caliber_words(fact.row.caliber, lang),
                fact.row.reported_by.name,
                place_of(fact),
                fact.ref,
            )
            for fact in one.facts
        ),
    )


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


@cache
def _environment() -> Environment:
    return Environment(
        loader=DictLoader({name: _read(name) for name in _TEMPLATES}),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _read(name: str) -> str:
    return resources.files(__package__).joinpath("templates", name).read_text(encoding="utf-8")
