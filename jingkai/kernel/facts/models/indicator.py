"""What is made of facts."""

from django.db import models

from jingkai.kernel.parties.access import open_to_staff, see
from jingkai.kernel.parties.models import Organisation, Post, Scoped
from jingkai.kernel.records.declare import Guard, append_only
from jingkai.kernel.records.search import find


@find(
    "indicator", "指标", "Indicators", place=50,
    text=("name", "name_en", "code"), title="name", title_en="name_en", note="code", same=("zone", "code"),
)  # fmt: skip
@see(open_to_staff("facts", "how a figure is made is open to whoever works with it"))
@append_only(
    Guard(
        "is-older",
        "NEW.replaces_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM jk_facts_indicator o"
        " WHERE o.id = NEW.replaces_id AND o.id < NEW.id AND o.zone_id = NEW.zone_id AND o.code = NEW.code)",
        "facts.indicator-unknown",
    ),
)
class Indicator(Scoped):
    """指标: an expression over facts and registers, with the unit that owns it and an order of calibers.

    Another definition of the same code is a new row; the newest that is known is the one that counts.
    """

    zone = models.ForeignKey(Organisation, verbose_name="区", on_delete=models.PROTECT, related_name="+")
    code = models.CharField("代码", max_length=60)
    name = models.CharField("名称", max_length=120)
    name_en = models.CharField("英文名", max_length=120, blank=True)
    formula = models.CharField("算式", max_length=2000)
    unit = models.CharField("单位", max_length=40)
    decimals = models.PositiveSmallIntegerField("显示小数位", default=2)
    # higher: more is better; lower: less is better; none: neither (a share to be kept in view).
    direction = models.CharField("方向", max_length=10)
    owner = models.ForeignKey(
        Organisation, verbose_name="归口单位", null=True, on_delete=models.PROTECT, related_name="+"
    )
    calibers = models.JSONField("口径次序")
    place = models.PositiveSmallIntegerField("次序", default=0)
    # How often a figure is due: month, quarter, half, year; NULL where nobody declared it (a hash leaves NULL out).
    frequency = models.CharField("频率", max_length=10, null=True, blank=True)
    # The lead leader by post: whoever holds this body's post of this title on a day leads it then.
    leader = models.ForeignKey(
        Post, verbose_name="牵头领导", null=True, on_delete=models.PROTECT, related_name="+"
    )
    # Why it was defined anew; NULL for the first definition, and where nobody was asked.
    reason = models.CharField("修改原因", max_length=300, null=True, blank=True)
    replaces = models.ForeignKey(
        "self", verbose_name="替换", null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "指标"
        verbose_name_plural = "指标"
        indexes = [models.Index(fields=["zone", "code"], name="jk_indicator_code")]

    def __str__(self) -> str:
        return f"indicator:{self.code}"
