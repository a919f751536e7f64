"""report.html: one file that opens anywhere and prints, the same bytes for the same inputs."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ...problems import WHY
from ...scored import Scored
from ..board import Board
from ..closing import WHY_NOT
from ..judging import USUAL, Rule
from .content import Content
from .methods import method_in_words
from .said import Lang, Say, plain, points, rate, signed, value
from .section import NAMED

_HERE = Path(__file__).parent
# A cell of the heat map is the darker the higher its rate; these are the ends of its five shades, in %.
SHADES = (60, 70, 80, 90)


def write_report(
    scored: Scored,
    path: Path,
    *,
    facts: str,
    lang: Lang = "zh",
    before: str | None = None,
    units: Collection[str] = (),
    rule: Rule = USUAL,
) -> None:
    """The last period of a scored scheme beside `before` (the period before), with a section for each of `units`
    (for as many of all as leave the page readable). `facts` is the name of the facts' file.

    Raises Problem `scoring.no-trace`, `scoring.unit-unknown` and `scoring.period-unknown`.
    """
    content = Content.of(Board(scored), facts, before=before, asked=units, rule=rule)
    path.write_text(render(content, lang), encoding="utf-8")


def render(content: Content, lang: Lang) -> str:
    """The page's HTML."""
    say = Say(lang)
    at = 0 if lang == "zh" else 1
    page = _environment().get_template("page.html")
    return page.render(
        c=content,
        lang=lang,
        say=say,
        style=Markup((_HERE / "page.css").read_text(encoding="utf-8")),
        method=lambda slot: method_in_words(slot, lang),
        why=lambda code: say("absent") if code == "absent" else WHY[code][at],
        why_not=lambda code: WHY_NOT[code][at],
        shade=lambda number: sum(number >= end for end in SHADES),
        shades=SHADES,
        named=NAMED,
    )


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(_HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"points": points, "signed": signed, "rate": rate, "value": value, "plain": plain}
    return made
