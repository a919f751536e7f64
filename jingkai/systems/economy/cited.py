"""The zone's rows of a month as a paper cites them: in words, each with its source and caliber, or what it lacks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from jingkai.engines.expr import Reference
from jingkai.kernel.facts.known import Known
from jingkai.kernel.facts.models import Fact
from jingkai.kernel.facts.vocabulary import vocabulary
from jingkai.kernel.registers.models import StageEvent

from .called import called
from .findings import about_of
from .line import Line
from .month import Month
from .shown import shown
from .signalling import responsible
from .view import RowView, Side, side_of, view
from .words import Lang, Words

Lack = Literal["", "value", "tie", "source", "caliber"]


@dataclass(frozen=True)
class Cited:
    """A row of the zone. `source` is who reported what it stands on, `caliber` in which caliber; `ref` opens its proof
    as it was known then.
    """

    row: RowView
    ref: str
    source: str
    caliber: str

    @property
    def line(self) -> Line:
        return self.row.line

    @property
    def lacks(self) -> Lack:
        """Why it can't be cited; empty where it can."""
        if self.line.tied:
            return "tie"
        if self.line.value is None:
            return "value"
        if not self.source:
            return "source"
        return "" if self.caliber else "caliber"

    @property
    def side(self) -> Side:
        """Where it stands, as the head of the month counts it: `within` is behind under a milder light."""
        return side_of(self.line)

    @property
    def about(self) -> str:
        """What a signal about it is about."""
        return about_of(self.line)

    @property
    def responsible(self) -> str:
        """The unit that answers for it."""
        return responsible(self.line).name


@dataclass(frozen=True)
class Said:
    """What one unit says of a thing: the figure, whose, in which caliber, and the record's reference."""

    value: str
    unit: str
    caliber: str
    ref: str


@dataclass(frozen=True)
class SideBySide:
    """What is said differently of one thing of the zone: what the month took for its value (none, where it took none),
    and what stands beside it.
    """

    name: str
    taken: tuple[Said, ...]
    beside: tuple[Said, ...]


def cited(month: Month, lang: Lang) -> list[Cited]:
    """The zone's indicators, in their order; where it has defined none, every figure of its own."""
    lines = [one for one in month.lines if not one.definition.implicit] or list(month.lines)
    sources = _Sources(lines, Words(lang))
    return [
        Cited(view(line, lang), _ref(month, line), sources.source(line), sources.caliber(line))
        for line in lines
    ]


def side_by_side(month: Month, lang: Lang) -> list[SideBySide]:
    """What departments and calibers say differently of the zone's own figures."""
    taken = {ref for line in month.lines for ref in _taken(line)}
    return [
        SideBySide(
            called(month, one, lang),
            tuple(_said(fact, lang) for fact in one.facts if fact.ref in taken),
            tuple(_said(fact, lang) for fact in one.facts if fact.ref not in taken),
        )
        for one in month.differences
        if one.facts[0].row.holder_id == month.zone.pk
    ]


def _taken(line: Line) -> Iterator[str]:
    if line.value is not None:
        yield from map(str, line.result.references)
        yield from (one.ref for one in line.growth.facts)


def _said(fact: Known, lang: Lang) -> Said:
    row = fact.row
    caliber = vocabulary().caliber_words(row.caliber, lang)
    return Said(str(shown(fact.quantity, lang)), row.reported_by.name, caliber, fact.ref)


def _ref(month: Month, line: Line) -> str:
    return f"figure:{line.holder.pk}/{month.period}/{month.as_of}/{line.definition.code}"


@dataclass(frozen=True)
class _Sources:
    """Where the rows are from, read for all of them at once."""

    lines: list[Line]
    words: Words

    @cached_property
    def _facts(self) -> dict[str, tuple[str, str]]:
        rows = Fact.objects.filter(pk__in=self._ids("fact")).select_related("reported_by")
        return {str(one.pk): (one.reported_by.name, one.caliber) for one in rows}

    @cached_property
    def _events(self) -> set[str]:
        rows = StageEvent.objects.filter(pk__in=self._ids("event")).exclude(evidence="")
        return {str(key) for key in rows.values_list("pk", flat=True)}

    def _ids(self, kind: str) -> list[int]:
        return [int(one.id) for line in self.lines for one in line.result.references if one.kind == kind]

    def source(self, line: Line) -> str:
        """Who reported the figures, and from how many entries of the register it is counted."""
        of = self._of(line.result.references)
        entries = sum(1 for one in line.result.references if one.kind == "event" and one.id in self._events)
        counted = [self.words("of_register", count=entries)] if entries else []
        return self.words("and").join([*dict.fromkeys(unit for unit, _ in of), *counted])

    def caliber(self, line: Line) -> str:
        """The caliber of the figures it stands on; what is counted in the register has none but that."""
        of = self._of(line.result.references)
        spoken = [vocabulary().caliber_words(one, self.words.lang) for _, one in of if one]
        if any(one.kind == "event" and one.id in self._events for one in line.result.references):
            spoken.append(self.words("register"))
        return self.words("and").join(dict.fromkeys(spoken))

    def _of(self, references: Iterable[Reference]) -> list[tuple[str, str]]:
        return [self._facts[one.id] for one in references if one.kind == "fact" and one.id in self._facts]
