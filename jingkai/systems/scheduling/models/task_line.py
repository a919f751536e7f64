"""What is typed while a meeting runs."""

from django.db import models
from django.db.models import Q

from jingkai.kernel.activities.models import Activity
from jingkai.kernel.parties.access import see, through
from jingkai.kernel.parties.models import Person, Scoped
from jingkai.kernel.records.declare import Guard, append_only

_SAME = "SELECT 1 FROM jk_scheduling_taskline t WHERE t.activity_id = NEW.activity_id"
_OVER = (
    "EXISTS (SELECT 1 FROM jk_flows_move m"
    " JOIN jk_flows_flowmove f ON f.id = m.flow_move_id"
    " JOIN jk_activities_activity a ON a.case_id = m.case_id"
    " WHERE a.id = NEW.activity_id AND f.target IN ('held', 'cancelled'))"
)


def _activity() -> type[Activity]:
    return Activity


@see(through("activity", _activity))
@append_only(
    Guard("while-it-runs", _OVER, "scheduling.meeting-over"),
    Guard(
        "number-follows",
        f"NEW.n < 1 OR (NEW.n > 1 AND NOT EXISTS ({_SAME} AND t.n = NEW.n - 1))",
        "scheduling.line-out-of-order",
    ),
    Guard(
        "turn-follows",
        f"NEW.turn < 1 OR (NEW.turn > 1 AND NOT EXISTS ({_SAME} AND t.n = NEW.n AND t.turn = NEW.turn - 1))",
        "scheduling.line-out-of-order",
    ),
    problems={
        "jk_taskline_turn": "scheduling.changed-meanwhile",
        "jk_taskline_says": "scheduling.line-empty",
    },
    lasting=True,
)
class TaskLine(Scoped):
    """任务行: the n-th task of a meeting as it read in one turn; the last turn holds, and a struck one is none.

    `about` is what of the month it was said of (`invest@12`, `signal:7`), empty for a task of its own. Names stand as
    they were typed. `due` is the day that `due_said`, or the words of the task, gave by the rule; None where that is to
    be asked.
    """

    activity = models.ForeignKey(
        Activity, verbose_name="会议", on_delete=models.PROTECT, related_name="task_lines"
    )
    n = models.PositiveSmallIntegerField("序号")
    turn = models.PositiveSmallIntegerField("第几稿")
    about = models.CharField("所议", max_length=200, blank=True)
    said = models.TextField("任务")
    unit = models.CharField("牵头单位", max_length=200, blank=True)
    executing = models.CharField("配合单位", max_length=200, blank=True)
    leader = models.CharField("牵头领导", max_length=100, blank=True)
    due_said = models.CharField("期限用语", max_length=100, blank=True)
    due = models.DateField("办结期限", null=True, blank=True)
    struck = models.BooleanField("已划去")
    writer = models.ForeignKey(
        Person, verbose_name="记录人", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField("记录时间")

    class Meta:
        verbose_name = "任务行"
        verbose_name_plural = "任务行"
        constraints = [
            models.UniqueConstraint(fields=["activity", "n", "turn"], name="jk_taskline_turn"),
            models.CheckConstraint(condition=~Q(said=""), name="jk_taskline_says"),
        ]

    def __str__(self) -> str:
        return f"{self.n} {self.said}"
