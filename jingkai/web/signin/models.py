"""Where wrong passwords are counted, so that every process counts the same ones, also after a restart."""

from django.db import models

from jingkai.kernel.parties.access import hidden, see
from jingkai.kernel.records.declare import mutable


@see(hidden("counters of sign-in; no page shows them"))
@mutable("counters that run out by themselves; what was refused is in the journal")
class Count(models.Model):
    """计数: a row of Django's database cache (settings CACHES), which reads and writes it by itself."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = "登录计数"
        verbose_name_plural = "登录计数"

    def __str__(self) -> str:
        return self.cache_key
