"""The page of a batch: what it brought, what is still asked of its table, and whether it can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from jingkai.engines.periods import Period, day_of
from jingkai.engines.sheets import SheetProblem
from jingkai.engines.sheets.load import load_workbook
from jingkai.kernel.facts.known import Known
from jingkai.kernel.facts.models import Answer, Fact
from jingkai.kernel.facts.vocabulary import vocabulary
from jingkai.kernel.facts.workbooks.brought_in import BroughtIn
from jingkai.kernel.facts.workbooks.looking import look
from jingkai.kernel.parties.access import Reader
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.records.filestore import path_of
from jingkai.kernel.records.problems import BATCH_PUBLISHED

from ..shown import moment
from ..words import Lang, Words, ref_words
from .sending import Sending
from .understood import written

Link = Callable[[str], str]


@dataclass(frozen=True)
class FactRow:
    """A fact that the batch brought; `before` is what it corrected."""

    name: str
    holder: str
    period: str
    value: str
    caliber: str
    cell: str
    link: str
    before: str
    reason: str


def batch_values(one: BroughtIn, reader: Reader | None, lang: Lang, link: Link) -> dict[str, Any]:
    """What batch.html shows. `link` opens a fact by its reference."""
    words = Words(lang)
    facts = list(one.facts(reader))
    month = _last_month(facts)
    corrected = sum(fact.supersedes_id is not None for fact in facts)
    cannot = None
    if one.results and one.withdrawn is None:
        refs = words("and").join(ref_words(ref, words) for ref in one.results)
        cannot = BATCH_PUBLISHED(batch=one.batch.pk, basis=refs)
    return {
        "words": words,
        "batch": one,
        "at": moment(one.entry.at),
        "by": one.person or words("system"),
        "file": one.file.name if one.file is not None else "",
        "sources": sorted({fact.source for fact in facts if fact.source}),
        "withdrawn_at": moment(one.withdrawn.at) if one.withdrawn is not None else "",
        "withdrawn_by": one.withdrawn_by or words("system"),
        "senders": sorted({fact.reported_by.name for fact in facts}),
        "calibers": sorted({vocabulary().caliber_words(fact.caliber, lang) for fact in facts}),
        "new": len(facts) - corrected,
        "corrected": corrected,
        "restricted": one.facts(None).count() - len(facts),
        "facts": [_row(fact, lang, link) for fact in facts],
        "cannot": cannot and (cannot.zh if lang == "zh" else cannot.en),
        "month": month,
        "month_words": month.words(lang) if month is not None else "",
    }


def sent_as(one: BroughtIn, asked: QueryDict) -> QueryDict | None:
    """The address of the table that the batch is of: as it is asked for, else as it was sent. None for a batch that
    tells no unit, or was typed.
    """
    if one.file is None:
        return None
    fact = one.facts(None).first()
    answer = Answer._base_manager.filter(batch=one.batch).select_related("unit").first()
    unit = fact.reported_by if fact is not None else answer.unit if answer is not None else None
    if unit is None:
        return None
    address = asked.copy()
    address.setdefault("zone", Organisation.objects.get(pk=unit.root).name)
    address.setdefault("sender", str(unit.pk))
    address.setdefault("name", one.file.name)
    if fact is not None:
        address.setdefault("caliber", fact.caliber)
    return address


@dataclass(frozen=True)
class Left:
    """What the table still holds: how many questions are open, how many figures stay out for them or for a reason."""

    questions: int
    figures: int


def left_to_answer(one: BroughtIn, sending: Sending) -> Left | None:
    """The table looked at once more, with the answers so far; None where the original can't be read any more.

    An answer that does not come back next month is not kept, but what it brought in is: of that nothing is asked again.
    """
    if one.file is None:
        return None
    try:
        book = load_workbook(path_of(one.file.sha256), sending.name)
        found = look(book, sending.sender, on=day_of(one.entry.at), answers=sending.so_far.answers).outcome
    except (OSError, SheetProblem):
        return None
    there = set(one.facts(None).values_list("sheet", "cell"))
    out = {(waiting.sheet, waiting.cell) for waiting in found.waiting}
    out |= {(change.draft.source.sheet, change.draft.source.cell) for change in found.changed}
    left = out - there
    asked = [
        question
        for question in found.questions
        if left and not there.issuperset((question.sheet, cell) for cell in question.cells)
    ]
    return Left(len(asked), len(left))


def _row(fact: Fact, lang: Lang, link: Link) -> FactRow:
    known = Known(fact)
    before = fact.supersedes
    return FactRow(
        name=" · ".join(part for part in (_measure(fact, lang), fact.category) if part),
        holder=fact.holder.name,
        period=known.period.words(lang),
        value=written(known.quantity, lang),
        caliber=_caliber(fact, lang),
        cell=" ".join(part for part in (fact.sheet, fact.cell) if part),
        link=link(known.ref),
        before=written(Known(before).quantity, lang) if before is not None else "",
        reason=fact.reason,
    )


def _measure(fact: Fact, lang: Lang) -> str:
    aspect = vocabulary().aspects.get(fact.measure.aspect)
    if aspect is None or aspect.principal:
        return fact.measure.name
    return f"{fact.measure.name} · {aspect.zh if lang == 'zh' else aspect.en}"


def _caliber(fact: Fact, lang: Lang) -> str:
    said = [vocabulary().caliber_words(fact.caliber, lang)]
    if fact.nature != "actual":
        said.append(vocabulary().natures[fact.nature][lang])
    return " · ".join(said)


def _last_month(facts: list[Fact]) -> Period | None:
    """The month whose page shows the newest figures."""
    ends = [fact.end for fact in facts if fact.nature == "actual"]
    return Period.month(max(ends).year, max(ends).month) if ends else None
