"""Forms and the fields on them."""

from django.db import models
from django.db.models import Q

from jingkai.engines.periods import PeriodKind
from jingkai.kernel.parties.access import open_to_staff, see, through
from jingkai.kernel.parties.models import Organisation, Scoped
from jingkai.kernel.records.declare import Guard, append_only
from jingkai.kernel.records.search import find

from .field import Field

PERIODS = tuple(one.value for one in PeriodKind)
_BEFORE = (
    "SELECT 1 FROM jk_forms_form f"
    " WHERE f.zone_id = NEW.zone_id AND f.code = NEW.code AND f.version = NEW.version - 1"
)


@find("form", "表", "Forms", place=62, text=("title", "title_en", "code"), title="title", title_en="title_en",
      note="code", same=("zone", "code"))  # fmt: skip
@see(open_to_staff("forms", "what is asked and who owns it is open to whoever is asked"))
@append_only(
    Guard(
        "version-follows",
        f"NEW.version < 1 OR (NEW.version > 1 AND NOT EXISTS ({_BEFORE}))",
        "forms.version-gap",
    ),
    problems={
        "jk_form_version": "forms.version-taken",
        "jk_form_title": "forms.title-missing",
        "jk_form_period": "forms.period-unknown",
    },
    lasting=True,
)
class Form(Scoped):
    """表: a title, the unit that issues it, how often it is asked, fields in order. A changed form is a new version."""

    zone = models.ForeignKey(Organisation, verbose_name="区", on_delete=models.PROTECT, related_name="+")
    code = models.CharField("代码", max_length=60)
    version = models.PositiveSmallIntegerField("版本", default=1)
    title = models.CharField("表名", max_length=200)
    title_en = models.CharField("英文表名", max_length=200, blank=True)
    issuer = models.ForeignKey(
        Organisation, verbose_name="制发单位", on_delete=models.PROTECT, related_name="+"
    )
    period = models.CharField("报告期", max_length=20)

    class Meta:
        verbose_name = "表"
        verbose_name_plural = "表"
        constraints = [
            models.UniqueConstraint(fields=["zone", "code", "version"], name="jk_form_version"),
            models.CheckConstraint(condition=~Q(title=""), name="jk_form_title"),
            models.CheckConstraint(condition=Q(period__in=PERIODS), name="jk_form_period"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def ref(self) -> str:
        """How other rows name it."""
        return f"form:{self.pk}"


def _form() -> type[Form]:
    return Form


@see(through("form", _form))
@append_only(
    Guard(
        "with-its-form",
        "NOT EXISTS (SELECT 1 FROM jk_forms_form f WHERE f.id = NEW.form_id AND f.batch_id = NEW.batch_id)",
        "forms.form-fixed",
    ),
    Guard(
        "field-of-the-zone",
        "NOT EXISTS (SELECT 1 FROM jk_forms_form f JOIN jk_forms_field d ON d.zone_id = f.zone_id"
        " WHERE f.id = NEW.form_id AND d.id = NEW.field_id)",
        "forms.field-elsewhere",
    ),
    problems={"jk_line_field": "forms.field-twice", "jk_line_place": "forms.form-fixed"},
    lasting=True,
)
class Line(Scoped):
    """表内字段: a field on a form. It comes with the form: a form does not grow.

    `calibers` is the order in which this form takes what is known (the field's own, if empty), `records` the caliber in
    which what is typed here becomes a fact.
    """

    form = models.ForeignKey(Form, verbose_name="表", on_delete=models.PROTECT, related_name="lines")
    field = models.ForeignKey(Field, verbose_name="字段", on_delete=models.PROTECT, related_name="+")
    section = models.CharField("栏目", max_length=120, blank=True)
    section_en = models.CharField("英文栏目", max_length=120, blank=True)
    place = models.PositiveSmallIntegerField("次序")
    calibers = models.JSONField("口径次序", default=list)
    records = models.CharField("录入口径", max_length=20, default="自报")
    required = models.BooleanField("必填", default=True)

    class Meta:
        verbose_name = "表内字段"
        verbose_name_plural = "表内字段"
        constraints = [
            models.UniqueConstraint(fields=["form", "field"], name="jk_line_field"),
            models.UniqueConstraint(fields=["form", "place"], name="jk_line_place"),
        ]

    def __str__(self) -> str:
        return f"{self.form_id} {self.place}"
