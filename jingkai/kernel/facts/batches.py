"""Finding a batch of facts by its number."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from jingkai.kernel.parties.access import Reader
from jingkai.kernel.records.models import Batch, Entry
from jingkai.kernel.records.problems import BATCH_NOT_LIVE

from .models import Fact
from .readers import read_or_reported_by


def find_batch(number: int, reader: Reader | None = None) -> Batch:
    """The batch of this number. A reader finds those that person wrote, and those of whose facts there is none that
    was reported by another body and may not be read: what is taken back is taken back whole.

    Raises Problem `records.batch-not-live`, by the same query for a batch that is hidden as for one that is not there.
    """
    found = Batch.objects.filter(pk=number)
    if reader is not None:
        written = Entry.objects.filter(person=reader.person).values("batch")
        facts = Fact.objects.filter(batch=OuterRef("pk"))
        theirs = read_or_reported_by(reader)
        found = found.filter(
            Q(pk__in=written) | Q(Exists(facts.filter(theirs)), ~Exists(facts.exclude(theirs)))
        )
    batch = found.first()
    if batch is None:
        raise BATCH_NOT_LIVE(batch=number)
    return batch
