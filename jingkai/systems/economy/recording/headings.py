"""What the headings of a block say: whose figures, of what, in which unit, of which period."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

import yaml

from jingkai.engines.periods import Period
from jingkai.engines.periods.labels import NOTHING, PeriodHint, find_period
from jingkai.engines.quantity import Unit, Units
from jingkai.engines.sheets.labels import read_label
from jingkai.kernel.facts.holdings import measure_names
from jingkai.kernel.facts.models import Measure
from jingkai.kernel.facts.vocabulary import vocabulary
from jingkai.kernel.facts.workbooks.holders import Holders
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.parties.naming import folded
from jingkai.kernel.problems import Problem

from .problems import PERIOD_UNCLEAR

# Aspects whose words are no part of the name: 科技支出同比增长 is the growth of 科技支出.
_ASIDE = (
    "growth",
    "growth_mom",
    "completion_rate",
    "yoy_change",
    "pp_gap",
    "pp_change",
    "rank",
    "plan",
    "plan_growth",
)

_UNITS = {
    "growth": "%",
    "growth_mom": "%",
    "completion_rate": "%",
    "share": "%",
    "pp_gap": "百分点",
    "pp_change": "百分点",
}
# Between the name of a measure and that of its aspect (facts.holdings).
_OF = "·"


@dataclass(frozen=True)
class Part:
    """What a heading, or several of them together, say. `aspect` and `nature` are words of facts, "" where none is
    said; `clash` is what two headings say differently, in both languages.
    """

    name: str = ""
    aspect: str = ""
    nature: str = ""
    unit: Unit | None = None
    holder: Organisation | None = None
    hint: PeriodHint = NOTHING
    clash: tuple[str, str] | None = None

    @property
    def empty(self) -> bool:
        return self == Part()

    def words(self, lang: str) -> str:
        """What was understood: 科技支出 · 同比 · %."""
        aspects = vocabulary().aspects
        said = [self.name]
        if self.aspect:
            said.append(aspects[self.aspect].zh if lang == "zh" else aspects[self.aspect].en)
        if self.nature:
            said.append(vocabulary().natures[self.nature][lang])
        if self.holder is not None:
            said.append(self.holder.name)
        if self.hint != NOTHING:
            said.append(_when(self.hint, lang))
        if self.unit is not None:
            said.append(self.unit.named("zh" if lang == "zh" else "en"))
        return " · ".join(one for one in said if one)


class Reader:
    """Reads headings against the measures that are registered and the units of the zone."""

    def __init__(self, holders: Holders) -> None:
        self._holders = holders
        listed = list(Measure.objects.known_at())
        called = measure_names(listed)
        self._measures: Mapping[str, Measure] = {folded(called[one.pk]): one for one in listed}

    def read(self, text: str) -> Part:
        """What one heading says; an empty Part for nothing."""
        if not text:
            return Part()
        found = find_period(text)
        if not found.rest.strip(" ·、，,年度"):
            return Part(hint=found.hint)
        if (holder := self.holder(text)) is not None:
            return Part(holder=holder)
        if (unit := unit_of(text)) is not None:
            return Part(unit=unit)
        label = read_label(text)
        if label.zone_wide:
            return Part(holder=self._holders.zone)
        if label.units:
            return Part(unit=unit_of(label.units[0]))
        unit, plain = bracketed(text)
        if unit is None and label.unit:
            unit = unit_of(label.unit)
        elif unit is not None and not label.unit:
            label = read_label(plain)  # a unit that the reader of workbooks does not look for: 生猪出栏（头）
        if (there := self._measures.get(folded(plain))) is not None:
            return Part(name=there.name, aspect=there.aspect, unit=unit)
        if (there := self._measures.get(folded(find_period(plain).rest))) is not None:
            return Part(name=there.name, aspect=there.aspect, unit=unit, hint=found.hint)
        name, dot, tail = plain.rpartition(_OF)
        if dot and (code := _aspects().get(folded(tail))) is not None:
            return Part(name=name, aspect=code, unit=unit or _implied(code))
        return self._measured(
            label.name, find_period(label.stem).rest, label.aspect, unit, found.hint, label.generic
        )

    def holder(self, text: str) -> Organisation | None:
        """The unit of the zone that goes by this name."""
        return self._holders.known(text)

    def _measured(
        self, name: str, stem: str, said: str | None, unit: Unit | None, hint: PeriodHint, generic: bool
    ) -> Part:
        kind = vocabulary().reading(said) if said else None
        aspect, nature = kind if kind is not None else ("", "")
        unit = unit or _implied(aspect)
        if generic or not name:
            kept = ""
        else:
            kept = name if said is None or said in _ASIDE else stem
        return Part(kept, aspect, "" if nature == "actual" else nature, unit, hint=hint)


def together(parts: Iterable[Part]) -> Part:
    """What several headings say of one cell; the later one fills in and sharpens the earlier."""
    found = Part()
    for one in parts:
        clash = found.clash or _clash(found, one)
        hint = one.hint.over(found.hint)
        found = replace(
            found,
            name=found.name or one.name,
            aspect=_aspect(found, one),
            nature=one.nature or found.nature,
            unit=one.unit or found.unit,
            holder=one.holder or found.holder,
            hint=hint,
            clash=clash,
        )
    return found


def _implied(aspect: str) -> Unit | None:
    """The unit that goes without saying: growth is in %, a gap in points."""
    return Units.shipped().get(_UNITS[aspect]) if aspect in _UNITS else None


@cache
def _aspects() -> Mapping[str, str]:
    return {folded(said.zh): code for code, said in vocabulary().aspects.items()}


def _aspect(before: Part, one: Part) -> str:
    """A column 同比 says of which aspect the row's figure is, also where the row's measure is registered with one."""
    return one.aspect if one.aspect and (not one.name or not before.aspect) else before.aspect


def _clash(before: Part, one: Part) -> tuple[str, str] | None:
    if before.name and one.name and before.name != one.name:
        return (
            f"行和列各说了一个指标：{before.name}、{one.name}",
            f"row and column name two indicators: {before.name}, {one.name}",
        )
    if before.holder and one.holder and before.holder != one.holder:
        return (
            f"行和列各说了一个对象：{before.holder.name}、{one.holder.name}",
            f"row and column name two units: {before.holder.name}, {one.holder.name}",
        )
    for word, left, right in (
        ("年份", before.hint.year, one.hint.year),
        ("月份", before.hint.last, one.hint.last),
    ):
        if left is not None and right is not None and left != right:
            return (
                f"行和列的{word}不一致：{left}、{right}",
                f"row and column name two periods: {left}, {right}",
            )
    return None


def period_in(hint: PeriodHint, base: Period | None) -> Period:
    """The period that words say, with what they leave open taken from `base`.

    Raises Problem `recording.period-unclear`.
    """
    year = hint.year if hint.year is not None else base.year if base is not None else None
    if hint.shift in ("same_period_last_year", "last_year") and hint.year is None and base is not None:
        return base.same_period_last_year()
    if year is None or hint.shift is not None:
        raise PERIOD_UNCLEAR()
    if hint.last is not None:
        first = hint.first if hint.first is not None and not hint.as_of else hint.last
        return Period.months_between(year, first, hint.last)
    if hint.current or hint.cumulative:
        if base is None or base.year != year:
            raise PERIOD_UNCLEAR()
        return base.cumulative() if hint.cumulative else base.months()[-1]
    return Period.of_year(year)


def unit_of(text: str) -> Unit | None:
    """The unit of measurement that a text is, with or without brackets around it."""
    bare = text.strip().strip("()（）").strip()
    found = Units.shipped().find(bare) if bare else None
    return found if found is not None and not found.is_number else None


@cache
def column_words() -> Mapping[str, frozenset[str]]:
    """Kind of label column to its headings, and what stands for no figure (`nothing`); folded."""
    text = resources.files(__package__).joinpath("words.yaml").read_text(encoding="utf-8")
    table: Mapping[str, list[str]] = yaml.load(text, Loader=yaml.BaseLoader)
    return {kind: frozenset("".join(one.split()).lower() for one in words) for kind, words in table.items()}


def column_kind(text: str) -> str:
    """Which column of labels a heading is of: measure, holder, period, either, number; "" if it is of none."""
    said = "".join(text.split()).lower()
    return next((kind for kind, words in column_words().items() if kind != "nothing" and said in words), "")


def says_nothing(text: str) -> bool:
    """Whether a cell says that there is no figure. An empty one does; 0 does not."""
    return "".join(text.split()).lower() in column_words()["nothing"]


def bracketed(text: str) -> tuple[Unit | None, str]:
    """The unit in brackets at the end of a heading, and the heading without it: 万元, 科技支出 of 科技支出（万元）."""
    head, inside = in_brackets(text)
    unit = unit_of(inside) if inside else None
    return (unit, head) if unit is not None else (None, text.strip())


def in_brackets(text: str) -> tuple[str, str]:
    """A heading before its last brackets, and what stands in them at its end; "" where nothing does."""
    for opening, closing in (("（", "）"), ("(", ")")):
        head, found, tail = text.strip().rpartition(opening)
        if found and tail.endswith(closing):
            return head.strip(), tail[:-1].strip()
    return text.strip(), ""


def _when(hint: PeriodHint, lang: str) -> str:
    try:
        return period_in(hint, None).words("zh" if lang == "zh" else "en")
    except Problem:
        if hint.last is None:
            return ""
        return f"{hint.first}–{hint.last}月" if hint.first != hint.last else f"{hint.last}月"
