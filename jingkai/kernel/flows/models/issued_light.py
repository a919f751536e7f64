"""Lights that were issued: what was shown stays."""

from django.db import models
from django.db.models import Q

from jingkai.kernel.parties.access import by_unit, see
from jingkai.kernel.parties.models import Organisation, Scoped
from jingkai.kernel.records.declare import append_only
from jingkai.kernel.rules.models import RuleSet


@see(by_unit("facts", "holder"))
@append_only(problems={"jk_light_whole": "flows.needs-missing"})
class IssuedLight(Scoped):
    """已发灯: what was said of `ref` on a day under a rule version. No level: there was no light, and `why` says so.

    Switching the rule set changes no light that was issued.
    """

    ref = models.CharField("对象", max_length=200, db_index=True)
    holder = models.ForeignKey(
        Organisation, verbose_name="责任单位", on_delete=models.PROTECT, related_name="+"
    )
    day = models.DateField("日期", db_index=True)
    level = models.PositiveSmallIntegerField("级别", null=True, blank=True)
    colour = models.CharField("颜色", max_length=20, blank=True)
    shape = models.CharField("形状", max_length=20, blank=True)
    zh = models.CharField("灯语", max_length=60, blank=True)
    en = models.CharField("灯语（英）", max_length=60, blank=True)
    why = models.TextField("依据", blank=True)
    rule = models.ForeignKey(RuleSet, verbose_name="规则版本", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "已发灯"
        verbose_name_plural = "已发灯"
        constraints = [
            models.CheckConstraint(
                condition=Q(Q(level__gte=0, level__lte=4), ~Q(colour=""), ~Q(shape=""), ~Q(zh=""))
                | Q(Q(level=None, colour="", shape="", zh=""), ~Q(why="")),
                name="jk_light_whole",
            )
        ]

    def __str__(self) -> str:
        return f"{self.ref} {self.zh}"
