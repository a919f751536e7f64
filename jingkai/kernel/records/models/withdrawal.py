"""Taking a batch back."""

from django.db import models

from ..declare import Guard, append_only, declarations
from .batch import Batch
from .recorded import Recorded


def _holds_lasting_rows() -> str:
    """SQL: the batch to be withdrawn has rows in a table declared lasting."""
    tables = [one.table for one in declarations() if one.lasting and one.carries_batch]
    return " OR ".join(
        f"EXISTS (SELECT 1 FROM {table} x WHERE x.batch_id = NEW.withdrawn_id)" for table in tables
    )


@append_only(
    Guard(
        "of-what-is-live",
        "NOT EXISTS (SELECT 1 FROM jk_records_batchlive l WHERE l.batch_id = NEW.withdrawn_id)",
        "records.batch-not-live",
    ),
    Guard(
        "nothing-stands-on-it",
        "EXISTS (SELECT 1 FROM jk_records_basis b JOIN jk_records_batchlive l ON l.batch_id = b.batch_id"
        " WHERE b.stands_on_id = NEW.withdrawn_id AND l.withdrawn_seq IS NULL)",
        "records.batch-published",
    ),
    Guard("not-lasting", _holds_lasting_rows, "records.batch-lasting"),
    problems={
        "jk_withdrawal_once": "records.batch-withdrawn",
        "jk_withdrawal_reason": "records.reason-missing",
    },
    lasting=True,
)
class Withdrawal(Recorded):
    """撤回: from the number at which this row's own batch goes live, `withdrawn` is no longer known."""

    withdrawn = models.ForeignKey(
        Batch, verbose_name="撤回的批次", on_delete=models.PROTECT, related_name="+"
    )
    reason = models.TextField("原因")

    class Meta:
        verbose_name = "撤回"
        verbose_name_plural = "撤回"
        constraints = [
            models.UniqueConstraint(fields=["withdrawn"], name="jk_withdrawal_once"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="jk_withdrawal_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.withdrawn_id}: {self.reason}"
