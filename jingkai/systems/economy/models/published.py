"""Months as they were published."""

from django.db import models

from jingkai.kernel.parties.access import by_unit, see
from jingkai.kernel.parties.models import Organisation, Scoped
from jingkai.kernel.records.declare import append_only


@see(by_unit("facts", unit="zone"))
@append_only()
class PublishedMonth(Scoped):
    """公布的月度: the whole document as it was computed at `as_of`, and its hash. It is never changed; a restated
    month is another one.
    """

    zone = models.ForeignKey(Organisation, verbose_name="区", on_delete=models.PROTECT, related_name="+")
    start = models.DateField("自")
    end = models.DateField("至")
    as_of = models.BigIntegerField("所知截至")
    document = models.TextField("全文")
    digest = models.CharField("摘要", max_length=64)

    class Meta:
        verbose_name = "公布的月度"
        verbose_name_plural = "公布的月度"
        indexes = [models.Index(fields=["zone", "end"], name="jk_published_month")]

    def __str__(self) -> str:
        return f"month:{self.pk}"


@see(by_unit("facts", unit="holder"))
@append_only()
class IssuedLight(Scoped):
    """发出的灯: what was lit for an indicator and a unit, by which version of which rule. Level NULL: no light."""

    month = models.ForeignKey(
        PublishedMonth, verbose_name="月度", on_delete=models.PROTECT, related_name="lights"
    )
    indicator = models.CharField("指标", max_length=200)
    holder = models.ForeignKey(Organisation, verbose_name="单位", on_delete=models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField("级别", null=True)
    colour = models.CharField("颜色", max_length=10, blank=True)
    word = models.CharField("用语", max_length=40, blank=True)
    why = models.CharField("依据", max_length=300, blank=True)
    rule = models.CharField("规则", max_length=120, blank=True)
    version = models.CharField("版本", max_length=40, blank=True)

    class Meta:
        verbose_name = "发出的灯"
        verbose_name_plural = "发出的灯"

    def __str__(self) -> str:
        return f"{self.indicator}: {self.word or '—'}"
