"""What a unit answered about its workbooks."""

from django.db import models

from jingkai.kernel.parties.access import by_unit, see
from jingkai.kernel.parties.models import Organisation, Scoped
from jingkai.kernel.records.declare import append_only


@see(by_unit("facts", unit="unit"))
@append_only()
class Answer(Scoped):
    """答复: what a unit answered to a question about its table; next month the same question is not asked.

    It belongs to the batch of the import that it was given for: when that is withdrawn, the answer is too.
    """

    unit = models.ForeignKey(Organisation, verbose_name="单位", on_delete=models.PROTECT, related_name="+")
    question = models.CharField("问题", max_length=200, db_index=True)
    answer = models.CharField("答复", max_length=200)

    class Meta:
        verbose_name = "答复"
        verbose_name_plural = "答复"

    def __str__(self) -> str:
        return f"{self.question}: {self.answer}"
