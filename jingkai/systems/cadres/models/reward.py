"""What follows for a person: a reward (奖励) and the entries that it stands on, none of which may fall."""

from django.db import models
from django.db.models import Exists, OuterRef, Q

from jingkai.kernel.flows.models import Case
from jingkai.kernel.parties.access import Level, Reader, custom, see, through, visible
from jingkai.kernel.parties.models import Organisation, Person, Scoped
from jingkai.kernel.records.declare import Guard, append_only
from jingkai.kernel.rules.models import RuleSet
from jingkai.systems.supervision.api import Listing

KIND = "consequences"


def _seen(reader: Reader, level: Level) -> Q:
    """Who proposes and decides what follows; and the person."""
    cases = visible(Case._base_manager.filter(pk=OuterRef("case"), kind=KIND), reader, level)
    mine = Q(person=reader.person) if reader.person is not None and level <= Level.CONTENT else Q(pk__in=[])
    return Q(Exists(cases)) | mine


@see(custom(KIND, _seen))
@append_only(
    Guard(
        "of-a-case",
        "NOT EXISTS (SELECT 1 FROM jk_flows_case c WHERE c.id = NEW.case_id"
        f" AND c.kind = '{KIND}' AND c.holder_id = NEW.unit_id)",
        "cadres.reward-mismatch",
    ),
    problems={"jk_reward_case": "records.row-exists", "jk_reward_why": "cadres.reward-reason"},
    lasting=True,
)
class Reward(Scoped):
    """奖励: by the `key` of a rule version, for `person` of `unit`. How far it is, its case says."""

    case = models.ForeignKey(
        Case, verbose_name="流程实例", on_delete=models.PROTECT, related_name="reward_rows"
    )
    zone = models.ForeignKey(Organisation, verbose_name="区", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, verbose_name="人", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Organisation, verbose_name="单位", on_delete=models.PROTECT, related_name="+")
    rule = models.ForeignKey(RuleSet, verbose_name="规则版本", on_delete=models.PROTECT, related_name="+")
    key = models.CharField("种类", max_length=60)
    reason = models.TextField("理由")

    class Meta:
        verbose_name = "奖励"
        verbose_name_plural = "奖励"
        constraints = [
            models.UniqueConstraint(fields=["case"], name="jk_reward_case"),
            models.CheckConstraint(condition=~Q(reason="") & ~Q(key=""), name="jk_reward_why"),
        ]

    def __str__(self) -> str:
        return self.ref

    @property
    def ref(self) -> str:
        """How other rows name it."""
        return f"reward:{self.pk}"


def _reward() -> type[Reward]:
    return Reward


@see(through("reward", _reward))
@append_only(
    Guard(
        "of-a-verified-positive",
        "NOT EXISTS (SELECT 1 FROM jk_supervision_listing l JOIN jk_cadres_reward r ON r.person_id = l.person_id"
        " JOIN jk_flows_casestate s ON s.case_id = l.case_id"
        " WHERE l.id = NEW.listing_id AND r.id = NEW.reward_id AND l.side = 'positive' AND s.n > 1 AND NOT s.ended)",
        "cadres.ground-unfit",
    ),
    Guard(
        "carries-one-of-a-kind",
        "EXISTS (SELECT 1 FROM jk_cadres_ground g JOIN jk_cadres_reward o ON o.id = g.reward_id"
        " JOIN jk_flows_casestate s ON s.case_id = o.case_id JOIN jk_cadres_reward r ON r.id = NEW.reward_id"
        " WHERE g.listing_id = NEW.listing_id AND o.id <> r.id AND o.key = r.key AND NOT s.ended)",
        "cadres.rewarded-already",
    ),
    problems={"jk_ground_once": "records.row-exists"},
    lasting=True,
)
class Ground(Scoped):
    """奖励依据: an entry of the positive list that a reward stands on."""

    reward = models.ForeignKey(Reward, verbose_name="奖励", on_delete=models.PROTECT, related_name="grounds")
    listing = models.ForeignKey(Listing, verbose_name="清单条目", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "奖励依据"
        verbose_name_plural = "奖励依据"
        constraints = [models.UniqueConstraint(fields=["reward", "listing"], name="jk_ground_once")]

    def __str__(self) -> str:
        return f"{self.reward_id} ← {self.listing_id}"
