"""The month as a page: what its templates show, on the site and in a file of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from markupsafe import Markup

from jingkai.engines.expr import Reference
from jingkai.kernel.facts.selection import Difference
from jingkai.kernel.facts.vocabulary import vocabulary
from jingkai.kernel.matters.models import Matter
from jingkai.kernel.matters.queries import Noticed
from jingkai.kernel.parties.models import Organisation
from jingkai.web.render import environment

from .called import called
from .drawn import spark
from .evidence import evidence
from .findings import Finding
from .line import Line
from .month import Month
from .on_record import OnRecord, became, by_kind, of_these_noted, said, standing_of
from .proof import Proof, proof_of
from .shown import moment, shown
from .uncompared import in_words
from .view import RowView, head, place_of, view
from .words import Lang, Words, ref_words


@dataclass(frozen=True)
class Links:
    """Where a row, its indicator, a fact (by its reference) and a matter are opened ("" for nowhere); `name` is the
    row's own on the page.
    """

    name: Callable[[Line], str]
    row: Callable[[Line], str]
    indicator: Callable[[Line], str]
    fact: Callable[[str], str]
    matter: Callable[[Matter], str]


@dataclass(frozen=True)
class RowOnPage:
    """A row, where it and its indicator are opened, and its line of twelve months."""

    view: RowView
    name: str
    link: str
    indicator: str
    spark: Markup
    # What others than the owner say of it, and where that is opened.
    others: tuple[tuple[str, str], ...]
    # The figures of the month alone, where the row is of the year to date, and where each is opened.
    months_own: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Tables:
    """The rows of a month, drawn: the zone's own and those of its units, each "" where there are none."""

    own: Markup
    below: Markup

    @classmethod
    def of(cls, month: Month, lang: Lang, links: Links) -> Tables:
        """Of a month or of what a unit has of it."""
        return cls(_table(month.lines, lang, links), _table(month.units, lang, links, whose=True))


def _table(lines: Sequence[Line], lang: Lang, links: Links, *, whose: bool = False) -> Markup:
    if not lines:
        return Markup()
    template = environment().get_template("economy/rows.html")
    return Markup(template.render(rows=rows(lines, lang, links), whose=whose, words=Words(lang)))


def month_values(
    month: Month,
    lang: Lang,
    record: OnRecord,
    links: Links,
    unit: Organisation | None = None,
    tables: Tables | None = None,
) -> dict[str, Any]:
    """What month_about.html and month_body.html show; `unit` is the one whose month it is, if not the zone's. `tables`
    are drawn, where they are not given.
    """
    words = Words(lang)

    lights = [one for one in month.rules if one.kind == "schedule-light"]
    return {
        "words": words,
        "ref_words": ref_words,
        "month": month,
        "title": words("title", zone=(unit or month.zone).name, period=month.period.words(lang)),
        "until": moment(month.known_until),
        "lights": [one.header.title.zh if lang == "zh" else one.header.title.en for one in lights],
        "head": head(month),
        "tables": tables or Tables.of(month, lang, links),
        "differences": [_side_by_side(month, one, lang, links) for one in month.differences],
        "beside_schedule": in_words(month, words),
        "noted": of_these_noted(record, words),
        "findings": [_finding(one, words, record, links) for one in month.findings],
        "noticed": [_noticed(one, words, links) for one in record.beside],
        "signs": sum(count for _, count in record.families),
        "by_kind": by_kind(record, words),
        "matters": record.matters,
        # Said on the site, where what the units were asked is opened too.
        "filled_in": None,
    }


def rows(lines: Sequence[Line], lang: Lang, links: Links) -> list[RowOnPage]:
    """What rows.html shows."""
    return [_row(line, lang, links) for line in lines]


def _row(line: Line, lang: Lang, links: Links) -> RowOnPage:
    said = view(line, lang)
    return RowOnPage(
        said,
        links.name(line),
        links.row(line),
        links.indicator(line),
        spark(line.trend),
        tuple((words, links.fact(ref)) for words, ref in said.others),
        tuple((words, links.fact(ref)) for words, ref in said.months_own),
    )


def page(month: Month, lang: Lang, record: OnRecord) -> str:
    """The page as HTML with its own style, complete in one file: every figure leads to its proof below."""
    lines = list(month.everything)
    found = evidence([ref for line in lines for ref in line.references], lang, month.as_of)
    beside = [fact for one in month.differences for fact in one.facts]
    beside += [fact for line in lines if line.value is None for fact in line.others]
    beside += [fact for line in lines for fact in line.months_own]
    differing = [Reference("fact", str(fact.row.pk)) for fact in beside]
    names = {id(line): f"p{number}" for number, line in enumerate(lines, start=1)}
    proofs: list[tuple[str, Proof]] = [
        (names[id(line)], proof_of(month, line, lang, found)) for line in lines
    ]
    links = Links(
        name=lambda line: f"r-{names[id(line)]}",
        row=lambda line: f"#{names[id(line)]}",
        indicator=lambda line: f"#{names[id(line)]}",
        fact=lambda ref: f"#{ref}",
        matter=lambda matter: "",
    )
    values = month_values(month, lang, record, links)
    return (
        environment()
        .get_template("economy/month.html")
        .render(
            lang={"zh": "zh-CN", "en": "en"}[lang],
            proofs=proofs,
            beside=list(evidence(differing, lang, month.as_of).values()),
            css=Markup(_css()),
            **values,
        )
    )


def _finding(one: Finding, words: Words, record: OnRecord, links: Links) -> tuple[str, str, str, str]:
    """The sentence, that it is not on record; or, where it is, what came of it and where that is opened."""
    noted = record.noted(one)
    came, link = ("", "") if noted is None else _noticed(noted, words, links)[2:]
    return one.zh if words.lang == "zh" else one.en, standing_of(one, words, record), came, link


def _noticed(one: Noticed, words: Words, links: Links) -> tuple[str, str, str, str]:
    link = links.matter(one.matter) if one.matter is not None else ""
    return words(f"family_{one.family}"), said(one, words), became(one, words), link


@dataclass(frozen=True)
class SideBySide:
    """What departments say differently of one thing."""

    name: str
    holder: str
    period: str
    facts: tuple[tuple[str, str, str, str, str], ...]


def _side_by_side(month: Month, one: Difference, lang: Lang, links: Links) -> SideBySide:
    return SideBySide(
        called(month, one, lang),
        one.facts[0].row.holder.name,
        one.facts[0].period.words(lang),
        tuple(
            (
                str(shown(fact.quantity, lang)),
                vocabulary().caliber_words(fact.row.caliber, lang),
                fact.row.reported_by.name,
                place_of(fact),
                links.fact(fact.ref),
            )
            for fact in one.facts
        ),
    )


@cache
def _css() -> str:
    return resources.files("jingkai.web").joinpath("static/web/document.css").read_text(encoding="utf-8")
