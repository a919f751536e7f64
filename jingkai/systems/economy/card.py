"""The card of an indicator: what it is, whose, by which caliber and rule, and where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from jingkai.engines.expr import explain
from jingkai.engines.periods import Period
from jingkai.engines.quantity import Quantity, Units
from jingkai.kernel.facts.kinds import ScheduleLightBody
from jingkai.kernel.facts.models import Fact
from jingkai.kernel.facts.vocabulary import vocabulary
from jingkai.kernel.flows.lights import Lamp
from jingkai.kernel.parties.models import Post
from jingkai.kernel.rules.models import RuleSet

from .because import because
from .line import Line
from .month import Month
from .shown import shown
from .view import view
from .words import Lang, Words


@dataclass(frozen=True)
class Band:
    """A level of the light rule: its lamp, and when it burns."""

    lamp: Lamp
    word: str
    when: str


@dataclass(frozen=True)
class Card:
    """An indicator as known in a month. `facts` are what is said of it, each with what it is; `bands` are those of the
    light rule that judges it, titled `rule`; `lines` its rows, the zone's first; `trend` the zone's months one by one.
    """

    title: str
    facts: tuple[tuple[str, str], ...]
    rule: str
    bands: tuple[Band, ...]
    lines: tuple[Line, ...]
    trend: tuple[tuple[Period, Quantity | None], ...]


def card(month: Month, code: str, lang: Lang) -> Card | None:
    """The card of the indicator with this code; None if no row of the month is of it."""
    lines = tuple(line for line in month.everything if line.definition.code == code)
    if not lines:
        return None
    first = lines[0]
    own = first if first.holder.pk == month.zone.pk else None
    rule = next((one for one in month.rules if (one.key, one.version) == _rule_of(lines)), None)
    return Card(
        title=first.definition.name if lang == "zh" else first.definition.english,
        facts=tuple(
            _facts(lines, own, {one.key: one for one in month.rules}, Words(lang), month.period.last_day)
        ),
        rule=_title(rule, lang),
        bands=tuple(_bands(rule, lang)),
        lines=lines,
        trend=own.trend if own is not None else (),
    )


def month_names(trend: Sequence[tuple[Period, Quantity | None]], lang: Lang) -> list[str]:
    """The months as they stand under columns: the year is said with the first of it."""
    return [
        month.words(lang)
        if place == 0 or month.start.month == 1 or month.month_count > 1
        else (f"{month.start.month}月" if lang == "zh" else f"{month.start.month:02}")
        for place, (month, _) in enumerate(trend)
    ]


def _rule_of(lines: Iterable[Line]) -> tuple[str, str]:
    """Key and version of the light rule that judged a row, if one did."""
    return next(((one.light.rule, one.light.version) for one in lines if one.light.rule), ("", ""))


def _title(rule: RuleSet | None, lang: Lang) -> str:
    if rule is None:
        return ""
    title = rule.header.title
    return f"{title.zh if lang == 'zh' else title.en} {rule.version}"


def _bands(rule: RuleSet | None, lang: Lang) -> Iterable[Band]:
    if rule is None or not isinstance(rule.body, ScheduleLightBody):
        return
    light = rule.body.rule(rule.key, rule.version)
    for lamp in (*light.lamps, *((light.otherwise,) if light.otherwise else ())):
        yield Band(lamp, lamp.zh if lang == "zh" else lamp.en, because(lamp.when or "otherwise", lang))


def _facts(
    lines: tuple[Line, ...], own: Line | None, curves: Mapping[str, RuleSet], words: Words, on: date
) -> Iterable[tuple[str, str]]:
    definition, lang = lines[0].definition, words.lang
    if definition.owner is not None:
        yield words("owner"), definition.owner.name
    yield words("leader"), _leader(definition.leader, on) or words("nothing_said")
    yield (
        words("frequency"),
        words(f"every_{definition.frequency}") if definition.frequency else words("nothing_said"),
    )
    yield words("formula"), explain(definition.plan, lang)
    yield words("unit"), unit_in(definition.unit, lang)
    yield words("direction"), words(f"direction_{definition.direction}")
    if definition.calibers:
        yield (
            words("calibers"),
            " > ".join(vocabulary().caliber_words(one, lang) for one in definition.calibers),
        )
    if reporters := _reporters(lines):
        yield words("reporters"), words("and").join(reporters)
    if own is None:
        return
    missing = [month.words(lang) for month, value in own.trend if value is None]
    if len(missing) < len(own.trend):
        yield words("months_missing"), words("and").join(missing) or words("none")
    if own.aimed is not None and own.aimed.aim is not None:
        row = own.aimed.aim.row
        value = shown(own.aimed.quantity, lang, unit=definition.unit)
        yield words("target"), f"{value}{words('aside', text=own.aimed.period.words(lang))}"
        yield words("target_source"), row.source or words("nothing_said")
        yield words("curve"), _title(curves.get(row.curve), lang) or row.curve or words("linear")
    row_now = view(own, lang)
    if own.light.lamp is not None:
        yield words("light"), f"{row_now.light}{words('aside', text=because(own.light.why, lang))}"


def _leader(post: Post | None, on: date) -> str:
    """Who holds the post on that day, with its title; the title alone where nobody does."""
    if post is None:
        return ""
    held = Post.objects.valid_on(on).filter(body=post.body_id, title=post.title).select_related("person")
    names = [one.person.name for one in held.order_by("pk")]
    return " ".join([post.title, *(one for one in names if post.title not in one)])


def unit_in(name: str, lang: Lang) -> str:
    """A unit of measurement by its name in the language."""
    found = Units.shipped().find(name)
    return found.named(lang) if found is not None else name


def _reporters(lines: tuple[Line, ...]) -> list[str]:
    """The units that reported what the rows read, each once."""
    keys = [int(one.id) for line in lines for one in line.result.references if one.kind == "fact"]
    found = Fact.objects.filter(pk__in=keys).order_by("pk").values_list("reported_by__name", flat=True)
    return list(dict.fromkeys(found))
