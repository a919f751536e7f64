"""The moves of a flow version, compiled from its rule file."""

from django.db import models

from jingkai.kernel.parties.access import open_to_staff, see
from jingkai.kernel.parties.models import Scoped
from jingkai.kernel.records.declare import Guard, append_only
from jingkai.kernel.rules.models import RuleSet


class Side(models.TextChoices):
    """Whether a move does the work, verifies it, or neither."""

    DO = "do", "办理"
    VERIFY = "verify", "核验"
    NONE = "none", "其他"


@see(open_to_staff("rules", "the flow of a matter is open to everyone who works here"))
@append_only(
    # A flow that cases run on does not grow: its moves come with its approval, in one batch.
    Guard(
        "with-its-approval",
        "NOT EXISTS (SELECT 1 FROM jk_rules_approval a"
        " WHERE a.rule_set_id = NEW.flow_id AND a.batch_id = NEW.batch_id)",
        "flows.flow-not-approved",
    ),
    problems={"jk_flowmove_once": "records.row-exists", "jk_flowmove_side": "flows.no-such-move"},
    lasting=True,
)
class FlowMove(Scoped):
    """流程动作: from state `source` the move leads to `target`; an empty source opens the case."""

    flow = models.ForeignKey(
        RuleSet, verbose_name="流程版本", on_delete=models.PROTECT, related_name="flow_moves"
    )
    source = models.CharField("自", max_length=60, blank=True)
    move = models.CharField("动作", max_length=60)
    target = models.CharField("至", max_length=60)
    side = models.CharField("性质", max_length=6, choices=Side.choices)

    class Meta:
        verbose_name = "流程动作"
        verbose_name_plural = "流程动作"
        constraints = [
            models.UniqueConstraint(fields=["flow", "source", "move"], name="jk_flowmove_once"),
            models.CheckConstraint(condition=models.Q(side__in=Side.values), name="jk_flowmove_side"),
        ]

    def __str__(self) -> str:
        return f"{self.source} → {self.target}"
