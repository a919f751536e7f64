"""What a published result stands on."""

from django.db import models

from ..declare import Guard, append_only
from .batch import Batch
from .recorded import Recorded


@append_only(
    Guard(
        "on-what-is-live",
        "NOT EXISTS (SELECT 1 FROM jk_records_batchlive l"
        " WHERE l.batch_id = NEW.stands_on_id AND l.withdrawn_seq IS NULL)",
        "records.batch-not-live",
    ),
)
class Basis(Recorded):
    """依据: the result `ref` stands on rows of `stands_on`; on all of them, or on the single row `row`."""

    ref = models.CharField("结果", max_length=200, db_index=True)
    stands_on = models.ForeignKey(
        Batch, verbose_name="所依据批次", on_delete=models.PROTECT, related_name="+"
    )
    row = models.CharField("所依据记录", max_length=200, blank=True)

    class Meta:
        verbose_name = "依据"
        verbose_name_plural = "依据"

    def __str__(self) -> str:
        return f"{self.ref} ← {self.row or self.stands_on_id}"
