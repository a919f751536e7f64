"""A workbook looked at: what it comes to beside what is known, with nothing written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from jingkai.engines.sheets import Reading
from jingkai.engines.sheets import understand as read_loaded
from jingkai.engines.sheets.workbook import Workbook
from jingkai.kernel.problems import Problem

from ..answers import remembered_answers
from ..columns import scale_for
from ..drafts import Draft, Refused
from ..known import Known, current
from ..models import Fact, Measure
from .earlier import earlier_facts
from .export_reading import is_export
from .holders import Holders
from .outcome import Change, Imported, correcting, kept_alike
from .returning import take_back
from .understanding import Sender, Understood, understand

Place = tuple[object, ...]


@dataclass(frozen=True)
class Look:
    """What a workbook comes to. `outcome` is the report that an import would give, without a batch.

    `rows` are the facts to be written, without file and batch; those of a measure that is not registered yet have
    one that is not saved. `remembered` are the unit's earlier answers, `to_register` the names that were answered
    to be new units.
    """

    book: Workbook
    outcome: Imported
    rows: tuple[Fact, ...]
    understood: Understood
    remembered: Mapping[str, str]
    to_register: tuple[str, ...] = ()

    def beside_now(self, reason: str) -> Look:
        """The same reading beside what is known by now."""
        outcome = _outcome(self.book.name, self.understood)
        rows = _settle(self.understood.drafts, outcome, reason=reason)
        return replace(self, outcome=outcome, rows=tuple(rows))


def look(
    book: Workbook,
    sender: Sender,
    *,
    on: date,
    answers: Mapping[str, str] | None = None,
    reason: str = "",
) -> Look:
    """Read a loaded workbook and lay it beside what is known.

    An export of our own is read as it is laid out (`returning`). Raises SheetProblem for a workbook that has no
    visible sheet, and the Problems of an export that is damaged.
    """
    remembered = remembered_answers(sender.unit)
    if is_export(book):
        outcome, rows = take_back(book, sender, on=on, reason=reason)
        return Look(book, outcome, tuple(rows), Understood(), remembered)
    holders = Holders(sender.zone, on, answers or {}, remembered)
    understood = understand(reading_of(book, sender, answers or {}, remembered, on), sender, holders)
    unsettled = Look(book, Imported(book.name), (), understood, remembered, tuple(holders.to_register))
    return unsettled.beside_now(reason)


def reading_of(
    book: Workbook, sender: Sender, answers: Mapping[str, str], remembered: Mapping[str, str], on: date
) -> Reading:
    """What the file says. It is read once to know its years, and again beside what the unit said of them before."""
    first = read_loaded(book, answers, remembered)
    earlier = earlier_facts(first, sender, on=on, remembered=remembered)
    return read_loaded(book, answers, remembered, earlier) if earlier else first


def place_of(row: Fact) -> Place:
    """What a figure has to share with another to be one of the same thing by the same unit."""
    return (
        row.measure_id, row.holder_id, row.subject_id, row.category, row.start, row.end, row.nature,
        row.caliber, row.reported_by_id,
    )  # fmt: skip


def _outcome(name: str, understood: Understood) -> Imported:
    return Imported(
        file=name,
        waiting=understood.waiting,
        questions=understood.questions,
        warnings=understood.warnings,
        met=understood.met,
        aliases=understood.aliases,
        records=understood.records,
    )


def _settle(drafts: Sequence[Draft], result: Imported, *, reason: str) -> list[Fact]:
    """The rows that are new; the report is filled with what became of every draft."""
    measures = measures_of(drafts)
    before = known_before(drafts, measures)
    rows: list[Fact] = []
    for draft in drafts:
        measure = measures[draft.name, draft.aspect]
        try:
            draft.check_words()
            row = draft.row(measure)
        except Problem as problem:
            result.refused.append(Refused(draft, problem))
            continue
        earlier = before.get(place_of(row))
        if earlier is None:
            result.facts.append(draft)
            rows.append(row)
        elif kept_alike(draft, earlier):
            result.unchanged += 1
        elif not reason.strip():
            result.changed.append(Change(draft, earlier))
        else:
            result.corrected.append(Change(draft, earlier))
            rows.append(correcting(draft, earlier, reason))
    return rows


def measures_of(drafts: Sequence[Draft]) -> dict[tuple[str, str], Measure]:
    """The measures of the drafts by name and aspect. One that is not registered is as an import would register it,
    in the unit of its first draft, and is not saved.
    """
    names = {draft.name for draft in drafts}
    found = {(one.name, one.aspect): one for one in Measure.objects.known_at().filter(name__in=names)}
    for draft in drafts:
        if (draft.name, draft.aspect) not in found:
            scale = scale_for(draft.quantity.unit)
            found[draft.name, draft.aspect] = Measure(
                name=draft.name, aspect=draft.aspect, base_unit=scale.name, decimals=scale.decimals
            )
    return found


def known_before(drafts: Sequence[Draft], measures: Mapping[tuple[str, str], Measure]) -> dict[Place, Known]:
    """What is known now in the places of the drafts; of several in one place the newest."""
    if not drafts:
        return {}
    found = current().filter(
        reported_by_id__in={draft.reported_by.pk for draft in drafts},
        measure_id__in={measure.pk for measure in measures.values() if measure.pk is not None},
        holder_id__in={draft.holder.pk for draft in drafts},
    )
    rows = found.select_related("measure", "file").order_by("pk")
    return {place_of(row): Known(row) for row in rows}
