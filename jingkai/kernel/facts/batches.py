"""Batches of facts: found by their number, and taken back whole."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from jingkai.engines.periods import day_of
from jingkai.kernel.parties.access import Reader
from jingkai.kernel.parties.models import Organisation
from jingkai.kernel.records.actor import Actor
from jingkai.kernel.records.models import Batch, Entry
from jingkai.kernel.records.problems import BATCH_NOT_LIVE
from jingkai.kernel.records.withdrawal import withdraw
from jingkai.kernel.rules.access import require

from .models import Answer, Fact
from .readers import read_or_reported_by


def batches_seen(reader: Reader | None = None) -> QuerySet[Batch]:
    """The batches that may be opened. A reader's are those that person wrote, and those of whose facts there is none
    that was reported by another body and may not be read: what is taken back is taken back whole.
    """
    if reader is None:
        return Batch.objects.all()
    written = Entry.objects.filter(person=reader.person).values("batch")
    facts = Fact._base_manager.filter(batch=OuterRef("pk"))
    theirs = read_or_reported_by(reader)
    return Batch.objects.filter(
        Q(pk__in=written) | Q(Exists(facts.filter(theirs)), ~Exists(facts.exclude(theirs)))
    )


def find_batch(number: int, reader: Reader | None = None) -> Batch:
    """The batch of this number, if it may be opened.

    Raises Problem `records.batch-not-live`, by the same query for a batch that is hidden as for one that is not there.
    """
    batch = batches_seen(reader).filter(pk=number).first()
    if batch is None:
        raise BATCH_NOT_LIVE(batch=number)
    return batch


def take_back(actor: Actor, batch: Batch, *, at: datetime, reason: str, key: str = "") -> Entry:
    """Withdraw a batch as a whole. It needs the right to write the figures of every unit that reported some of it.

    Raises Problem `parties.not-allowed` and those of `records.withdraw`.
    """
    reported = Fact.objects.filter(batch=batch).values("reported_by")
    answered = Answer.objects.filter(batch=batch).values("unit")
    for unit in Organisation.objects.filter(Q(pk__in=reported) | Q(pk__in=answered)).order_by("pk"):
        require(actor, "write", "facts", unit, on=day_of(at))
    return withdraw(actor, batch, at=at, reason=reason, key=key)
