"""What follows from results: proposed, in effect once the organisation line approved it, taken back when its basis
falls.
"""

from django.db import models

from jingkai.kernel.flows.models import Case
from jingkai.kernel.parties.access import see, through
from jingkai.kernel.parties.models import Scoped
from jingkai.kernel.records.declare import Guard, append_only

from .grading import Result

# The state in which a consequence holds; the guard below reads it.
IN_EFFECT = "in-effect"


def _case() -> type[Case]:
    return Case


@see(through("case", _case))
@append_only(
    Guard(
        "of-what-is-announced",
        "NOT EXISTS (SELECT 1 FROM jk_rounds_result r JOIN jk_rounds_announcement n ON n.grading_id = r.grading_id"
        " WHERE r.id = NEW.result_id)",
        "rounds.not-announced",
    ),
    problems={"jk_consequence_case": "records.row-exists", "jk_consequence_once": "records.row-exists"},
    lasting=True,
)
class Consequence(Scoped):
    """结果运用: what follows from a result, by the `key` of the rule of its round. Where it stands says its case."""

    case = models.ForeignKey(
        Case, verbose_name="流程实例", on_delete=models.PROTECT, related_name="consequence_rows"
    )
    result = models.ForeignKey(
        Result, verbose_name="结果", on_delete=models.PROTECT, related_name="consequences"
    )
    key = models.CharField("事项", max_length=60)

    class Meta:
        verbose_name = "结果运用"
        verbose_name_plural = "结果运用"
        constraints = [
            models.UniqueConstraint(fields=["case"], name="jk_consequence_case"),
            models.UniqueConstraint(fields=["result", "key"], name="jk_consequence_once"),
        ]

    def __str__(self) -> str:
        return self.ref

    @property
    def ref(self) -> str:
        """How other rows name it."""
        return f"consequence:{self.pk}"


def _consequence() -> type[Consequence]:
    return Consequence


@see(through("consequence", _consequence))
@append_only(
    Guard(
        "in-effect",
        "NOT EXISTS (SELECT 1 FROM jk_rounds_consequence c JOIN jk_flows_casestate s ON s.case_id = c.case_id"
        f" WHERE c.id = NEW.consequence_id AND s.state = '{IN_EFFECT}')",
        "rounds.not-in-effect",
    ),
    problems={"jk_award_once": "records.row-exists"},
    lasting=True,
)
class Award(Scoped):
    """兑现: the reference of what was given on a consequence: an honour's paper, a posting of money, a post."""

    consequence = models.ForeignKey(
        Consequence, verbose_name="结果运用", on_delete=models.PROTECT, related_name="awards"
    )
    ref = models.CharField("对象", max_length=200, db_index=True)
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "兑现"
        verbose_name_plural = "兑现"
        constraints = [models.UniqueConstraint(fields=["consequence", "ref"], name="jk_award_once")]

    def __str__(self) -> str:
        return f"{self.consequence_id} → {self.ref}"
