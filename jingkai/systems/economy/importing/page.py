"""The page of a table on its way in: the original beside what was understood, what is asked and what differs."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from jingkai.engines.sheets import Notice, Question
from jingkai.kernel.facts.models import Fact
from jingkai.kernel.facts.vocabulary import vocabulary
from jingkai.kernel.facts.workbooks.answered import Answered, answered_questions
from jingkai.kernel.facts.workbooks.beside import Beside, differing
from jingkai.kernel.facts.workbooks.looking import Look, place_of
from jingkai.kernel.parties.access import Reader

from ..words import Lang, Words
from .linked import linked
from .marks import KINDS, Marks
from .original import CellIds, sheets_on_page
from .questions import QuestionOnPage, answered_question, in_order, open_question
from .sending import Sending, readable
from .understood import Figure, draft_name, figures, written

# Figures that are shown before somebody asks for all; those with something to look at are shown always.
FIRST_FIGURES = 60
_PLAIN = ("new", "known")
Link = Callable[[str], str]


@dataclass(frozen=True)
class Seen:
    """A look with all that is shown beside it."""

    look: Look
    answered: list[Answered]
    differing: list[Beside]

    @property
    def digest(self) -> str:
        """What was shown, in short: who brings the table in later brings in what was shown.

        By names, as they were shown: that a colleague registered a measure or a unit meanwhile changes none of it.
        """
        shown_now = (
            [_shown_of(row) for row in self.look.rows],
            [(one.draft.source.cell, one.before.ref, str(one.draft.quantity)) for one in self._changes()],
            [(one.draft.source.cell, [other.ref for other in one.others]) for one in self.differing],
            sorted(one.id for one in self.look.outcome.questions),
        )
        return hashlib.sha256(repr(shown_now).encode()).hexdigest()[:16]

    def _changes(self) -> list[Any]:
        """With a reason they are corrections, without one they wait: shown they are the same."""
        return [*self.look.outcome.changed, *self.look.outcome.corrected]

    @property
    def brings(self) -> bool:
        """Whether bringing it in writes anything, or would with a reason."""
        found = self.look
        return bool(found.rows or found.to_register or found.outcome.changed or self._news)

    @property
    def answers_only(self) -> bool:
        """Whether nothing but answers would be kept."""
        found = self.look
        return self._news and not (found.rows or found.to_register or found.outcome.changed)

    @property
    def _news(self) -> bool:
        """Whether there are answers that are not remembered yet."""
        found = self.look
        return any(
            "|" in key and found.remembered.get(key) != said for key, said in found.understood.used.items()
        )


def _shown_of(row: Fact) -> tuple[object, ...]:
    _, _, *where = place_of(row)
    measure = row.measure
    return measure.name, measure.aspect, row.holder.name, *map(str, where), row.lo, row.hi


def see(found: Look, sending: Sending, reader: Reader | None, on: date) -> Seen:
    """A look, the questions that have their answer, and what others say of the same places."""
    drafts = found.understood.drafts or [one.draft for one in found.outcome.changed]
    return Seen(
        found,
        answered_questions(found, sending.sender.unit),
        differing(drafts, reader),
    )


@dataclass(frozen=True)
class Row:
    """A figure on the page: its own id, that of its cell, where what becomes of it is decided ("" where nothing is to
    be), and where what it was before is opened.
    """

    figure: Figure
    id: str
    cell: str
    decided: str
    before: str
    before_link: str


@dataclass(frozen=True)
class Side:
    """One of the figures that stand side by side."""

    value: str
    unit: str
    caliber: str
    link: str


@dataclass(frozen=True)
class SideBySide:
    """What the table and others say of one thing, the table first."""

    id: str
    name: str
    holder: str
    period: str
    sides: tuple[Side, ...]


def import_values(
    seen: Seen, sending: Sending, lang: Lang, reader: Reader | None, link: Link, *, whole: bool
) -> dict[str, Any]:
    """What import_look.html shows; `link` opens a fact by its reference."""
    found, marks, ids = seen.look, Marks(), CellIds(seen.look.book)
    rows = _rows(figures(found, lang), ids, link, lang)
    questions = _questions(seen, sending, lang, reader)
    sides = [
        _side_by_side(one, number, ids, link, lang) for number, one in enumerate(seen.differing, start=1)
    ]
    warnings = [one for one in found.outcome.warnings if one.kind != "answer"]
    _mark(marks, rows, questions, warnings)
    for one, side in zip(seen.differing, sides, strict=True):
        marks.put("differ", one.draft.source.sheet, [one.draft.source.cell], side.id)
    rows = [replace(row, decided=_decided(row, marks)) for row in rows]
    plain = [row for row in rows if row.figure.kind in _PLAIN]
    hidden = [] if whole else plain[FIRST_FIGURES:]
    counts = {
        kind: sum(row.figure.kind == kind for row in rows) for kind in {row.figure.kind for row in rows}
    }
    return {
        "words": Words(lang),
        "found": found,
        "outcome": found.outcome,
        "sheets": sheets_on_page(found.book, marks, ids, whole=whole),
        "legend": _legend(marks, rows, sides, warnings),
        "rows": [row for row in rows if row not in hidden],
        "hidden": len(hidden),
        "counts": counts,
        "questions": questions,
        "open_count": sum(one.open for one in questions),
        "warnings": [
            linked(one.text if lang == "zh" else one.en, one.sheet, one.cells, ids) for one in warnings
        ],
        "sides": sides,
        "asked_at": lambda one: linked(one.text, one.sheet, one.cells, ids),
        "digest": seen.digest,
        "brings": seen.brings,
        "answers_only": seen.answers_only,
        "caliber": vocabulary().caliber_words(sending.sender.caliber, lang),
    }


def _legend(marks: Marks, rows: list[Row], sides: list[SideBySide], warnings: list[Notice]) -> list[str]:
    """The kinds of mark that stand anywhere on the page, in their order."""
    there = {*marks.kinds(), *(row.figure.kind for row in rows)}
    there |= {"differ"} if sides else set()
    there |= {"warn"} if warnings else set()
    return [kind for kind in KINDS if kind in there]


def _rows(found: list[Figure], ids: CellIds, link: Link, lang: Lang) -> list[Row]:
    rows = []
    for number, one in enumerate(found, start=1):
        before = one.before
        rows.append(
            Row(
                one,
                f"f{number}",
                ids(one.sheet, one.cell),
                "",
                written(before.quantity, lang) if before is not None else "",
                link(before.ref) if before is not None else "",
            )
        )
    return rows


def _questions(seen: Seen, sending: Sending, lang: Lang, reader: Reader | None) -> list[QuestionOnPage]:
    given = sending.so_far.answers
    there = [
        open_question(_offered(one, reader), given.get(one.id, ""), lang)
        for one in seen.look.outcome.questions
    ]
    answered = [replace(one, question=_offered(one.question, reader)) for one in seen.answered]
    return in_order([*there, *(answered_question(one, lang) for one in answered)])


def _offered(one: Question, reader: Reader | None) -> Question:
    """The question without the units of which the reader may not know."""
    if reader is None or one.kind != "holder":
        return one
    known = readable(reader)
    return replace(
        one,
        options=tuple(
            option for option in one.options if not option.key.isdecimal() or int(option.key) in known
        ),
    )


def _mark(marks: Marks, rows: list[Row], questions: list[QuestionOnPage], warnings: list[Notice]) -> None:
    for row in rows:
        marks.put(row.figure.kind, row.figure.sheet, [row.figure.cell], row.id)
    for one in questions:
        marks.put("ask" if one.open else "answered", one.sheet, one.cells, f"q-{one.id}")
    for number, notice in enumerate(warnings, start=1):
        if notice.severity == "error":
            # Of many cells the first is what does not come out, the others what it was computed from.
            marks.put("warn", notice.sheet, notice.cells[:1], f"w{number}")


def _decided(row: Row, marks: Marks) -> str:
    mark = marks.at(row.figure.sheet, row.figure.cell)
    return mark.target if mark is not None and mark.kind in ("ask", "answered", "warn") else ""


def _side_by_side(one: Beside, number: int, ids: CellIds, link: Link, lang: Lang) -> SideBySide:
    draft = one.draft
    words = vocabulary()
    own = Side(
        written(draft.quantity, lang),
        draft.reported_by.name,
        words.caliber_words(draft.caliber, lang),
        f"#{ids(draft.source.sheet, draft.source.cell)}",
    )
    others = [
        Side(
            written(other.quantity, lang),
            other.row.reported_by.name,
            words.caliber_words(other.row.caliber, lang),
            link(other.ref),
        )
        for other in one.others
    ]
    return SideBySide(
        f"d{number}",
        draft_name(draft, lang),
        draft.holder.name,
        draft.period.words(lang),
        (own, *others),
    )
