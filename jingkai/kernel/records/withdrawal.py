"""Taking a batch back as a whole: a new record, after which it is no longer known."""

from datetime import datetime

from .actor import Actor
from .declare import declarations
from .models import Basis, Batch, BatchLive, Entry, Withdrawal
from .problems import BATCH_LASTING, BATCH_PUBLISHED, REASON_MISSING
from .writer import hold_live
from .writing import writing

# How many results a refusal names.
_NAMED = 3


def withdraw(actor: Actor, batch: Batch, *, at: datetime, reason: str, key: str = "") -> Entry:
    """Withdraw a live batch. Reads as of an earlier number still know it. Only of a batch that can be taken back it is
    asked why.

    Raises Problem `records.batch-not-live`, `records.batch-withdrawn`, `records.batch-published` (a published
    result stands on it), `records.batch-lasting` (it holds moves or postings), `records.reason-missing`.
    """
    reason = reason.strip()
    content = {"batch": batch.pk, "reason": reason}
    ref = f"batch:{batch.pk}"
    with writing(actor, act="records.withdraw", at=at, key=key, content=content, ref=ref) as call:
        if call.repeated is None:
            hold_live(batch)
            _assert_nothing_stands_on(batch)
            _assert_nothing_lasting_in(batch)
            if not reason:
                raise REASON_MISSING()
            call.changes(_rooms_of(batch))
            call.add(Withdrawal(withdrawn=batch, reason=reason))
            call.at_the_end(
                lambda entry: BatchLive.objects.filter(batch=batch).update(withdrawn_seq=entry.seq)
            )
    return Entry.objects.get(batch=call.repeated or call.batch)


def _rooms_of(batch: Batch) -> set[str]:
    """The labels of the apps that have rows in the batch."""
    tables = [one.model for one in declarations() if one.carries_batch]
    return {one._meta.app_label for one in tables if one._base_manager.filter(batch=batch).exists()}


def _assert_nothing_stands_on(batch: Batch) -> None:
    found = (
        Basis.objects.known_at()
        .filter(stands_on=batch)
        .order_by("pk")
        .values_list("ref", flat=True)
        .distinct()
    )
    if refs := list(dict.fromkeys(found)):
        more = "" if len(refs) <= _NAMED else f" +{len(refs) - _NAMED}"
        raise BATCH_PUBLISHED(batch=batch.pk, basis=", ".join(refs[:_NAMED]) + more)


def _assert_nothing_lasting_in(batch: Batch) -> None:
    for one in declarations():
        if one.lasting and one.carries_batch and one.model._base_manager.filter(batch=batch).exists():
            raise BATCH_LASTING(batch=batch.pk, table=one.model._meta.verbose_name)
