"""What a fact is of."""

from django.db import models

from jingkai.kernel.parties.access import open_to_staff, see
from jingkai.kernel.parties.models import Scoped
from jingkai.kernel.records.declare import append_only
from jingkai.kernel.records.search import find

from ..vocabulary import vocabulary


@find("measure", "数据项", "Measures", place=60, text=("name",), title="name", same=("name",))
@see(open_to_staff("facts", "the names of what is measured"))
@append_only(problems={"jk_measure_name": "facts.measure-twice"}, lasting=True)
class Measure(Scoped):
    """数据项: a name and an aspect of it, and how its figures are kept.

    It is lasting: facts of many batches point to it, so the call that registered it is not withdrawn.
    """

    name = models.CharField("名称", max_length=120)
    aspect = models.CharField("方面", max_length=30)
    base_unit = models.CharField("计量单位", max_length=40)
    decimals = models.PositiveSmallIntegerField("小数位")
    kind = models.CharField("流量或存量", max_length=10)
    roll_up = models.CharField("汇总方式", max_length=20)

    class Meta:
        verbose_name = "数据项"
        verbose_name_plural = "数据项"
        constraints = [models.UniqueConstraint(fields=["name", "aspect"], name="jk_measure_name")]

    def __str__(self) -> str:
        aspect = vocabulary().aspects.get(self.aspect)
        return self.name if aspect is None or aspect.principal else f"{self.name}·{aspect.zh}"
