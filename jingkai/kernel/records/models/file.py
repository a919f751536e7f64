"""Files that evidence and imports point to."""

from django.db import models

from ..declare import append_only
from .recorded import Recorded


@append_only()
class File(Recorded):
    """文件: a name given to content. The content lies in the data directory under its sha256, once."""

    sha256 = models.CharField("内容摘要", max_length=64, db_index=True)
    name = models.CharField("文件名", max_length=255)
    size = models.BigIntegerField("字节")
    media_type = models.CharField("类型", max_length=120)

    class Meta:
        verbose_name = "文件"
        verbose_name_plural = "文件"

    def __str__(self) -> str:
        return self.name
