"""When the rows of each room last changed."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.db import models
from django.db.models import Max

from ..declare import Guard, cache, declarations
from .batch_live import BatchLive


def _rebuild() -> Iterator[dict[str, Any]]:
    found: dict[str, int] = defaultdict(int)
    for one in declarations():
        if one.carries_batch:
            live = BatchLive.objects.filter(pk__in=one.model._base_manager.values("batch"))
            last = live.aggregate(live=Max("live_seq"), withdrawn=Max("withdrawn_seq"))
            label = one.model._meta.app_label
            found[label] = max(found[label], last["live"] or 0, last["withdrawn"] or 0)
    # Every batch is a row of this room.
    found["jk_records"] = BatchLive.objects.aggregate(last=Max("live_seq"))["last"] or 0
    for room, seq in found.items():
        if seq:
            yield {"room": room, "seq": seq}


@cache(
    Guard(
        "forward",
        "NEW.room <> OLD.room OR NEW.seq <= OLD.seq"
        " OR NEW.seq <> (SELECT last FROM jk_records_counter WHERE id = 1)",
        "records.room-version",
        on="update",
    ),
    Guard("not-deleted", "1 = 1", "records.room-version", on="delete"),
    rebuild=_rebuild,
)
class RoomVersion(models.Model):
    """各类记录末次变动: the last number at which a batch with rows of the room went live or was withdrawn. `room` is
    the label of its app: `jk_parties`, `jk_supervision`. This room's own is that of every batch.
    """

    room = models.CharField("类别", max_length=40, primary_key=True)
    seq = models.BigIntegerField("末次变动序号")

    class Meta:
        verbose_name = "各类记录末次变动"
        verbose_name_plural = "各类记录末次变动"

    def __str__(self) -> str:
        return f"{self.room}@{self.seq}"
