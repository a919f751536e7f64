"""The zone's data dictionary."""

from django.db import models
from django.db.models import Q

from jingkai.kernel.facts.models import Measure
from jingkai.kernel.parties.access import open_to_staff, see
from jingkai.kernel.parties.models import Organisation, Scoped
from jingkai.kernel.records.declare import append_only
from jingkai.kernel.records.search import find


class FieldKind(models.TextChoices):
    """What is written into a field."""

    QUANTITY = "quantity", "数值"
    TEXT = "text", "文字"
    DATE = "date", "日期"
    CHOICE = "choice", "选项"


class Span(models.TextChoices):
    """Which time a figure of the field is of, seen from the period of a form."""

    PERIOD = "period", "本期"
    YEAR_TO_DATE = "ytd", "本年累计"


@find("field", "字段", "Fields", place=64, text=("name", "name_en", "code"), title="name", title_en="name_en",
      note="code")  # fmt: skip
@see(open_to_staff("forms", "what is asked and who owns it is open to whoever is asked"))
@append_only(
    problems={
        "jk_field_code": "forms.field-owned",
        "jk_field_name": "forms.field-owned",
        "jk_field_figure": "forms.field-owned",
        "jk_field_kind": "forms.field-unclear",
        "jk_field_unit": "forms.field-unclear",
        "jk_field_span": "forms.field-unclear",
    },
    lasting=True,
)
class Field(Scoped):
    """字段: an entry of the data dictionary, owned by exactly one unit.

    A field of a measure is filled in from facts: the owner's newest in the first of `calibers` that has one. The same
    figure (measure, category, span) is one field, and so is the same name: nobody else can own it once more.
    """

    zone = models.ForeignKey(Organisation, verbose_name="区", on_delete=models.PROTECT, related_name="+")
    code = models.CharField("代码", max_length=60)
    name = models.CharField("名称", max_length=120)
    name_en = models.CharField("英文名", max_length=120, blank=True)
    kind = models.CharField("类型", max_length=10, choices=FieldKind.choices)
    unit = models.CharField("计量单位", max_length=40, blank=True)
    measure = models.ForeignKey(
        Measure, verbose_name="数据项", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    category = models.CharField("分类", max_length=120, blank=True)
    span = models.CharField("所属时间", max_length=10, choices=Span.choices, default=Span.PERIOD)
    calibers = models.JSONField("口径次序", default=list)
    choices = models.JSONField("选项", default=list)
    owner = models.ForeignKey(
        Organisation, verbose_name="归口单位", on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "字段"
        verbose_name_plural = "字段"
        constraints = [
            models.UniqueConstraint(fields=["zone", "code"], name="jk_field_code"),
            models.UniqueConstraint(fields=["zone", "name"], name="jk_field_name"),
            models.UniqueConstraint(fields=["zone", "measure", "category", "span"], name="jk_field_figure"),
            models.CheckConstraint(condition=Q(kind__in=FieldKind.values), name="jk_field_kind"),
            models.CheckConstraint(condition=Q(span__in=Span.values), name="jk_field_span"),
            # What is counted has a unit; what is not counted is of no measure.
            models.CheckConstraint(
                condition=(Q(kind=FieldKind.QUANTITY) & ~Q(unit=""))
                | (~Q(kind=FieldKind.QUANTITY) & Q(unit="", measure=None)),
                name="jk_field_unit",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def ref(self) -> str:
        """How other rows name it."""
        return f"field:{self.pk}"
