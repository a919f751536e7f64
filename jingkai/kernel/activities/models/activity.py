"""Activities, who took part, and what came of them."""

from django.db import models
from django.db.models import Q

from jingkai.kernel.flows.models import Case
from jingkai.kernel.parties.access import see, through
from jingkai.kernel.parties.models import Organisation, Person, Place, Scoped
from jingkai.kernel.records.declare import Guard, append_only
from jingkai.kernel.records.search import find

# The state of an activity that took place, whatever its flow. The guard below reads it.
HELD = "held"
# The parts of who was there (到场) and of who was entered so by mistake: the last of them counts.
PRESENT, ABSENT = "present", "absent"


def _case() -> type[Case]:
    return Case


@find(
    "activity", "活动", "Activities", place=30, text=("title", "origin", "where"), title="title", note="where"
)
@see(through("case", _case))
@append_only(
    problems={
        "jk_activity_case": "records.row-exists",
        "jk_activity_origin": "activities.planned-already",
        "jk_activity_title": "activities.title-missing",
    },
    lasting=True,
)
class Activity(Scoped):
    """活动: a meeting, inspection, visit, drill... Its states and its day stand with its case.

    `about` is the reference of what it is about (a matter that is supervised), if anything. `origin` says which
    it is: nothing else of the zone has the same.
    """

    case = models.ForeignKey(
        Case, verbose_name="流程实例", on_delete=models.PROTECT, related_name="activity_rows"
    )
    zone = models.ForeignKey(Organisation, verbose_name="区", on_delete=models.PROTECT, related_name="+")
    host = models.ForeignKey(
        Organisation, verbose_name="主办单位", on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField("种类", max_length=40, db_index=True)
    title = models.CharField("名称", max_length=300)
    origin = models.CharField("来源", max_length=200)
    about = models.CharField("关于", max_length=200, blank=True, db_index=True)
    plan = models.TextField("方案", blank=True)
    place = models.ForeignKey(
        Place, verbose_name="地点", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    where = models.CharField("地点说明", max_length=200, blank=True)

    class Meta:
        verbose_name = "活动"
        verbose_name_plural = "活动"
        constraints = [
            models.UniqueConstraint(fields=["case"], name="jk_activity_case"),
            models.UniqueConstraint(fields=["zone", "origin"], name="jk_activity_origin"),
            models.CheckConstraint(condition=~Q(title=""), name="jk_activity_title"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def ref(self) -> str:
        """How other rows name it."""
        return f"activity:{self.pk}"


def _activity() -> type[Activity]:
    return Activity


_NOT_HELD = (
    "NOT EXISTS (SELECT 1 FROM jk_flows_move m"
    " JOIN jk_flows_flowmove f ON f.id = m.flow_move_id"
    " JOIN jk_activities_activity a ON a.case_id = m.case_id"
    f" WHERE a.id = NEW.activity_id AND f.target = '{HELD}')"
)


@see(through("activity", _activity))
@append_only(
    Guard("there-when-held", f"NEW.part IN ('{PRESENT}', '{ABSENT}') AND {_NOT_HELD}", "activities.not-held"),
    problems={"jk_participant_one": "activities.participant-unclear"},
    lasting=True,
)
class Participant(Scoped):
    """参加: a unit or a person, and in which part (`object`: it is what is inspected). Who was there is entered once it
    was held: nobody was at what did not take place.
    """

    activity = models.ForeignKey(
        Activity, verbose_name="活动", on_delete=models.PROTECT, related_name="participants"
    )
    unit = models.ForeignKey(
        Organisation, verbose_name="单位", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    person = models.ForeignKey(
        Person, verbose_name="人", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    part = models.CharField("身份", max_length=40)

    class Meta:
        verbose_name = "参加"
        verbose_name_plural = "参加"
        constraints = [
            models.CheckConstraint(
                condition=Q(unit__isnull=False, person=None) | Q(unit=None, person__isnull=False),
                name="jk_participant_one",
            )
        ]

    def __str__(self) -> str:
        return f"{self.activity_id} {self.part}"


@see(through("activity", _activity))
@append_only(
    Guard("of-what-was-held", _NOT_HELD, "activities.not-held"),
    problems={"jk_output_once": "records.row-exists"},
    lasting=True,
)
class Output(Scoped):
    """成果: the reference of what came of the activity: a matter, fact, file. Nothing comes of what was not held."""

    activity = models.ForeignKey(
        Activity, verbose_name="活动", on_delete=models.PROTECT, related_name="outputs"
    )
    ref = models.CharField("对象", max_length=200, db_index=True)

    class Meta:
        verbose_name = "成果"
        verbose_name_plural = "成果"
        constraints = [models.UniqueConstraint(fields=["activity", "ref"], name="jk_output_once")]

    def __str__(self) -> str:
        return f"{self.activity_id} → {self.ref}"
