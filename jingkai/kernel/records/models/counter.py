"""The one-row counter behind the sequence."""

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.db.models import Max

from ..declare import Guard, cache


def _rebuild() -> Iterator[dict[str, Any]]:
    from .entry import Entry

    yield {"id": 1, "last": Entry.objects.aggregate(last=Max("seq"))["last"] or 0}


@cache(
    Guard("by-one", "NEW.id <> OLD.id OR NEW.last <> OLD.last + 1", "records.sequence-gap", on="update"),
    Guard("not-deleted", "1 = 1", "records.sequence-gap", on="delete"),
    rebuild=_rebuild,
    problems={"jk_counter_one_row": "records.sequence-gap"},
)
class Counter(models.Model):
    """序号: the last sequence number given. Who updates it holds it until commit, so numbers are in the
    order of commits, and a number whose call was rolled back is given again.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    last = models.BigIntegerField("最后序号")

    class Meta:
        verbose_name = "序号"
        verbose_name_plural = "序号"
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="jk_counter_one_row")]

    def __str__(self) -> str:
        return str(self.last)
