"""Acting for somebody, until a day."""

from django.db import models
from django.db.models import Q

from jingkai.kernel.records.declare import append_only

from ..access import custom, see
from ..access.levels import Level
from ..access.reader import Reader
from .dated import Dated
from .person import Person
from .post import Post


def _own(reader: Reader, level: Level) -> Q:
    kept = Q(post__body__in=reader.units("grants", level))
    own = Q(principal=reader.person) | Q(delegate=reader.person)
    return kept if level >= Level.ACT else kept | own


@see(custom("grants", _own))
@append_only(
    problems={
        "jk_delegation_ends": "parties.delegation-endless",
        "jk_delegation_other": "parties.delegation-to-self",
    },
    lasting=True,
)
class Delegation(Dated):
    """委托: `delegate` may act for `principal`, by the grants of `post` or by all, until a last day."""

    principal = models.ForeignKey(
        Person, verbose_name="委托人", on_delete=models.PROTECT, related_name="delegations_given"
    )
    delegate = models.ForeignKey(
        Person, verbose_name="受托人", on_delete=models.PROTECT, related_name="delegations_held"
    )
    post = models.ForeignKey(
        Post, verbose_name="限于岗位", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "委托"
        verbose_name_plural = "委托"
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=False) & Q(until__gte=models.F("since")), name="jk_delegation_ends"
            ),
            models.CheckConstraint(condition=~Q(principal=models.F("delegate")), name="jk_delegation_other"),
        ]

    def __str__(self) -> str:
        return f"{self.delegate_id} for {self.principal_id}"
