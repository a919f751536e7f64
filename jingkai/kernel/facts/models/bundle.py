"""Targets that go by one code."""

from django.db import models
from django.db.models import F, Q

from jingkai.kernel.parties.access import by_unit, see
from jingkai.kernel.parties.models import Organisation, Scoped
from jingkai.kernel.records.declare import append_only


@see(by_unit("facts", unit="holder"))
@append_only(problems={"jk_bundle_period": "facts.incomplete"})
class Bundle(Scoped):
    """目标组合: a code such as 1688 over one target a digit; its meaning is entered, never inferred."""

    holder = models.ForeignKey(Organisation, verbose_name="单位", on_delete=models.PROTECT, related_name="+")
    code = models.CharField("代号", max_length=12)
    name = models.CharField("名称", max_length=120)
    start = models.DateField("自")
    end = models.DateField("至")
    # The upper level's bundle that this one goes beyond: city 1422, zone 2843.
    stretches = models.ForeignKey(
        "self", verbose_name="加码自", null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "目标组合"
        verbose_name_plural = "目标组合"
        constraints = [models.CheckConstraint(condition=Q(start__lte=F("end")), name="jk_bundle_period")]

    def __str__(self) -> str:
        return self.code


@see(by_unit("facts", unit="bundle__holder"))
@append_only()
class Activation(Scoped):
    """启用: from here on a bundle is no draft any more."""

    bundle = models.ForeignKey(Bundle, verbose_name="目标组合", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "组合启用"
        verbose_name_plural = "组合启用"

    def __str__(self) -> str:
        return f"{self.bundle_id}"
