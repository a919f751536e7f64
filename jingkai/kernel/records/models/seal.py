"""The hash chain over the journal."""

from django.db import models

from ..declare import Guard, append_only
from .entry import Entry


@append_only(
    Guard(
        "without-gap",
        "NEW.entry_id > 1 AND NOT EXISTS (SELECT 1 FROM jk_records_seal WHERE entry_id = NEW.entry_id - 1)",
        "records.seal-gap",
    ),
)
class Seal(models.Model):
    """封存: sha256 over the previous seal and the entry. A changed entry breaks every seal from it on."""

    entry = models.OneToOneField(
        Entry, verbose_name="留痕", primary_key=True, on_delete=models.PROTECT, related_name="seal"
    )
    digest = models.CharField("链摘要", max_length=64)

    class Meta:
        verbose_name = "封存"
        verbose_name_plural = "封存"

    def __str__(self) -> str:
        return f"{self.entry_id} {self.digest[:12]}"
