"""What a matter is to be, before it is one, and what is wrong with it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from jingkai.engines.periods import Term
from jingkai.kernel.flows.services import CaseDraft
from jingkai.kernel.flows.services.permitting import KEPT
from jingkai.kernel.parties.models import Organisation, Person
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.registers.models import Subject
from jingkai.kernel.rules.daybook import DayBook

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

    def case_draft(self, zone: Organisation, at: datetime, book: DayBook) -> CaseDraft:
        """Its case to be; the zone holds what has no unit. Raises Problem `periods.term-unreadable`."""
        holder = self.unit or zone
        due = self.due
        if due is None and self.term:
            due = Term.parse(self.term).due(at, book.calendar(holder)).day
        return CaseDraft(holder, self.executing, due, self.evidence, self.note)


def check(drafts: Iterable[Draft], zone: Organisation, book: DayBook) -> None:
    """Raises Problem `matters.title-missing`, `matters.unit-missing` that names every row without a unit,
    `matters.unit-elsewhere`, `matters.word-unknown`.
    """
    drafts = list(drafts)
    nobody = [str(one.row or n) for n, one in enumerate(drafts, start=1) if one.unit is None]
    if nobody:
        raise UNIT_MISSING(rows="、".join(nobody))
    check_words(drafts, zone, book)
    for one in drafts:
        for unit in (one.unit, *one.executing):
            assert unit is not None  # refused above
            if unit.root != zone.pk:
                raise UNIT_ELSEWHERE(unit=unit.name, zone=zone.name)


def check_words(drafts: Iterable[Draft], zone: Organisation, book: DayBook) -> None:
    """Raises Problem `matters.title-missing`, `matters.word-unknown`, `rules.not-found`."""
    words = book.rules.body(WORDS, zone, book.on, MatterWordsBody)
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


def require_right(actor: Actor, drafts: Iterable[Draft], zone: Organisation, book: DayBook) -> None:
    """Raises Problem `parties.not-allowed` unless the actor may open matters of all these units."""
    right = book.rules.body(WORDS, zone, book.on, MatterWordsBody).opening
    for unit in {one.unit or zone for one in drafts}:
        book.require(actor, right.act, right.of, unit, keeps=KEPT)
