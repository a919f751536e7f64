"""The words by which a row is found."""

from collections.abc import Iterator
from typing import Any

from django.db import models

from ..declare import cache


def _rebuild() -> Iterator[dict[str, Any]]:
    from ..search.findable import findables

    for one in findables():
        for row in one.along_with(one.model._base_manager.all()).iterator(chunk_size=2000):
            yield {"kind": one.kind, "row": row.pk, "text": one.words_of(row)}


@cache(rebuild=_rebuild)
class SearchText(models.Model):
    """检索文本: the folded words of row `row` of the table that declares itself findable as `kind`.

    Every row of such a table has one, staged and withdrawn ones too: whether a row is known, and to whom, is asked of
    the row itself. The pieces of the text lie beside it where its database looks them up (`search.stores`).
    """

    kind = models.CharField("种类", max_length=40)
    row = models.BigIntegerField("记录")
    text = models.TextField("文本")

    class Meta:
        verbose_name = "检索文本"
        verbose_name_plural = "检索文本"
        constraints = [models.UniqueConstraint(fields=["kind", "row"], name="jk_searchtext_row")]

    def __str__(self) -> str:
        return f"{self.kind}:{self.row}"
