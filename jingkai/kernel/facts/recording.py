"""Writing facts one call at a time: reporting and correcting."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from jingkai.engines.quantity import Quantity
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.models import Batch, File
from jingkai.kernel.records.writer import Writer
from jingkai.kernel.records.writing import writing

from .columns import Scale, to_columns
from .drafts import Draft
from .known import current, history
from .measures import ensure_measures
from .models import Fact, Measure
from .problems import NOT_KNOWN, REASON_MISSING, STATISTICAL, SUPERSEDED
from .vocabulary import vocabulary


def record(actor: Actor, drafts: Iterable[Draft], *, at: datetime, key: str = "") -> Batch:
    """Write figures in one call. Raises the Problems of Draft.check and Draft.row, writing nothing."""
    listed = list(drafts)
    for draft in listed:
        draft.check()
    measures = ensure_measures(actor, ((d.name, d.aspect, d.quantity.unit) for d in listed), at=at)
    rows = [draft.row(measures[draft.name, draft.aspect]) for draft in listed]
    content = [
        [draft.name, draft.aspect, draft.holder.pk, str(draft.period), str(draft.quantity)]
        for draft in listed
    ]
    with writing(actor, act="facts.record", at=at, key=key, content=content) as call:
        if call.repeated is not None:
            return call.repeated
        call.add_all(rows)
        return call.batch


def add_facts(call: Writer, drafts: Iterable[Draft]) -> list[Fact]:
    """Write figures of measures that are registered as a part of another call.

    Raises Problem `facts.not-known` for a measure that is not, and those of Draft.check and Draft.row.
    """
    listed = list(drafts)
    for draft in listed:
        draft.check()
    named = Measure.objects.known_at().filter(name__in={draft.name for draft in listed})
    measures = {(one.name, one.aspect): one for one in named}
    for draft in listed:
        if (draft.name, draft.aspect) not in measures:
            raise NOT_KNOWN(ref=draft.name)
    return call.add_all(draft.row(measures[draft.name, draft.aspect]) for draft in listed)


def correct(actor: Actor, fact: int, quantity: Quantity, *, reason: str, source: str, at: datetime) -> Fact:
    """Replace the quantity of a fact by a new row in its place that says why. The old row stays.

    Raises Problem `facts.reason-missing`, `facts.not-known`, `facts.superseded-already`,
    `facts.statistical-only-by-import`.
    """
    old = correctable(fact)
    if old.caliber in vocabulary().statistical:
        raise STATISTICAL()
    row = correction(old, quantity, reason=reason)
    row.source = source
    with writing(actor, act="facts.correct", at=at, ref=f"fact:{fact}") as call:
        return call.add(row)


def correctable(fact: int) -> Fact:
    """The fact, if it is known now and the last of its line.

    Raises Problem `facts.not-known`, `facts.superseded-already`.
    """
    old = Fact.objects.known_at().select_related("measure").filter(pk=fact).first()
    if old is None:
        raise NOT_KNOWN(ref=f"fact:{fact}")
    if not current().filter(pk=fact).exists():
        raise SUPERSEDED(fact=fact, latest=history(old)[-1].row.pk)
    return old


def correction(old: Fact, quantity: Quantity, *, reason: str, file: File | None = None) -> Fact:
    """The row that replaces `old`, without source and batch. Raises Problem `facts.reason-missing` and those
    of `to_columns`.
    """
    if not reason.strip():
        raise REASON_MISSING()
    scale = Scale.of(old.measure.base_unit, old.measure.decimals)
    return Fact(
        measure=old.measure,
        holder_id=old.holder_id,
        subject_id=old.subject_id,
        category=old.category,
        start=old.start,
        end=old.end,
        nature=old.nature,
        caliber=old.caliber,
        file=file,
        reported_by_id=old.reported_by_id,
        reporter_id=old.reporter_id,
        note=old.note,
        supersedes=old,
        line_id=old.line_id or old.pk,
        step=old.step + 1,
        reason=reason.strip()[:300],
        **to_columns(quantity, scale, str(old.measure)).as_fields(),
    )
