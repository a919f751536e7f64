"""What was promised for a subject, and when."""

from django.db import models

from jingkai.kernel.parties.access import by_unit, see
from jingkai.kernel.parties.models import Scoped
from jingkai.kernel.records.declare import Guard, append_only

from .subject import Subject


@see(by_unit("subjects", unit="subject__holder"))
@append_only(
    Guard(
        "replaces-its-own",
        "NEW.replaces_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM jk_registers_milestone o"
        " WHERE o.id = NEW.replaces_id AND o.id < NEW.id AND o.subject_id = NEW.subject_id"
        " AND o.stage = NEW.stage AND trim(NEW.reason) <> '')",
        "registers.event-mismatch",
    ),
)
class Milestone(Scoped):
    """节点: a stage is due on a date. The first row is the baseline; an approved change is a new row that
    keeps the old date visible and says why.
    """

    subject = models.ForeignKey(Subject, verbose_name="对象", on_delete=models.PROTECT, related_name="+")
    stage = models.CharField("阶段", max_length=60)
    due = models.DateField("到期")
    replaces = models.ForeignKey(
        "self", verbose_name="替换", null=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.CharField("原因", max_length=300, blank=True)

    class Meta:
        verbose_name = "节点"
        verbose_name_plural = "节点"

    def __str__(self) -> str:
        return f"milestone:{self.pk}"
