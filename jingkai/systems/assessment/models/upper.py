"""What the zone says of the parts of an upper body's scheme: who answers for one, what it is, how it is to be read."""

from django.db import models
from django.db.models import Q

from jingkai.kernel.parties.access import open_to_staff, see
from jingkai.kernel.parties.models import Organisation, Person, Post, Scoped
from jingkai.kernel.records.declare import Guard, append_only
from jingkai.kernel.rounds.models.sql import turn_sql
from jingkai.kernel.rules.models import RuleSet

_SEEN = open_to_staff(
    "scores", "who answers for an indicator, and how it is to be read, is said to all who work for it"
)
# The version that a row was written on is approved, and one of the scheme that it names.
_OF_ITS_SCHEME = Guard(
    "of-an-approved-scheme",
    "NOT EXISTS (SELECT 1 FROM jk_rules_ruleset r JOIN jk_rules_approval a ON a.rule_set_id = r.id"
    " WHERE r.id = NEW.scheme_id AND r.key = NEW.key AND r.kind = 'scheme')",
    "assessment.scheme-differs",
)


class OfNode(Scoped):
    """Said of the `node` of the scheme `key` in a zone, when `scheme` was the version of it. The last turn holds, for
    later versions too as long as they have the node; the earlier stay.
    """

    zone = models.ForeignKey(Organisation, verbose_name="区", on_delete=models.PROTECT, related_name="+")
    key = models.CharField("方案", max_length=120)
    scheme = models.ForeignKey(RuleSet, verbose_name="方案版本", on_delete=models.PROTECT, related_name="+")
    node = models.CharField("指标", max_length=120)
    turn = models.PositiveSmallIntegerField("第几次")
    person = models.ForeignKey(
        Person, verbose_name="登记人", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField("时间")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.key} {self.node}"


@see(_SEEN)
@append_only(
    _OF_ITS_SCHEME,
    Guard("in-turn", turn_sql("jk_assessment_tag", "zone_id", "key", "node"), "assessment.changed-meanwhile"),
    problems={"jk_tag_turn": "assessment.changed-meanwhile", "jk_tag_word": "assessment.tag-unknown"},
    lasting=True,
)
class Tag(OfNode):
    """标注: the indicator is a hard, a scoring or a losing point (重难点、得分点、扣分点), by the words of the rule
    `upper-assessment`.
    """

    word = models.CharField("标注", max_length=40)

    class Meta:
        verbose_name = "指标标注"
        verbose_name_plural = "指标标注"
        constraints = [
            models.UniqueConstraint(fields=["zone", "key", "node", "turn"], name="jk_tag_turn"),
            models.CheckConstraint(condition=~Q(word=""), name="jk_tag_word"),
        ]


@see(_SEEN)
@append_only(
    _OF_ITS_SCHEME,
    Guard(
        "in-turn",
        turn_sql("jk_assessment_note", "zone_id", "key", "node", "department"),
        "assessment.changed-meanwhile",
    ),
    problems={"jk_note_turn": "assessment.changed-meanwhile", "jk_note_says": "assessment.note-incomplete"},
    lasting=True,
)
class Note(OfNode):
    """指标解读: how a department of the upper body (`department`, as it is called) explains an indicator. A further
    turn is what it said later.
    """

    department = models.CharField("解读部门", max_length=120)
    says = models.TextField("解读")

    class Meta:
        verbose_name = "指标解读"
        verbose_name_plural = "指标解读"
        constraints = [
            models.UniqueConstraint(
                fields=["zone", "key", "node", "department", "turn"], name="jk_note_turn"
            ),
            models.CheckConstraint(condition=~Q(department="") & ~Q(says=""), name="jk_note_says"),
        ]


@see(_SEEN)
@append_only(
    _OF_ITS_SCHEME,
    Guard(
        "in-turn",
        turn_sql("jk_assessment_responsibility", "zone_id", "key", "node"),
        "assessment.changed-meanwhile",
    ),
    problems={"jk_responsibility_turn": "assessment.changed-meanwhile"},
    lasting=True,
)
class Responsibility(OfNode):
    """责任: which unit leads an indicator or a field (牵头单位), and the post of the leader in charge (分管领导)."""

    written_as = "jk_assessment.charge"

    unit = models.ForeignKey(
        Organisation, verbose_name="牵头单位", on_delete=models.PROTECT, related_name="+"
    )
    leader = models.ForeignKey(Post, verbose_name="分管领导", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "指标责任"
        verbose_name_plural = "指标责任"
        constraints = [
            models.UniqueConstraint(fields=["zone", "key", "node", "turn"], name="jk_responsibility_turn")
        ]
