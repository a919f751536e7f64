"""What one writing call wrote."""

from django.db import models

from ..declare import append_only


@append_only()
class Batch(models.Model):
    """批次: the rows of one writing call. It is live from the Entry that names it and holds its root hash."""

    kind = models.CharField("种类", max_length=80)
    staged = models.BooleanField("先存后生效", default=False)

    class Meta:
        verbose_name = "批次"
        verbose_name_plural = "批次"

    def __str__(self) -> str:
        return f"{self.kind}#{self.pk}"
