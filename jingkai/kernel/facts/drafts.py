"""A figure on its way in: what a service is given to record."""

from __future__ import annotations

from dataclasses import dataclass

from jingkai.engines.periods import Period
from jingkai.engines.quantity import Quantity
from jingkai.kernel.parties.models import Organisation, Person
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.models import File
from jingkai.kernel.registers.models import Subject

from .columns import Scale, to_columns
from .models import Fact, Measure
from .problems import INCOMPLETE, UNKNOWN_WORD
from .vocabulary import vocabulary


@dataclass(frozen=True)
class Source:
    """Where a figure stands: a cell of a file, or a place in words (a bulletin and its page)."""

    file: File | None = None
    sheet: str = ""
    cell: str = ""
    words: str = ""


@dataclass(frozen=True)
class Draft:
    """A figure to record. `reported_by` is the department that says it, `reporter` the person."""

    name: str
    holder: Organisation
    period: Period
    quantity: Quantity
    reported_by: Organisation
    source: Source
    aspect: str = "amount"
    caliber: str = "自报"
    nature: str = "actual"
    category: str = ""
    subject: Subject | None = None
    reporter: Person | None = None
    note: str = ""
    evidence: str = ""

    def check(self) -> None:
        """Raises Problem `facts.incomplete` or `facts.unknown-word`."""
        if self.source.file is None and not self.source.words.strip():
            raise INCOMPLETE(what="来源")
        self.check_words()

    def check_words(self) -> None:
        """As `check`, for a draft whose file is stored later."""
        words = vocabulary()
        if not self.name.strip():
            raise INCOMPLETE(what="数据项名称")
        for word, known, what, what_en in (
            (self.caliber, words.calibers, "口径", "caliber"),
            (self.nature, words.natures, "性质", "nature"),
            (self.aspect, words.aspects, "方面", "aspect"),
        ):
            if not word:
                raise INCOMPLETE(what=what)
            if word not in known:
                raise UNKNOWN_WORD(word=word, what=what, what_en=what_en, known="、".join(known))

    def row(self, measure: Measure) -> Fact:
        """The row of this draft, without a batch. Raises Problem `facts.unit-differs`, `facts.too-fine`,
        `facts.too-large`.
        """
        scale = Scale.of(measure.base_unit, measure.decimals)
        return Fact(
            measure=measure,
            holder=self.holder,
            subject=self.subject,
            category=self.category,
            start=self.period.start,
            end=self.period.end,
            nature=self.nature,
            caliber=self.caliber,
            file=self.source.file,
            sheet=self.source.sheet,
            cell=self.source.cell,
            source=self.source.words,
            note=self.note[:300],
            evidence=self.evidence,
            reported_by=self.reported_by,
            reporter=self.reporter,
            **to_columns(self.quantity, scale, str(measure)).as_fields(),
        )


@dataclass(frozen=True)
class Refused:
    """A draft that can't be recorded, and why."""

    draft: Draft
    problem: Problem
