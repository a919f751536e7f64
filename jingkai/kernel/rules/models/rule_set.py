"""Rule sets: each row one written state of one version."""

import json
from functools import lru_cache
from typing import Any

from django.db import models
from pydantic import BaseModel

from jingkai.kernel.parties.access import open_to_staff, see
from jingkai.kernel.parties.models import Organisation, Person, Scoped
from jingkai.kernel.records.declare import Guard, append_only

from ..document import Header, header_of
from ..kinds import body_of
from ..yaml_text import write_yaml

EVERYWHERE = ""


@see(open_to_staff("rules", "by which rules one is judged is open to everyone who works here"))
@append_only(
    Guard(
        "version-open",
        "EXISTS (SELECT 1 FROM jk_rules_approval a"
        " WHERE a.key = NEW.key AND a.scope = NEW.scope AND a.version = NEW.version)",
        "rules.version-approved",
    ),
    problems={"jk_ruleset_revision": "records.row-exists"},
    lasting=True,
)
class RuleSet(Scoped):
    """规则集: what a version says. A draft that is changed is a further `revision`; after an approval there is
    none any more.

    `scope` says where it holds: empty for everywhere, `region:320000`, `unit:12` (that unit and all below).
    """

    kind = models.CharField("类别", max_length=40)
    key = models.CharField("键", max_length=120)
    scope = models.CharField("适用范围", max_length=40, blank=True)
    unit = models.ForeignKey(
        Organisation,
        verbose_name="适用单位",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    version = models.CharField("版本", max_length=40)
    revision = models.PositiveIntegerField("稿次", default=1)
    valid_from = models.DateField("起")
    valid_to = models.DateField("止", null=True, blank=True)
    source = models.TextField("依据")
    document = models.TextField("全文")
    # As it was typed, with its comments and in its order; None for what was entered before that was kept.
    text = models.TextField("原文", null=True, blank=True)
    identity = models.CharField("内容摘要", max_length=64, db_index=True)
    author = models.ForeignKey(
        Person, verbose_name="起草人", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    author_for = models.ForeignKey(
        Person, verbose_name="代何人起草", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "规则集"
        verbose_name_plural = "规则集"
        constraints = [
            models.UniqueConstraint(
                fields=["key", "scope", "version", "revision"], name="jk_ruleset_revision"
            )
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.version}"

    @property
    def header(self) -> Header:
        """The lines above the body."""
        return _read(self.document)[0]

    @property
    def body(self) -> BaseModel:
        """The body as its kind reads it."""
        return _read(self.document)[1]

    @property
    def written(self) -> str:
        """The rule file: as it was typed, or the document written out."""
        if self.text is not None:
            return self.text
        document = json.loads(self.document)
        lines = {key: document[key] for key in Header.model_fields if key in document}
        return write_yaml(lines | {"body": _ordered(document["body"], self.body)})


def _ordered(value: Any, read: Any) -> Any:
    """A part of a document, whose keys were kept in the order of the alphabet, in the order of the model it is read
    as.
    """
    if isinstance(value, dict) and isinstance(read, BaseModel):
        named = type(read).model_fields
        return {key: _ordered(value[key], getattr(read, key)) for key in named if key in value}
    if isinstance(value, dict) and isinstance(read, dict):
        return {key: _ordered(one, read[key]) for key, one in value.items()}
    if isinstance(value, list) and isinstance(read, list | tuple):
        return [_ordered(one, other) for one, other in zip(value, read, strict=True)]
    return value


@lru_cache(maxsize=1024)
def _read(document: str) -> tuple[Header, BaseModel]:
    """Header and body of a document; a document never changes, so neither does what is read from it."""
    header = header_of(json.loads(document))
    return header, body_of(header.kind, header.body)
