"""Rounds: who is judged, by what, by whom."""

from django.db import models
from django.db.models import Exists, OuterRef, Q

from jingkai.kernel.activities.models import Activity
from jingkai.kernel.flows.models import Case
from jingkai.kernel.parties.access import Level, Reader, custom, see, through
from jingkai.kernel.parties.access.visibility import Visibility
from jingkai.kernel.parties.models import Organisation, Person, Scoped
from jingkai.kernel.records.declare import Guard, append_only
from jingkai.kernel.records.search import find
from jingkai.kernel.registers.models import Subject
from jingkai.kernel.rules.models import RuleSet

from .sql import RATING, state_sql

# The kind of object that rounds are, as the rule set of roles calls it.
KIND = "scores"
# What is recognised (认定), as that rule set calls it.
RECOGNITION = "recognition"
_NONE = Q(pk__in=[])


def _case() -> type[Case]:
    return Case


def run_by(case: str) -> Visibility:
    """Rows that are read by who runs or approves the round: who may only read scores does not read what is not
    announced. `case` leads to the round's case.
    """
    return custom(KIND, lambda reader, level: through(case, _case).rule(reader, Level.ACT))


def told_to_its_unit(entrant: str) -> Visibility:
    """As `run_by`; and, once the results are announced, by the unit of the entrant that the row is of."""

    def rule(reader: Reader, level: Level) -> Q:
        running = run_by(f"{entrant}__round__case").rule(reader, level)
        units = reader.units(KIND, level)
        if not units:
            return running
        own = {f"{entrant}__unit__in": units, f"{entrant}__round__announcements__isnull": False}
        return running | Q(**own)

    return custom(KIND, rule)


def _rounds(reader: Reader, level: Level) -> Q:
    """Who runs a round sees it; who rates or recognises in it, to do so; and once it is announced the units that were
    judged.
    """
    found = through("case", _case).rule(reader, level)
    if level >= Level.ACT:
        return found
    if reader.person is not None:
        found |= Q(Exists(Rater.objects.filter(round=OuterRef("pk"), person=reader.person)))
    # Whom a grant lets recognise: of his own unit he does not, and reads whose turn it is nonetheless.
    entitled = [one.units for one in reader.sights_of(RECOGNITION, Level.ACT, "approve")]
    if any(entitled):
        theirs = judged("pk", frozenset().union(*entitled))
        found |= Q(Exists(Criterion.objects.filter(round=OuterRef("pk"), recognised=True)), Exists(theirs))
    if units := reader.units(KIND, level):
        found |= Q(Exists(judged("pk", units)), announcements__isnull=False)
    return found


def judged(round: str, units: frozenset[int]) -> "models.QuerySet[Entrant]":
    """The entrants of these units in a round, to which `round` leads from the outer query."""
    return Entrant.objects.filter(round=OuterRef(round), unit__in=units)


def _unapproved(column: str) -> str:
    return f"NOT EXISTS (SELECT 1 FROM jk_rules_approval a WHERE a.rule_set_id = NEW.{column})"


@find("round", "考评", "Rounds", place=35, text=("title", "period"), title="title", note="period")
@see(custom(KIND, _rounds))
@append_only(
    Guard(
        "of-approved-rules",
        f"{_unapproved('rule_id')} OR {_unapproved('scheme_id')}",
        "rounds.rule-not-approved",
    ),
    problems={
        "jk_round_case": "records.row-exists",
        "jk_round_key": "rounds.key-taken",
        "jk_round_title": "rounds.incomplete",
    },
    lasting=True,
)
class Round(Scoped):
    """考评: a cohort judged by criteria, by one version of a rule (how it is run) and one of a scheme (how points are
    made). Its state stands with its case. `key` says which it is: nothing else of the zone has the same. `public` and
    `commented` are what the rule says, where guards can read it.
    """

    case = models.ForeignKey(
        Case, verbose_name="流程实例", on_delete=models.PROTECT, related_name="round_rows"
    )
    zone = models.ForeignKey(Organisation, verbose_name="区", on_delete=models.PROTECT, related_name="+")
    host = models.ForeignKey(
        Organisation, verbose_name="主办单位", on_delete=models.PROTECT, related_name="+"
    )
    key = models.CharField("标识", max_length=180)
    title = models.CharField("名称", max_length=300)
    period = models.CharField("时期", max_length=40)
    rule = models.ForeignKey(RuleSet, verbose_name="考评规则版本", on_delete=models.PROTECT, related_name="+")
    scheme = models.ForeignKey(RuleSet, verbose_name="方案版本", on_delete=models.PROTECT, related_name="+")
    public = models.BooleanField("先行公示", default=False)
    commented = models.BooleanField("逐一点评", default=False)

    class Meta:
        verbose_name = "考评"
        verbose_name_plural = "考评"
        constraints = [
            models.UniqueConstraint(fields=["case"], name="jk_round_case"),
            models.UniqueConstraint(fields=["zone", "key"], name="jk_round_key"),
            models.CheckConstraint(condition=~Q(title="") & ~Q(period=""), name="jk_round_title"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def ref(self) -> str:
        """How other rows name it."""
        return f"round:{self.pk}"


def _round() -> type[Round]:
    return Round


_WITH_ITS_ROUND = Guard(
    "with-its-round",
    "NOT EXISTS (SELECT 1 FROM jk_rounds_round r WHERE r.id = NEW.round_id AND r.batch_id = NEW.batch_id)",
    "rounds.cohort-fixed",
)


@see(through("round", _round))
@append_only(
    _WITH_ITS_ROUND,
    problems={"jk_entrant_name": "records.row-exists", "jk_entrant_place": "records.row-exists"},
    lasting=True,
)
class Entrant(Scoped):
    """参评对象: the place-th of a round, as a printed list has them: a unit, or something that it answers for
    (`subject`). `group` is its class; `activity` is where raters saw it.
    """

    round = models.ForeignKey(Round, verbose_name="考评", on_delete=models.PROTECT, related_name="entrants")
    place = models.PositiveIntegerField("次序")
    name = models.CharField("名称", max_length=200)
    unit = models.ForeignKey(Organisation, verbose_name="单位", on_delete=models.PROTECT, related_name="+")
    group = models.CharField("类别", max_length=60, blank=True)
    subject = models.ForeignKey(
        Subject, verbose_name="台账对象", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    activity = models.ForeignKey(
        Activity, verbose_name="活动", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "参评对象"
        verbose_name_plural = "参评对象"
        constraints = [
            models.UniqueConstraint(fields=["round", "name"], name="jk_entrant_name"),
            models.UniqueConstraint(fields=["round", "place"], name="jk_entrant_place"),
        ]

    def __str__(self) -> str:
        return self.name


@see(through("round", _round))
@append_only(
    _WITH_ITS_ROUND,
    problems={"jk_criterion_name": "records.row-exists", "jk_criterion_source": "rounds.other-round"},
    lasting=True,
)
class Criterion(Scoped):
    """指标: a name that the scheme asks for, and where its figures come from, as the rule of the round has it (see
    `kinds.CriterionBody`). `least` and `most` are in millionths.
    """

    round = models.ForeignKey(Round, verbose_name="考评", on_delete=models.PROTECT, related_name="criteria")
    name = models.CharField("名称", max_length=120)
    source = models.CharField("来源", max_length=10)
    recognised = models.BooleanField("须认定", default=False)
    raters = models.CharField("评委", max_length=60, blank=True)
    least = models.BigIntegerField("最低", null=True)
    most = models.BigIntegerField("最高", null=True)
    unrepeated = models.BooleanField("不得重复", default=False)
    again = models.BooleanField("可以改评", default=False)

    class Meta:
        verbose_name = "指标"
        verbose_name_plural = "指标"
        constraints = [
            models.UniqueConstraint(fields=["round", "name"], name="jk_criterion_name"),
            models.CheckConstraint(
                condition=Q(source__in=["computed", "reported"])
                | Q(source="rated", least__isnull=False, most__isnull=False),
                name="jk_criterion_source",
            ),
        ]

    def __str__(self) -> str:
        return self.name


@see(through("round", _round))
@append_only(
    Guard("while-rating", f"{state_sql('NEW.round_id')} <> '{RATING}'", "rounds.not-open"),
    Guard(
        "entered-no-ballots",
        "EXISTS (SELECT 1 FROM jk_rounds_ballot b JOIN jk_rounds_rater r ON r.id = b.rater_id"
        " WHERE r.round_id = NEW.round_id AND (b.person_id = NEW.person_id OR b.for_person_id = NEW.person_id))",
        "rounds.enters-for-raters",
    ),
    problems={"jk_rater_once": "records.row-exists"},
    lasting=True,
)
class Rater(Scoped):
    """评委: a person who rates in a round, in a group of raters."""

    round = models.ForeignKey(Round, verbose_name="考评", on_delete=models.PROTECT, related_name="raters")
    person = models.ForeignKey(Person, verbose_name="评委", on_delete=models.PROTECT, related_name="+")
    group = models.CharField("评委类别", max_length=60, blank=True)

    class Meta:
        verbose_name = "评委"
        verbose_name_plural = "评委"
        constraints = [models.UniqueConstraint(fields=["round", "person"], name="jk_rater_once")]

    def __str__(self) -> str:
        return f"{self.round_id} {self.person_id}"
