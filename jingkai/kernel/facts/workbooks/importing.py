"""`jingkai import`: a department's workbook becomes a batch of facts that goes live by one commit."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from jingkai.engines.sheets import Reading, read_workbook
from jingkai.engines.sheets import understand as read_loaded
from jingkai.engines.sheets.load import load_workbook
from jingkai.engines.sheets.workbook import Workbook
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.parties.services.organisations import add_organisation
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.filestore import store
from jingkai.kernel.records.hashing import content_hash
from jingkai.kernel.records.models import RequestKey, Withdrawal
from jingkai.kernel.records.staging import go_live, stage, stage_rows

from ..drafts import Draft, Refused
from ..known import Known, current
from ..measures import ensure_measures
from ..models import Answer, Fact, Measure
from .earlier import earlier_facts
from .export_reading import is_export
from .holders import Holders
from .outcome import Change, Imported, correcting, kept_alike
from .returning import take_back
from .understanding import Sender, Understood, understand

ACT = "facts.import"
# The kind of a unit that an import registers on somebody's word; parties' rules may know finer ones.
_UNIT_KIND = "unit"


def import_workbook(
    actor: Actor,
    path: Path,
    sender: Sender,
    *,
    at: datetime,
    answers: Mapping[str, str] | None = None,
    reason: str = "",
) -> Imported:
    """Read a workbook, stage what is certain, and make it live by one commit.

    What is held, undated, of an unknown holder or in an unknown unit stays out and is asked. A figure that
    the same unit reported before with another value stays out too, unless `reason` says why it is corrected.
    The same file twice writes nothing, and neither does an export of our own that nobody changed: it is read as it
    is laid out (`returning`), and each of its rows keeps the unit and the caliber it names. Raises SheetProblem for a
    file that can't be read, the Problems of records, and those of an export that is damaged.
    """
    answers = answers or {}
    book = load_workbook(path)
    remembered = remembered_answers(sender.unit)
    if is_export(book):
        result, rows = take_back(book, sender, on=at.date(), reason=reason)
        if rows:
            _write(actor, path, sender, rows, Understood(), remembered, result, at)
        return result
    reading = _read(book, path, sender, answers, remembered, at)
    holders = Holders(sender.zone, at.date(), answers, remembered)
    understood = understand(reading, sender, holders)
    result = _report(path.name, reading, understood)
    if holders.to_register:
        result.registered = _register(actor, sender.zone, holders.to_register, at)
        holders = Holders(sender.zone, at.date(), answers, remembered)
        understood = understand(reading, sender, holders)
        result = replace(_report(path.name, reading, understood), registered=result.registered)
    rows = _rows(actor, understood.drafts, result, reason=reason, at=at)
    if rows or _new_answers(sender.unit, understood.used, remembered):
        _write(actor, path, sender, rows, understood, remembered, result, at)
    return result


def _read(
    book: Workbook,
    path: Path,
    sender: Sender,
    answers: Mapping[str, str],
    remembered: Mapping[str, str],
    at: datetime,
) -> Reading:
    """What the file says. It is read once to know its years, and again beside what the unit said of them before."""
    first = read_loaded(book, answers, remembered)
    earlier = earlier_facts(first, sender, on=at.date(), remembered=remembered)
    if not earlier:
        return first
    return read_workbook(path, answers=answers, remembered=remembered, earlier=earlier)


def remembered_answers(unit: Organisation) -> dict[str, str]:
    """What the unit answered before, the newest of each question."""
    rows = Answer.objects.known_at().filter(unit=unit).order_by("pk")
    return dict(rows.values_list("question", "answer"))


def _report(name: str, reading: Reading, understood: Understood) -> Imported:
    return Imported(
        file=name,
        waiting=understood.waiting,
        questions=understood.questions,
        warnings=understood.warnings,
        met=understood.met,
        aliases=understood.aliases,
        records=len(reading.records),
    )


def _register(actor: Actor, zone: Organisation, names: Iterable[str], at: datetime) -> list[str]:
    listed = list(dict.fromkeys(names))
    for name in listed:
        add_organisation(actor, name, kind=_UNIT_KIND, parent=zone, since=zone.since, at=at)
    return listed


def _rows(actor: Actor, drafts: list[Draft], result: Imported, *, reason: str, at: datetime) -> list[Fact]:
    """The rows that are new; the report is filled with what became of every draft."""
    measures = ensure_measures(actor, ((d.name, d.aspect, d.quantity.unit) for d in drafts), at=at)
    before = _before(drafts, measures)
    rows: list[Fact] = []
    for draft in drafts:
        measure = measures[draft.name, draft.aspect]
        try:
            draft.check_words()
            row = draft.row(measure)
        except Problem as problem:
            result.refused.append(Refused(draft, problem))
            continue
        earlier = before.get(_place(row))
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


Place = tuple[object, ...]


def _place(row: Fact) -> Place:
    return (
        row.measure_id, row.holder_id, row.subject_id, row.category, row.start, row.end, row.nature,
        row.caliber, row.reported_by_id,
    )  # fmt: skip


def _before(drafts: list[Draft], measures: Mapping[tuple[str, str], Measure]) -> dict[Place, Known]:
    """What is known now in the places of the drafts; of several in one place the newest."""
    if not drafts:
        return {}
    found = current().filter(
        reported_by_id__in={draft.reported_by.pk for draft in drafts},
        measure_id__in={measure.pk for measure in measures.values()},
        holder_id__in={draft.holder.pk for draft in drafts},
    )
    rows = found.select_related("measure", "file").order_by("pk")
    return {_place(row): Known(row) for row in rows}


def _new_answers(unit: Organisation, used: Mapping[str, str], remembered: Mapping[str, str]) -> list[Answer]:
    """Answers worth keeping for next month: those with a question that comes back."""
    return [
        Answer(unit=unit, question=question, answer=answer)
        for question, answer in sorted(used.items())
        if "|" in question and remembered.get(question) != answer
    ]


def _write(
    actor: Actor,
    path: Path,
    sender: Sender,
    rows: list[Fact],
    understood: Understood,
    remembered: Mapping[str, str],
    result: Imported,
    at: datetime,
) -> None:
    with path.open("rb") as original:
        stored = store(original)
    content = {
        "file": stored.sha256,
        "zone": sender.zone.pk,
        "unit": sender.unit.pk,
        "caliber": sender.caliber,
        "rows": [[*map(str, _place(row)), row.lo, row.hi, row.marks, row.reason] for row in rows],
    }
    batch = stage(ACT)
    (file,) = stage_rows(batch, [stored.row(path.name[-255:], mimetypes.guess_type(path.name)[0] or "")])
    for row in rows:
        row.file = file
    stage_rows(batch, rows)
    stage_rows(batch, _new_answers(sender.unit, understood.used, remembered))
    key = _request_key(content)
    entry = go_live(actor, batch, act=ACT, at=at, key=key, content=content, ref=f"file:{stored.sha256}")
    result.batch = entry.batch
    result.repeated = entry.batch_id != batch.pk


def _request_key(content: Mapping[str, object]) -> str:
    """One effect for one content; after the import was withdrawn the same content may come again."""
    base = f"{ACT}:{content_hash(content)}"
    earlier = RequestKey.objects.filter(key__startswith=base).values_list("batch_id", flat=True)
    again = Withdrawal.objects.filter(withdrawn_id__in=list(earlier)).count()
    return f"{base}:{again}" if again else base
