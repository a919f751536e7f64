"""Who may do what, where, for how long."""

from django.db import models
from django.db.models import Q

from jingkai.kernel.records.declare import Guard, append_only

from ..access import custom, see
from ..access.levels import Level
from ..access.reader import Reader
from .compartment import Compartment
from .dated import Dated
from .organisation import Organisation
from .person import Person
from .place import Place
from .post import Post


class Scope(models.TextChoices):
    """What a grant reaches."""

    UNIT = "unit", "单位"
    SUBTREE = "subtree", "单位及下级"
    PLACE = "place", "地点及其下"
    CAMPAIGN = "campaign", "专项"
    COMPARTMENT = "compartment", "专区"


def _own(reader: Reader, level: Level) -> Q:
    """Everybody sees his own grants; others' are seen by who keeps the grants of the unit."""
    kept = Q(unit__in=reader.units("grants", level))
    return kept if level >= Level.ACT else kept | Q(person=reader.person)


_ONE_SCOPE = (
    Q(scope__in=["unit", "subtree"], unit__isnull=False, place=None, campaign="", compartment=None)
    | Q(scope="place", unit=None, place__isnull=False, campaign="", compartment=None)
    | Q(Q(scope="campaign", unit=None, place=None, compartment=None), ~Q(campaign=""))
    | Q(scope="compartment", unit=None, place=None, campaign="", compartment__isnull=False)
)


@see(custom("grants", _own))
@append_only(
    Guard(
        "post-is-own",
        "NEW.post_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM jk_parties_post p"
        " WHERE p.id = NEW.post_id AND p.person_id = NEW.person_id)",
        "parties.grant-foreign-post",
    ),
    problems={
        "jk_grant_scope": "parties.grant-without-scope",
        "jk_grant_role": "parties.grant-without-role",
        "jk_grant_dates": "parties.dates-backwards",
    },
    lasting=True,
)
class Grant(Dated):
    """授权: a role in one scope for a time. With a post it holds only while that post is held."""

    person = models.ForeignKey(Person, verbose_name="人", on_delete=models.PROTECT, related_name="grants")
    post = models.ForeignKey(
        Post, verbose_name="岗位", null=True, blank=True, on_delete=models.PROTECT, related_name="grants"
    )
    role = models.CharField("角色", max_length=60)
    scope = models.CharField("范围类别", max_length=12, choices=Scope.choices)
    unit = models.ForeignKey(
        Organisation, verbose_name="单位", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    place = models.ForeignKey(
        Place, verbose_name="地点", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    campaign = models.CharField("专项", max_length=200, blank=True)
    compartment = models.ForeignKey(
        Compartment, verbose_name="专区", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "授权"
        verbose_name_plural = "授权"
        constraints = [
            models.CheckConstraint(condition=_ONE_SCOPE, name="jk_grant_scope"),
            models.CheckConstraint(condition=~Q(role=""), name="jk_grant_role"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=models.F("since")), name="jk_grant_dates"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.role}"
