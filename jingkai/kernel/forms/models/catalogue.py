"""The tables that units fill in today, on whatever paper, and what became of them."""

from django.db import models
from django.db.models import F, Q

from jingkai.kernel.parties.access import by_unit, see, through
from jingkai.kernel.parties.models import Organisation, Scoped
from jingkai.kernel.records.declare import Guard, append_only
from jingkai.kernel.records.models import File


@see(by_unit("forms", unit="unit"))
@append_only(
    problems={
        "jk_cataloguetable_once": "forms.table-listed",
        "jk_cataloguetable_name": "forms.title-missing",
    },
    lasting=True,
)
class CatalogueTable(Scoped):
    """在用表格: a table that a unit has to fill in, as it was listed. `number` is its number in the unit's list."""

    unit = models.ForeignKey(Organisation, verbose_name="单位", on_delete=models.PROTECT, related_name="+")
    number = models.CharField("编号", max_length=40)
    name = models.CharField("表名", max_length=300)
    issuer = models.CharField("要求部门", max_length=200, blank=True)
    frequency = models.CharField("频次", max_length=60, blank=True)
    file = models.ForeignKey(
        File, verbose_name="来源文件", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "在用表格"
        verbose_name_plural = "在用表格"
        constraints = [
            models.UniqueConstraint(fields=["unit", "number"], name="jk_cataloguetable_once"),
            models.CheckConstraint(condition=~Q(name=""), name="jk_cataloguetable_name"),
        ]

    def __str__(self) -> str:
        return self.name


def _table() -> type[CatalogueTable]:
    return CatalogueTable


@see(through("table", _table))
@append_only(
    Guard(
        "into-one-of-the-unit",
        "NEW.into_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM jk_forms_cataloguetable a"
        " JOIN jk_forms_cataloguetable b ON b.unit_id = a.unit_id"
        " WHERE a.id = NEW.table_id AND b.id = NEW.into_id)",
        "forms.merge-elsewhere",
    ),
    # A table that was itself merged or dropped takes none, and one that others were merged into is merged no more:
    # so no circle is possible, and each table that went names one that is there.
    Guard(
        "no-circle",
        "EXISTS (SELECT 1 FROM jk_forms_reduction r WHERE r.table_id = NEW.into_id OR r.into_id = NEW.table_id)",
        "forms.merge-chain",
    ),
    problems={
        "jk_reduction_once": "forms.reduced-already",
        "jk_reduction_self": "forms.merge-chain",
        "jk_reduction_reason": "forms.reason-missing",
    },
    lasting=True,
)
class Reduction(Scoped):
    """精简: a table of the list was merged into another of the same unit, or dropped (`into` is empty)."""

    table = models.ForeignKey(
        CatalogueTable, verbose_name="表格", on_delete=models.PROTECT, related_name="reductions"
    )
    into = models.ForeignKey(
        CatalogueTable, verbose_name="并入", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.CharField("依据", max_length=300)

    class Meta:
        verbose_name = "精简"
        verbose_name_plural = "精简"
        constraints = [
            models.UniqueConstraint(fields=["table"], name="jk_reduction_once"),
            models.CheckConstraint(condition=Q(into=None) | ~Q(into=F("table")), name="jk_reduction_self"),
            models.CheckConstraint(condition=~Q(reason=""), name="jk_reduction_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.table_id} → {self.into_id or '—'}"
