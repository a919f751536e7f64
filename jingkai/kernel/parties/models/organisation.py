"""Organisations: the zone, its units, its enterprises, and the bodies above it."""

from datetime import date

from django.db import models
from django.db.models import Exists, OuterRef

from jingkai.kernel.records.declare import Guard, append_only

from ..access import ScopedQuerySet, open_to_staff, see
from .ending import Ending
from .tree import Tree, tree_guards

ZONE = "zone"  # 经开区
UPPER = "upper"  # 上级机关: a root of its own, so that its papers and figures have a holder


class OrganisationQuerySet(ScopedQuerySet["Organisation"]):
    """Says which organisations exist on a day."""

    def live_on(self, day: date, n: int | None = None) -> "OrganisationQuerySet":
        """Organisations that exist on `day`, by what was known at sequence number n (now, if None)."""
        ended = Ending.objects.known_at(n).filter(
            relation="organisation", target=OuterRef("pk"), day__lte=day
        )
        return self.known_at(n).filter(~Exists(ended), since__lte=day)  # type: ignore[return-value]


@see(open_to_staff("parties", "names of units and of registered enterprises are public in the zone"))
@append_only(
    *tree_guards("jk_parties_organisation"),
    Guard(
        "zone-is-root",
        f"(NEW.kind = '{ZONE}' AND NEW.parent_id IS NOT NULL)"
        f" OR (NEW.parent_id IS NULL AND NEW.kind NOT IN ('{ZONE}', '{UPPER}'))",
        "parties.zone-is-root",
    ),
    problems={"jk_organisation_name": "parties.name-missing"},
    lasting=True,
)
class Organisation(Tree):
    """机构: a node of a tree whose root is a zone. `name` is that of its entry; later ones are Aliases.

    It is never withdrawn, since figures and moves stand on it: a wrong entry is ended, with its successor.
    """

    name = models.CharField("名称", max_length=200)
    kind = models.CharField("类别", max_length=40, db_index=True)
    region = models.CharField("行政区划代码", max_length=6, blank=True)
    since = models.DateField("起")

    objects = OrganisationQuerySet.as_manager()  # type: ignore[misc]  # as in Scoped

    class Meta:
        verbose_name = "机构"
        verbose_name_plural = "机构"
        constraints = [models.CheckConstraint(condition=~models.Q(name=""), name="jk_organisation_name")]

    def __str__(self) -> str:
        return self.name
