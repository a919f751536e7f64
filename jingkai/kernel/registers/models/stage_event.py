"""What a subject reached, and when."""

from django.db import models
from django.db.models import Q

from jingkai.kernel.parties.access import by_unit, see
from jingkai.kernel.parties.models import Scoped
from jingkai.kernel.records.declare import Guard, append_only

from .subject import Subject


@see(by_unit("subjects", unit="subject__holder"))
@append_only(
    Guard(
        "withdraws-its-own",
        "NEW.withdraws_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM jk_registers_stageevent o"
        " WHERE o.id = NEW.withdraws_id AND o.id < NEW.id AND o.subject_id = NEW.subject_id"
        ' AND o.stage = NEW.stage AND o.withdraws_id IS NULL AND o."on" <= NEW."on")',
        "registers.event-mismatch",
    ),
    problems={"jk_event_why": "registers.event-mismatch"},
)
class StageEvent(Scoped):
    """阶段事件: a subject reached a stage on a date; with `withdraws`, it lost it on that date, and why."""

    subject = models.ForeignKey(Subject, verbose_name="对象", on_delete=models.PROTECT, related_name="+")
    stage = models.CharField("阶段", max_length=60)
    on = models.DateField("日期", db_index=True)
    withdraws = models.ForeignKey(
        "self", verbose_name="撤销", null=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.CharField("原因", max_length=300, blank=True)
    evidence = models.CharField("证据", max_length=200, blank=True)

    class Meta:
        verbose_name = "阶段事件"
        verbose_name_plural = "阶段事件"
        constraints = [
            models.CheckConstraint(condition=Q(withdraws__isnull=True) | ~Q(reason=""), name="jk_event_why")
        ]

    def __str__(self) -> str:
        return f"event:{self.pk}"
