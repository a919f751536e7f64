"""What is to be reached."""

from django.db import models
from django.db.models import F, Q

from jingkai.kernel.parties.access import by_unit, see
from jingkai.kernel.parties.models import Organisation, Scoped
from jingkai.kernel.records.declare import Guard, append_only

from .bundle import Bundle
from .interval import IntervalColumns, interval_checks, interval_problems


@see(by_unit("facts", unit="holder"))
@append_only(
    Guard(
        "parent-is-older", "NEW.parent_id >= NEW.id OR NEW.replaces_id >= NEW.id", "facts.parent-not-older"
    ),
    Guard("says-why", "NEW.replaces_id IS NOT NULL AND trim(NEW.reason) = ''", "facts.reason-missing"),
    problems={**interval_problems("jk_target"), "jk_target_period": "facts.incomplete"},
)
class Target(IntervalColumns, Scoped):
    """目标: an indicator, a holder, a period and a quantity, under a parent, along a curve.

    The ends are kept in `base` × 10^`decimals`. A changed target is a new row that names the one it replaces.
    """

    indicator = models.CharField("指标代码", max_length=60)
    zone = models.ForeignKey(Organisation, verbose_name="区", on_delete=models.PROTECT, related_name="+")
    holder = models.ForeignKey(Organisation, verbose_name="单位", on_delete=models.PROTECT, related_name="+")
    start = models.DateField("自")
    end = models.DateField("至")
    base = models.CharField("计量单位", max_length=40)
    decimals = models.PositiveSmallIntegerField("小数位")
    source = models.CharField("来源", max_length=300, blank=True)
    # The key of a rule of kind "curve"; empty: linear by whole months.
    curve = models.CharField("进度曲线", max_length=120, blank=True)
    parent = models.ForeignKey(
        "self", verbose_name="上级目标", null=True, on_delete=models.PROTECT, related_name="+"
    )
    bundle = models.ForeignKey(
        Bundle, verbose_name="目标组合", null=True, on_delete=models.PROTECT, related_name="+"
    )
    place = models.PositiveSmallIntegerField("位", null=True)
    replaces = models.ForeignKey(
        "self", verbose_name="替换", null=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.CharField("原因", max_length=300, blank=True)

    class Meta:
        verbose_name = "目标"
        verbose_name_plural = "目标"
        indexes = [models.Index(fields=["zone", "indicator"], name="jk_target_indicator")]
        constraints = [
            *interval_checks("jk_target"),
            models.CheckConstraint(condition=Q(start__lte=F("end")), name="jk_target_period"),
        ]

    def __str__(self) -> str:
        return f"target:{self.pk}"
