"""The journal."""

from django.db import models

from ..declare import Guard, append_only
from .batch import Batch


@append_only(
    Guard(
        "without-gap",
        "NEW.seq < 1 OR NEW.seq <> COALESCE((SELECT last FROM jk_records_counter WHERE id = 1), 0)"
        " OR (NEW.seq > 1 AND NOT EXISTS (SELECT 1 FROM jk_records_entry WHERE seq = NEW.seq - 1))",
        "records.sequence-gap",
    ),
)
class Entry(models.Model):
    """留痕: who did what, as number `seq` of the sequence. An entry with a batch is the batch going live."""

    seq = models.BigIntegerField("序号", primary_key=True)
    at = models.DateTimeField("时间")
    person = models.BigIntegerField("人", null=True, blank=True)
    post = models.BigIntegerField("岗位", null=True, blank=True)
    for_person = models.BigIntegerField("代表", null=True, blank=True)
    # The person's token, where a program did it in the person's name.
    token = models.BigIntegerField("令牌", null=True, blank=True)
    act = models.CharField("行为", max_length=80)
    batch = models.OneToOneField(
        Batch, verbose_name="批次", null=True, blank=True, on_delete=models.PROTECT, related_name="entry"
    )
    ref = models.CharField("对象", max_length=200, blank=True)
    digest = models.CharField("摘要", max_length=64, blank=True)

    class Meta:
        verbose_name = "留痕"
        verbose_name_plural = "留痕"

    def __str__(self) -> str:
        return f"{self.seq} {self.act}"
