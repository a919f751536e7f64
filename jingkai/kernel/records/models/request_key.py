"""The keys of requests that had their effect."""

from django.db import models

from ..declare import append_only
from .recorded import Recorded


@append_only()
class RequestKey(Recorded):
    """请求号: the same key with the same content has one effect; with other content it is refused."""

    key = models.CharField("请求号", max_length=200, unique=True)
    content = models.CharField("内容摘要", max_length=64)

    class Meta:
        verbose_name = "请求号"
        verbose_name_plural = "请求号"

    def __str__(self) -> str:
        return self.key
