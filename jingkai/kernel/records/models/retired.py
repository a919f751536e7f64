"""Rows of tables that are no more, as they were written."""

from django.db import models

from ..declare import Guard, append_only
from .batch import Batch


@append_only(
    # A migration puts them in while there are no triggers; nobody else has a reason to.
    Guard("by-migrations-only", "1 = 1", "records.retired"),
    problems={"jk_retired_once": "records.row-exists"},
)
class Retired(models.Model):
    """旧表记录: a row of a table that was given up: the text from which `digest` was computed when it was written with
    its batch. What became of it stands elsewhere; here it proves that batch, as it did.
    """

    label = models.CharField("原表", max_length=100)
    key = models.CharField("原编号", max_length=40)
    written_with = models.ForeignKey(Batch, verbose_name="批次", on_delete=models.PROTECT, related_name="+")
    text = models.TextField("原内容")
    digest = models.CharField("行摘要", max_length=64)

    class Meta:
        verbose_name = "旧表记录"
        verbose_name_plural = "旧表记录"
        constraints = [models.UniqueConstraint(fields=["label", "key"], name="jk_retired_once")]

    def __str__(self) -> str:
        return f"{self.label}#{self.key}"
