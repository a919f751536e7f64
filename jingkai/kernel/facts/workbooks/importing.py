"""`jingkai import`: a department's workbook becomes a batch of facts that goes live by one commit."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

from jingkai.engines.periods import day_of
from jingkai.engines.sheets.load import load_workbook
from jingkai.engines.sheets.workbook import Workbook
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.parties.queries import organisations_named
from jingkai.kernel.parties.services.organisations import add_organisation
from jingkai.kernel.problems import Problem
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.filestore import store
from jingkai.kernel.records.staging import go_live, stage, stage_rows
from jingkai.kernel.rules.access import require

from ..drafts import Draft
from ..measures import ensure_measures
from ..models import Answer
from ..once import once
from ..problems import MEASURE_TWICE
from .looking import Look, look, place_of
from .outcome import Imported
from .understanding import Sender

ACT = "facts.import"
# The kind of a unit that an import registers on somebody's word; parties' rules may know finer ones.
_UNIT_KIND = "unit"


def import_workbook(
    actor: Actor,
    path: Path,
    sender: Sender,
    *,
    at: datetime,
    name: str | None = None,
    answers: Mapping[str, str] | None = None,
    reason: str = "",
    book: Workbook | None = None,
) -> Imported:
    """Read a workbook, stage what is certain, and make it live by one commit. `name` is the file's name where the
    path is not (stored content goes by its hash), `book` the workbook where the caller has loaded it.

    What is held, undated, of an unknown holder or in an unknown unit stays out and is asked. A figure that
    the same unit reported before with another value stays out too, unless `reason` says why it is corrected.
    The same file twice writes nothing, and neither does an export of our own that nobody changed: it is read as it
    is laid out (`returning`), and each of its rows keeps the unit and the caliber it names. Who sends a table needs the
    right to write the figures of the unit that it is from.

    Raises Problem `parties.not-allowed`, SheetProblem for a file that can't be read, the Problems of records, and those
    of an export that is damaged.
    """
    require(actor, "write", "facts", sender.unit, on=day_of(at))
    book = book or load_workbook(path, name)
    found = look(book, sender, on=day_of(at), answers=answers, reason=reason)
    registered: list[str] = []
    if found.to_register:
        registered = _register(actor, sender.zone, found.to_register, at)
        found = look(book, sender, on=day_of(at), answers=answers, reason=reason)
    if any(row.measure.pk is None for row in found.rows):
        _register_measures(actor, found.understood.drafts, at)
        found = found.beside_now(reason)
    result = found.outcome
    result.registered = registered
    if found.rows or _new_answers(sender.unit, found):
        _write(actor, path, sender, found, at)
    return result


def _register(actor: Actor, zone: Organisation, names: Iterable[str], at: datetime) -> list[str]:
    listed = [one for one in dict.fromkeys(names) if not organisations_named(one, on=day_of(at), under=zone)]
    for name in listed:
        add_organisation(actor, name, kind=_UNIT_KIND, parent=zone, since=zone.since, at=at)
    return listed


def _register_measures(actor: Actor, drafts: Iterable[Draft], at: datetime) -> None:
    wanted = [(draft.name, draft.aspect, draft.quantity.unit) for draft in drafts]
    try:
        ensure_measures(actor, wanted, at=at)
    except Problem as problem:
        if problem.kind is not MEASURE_TWICE:
            raise
        # Somebody who brings in the same table registered one in this very moment: now it is known.
        ensure_measures(actor, wanted, at=at)


def _new_answers(unit: Organisation, found: Look) -> list[Answer]:
    """Answers worth keeping for next month: those with a question that comes back."""
    return [
        Answer(unit=unit, question=question, answer=answer)
        for question, answer in sorted(found.understood.used.items())
        if "|" in question and found.remembered.get(question) != answer
    ]


def _write(actor: Actor, path: Path, sender: Sender, found: Look, at: datetime) -> None:
    with path.open("rb") as original:
        stored = store(original)
    rows, answers = found.rows, _new_answers(sender.unit, found)
    content: dict[str, object] = {
        "file": stored.sha256,
        "zone": sender.zone.pk,
        "unit": sender.unit.pk,
        "caliber": sender.caliber,
        "rows": [[*map(str, place_of(row)), row.lo, row.hi, row.marks, row.reason] for row in rows],
    }
    if not rows:
        # Figures are brought in once whatever was answered; answers alone are another call each.
        content["answers"] = [[one.question, one.answer] for one in answers]
    batch = stage(ACT)
    name = found.book.name
    (file,) = stage_rows(batch, [stored.row(name[-255:], mimetypes.guess_type(name)[0] or "")])
    for row in rows:
        row.file = file
    stage_rows(batch, rows)
    stage_rows(batch, answers)
    key = once(ACT, content)
    entry = go_live(actor, batch, act=ACT, at=at, key=key, content=content, ref=f"file:{stored.sha256}")
    found.outcome.batch = entry.batch
    found.outcome.repeated = entry.batch_id != batch.pk
