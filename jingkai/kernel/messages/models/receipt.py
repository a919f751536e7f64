"""What became of a notice at each of its addressees."""

from django.db import models
from django.db.models import Q

from jingkai.kernel.parties.access import Level, Reader, custom, see
from jingkai.kernel.parties.models import Scoped
from jingkai.kernel.records.declare import Guard, append_only

from .notice import Addressee


class Step(models.TextChoices):
    """How far a notice got."""

    DELIVERED = "delivered", "送达"
    READ = "read", "已读"
    URGED = "urged", "催阅"
    ACKNOWLEDGED = "acknowledged", "签收"


def _with_notice(reader: Reader, level: Level) -> Q:
    if reader.person is None:
        return Q(pk__in=[])
    return Q(addressee__person=reader.person) | Q(addressee__notice__sender=reader.person)


_TOO_EARLY = (
    "EXISTS (SELECT 1 FROM jk_messages_addressee a JOIN jk_messages_notice n ON n.id = a.notice_id"
    " WHERE a.id = NEW.addressee_id AND NEW.at < n.at)"
)


@see(custom("messages", _with_notice))
@append_only(
    Guard("after-sending", _TOO_EARLY, "messages.receipt-out-of-order"),
    problems={
        "jk_receipt_once": "messages.receipt-out-of-order",
        "jk_receipt_step": "messages.receipt-out-of-order",
    },
    lasting=True,
)
class Receipt(Scoped):
    """回执: it hangs on an Addressee, so nobody gives one who was not addressed."""

    addressee = models.ForeignKey(
        Addressee, verbose_name="收件人", on_delete=models.PROTECT, related_name="receipts"
    )
    step = models.CharField("回执", max_length=12, choices=Step.choices)
    at = models.DateTimeField("时间")
    day = models.DateField("日期")

    class Meta:
        verbose_name = "回执"
        verbose_name_plural = "回执"
        constraints = [
            # Urging may happen again another day; the other steps happen once.
            models.UniqueConstraint(
                fields=["addressee", "step"], condition=~Q(step="urged"), name="jk_receipt_once"
            ),
            models.CheckConstraint(condition=Q(step__in=Step.values), name="jk_receipt_step"),
        ]

    def __str__(self) -> str:
        return f"{self.addressee_id} {self.step}"
