"""Names of organisations, and how a name is found."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db import models

from jingkai.kernel.records.declare import append_only, cache
from jingkai.kernel.records.search import by_number, find

from ..access import hidden, open_to_staff, see
from ..naming import folded
from .dated import Dated
from .organisation import Organisation


class AliasKind(models.TextChoices):
    """How a name stands to its organisation."""

    NAME = "name", "名称"
    SHORT = "short", "简称"
    VARIANT = "variant", "异写"
    FORMER = "former", "曾用名"
    PLATE = "plate", "牌子"


def _named(rest: str) -> Mapping[str, int] | None:
    found = by_number(rest)
    return {"organisation_id": found["pk"]} if found is not None else None


@find(
    "organisation", "机构", "Organisations", place=70,
    text=("name",), title="organisation.name", note="name", same=("organisation",), along=("organisation",),
    named=_named,
)  # fmt: skip
@see(open_to_staff("parties", "names of units and of registered enterprises are public in the zone"))
@append_only(
    problems={
        "jk_alias_name": "parties.name-missing",
        "jk_alias_kind": "parties.name-missing",
        "jk_alias_dates": "parties.dates-backwards",
    },
    lasting=True,
)
class Alias(Dated):
    """名称与别名: a name an organisation goes by. A person confirmed it; nothing is merged by itself."""

    organisation = models.ForeignKey(
        Organisation, verbose_name="机构", on_delete=models.PROTECT, related_name="aliases"
    )
    name = models.CharField("名称", max_length=200)
    kind = models.CharField("类别", max_length=10, choices=AliasKind.choices)

    class Meta:
        verbose_name = "别名"
        verbose_name_plural = "别名"
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="jk_alias_name"),
            models.CheckConstraint(condition=models.Q(kind__in=AliasKind.values), name="jk_alias_kind"),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="jk_alias_dates",
            ),
        ]

    def __str__(self) -> str:
        return self.name


def _rebuild() -> Iterator[dict[str, Any]]:
    for key, name in Alias._base_manager.values_list("pk", "name"):
        yield {"alias_id": key, "folded": folded(name)}


@see(hidden("a look-up table behind the names"))
@cache(rebuild=_rebuild)
class NameKey(models.Model):
    """名称索引: how an alias reads after folding (向陽 = 向阳). A cache: folding may learn, names stay."""

    alias = models.OneToOneField(
        Alias, verbose_name="别名", primary_key=True, on_delete=models.PROTECT, related_name="key"
    )
    folded = models.CharField("归一写法", max_length=200, db_index=True)

    class Meta:
        verbose_name = "名称索引"
        verbose_name_plural = "名称索引"

    def __str__(self) -> str:
        return self.folded
