"""What follows, from results or otherwise: proposed, in effect once the organisation line approved it, taken back when
its basis falls.
"""

from django.db import models
from django.db.models import Exists, OuterRef, Q

from jingkai.kernel.flows.models import Case
from jingkai.kernel.parties.access import Level, Reader, custom, see, through, visible
from jingkai.kernel.parties.models import Person, Scoped
from jingkai.kernel.records.declare import Guard, append_only
from jingkai.kernel.rules.models import RuleSet

from .grading import Result

KIND = "consequences"
# The state in which a consequence holds; the guard below reads it.
IN_EFFECT = "in-effect"


def _seen(reader: Reader, level: Level) -> Q:
    """Who proposes and decides what follows; and the person."""
    cases = visible(Case._base_manager.filter(pk=OuterRef("case")), reader, level)
    mine = Q(person=reader.person) if reader.person is not None and level <= Level.CONTENT else Q(pk__in=[])
    return Q(Exists(cases)) | mine


_FROM = Q(result__isnull=False, rule=None, person=None, reason=None) | (
    Q(result=None, rule__isnull=False, reason__isnull=False) & ~Q(reason="")
)


@see(custom(KIND, _seen))
@append_only(
    Guard(
        "of-what-is-announced",
        "NEW.result_id IS NOT NULL AND NOT EXISTS"
        " (SELECT 1 FROM jk_rounds_result r JOIN jk_rounds_announcement n ON n.grading_id = r.grading_id"
        " WHERE r.id = NEW.result_id)",
        "rounds.not-announced",
    ),
    Guard(
        "of-a-case",
        "NEW.result_id IS NULL AND NOT EXISTS"
        f" (SELECT 1 FROM jk_flows_case c WHERE c.id = NEW.case_id AND c.kind = '{KIND}')",
        "rounds.consequence-mismatch",
    ),
    problems={
        "jk_consequence_case": "records.row-exists",
        "jk_consequence_once": "records.row-exists",
        "jk_consequence_from": "rounds.reason-missing",
    },
    lasting=True,
)
class Consequence(Scoped):
    """结果运用: what follows, by the `key` of a rule. From a `result`, by the rule of its round; or otherwise, by a
    version of another `rule` and for a `reason`, as a reward of a `person` does from what he did. What it stands on its
    Basis says, where it stands its case, whose holder is the unit.
    """

    case = models.ForeignKey(
        Case, verbose_name="流程实例", on_delete=models.PROTECT, related_name="consequence_rows"
    )
    result = models.ForeignKey(
        Result, verbose_name="结果", null=True, on_delete=models.PROTECT, related_name="consequences"
    )
    key = models.CharField("事项", max_length=60)
    rule = models.ForeignKey(
        RuleSet, verbose_name="规则版本", null=True, on_delete=models.PROTECT, related_name="+"
    )
    person = models.ForeignKey(
        Person, verbose_name="人", null=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.TextField("理由", null=True)

    class Meta:
        verbose_name = "结果运用"
        verbose_name_plural = "结果运用"
        constraints = [
            models.UniqueConstraint(fields=["case"], name="jk_consequence_case"),
            models.UniqueConstraint(fields=["result", "key"], name="jk_consequence_once"),
            models.CheckConstraint(condition=_FROM, name="jk_consequence_from"),
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
