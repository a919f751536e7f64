"""What a matter is to be, before it is one, and what is wrong with it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from jingkai.engines.periods import Term, day_of
from jingkai.kernel.flows.services.permitting import KEPT
from jingkai.kernel.parties.models import Organisation, Person
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.registers.models import Subject
from jingkai.kernel.rules.access import require
from jingkai.kernel.rules.book import RuleBook
from jingkai.kernel.rules.holidays import calendar_for

from ..kinds import WORDS, MatterWordsBody
from ..problems import TITLE_MISSING, UNIT_ELSEWHERE, UNIT_MISSING, WORD_UNKNOWN


@dataclass(frozen=True)
class Draft:
    """A matter to be opened.

    `origin` is the reference of what it comes from; without one it comes from nothing but itself. It is due on
    `due`, or a `term` ("30 working days") after it is opened. `row` is its place in the list or minutes it
    stands in, for refusals.
    """

    title: str
    unit: Organisation | None
    origin: str = ""
    executing: tuple[Organisation, ...] = ()
    leader: Person | None = None
    due: date | None = None
    term: str = ""
    kind: str = "task"
    category: str = ""
    level: str = ""
    subject: Subject | None = None
    evidence: str = ""
    note: str = ""
    row: int | None = None

    def due_day(self, unit: Organisation, at: datetime) -> date | None:
        """The day it is due on, by the unit's calendar. Raises Problem `periods.term-unreadable`."""
        if self.due is not None or not self.term:
            return self.due
        return Term.parse(self.term).due(at, calendar_for(unit, day_of(at))).day


def check(drafts: Iterable[Draft], zone: Organisation, on: date) -> None:
    """Raises Problem `matters.title-missing`, `matters.unit-missing` that names every row without a unit,
    `matters.unit-elsewhere`, `matters.word-unknown`.
    """
    drafts = list(drafts)
    nobody = [one for one in drafts if one.unit is None]
    if nobody:
        raise UNIT_MISSING(rows="、".join(str(one.row or place(one, drafts)) for one in nobody))
    check_words(drafts, zone, on)
    for one in drafts:
        for unit in (one.unit, *one.executing):
            assert unit is not None  # refused above
            if unit.root != zone.pk:
                raise UNIT_ELSEWHERE(unit=unit.name, zone=zone.name)


def check_words(drafts: Iterable[Draft], zone: Organisation, on: date) -> None:
    """Raises Problem `matters.title-missing`, `matters.word-unknown`, `rules.not-found`."""
    words = RuleBook().body(WORDS, zone, on, MatterWordsBody)
    for one in drafts:
        if not one.title.strip():
            raise TITLE_MISSING()
        for what, word, known in (
            ("种类 kind", one.kind, words.kinds.keys()),
            ("分类 category", one.category, {"", *words.categories}),
            ("级别 level", one.level, {"", *words.levels}),
        ):
            if word not in known:
                raise WORD_UNKNOWN(what=what, word=word, known="、".join(sorted(set(known) - {""})))


def require_right(actor: Actor, drafts: Iterable[Draft], zone: Organisation, on: date) -> None:
    """Raises Problem `parties.not-allowed` unless the actor may open matters of all these units."""
    right = RuleBook().body(WORDS, zone, on, MatterWordsBody).opening
    for unit in {one.unit or zone for one in drafts}:
        require(actor, right.act, right.of, unit, on=on, keeps=KEPT)


def place(draft: Draft, drafts: list[Draft]) -> int:
    """Which of the drafts this is, counted from 1."""
    return next(n for n, one in enumerate(drafts, start=1) if one is draft)
