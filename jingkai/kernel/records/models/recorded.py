"""The base of every table whose rows belong to a batch."""

from functools import cache
from typing import ClassVar, TypeVar

from django.db import models
from django.db.models import Exists, OuterRef

from .batch import Batch
from .batch_live import BatchLive

R = TypeVar("R", bound=models.Model, covariant=True)


class RecordedQuerySet(models.QuerySet[R]):
    """Reads rows as they were known at a sequence number."""

    def known_at(self, n: int | None = None) -> "RecordedQuerySet[R]":
        """Rows whose batch went live at or before n and was not withdrawn at or before n; now, if n is None.

        A page that reads more than once takes one n from `sequence.latest()` and passes it to each.
        """
        return self.filter(_live_now() if n is None else _live_at(n))


def _live_at(n: int | None) -> Exists:
    """The condition that a row's batch is known at n.

    A correlated EXISTS costs a key look-up for each row that the other filters let through; an IN would first
    build the list of all live batches.
    """
    return Exists(BatchLive.objects.known_at(n).filter(batch=OuterRef("batch")))


@cache
def _live_now() -> Exists:
    # Nearly every query asks for it, and making the expression takes longer than many of them.
    return _live_at(None)


class Recorded(models.Model):
    """A row of a batch. It is written through `writing()` or `staging()`, which set both fields.

    A table that is renamed says in `written_as` by which label (`jk_room.name`) its rows were hashed before, and are
    from then on.
    """

    written_as: ClassVar[str] = ""

    batch = models.ForeignKey(Batch, verbose_name="批次", on_delete=models.PROTECT, related_name="+")
    row_hash = models.CharField("行摘要", max_length=64, editable=False)

    objects = RecordedQuerySet.as_manager()

    class Meta:
        abstract = True
