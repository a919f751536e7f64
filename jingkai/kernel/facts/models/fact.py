"""What somebody reported, printed or recognised."""

from django.db import models
from django.db.models import F, Q

from jingkai.kernel.parties.access import by_unit, see
from jingkai.kernel.parties.models import Organisation, Person, Scoped
from jingkai.kernel.records.declare import Guard, append_only
from jingkai.kernel.records.models import File
from jingkai.kernel.registers.models import Subject

from ..vocabulary import vocabulary
from .interval import IntervalColumns, interval_checks, interval_problems
from .measure import Measure

# What a correction may not change: it replaces a figure in its own place and no other.
PLACE = (
    "measure_id", "holder_id", "subject_id", "category", "start", "end", "nature", "caliber",
    "reported_by_id",
)  # fmt: skip


def _other_place() -> dict[str, str]:
    """The SQL that is true when the superseded row stands in another place. NULLs are equal here."""

    def differs(word: str) -> str:
        return " OR ".join(f'o."{column}" {word} NEW."{column}"' for column in PLACE)

    def condition(word: str) -> str:
        return (
            "NEW.supersedes_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM jk_facts_fact o"
            f" WHERE o.id = NEW.supersedes_id AND o.id < NEW.id AND NOT ({differs(word)})"
            " AND NEW.step = o.step + 1 AND NEW.line_id = COALESCE(o.line_id, o.id))"
        )

    return {"sqlite": condition("IS NOT"), "postgresql": condition("IS DISTINCT FROM")}


def _statistical() -> str:
    words = ", ".join(f"'{word}'" for word in vocabulary().statistical)
    return (
        "NEW.supersedes_id IS NOT NULL AND EXISTS (SELECT 1 FROM jk_facts_fact o"
        f" WHERE o.id = NEW.supersedes_id AND o.caliber IN ({words})) AND NEW.file_id IS NULL"
    )


@see(by_unit("facts", unit="holder"))
@append_only(
    Guard("same-place", _other_place(), "facts.other-series"),
    Guard("says-why", "NEW.supersedes_id IS NOT NULL AND trim(NEW.reason) = ''", "facts.reason-missing"),
    Guard("statistical", _statistical, "facts.statistical-only-by-import"),
    problems={
        **interval_problems("jk_fact"),
        "jk_fact_nature": "facts.incomplete",
        "jk_fact_caliber": "facts.incomplete",
        "jk_fact_source": "facts.incomplete",
        "jk_fact_period": "facts.incomplete",
        "jk_fact_line": "facts.other-series",
    },
)
class Fact(IntervalColumns, Scoped):
    """数据: a measure of a holder (or of one of its subjects) in a period, in a nature and a caliber.

    A correction is a new row in the same place: `supersedes` names the row it replaces, `line` the first of
    them all and `step` how many corrections lie between; so the row with the highest step that is known is
    the one that counts, also when a correction in between was withdrawn.
    """

    measure = models.ForeignKey(Measure, verbose_name="数据项", on_delete=models.PROTECT, related_name="+")
    holder = models.ForeignKey(Organisation, verbose_name="对象", on_delete=models.PROTECT, related_name="+")
    subject = models.ForeignKey(
        Subject, verbose_name="台账对象", null=True, on_delete=models.PROTECT, related_name="+"
    )
    category = models.CharField("分类", max_length=120, blank=True)
    start = models.DateField("自")
    end = models.DateField("至")
    nature = models.CharField("性质", max_length=20)
    caliber = models.CharField("口径", max_length=20)
    file = models.ForeignKey(
        File, verbose_name="来源文件", null=True, on_delete=models.PROTECT, related_name="+"
    )
    sheet = models.CharField("工作表", max_length=120, blank=True)
    cell = models.CharField("单元格", max_length=20, blank=True)
    source = models.CharField("来源", max_length=300, blank=True)
    note = models.CharField("限定语", max_length=300, blank=True)
    evidence = models.CharField("证据", max_length=200, blank=True)
    reported_by = models.ForeignKey(
        Organisation, verbose_name="报送单位", on_delete=models.PROTECT, related_name="+"
    )
    reporter = models.ForeignKey(
        Person, verbose_name="报送人", null=True, on_delete=models.PROTECT, related_name="+"
    )
    supersedes = models.ForeignKey(
        "self", verbose_name="更正", null=True, on_delete=models.PROTECT, related_name="+"
    )
    line = models.ForeignKey(
        "self", verbose_name="原始记录", null=True, on_delete=models.PROTECT, related_name="+"
    )
    step = models.PositiveSmallIntegerField("更正次数", default=0)
    reason = models.CharField("更正原因", max_length=300, blank=True)

    class Meta:
        verbose_name = "数据"
        verbose_name_plural = "数据"
        indexes = [models.Index(fields=["holder", "end", "measure"], name="jk_fact_read")]
        constraints = [
            *interval_checks("jk_fact"),
            models.CheckConstraint(condition=~Q(nature=""), name="jk_fact_nature"),
            models.CheckConstraint(condition=~Q(caliber=""), name="jk_fact_caliber"),
            models.CheckConstraint(condition=Q(file__isnull=False) | ~Q(source=""), name="jk_fact_source"),
            models.CheckConstraint(condition=Q(start__lte=F("end")), name="jk_fact_period"),
            models.CheckConstraint(
                condition=Q(supersedes__isnull=True, line__isnull=True, step=0)
                | Q(supersedes__isnull=False, line__isnull=False, step__gt=0),
                name="jk_fact_line",
            ),
        ]

    def __str__(self) -> str:
        return f"fact:{self.pk}"
