"""How far something is, as it was reported with a move."""

from django.db import models

from jingkai.kernel.parties.access import see, through
from jingkai.kernel.parties.models import Scoped
from jingkai.kernel.records.declare import Guard, append_only

from .case import Case
from .move import Move

_OF_THE_MOVE = (
    "FROM jk_flows_move m JOIN jk_flows_flowmove f ON f.id = m.flow_move_id WHERE m.id = NEW.move_id"
)


def _case() -> type[Case]:
    return Case


@see(through("move__case", _case))
@append_only(
    Guard(
        "of-a-do-move", f"NOT EXISTS (SELECT 1 {_OF_THE_MOVE} AND f.side = 'do')", "flows.progress-not-done"
    ),
    Guard(
        "of-a-month-that-began",
        {
            "sqlite": f"substr(NEW.month, 9, 2) <> '01' OR EXISTS (SELECT 1 {_OF_THE_MOVE} AND NEW.month > m.day)",
            "postgresql": "EXTRACT(DAY FROM NEW.month) <> 1"
            f" OR EXISTS (SELECT 1 {_OF_THE_MOVE} AND NEW.month > m.day)",
        },
        "flows.progress-month",
    ),
    problems={"jk_progress_move": "records.row-exists", "jk_progress_share": "flows.progress-share"},
    lasting=True,
)
class Progress(Scoped):
    """进展: what a do move reported of a case: of which month (its first day), and how much of it is done.

    The share is in thousandths (千分数), 300 is 30.0 %; None where nobody said.
    """

    move = models.ForeignKey(
        Move, verbose_name="动作", on_delete=models.PROTECT, related_name="progress_rows"
    )
    month = models.DateField("所属月份")
    share = models.PositiveSmallIntegerField("完成比例（千分数）", null=True, blank=True)

    class Meta:
        verbose_name = "进展"
        verbose_name_plural = "进展"
        constraints = [
            models.UniqueConstraint(fields=["move"], name="jk_progress_move"),
            models.CheckConstraint(condition=models.Q(share__lte=1000), name="jk_progress_share"),
        ]

    def __str__(self) -> str:
        return f"{self.move_id} {self.month:%Y-%m}"
