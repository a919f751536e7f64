"""Figures that a clerk types: laid beside what is known, and entered in one call with the corrections among them.

What is in doubt (`doubts`) goes in with a reason only; that is kept with the figures as the answer of their unit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from jingkai.engines.periods import day_of
from jingkai.engines.quantity import write
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.models import Batch
from jingkai.kernel.records.writing import writing
from jingkai.kernel.rules.access import require
from jingkai.kernel.rules.book import RuleBook

from .answers import answered, reason_of
from .doubts import Doubt, doubts_of, figure_check
from .drafts import Draft
from .known import Known
from .measures import ensure_measures
from .models import Fact, Measure
from .once import once
from .problems import DOUBTS_UNANSWERED, FIGURE_IMPOSSIBLE, REASON_MISSING, SAID_TWICE, STATISTICAL
from .vocabulary import vocabulary
from .workbooks.looking import Place, known_before, measures_of, place_of
from .workbooks.outcome import correcting, kept_alike

ACT = "facts.by-hand"
# How many cells a refusal names.
_NAMED = 8


class Fate(StrEnum):
    """What becomes of a figure."""

    NEW = "new"
    SAME = "same"
    CORRECTS = "corrects"
    REPEATS = "repeats"
    REFUSED = "refused"


@dataclass(frozen=True)
class Laid:
    """A draft beside what is known. `before` is what the same unit said in its place, `problem` why it is refused,
    `registers` that its measure is not registered yet, `doubts` what is asked about it.
    """

    draft: Draft
    fate: Fate
    before: Known | None = None
    problem: Problem | None = None
    registers: bool = False
    doubts: tuple[Doubt, ...] = ()

    @property
    def writes(self) -> bool:
        return self.fate in (Fate.NEW, Fate.CORRECTS)


def lay(drafts: Sequence[Draft], on: date) -> list[Laid]:
    """What would become of each draft, in their order; nothing is written. `on` is the day whose rules hold.

    Two drafts of one place that say the same are one; where they differ all of them are refused. Statistical figures
    are refused: they come by import.
    """
    measures = measures_of(drafts)
    earlier = known_before(drafts, measures)
    rows = [_row(draft, measures) for draft in drafts]
    places: dict[Place, list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        if isinstance(row, Fact):
            places[(drafts[number].name, drafts[number].aspect, *place_of(row)[1:])].append(number)
    differing = {
        number: numbers
        for numbers in places.values()
        if len({_kept(rows[one]) for one in numbers}) > 1
        for number in numbers
    }
    first = {numbers[0] for numbers in places.values()}
    found = []
    for number, (draft, row) in enumerate(zip(drafts, rows, strict=True)):
        if isinstance(row, Problem):
            found.append(Laid(draft, Fate.REFUSED, problem=row))
        elif number in differing:
            cells = "、".join(drafts[one].source.cell or str(one + 1) for one in differing[number])
            found.append(Laid(draft, Fate.REFUSED, problem=SAID_TWICE(cells=cells)))
        elif number not in first:
            found.append(Laid(draft, Fate.REPEATS))
        else:
            found.append(_beside(draft, row, earlier.get(place_of(row))))
    return _in_doubt(found, on)


def enter(
    actor: Actor,
    unit: Organisation,
    drafts: Sequence[Draft],
    *,
    reason: str = "",
    reasons: Mapping[int, str] | None = None,
    at: datetime,
) -> Batch | None:
    """Enter what `unit` says, new figures and corrections in one call; None where nothing is new. The same again has
    one effect. `reasons` says, by its place among the drafts, why a figure that is in doubt is so.

    Raises Problem `parties.not-allowed`, `facts.reason-missing` where something is corrected,
    `facts.doubts-unanswered`, and that of the first draft that `lay` refuses; then nothing is written. ValueError for a
    draft that another unit reports.
    """
    on = day_of(at)
    require(actor, "write", "facts", unit, on=on)
    if any(draft.reported_by.pk != unit.pk for draft in drafts):
        raise ValueError("a draft is reported by another unit")
    laid = lay(drafts, on)
    for one in laid:
        if one.problem is not None:
            raise one.problem
    said = {number: reason_of((reasons or {}).get(number, "")) for number in range(len(laid))}
    if silent := [one for number, one in enumerate(laid) if one.doubts and not said[number]]:
        raise DOUBTS_UNANSWERED(count=len(silent), cells=_cells(silent))
    wanted = [one for one in laid if one.writes]
    if not wanted:
        return None
    if any(one.fate is Fate.CORRECTS for one in wanted) and not reason.strip():
        raise REASON_MISSING()
    measures = ensure_measures(
        actor, ((one.draft.name, one.draft.aspect, one.draft.quantity.unit) for one in wanted), at=at
    )
    rows = []
    for one in wanted:
        row = one.draft.row(measures[one.draft.name, one.draft.aspect])
        if one.before is not None:
            row = correcting(one.draft, one.before, reason)
            row.source = one.draft.source.words
        row.sheet = row.cell = ""  # where it was typed is no place in a file
        rows.append(row)
    because = [(one.doubts, said[number]) for number, one in enumerate(laid) if one.writes]
    content = {
        "unit": unit.pk,
        "rows": [
            [*map(str, place_of(row)), row.lo, row.hi, row.marks, row.unit, row.supersedes_id] for row in rows
        ],
    }
    with writing(actor, act=ACT, at=at, key=once(ACT, content), content=content) as call:
        if call.repeated is not None:
            return call.repeated
        written = call.add_all(rows)
        call.add_all(
            answered(row, doubts, why) for row, (doubts, why) in zip(written, because, strict=True) if doubts
        )
        return call.batch


def _in_doubt(laid: Sequence[Laid], on: date) -> list[Laid]:
    """The same with what is asked about those that would be written; what cannot be is refused."""
    asked = [one for one in laid if one.writes]
    if not asked:
        return list(laid)
    rule = figure_check(asked[0].draft.reported_by, on, RuleBook())
    doubts = iter(doubts_of([one.draft for one in asked], rule))
    return [_asked(one, next(doubts)) if one.writes else one for one in laid]


def _asked(one: Laid, doubts: tuple[Doubt, ...]) -> Laid:
    refused = next((doubt for doubt in doubts if doubt.refuses), None)
    if refused is None:
        return replace(one, doubts=doubts)
    value, words = one.draft.quantity, refused.words
    problem = FIGURE_IMPOSSIBLE(
        why=f"{write(value, style='marks')}：{words.zh}", why_en=f"{write(value, style='en')}: {words.en}"
    )
    return replace(one, fate=Fate.REFUSED, problem=problem)


def _cells(laid: Sequence[Laid]) -> str:
    """Where they stand, else what they are of."""
    named = [one.draft.source.cell or one.draft.name for one in laid]
    return "、".join(named[:_NAMED]) + ("…" if len(named) > _NAMED else "")


def _row(draft: Draft, measures: Mapping[tuple[str, str], Measure]) -> Fact | Problem:
    try:
        draft.check()
        if draft.caliber in vocabulary().statistical:
            raise STATISTICAL()
        return draft.row(measures[draft.name, draft.aspect])
    except Problem as problem:
        return problem


def _kept(row: Fact | Problem) -> tuple[object, ...]:
    return (row.lo, row.hi, row.marks) if isinstance(row, Fact) else ()


def _beside(draft: Draft, row: Fact, before: Known | None) -> Laid:
    if before is None:
        return Laid(draft, Fate.NEW, registers=row.measure.pk is None)
    fate = Fate.SAME if kept_alike(draft, before) else Fate.CORRECTS
    return Laid(draft, fate, before)
