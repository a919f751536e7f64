"""Who leads a matter after it was handed over."""

from django.db import models

from jingkai.kernel.flows.models import Move
from jingkai.kernel.parties.access import see, through
from jingkai.kernel.parties.models import Organisation, Person, Scoped
from jingkai.kernel.records.declare import Guard, append_only

from .matter import Matter


def _matter() -> type[Matter]:
    return Matter


@see(through("matter", _matter))
@append_only(
    Guard(
        "of-its-move",
        "NOT EXISTS (SELECT 1 FROM jk_flows_move v JOIN jk_matters_matter m ON m.case_id = v.case_id"
        " WHERE v.id = NEW.move_id AND m.id = NEW.matter_id)",
        "matters.handover-mismatch",
    ),
    problems={"jk_handover_move": "records.row-exists"},
    lasting=True,
)
class Handover(Scoped):
    """转办: from this move on `unit` leads the matter. Who led before stays one of those who did it."""

    matter = models.ForeignKey(
        Matter, verbose_name="事项", on_delete=models.PROTECT, related_name="handovers"
    )
    move = models.ForeignKey(Move, verbose_name="动作", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        Organisation, verbose_name="牵头单位", on_delete=models.PROTECT, related_name="+"
    )
    leader = models.ForeignKey(
        Person, verbose_name="牵头领导", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "转办"
        verbose_name_plural = "转办"
        constraints = [models.UniqueConstraint(fields=["move"], name="jk_handover_move")]

    def __str__(self) -> str:
        return f"{self.matter_id} → {self.unit_id}"
