"""From which number to which a batch is live."""

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.db.models import Q

from ..declare import Guard, cache
from .batch import Batch


class BatchLiveQuerySet(models.QuerySet["BatchLive"]):
    """Says which batches are known."""

    def known_at(self, n: int | None = None) -> "BatchLiveQuerySet":
        """Batches that were live at sequence number n and not withdrawn by then; now, if n is None."""
        if n is None:
            return self.filter(withdrawn_seq__isnull=True)
        return self.filter(Q(withdrawn_seq__isnull=True) | Q(withdrawn_seq__gt=n), live_seq__lte=n)


def _rebuild() -> Iterator[dict[str, Any]]:
    from .entry import Entry
    from .withdrawal import Withdrawal

    live = dict(Entry.objects.filter(batch__isnull=False).values_list("batch_id", "seq"))
    withdrawn = {
        gone: live[by]
        for gone, by in Withdrawal.objects.values_list("withdrawn_id", "batch_id")
        if by in live
    }
    for batch, seq in live.items():
        yield {"batch_id": batch, "live_seq": seq, "withdrawn_seq": withdrawn.get(batch)}


@cache(
    Guard(
        "written-once",
        "NEW.batch_id <> OLD.batch_id OR NEW.live_seq <> OLD.live_seq"
        " OR (OLD.withdrawn_seq IS NOT NULL"
        " AND (NEW.withdrawn_seq IS NULL OR NEW.withdrawn_seq <> OLD.withdrawn_seq))",
        "records.cache-rewritten",
        on="update",
    ),
    Guard("not-deleted", "1 = 1", "records.cache-rewritten", on="delete"),
    rebuild=_rebuild,
)
class BatchLive(models.Model):
    """生效区间: live from `live_seq`, until `withdrawn_seq` if that is set."""

    batch = models.OneToOneField(
        Batch, verbose_name="批次", primary_key=True, on_delete=models.PROTECT, related_name="live"
    )
    live_seq = models.BigIntegerField("生效序号", unique=True)
    withdrawn_seq = models.BigIntegerField("撤回序号", null=True)

    objects = BatchLiveQuerySet.as_manager()

    class Meta:
        verbose_name = "生效区间"
        verbose_name_plural = "生效区间"

    def __str__(self) -> str:
        return f"{self.batch_id}: {self.live_seq}–{self.withdrawn_seq or ''}"
