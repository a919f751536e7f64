"""A thing the zone keeps a register of."""

from django.db import models

from jingkai.kernel.parties.access import by_unit, see
from jingkai.kernel.parties.models import Organisation, Scoped
from jingkai.kernel.records.declare import append_only
from jingkai.kernel.records.search import find


@find(
    "subject", "台账对象", "Registered subjects", place=40,
    text=("title", "code"), title="title", note="code", same=("kind", "holder", "code"),
)  # fmt: skip
@see(by_unit("subjects", unit="holder"))
@append_only(problems={"jk_subject_code": "records.row-exists"})
class Subject(Scoped):
    """台账对象: a project, parcel, estate... of a kind; its stages are a rule set of that kind."""

    kind = models.CharField("种类", max_length=40)
    code = models.CharField("编号", max_length=60)
    title = models.CharField("名称", max_length=200)
    holder = models.ForeignKey(Organisation, verbose_name="单位", on_delete=models.PROTECT, related_name="+")
    # A zone's own extra fields, by the rule set of the kind: {"行业": "工业"}.
    fields = models.JSONField("补充字段", default=dict)

    class Meta:
        verbose_name = "台账对象"
        verbose_name_plural = "台账对象"
        constraints = [
            models.UniqueConstraint(fields=["kind", "holder", "code", "batch"], name="jk_subject_code")
        ]

    def __str__(self) -> str:
        return self.title
